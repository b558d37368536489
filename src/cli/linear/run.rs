//! The conversation with its ends: lines come in, facts are read, commands are run, lines go out. No escape sequence ever does.

use std::ffi::OsString;
use std::io::{self, BufRead, Read as _, Write as _};

use clap::Parser as _;

use super::choice::Scene;
use super::place::Place;
use super::spoken::{self, Aloud};
use super::talk::{Reply, Talk};
use super::{flag, fleet, rollout, step};
use crate::cli::answer::{Answer, Body};
use crate::cli::args::{Cli, Global, Verb};
use crate::cli::io::{Io, Terminal};
use crate::cli::output::{Style, shown};
use crate::cli::refusal::{failed, not_found, usage};
use crate::cli::run::{perform, told};
use crate::cli::session::Session;
use crate::error::{Exit, Report};

/// What is said first in the demo.
const DEMO: &str = "Demo: nothing here is real, and all of it is thrown away at the end.";

/// The most bytes of one line.
const LONGEST: u64 = 1024 * 1024;

/// What a program ends with when the reader of its output went away, as a shell counts SIGPIPE.
const BROKEN_PIPE: u8 = 141;

/// Talks until somebody leaves or the input ends.
pub(crate) fn linear(session: &mut Session<'_, '_>, flag: Option<&str>) -> Result<Answer, Report> {
    let place = match flag {
        Some(name) => Place::Rollout(session.open()?.find(name)?),
        None => Place::Fleet,
    };
    let code = match talk(session, Talk::at(place)) {
        Ok(code) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => BROKEN_PIPE,
        Err(error) => {
            return Err(failed(
                "NOT_PRINTED",
                format!("the conversation broke off: {error}"),
            ));
        }
    };
    Answer::with(&(), Body::Nothing(code))
}

fn talk(session: &mut Session<'_, '_>, mut talk: Talk) -> io::Result<u8> {
    if session.demo {
        say(session, &[DEMO.to_owned()])?;
    }
    let mut scene = read_aloud(session, &mut talk)?;
    loop {
        print(session, &talk.prompt())?;
        let Some(line) = heard(session)? else {
            return ended(session, &talk);
        };
        match talk.hear(&line, &scene) {
            Reply::Scene => scene = read_aloud(session, &mut talk)?,
            Reply::Say(lines) => say(session, &lines)?,
            Reply::Listen(words) if words.is_empty() => {}
            Reply::Listen(words) => say(session, &[words])?,
            Reply::Demo => {
                session.demo = true;
                if session.signed().is_err() {
                    session.global.actor = Some("you".to_owned());
                }
                talk.place = Place::Fleet;
                say(session, &[DEMO.to_owned()])?;
                scene = read_aloud(session, &mut talk)?;
            }
            Reply::Leave => return Ok(0),
            Reply::Find(name) => match session.open().and_then(|found| Ok(found.find(&name)?)) {
                Ok(id) => {
                    talk.place = Place::Rollout(id);
                    scene = read_aloud(session, &mut talk)?;
                }
                Err(_) => run(session, &mut talk, (vec![name], None)).map(|_| ())?,
            },
            Reply::Run(words, input) => {
                if run(session, &mut talk, (words, input))? {
                    scene = read_aloud(session, &mut talk)?;
                }
            }
        }
    }
}

/// Says that the input ended before a question was answered.
fn ended(session: &mut Session<'_, '_>, talk: &Talk) -> io::Result<u8> {
    print(session, "\n")?;
    if !talk.is_open() {
        return Ok(0);
    }
    let words = "warn: the input ended before the answer: nothing was recorded".to_owned();
    say(session, &[words])?;
    Ok(Exit::Unconfirmed.code())
}

/// Reads one line; `None` where the input ended. What is no UTF-8 becomes U+FFFD.
fn heard(session: &mut Session<'_, '_>) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut limited = (&mut *session.io.stdin).take(LONGEST);
    if limited.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    // A terminal shows the end of a line that is typed; anything else has to be given one.
    if !session.io.terminal.stdin {
        session.io.stdout.write_all(b"\n")?;
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
}

/// Reads the place aloud and returns it as it was read, so that a number means what was heard.
fn read_aloud(session: &mut Session<'_, '_>, talk: &mut Talk) -> io::Result<Scene> {
    let scene = match look(session, &talk.place) {
        Ok(scene) => scene,
        Err(report) => {
            say(session, &[spoken::refused(&report)])?;
            talk.place = Place::Fleet;
            look(session, &talk.place).unwrap_or_default()
        }
    };
    say(session, &scene.says)?;
    let choices = scene.choices.iter().enumerate();
    let lines = choices.map(|(index, choice)| format!("{}. {}", index + 1, choice.text));
    let lines: Vec<String> = lines.collect();
    say(session, &lines)?;
    Ok(scene)
}

