//! One call from the words typed to the exit code: parse, do, hand over to be printed. No rule is here.

use std::ffi::OsString;

use clap::Parser as _;
use clap::error::ErrorKind as Misuse;
use serde_json::json;

use super::answer::{Answer, Body};
use super::args::{Cli, Global, List, RampVerb, RollbackVerb, Show, Verb};
use super::change::{self, Beginning};
use super::finish::finish;
use super::host::{Data, Host, ScreenWish};
use super::io::Io;
use super::linear::linear;
use super::output::Page;
use super::package;
use super::read;
use super::refusal::usage;
use super::session::Session;
use super::setting::Setting;
use crate::domain::id::Actor;
use crate::domain::rollout::RollbackDetails;
use crate::error::Report;

/// Runs one call and returns its exit code. `args` are the words typed, the program's own name first.
pub fn run(args: &[OsString], setting: &Setting, host: &dyn Host, io: &mut Io<'_>) -> u8 {
    let now = host.now();
    match Cli::try_parse_from(args) {
        Ok(cli) => {
            let mut session = Session {
                global: cli.global,
                setting,
                host,
                io,
                now,
                demo: false,
            };
            let is_linear = (cli.linear || setting.linear) && !session.global.json;
            let answer = if is_linear && cli.verb.is_none() {
                linear(&mut session, cli.flag.as_deref())
            } else if is_linear && matches!(cli.verb, Some(Verb::Demo(_))) {
                demo_in_lines(&mut session)
            } else {
                perform(&mut session, cli.flag, cli.verb)
            };
            finish(&mut session, answer)
        }
        Err(misuse) => {
            let global = Global {
                json: wants_json(args),
                ..Global::default()
            };
            let mut session = Session {
                global,
                setting,
                host,
                io,
                now,
                demo: false,
            };
            let answer = told(&misuse);
            finish(&mut session, answer)
        }
    }
}

/// Looks for `--json` in words that could not be parsed.
fn wants_json(args: &[OsString]) -> bool {
    args.iter()
        .take_while(|word| *word != "--")
        .any(|word| word == "--json")
}