/// Reads what is so at a place.
fn look(session: &Session<'_, '_>, place: &Place) -> Result<Scene, Report> {
    let tracker = session.open()?;
    let now = session.host.now();
    let Some(id) = place.rollout() else {
        let templates = session.host.templates()?;
        let fleet = tracker.fleet()?;
        return Ok(fleet::scene(&fleet, &templates, (now, session.demo)));
    };
    let view = tracker.view(id, None)?;
    let gone = |what: &str| not_found(format!("{what} is no more"), "type fleet");
    match place {
        Place::Stage(_, number) => {
            let found = view.stages.iter().find(|stage| stage.number == *number);
            let stage = found.ok_or_else(|| gone("the stage"))?;
            Ok(rollout::stage(&view, stage, now))
        }
        Place::Step(_, number) => {
            let found = view.steps().find(|step| step.number == *number);
            let found = found.ok_or_else(|| gone("the step"))?;
            Ok(step::scene(&view, found, now))
        }
        Place::Ramp(_) => Ok(flag::ramp(&view, &tracker.ramp(id, None)?, now)),
        Place::Rollback(_) => Ok(flag::rollback(&view, now)),
        Place::Timers(_) => Ok(flag::timers(&view, now)),
        Place::Blockers(_) => Ok(flag::blockers(&view, now)),
        Place::Fleet | Place::Rollout(_) => Ok(rollout::scene(&view, now)),
    }
}

/// Runs the words of a command, says what came of it, and tells whether something was changed.
fn run(
    session: &mut Session<'_, '_>,
    talk: &mut Talk,
    (words, input): (Vec<String>, Option<String>),
) -> io::Result<bool> {
    let answer = match input {
        Some(text) => performed(session, &words, Some(&mut text.as_bytes())),
        None => performed(session, &words, None),
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(report) => {
            talk.forget();
            say(session, &[spoken::refused(&report)])?;
            return Ok(false);
        }
    };
    let mut lines = spoken::body(&answer.body);
    if answer.changed {
        lines = vec![spoken::announced(&lines)];
    }
    let warnings = answer.warnings.iter();
    lines.extend(warnings.map(|warning| format!("warn: {warning}")));
    say(session, &lines)?;
    Ok(answer.changed)
}

/// Runs the words of a command as the command line does.
fn performed(
    session: &mut Session<'_, '_>,
    words: &[String],
    input: Option<&mut dyn BufRead>,
) -> Result<Answer, Report> {
    let args = std::iter::once("rollgate").chain(words.iter().map(String::as_str));
    let cli = match Cli::try_parse_from(args.map(OsString::from)) {
        Ok(cli) => cli,
        Err(misuse) => return told(&misuse),
    };
    let goes_on = match &cli.verb {
        Some(Verb::List(args)) => args.watch,
        Some(Verb::Log(args)) => args.follow,
        Some(Verb::Demo(_)) => true,
        _ => cli.verb.is_none(),
    };
    if goes_on {
        let what = words.join(" ");
        return Err(usage(
            format!("{what} is nothing to be done here"),
            "type help",
        ));
    }
    let mut nothing = io::sink();
    let is_typed = session.io.terminal.stdin;
    let mut aloud = Aloud {
        inner: &mut *session.io.stdout,
        is_open: false,
    };
    let is_text = input.is_some();
    let mut inner = Session {
        global: inherited(&session.global, cli.global),
        setting: session.setting,
        host: session.host,
        now: session.host.now(),
        demo: session.demo,
        io: &mut Io {
            stdin: match input {
                Some(text) => text,
                None => &mut *session.io.stdin,
            },
            stdout: &mut nothing,
            stderr: &mut aloud,
            terminal: Terminal {
                stdin: !is_text,
                stdout: false,
            },
        },
    };
    let answer = perform(&mut inner, cli.flag, cli.verb);
    // A terminal ends the line of a question when it is answered; anything else has to be given an end.
    if aloud.is_open && !is_typed {
        aloud.write_all(b"\n").ok();
    }
    answer
}

/// Returns the options of a command, with those under which the conversation began.
fn inherited(outer: &Global, inner: Global) -> Global {
    Global {
        database: inner.database.or_else(|| outer.database.clone()),
        actor: inner.actor.or_else(|| outer.actor.clone()),
        dry_run: inner.dry_run || outer.dry_run,
        ascii: inner.ascii || outer.ascii,
        no_color: true,
        json: false,
        format: None,
        ..inner
    }
}

/// Says lines, cleaned, in the letters that may be printed.
fn say(session: &mut Session<'_, '_>, lines: &[String]) -> io::Result<()> {
    for line in lines {
        let line = shown(line);
        print(session, &format!("{line}\n"))?;
    }
    Ok(())
}

fn print(session: &mut Session<'_, '_>, text: &str) -> io::Result<()> {
    let style = Style {
        color: false,
        ascii: session.ascii(),
    };
    session
        .io
        .stdout
        .write_all(style.letters(text).as_bytes())?;
    session.io.stdout.flush()
}