/// Answers what clap answers by itself: help, version, misuse.
pub(super) fn told(misuse: &clap::Error) -> Result<Answer, Report> {
    let text = misuse.render().to_string();
    let kind = misuse.kind();
    if matches!(kind, Misuse::DisplayHelp | Misuse::DisplayVersion) {
        let mut page = Page::new();
        text.lines().for_each(|line| page.say(line));
        return Answer::with(&json!({ "text": text }), Body::Page(page));
    }
    if kind == Misuse::DisplayHelpOnMissingArgumentOrSubcommand {
        return Err(usage(
            "a word is missing after it",
            "add --help to see which",
        ));
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines
        .next()
        .unwrap_or("wrong use")
        .trim_start_matches("error: ");
    let reasons: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    let report = usage(first, "rollgate --help");
    Err(Report { reasons, ..report })
}

/// Does what was typed.
pub(super) fn perform(
    session: &mut Session<'_, '_>,
    flag: Option<String>,
    verb: Option<Verb>,
) -> Result<Answer, Report> {
    match (flag, verb) {
        (Some(flag), Some(_)) => {
            let hint = "rollgate --help lists the commands; FLAG stands after them";
            Err(usage(format!("{flag} is no command"), hint))
        }
        (flag, None) => screen_or_page(session, flag),
        (None, Some(verb)) => perform_verb(session, verb),
    }
}

/// Opens the screen, or prints what it would begin with where there is no terminal.
fn screen_or_page(session: &mut Session<'_, '_>, flag: Option<String>) -> Result<Answer, Report> {
    if !session.global.json && session.io.terminal.stdout {
        return screen(session, flag, false);
    }
    if !session.global.json {
        session.talk("no terminal to draw on: printed instead of the screen");
    }
    match flag {
        Some(flag) => read::show(
            session,
            &Show {
                flag,
                stage: None,
                log: None,
            },
        ),
        None => read::list(session, &List::default()),
    }
}

fn demo(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let terminal = session.io.terminal;
    if session.global.json || !terminal.stdout || !terminal.stdin {
        return read::demo(session);
    }
    screen(session, None, true)
}

/// Looks round in the demo without a screen.
fn demo_in_lines(session: &mut Session<'_, '_>) -> Result<Answer, Report> {
    session.demo = true;
    if session.signed().is_err() {
        session.global.actor = Some("you".to_owned());
    }
    linear(session, None)
}

fn screen(session: &Session<'_, '_>, flag: Option<String>, demo: bool) -> Result<Answer, Report> {
    let hint = "rollgate list, rollgate status and rollgate show FLAG need no screen";
    if !session.io.terminal.stdin {
        return Err(usage(
            "standard input is no terminal, so no key can be read",
            hint,
        ));
    }
    if session.setting.is_dumb() {
        return Err(usage("this terminal (TERM=dumb) can draw no screen", hint));
    }
    let data = if demo {
        Data::Demo
    } else {
        Data::Change(session.database()?)
    };
    let actor = if demo {
        session.signed().unwrap_or_else(|_| Actor::from("you"))
    } else {
        session.signed()?
    };
    let style = session.style();
    let wish = ScreenWish {
        data,
        actor,
        flag,
        ascii: style.ascii,
        color: style.color,
        theme: session.global.theme.clone(),
        local: session.setting.local,
        zone: session.zone(),
    };
    let code = session.host.screen(&wish)?;
    Answer::with(&json!(null), Body::Nothing(code))
}

fn perform_verb(session: &mut Session<'_, '_>, verb: Verb) -> Result<Answer, Report> {
    match verb {
        Verb::Import(args) => change::import(session, &args),
        Verb::New(args) => change::new(session, &args),
        Verb::Template(args) => read::template(session, &args.verb),
        Verb::List(args) => read::list(session, &args),
        Verb::Show(args) => read::show(session, &args),
        Verb::Next(args) => read::next(session, &args),
        Verb::Step(args) => change::step(session, &args),
        Verb::Qa(args) => change::qa(session, &args),
        Verb::Advance(args) => change::advance(session, &args),
        Verb::Reopen(args) => change::reopen(session, &args),
        Verb::Hold(args) => change::hold(session, &args),
        Verb::Resume(args) => change::resume(session, &args),
        Verb::Ramp(args) => match &args.verb {
            RampVerb::Show(show) => read::ramp(session, show),
            RampVerb::Plan(named) => read::ramp_plan(session, &named.flag),
            RampVerb::Set(set) => change::set_ramp(session, set),
        },
        Verb::Timer(args) => change::timer(session, &args.verb),
        Verb::Actor(args) => read::actor(session, &args),
        Verb::Explain(args) => read::explain(session, &args),
        Verb::Decide(args) => change::decide(session, &args),
        Verb::Note(args) => change::note(session, &args),
        Verb::Undo(args) => change::undo(session, &args),
        Verb::Redo(args) => change::redo(session, &args),
        Verb::Attempt(args) => change::attempt(session, &args),
        Verb::Close(args) => change::close(session, &args),
        Verb::Abandon(args) => change::abandon(session, &args),
        Verb::Observe(args) => change::observe(session, &args),
        Verb::ChangeIssue(args) => change::change_issue(session, &args),
        Verb::Deadline(args) => change::deadline(session, &args),
        Verb::Window => read::window(session),
        Verb::Forecast(args) => read::forecast(session, &args),
        Verb::Blocker(args) => change::blocker(session, &args.verb),
        Verb::Writes(args) => change::writes(session, &args),
        Verb::Vouch(args) => change::vouch(session, &args),
        Verb::Incident(args) => change::incident(session, &args.verb),
        Verb::Rollback(args) => rollback(session, &args.verb),
        Verb::Package(args) => package::package(session, &args.verb),
        Verb::Log(args) => read::log(session, &args),
        Verb::Check(args) => read::check(session, &args),
        Verb::Verify => read::verify(session),
        Verb::Export(args) => read::export(session, &args),
        Verb::Demo(args) if args.linear && !session.global.json => demo_in_lines(session),
        Verb::Demo(_) => demo(session),
        Verb::Wait(args) => read::wait(session, &args),
        Verb::Backup(args) => read::backup(session, &args),
        Verb::Status => read::status(session),
        Verb::Text(args) => read::text(session, &args),
        Verb::Prompt(args) => read::prompt(session, &args),
        Verb::Doctor(args) => read::doctor(session, &args),
        Verb::Config(args) => read::config(session, &args.verb),
        Verb::Keys(args) => read::keys(session, &args),
        Verb::Complete(args) => read::complete(session, &args),
        Verb::Completion(args) => read::completion(&args),
        Verb::Man => read::man(),
    }
}

fn rollback(session: &mut Session<'_, '_>, verb: &RollbackVerb) -> Result<Answer, Report> {
    match verb {
        RollbackVerb::Plan { flag, scope } => read::rollback_plan(session, flag, scope),
        RollbackVerb::Start {
            flag,
            reason,
            already_at,
            seen_by_users,
            scope,
            incident,
            confirmed_by,
            confirm,
        } => {
            let (already_at, confirm) = (already_at.as_deref(), confirm.as_deref());
            let raise_incident = incident.as_deref() == Some("new");
            let details = RollbackDetails {
                scope: scope.clone(),
                incident: incident.clone().filter(|_| !raise_incident),
                confirmed_by: confirmed_by.clone(),
            };
            change::start_rollback(
                session,
                flag,
                Beginning {
                    reason,
                    already_at,
                    seen_by_users: *seen_by_users,
                    details,
                    raise_incident,
                    confirm,
                },
            )
        }
        RollbackVerb::Step {
            flag,
            order,
            state,
            note,
        } => change::mark_item(session, flag, (*order, *state), note.as_deref()),
        RollbackVerb::Drill { flag, took } => match took {
            Some(took) => change::record_drill(session, flag, took),
            None => read::rollback_drill(session, flag),
        },
        RollbackVerb::Show(named) => read::rollback_run(session, &named.flag),
        RollbackVerb::Finish(named) => change::finish_rollback(session, &named.flag),
    }
}
