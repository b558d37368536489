//! `doctor`: file, hash chain, calendar and terminal, looked at from outside. Only `--rebuild` changes something, and no event.

use serde::Serialize;

use crate::cli::answer::Answer;
use crate::cli::args::Doctor;
use crate::cli::host::{Examination, Finding};
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::domain::counted;
use crate::error::{Exit, Report};
use crate::projection::ClockSkew;

#[derive(Debug, Serialize)]
struct Streams {
    stdin_is_terminal: bool,
    stdout_is_terminal: bool,
}

#[derive(Debug, Serialize)]
struct Findings {
    database: String,
    file: Option<Examination>,
    fleet: Option<usize>,
    rebuilt: bool,
    terminal: Option<String>,
    streams: Streams,
    /// What was found round the data.
    round: Vec<Finding>,
    #[serde(skip)]
    skew: Option<String>,
    problems: Vec<String>,
}

/// Checks file, settings and terminal.
pub(crate) fn doctor(session: &Session<'_, '_>, args: &Doctor) -> Result<Answer, Report> {
    let path = session.database()?;
    let mut findings = Findings {
        database: path.display().to_string(),
        file: None,
        fleet: None,
        rebuilt: false,
        terminal: session.setting.term.clone(),
        streams: Streams {
            stdin_is_terminal: session.io.terminal.stdin,
            stdout_is_terminal: session.io.terminal.stdout,
        },
        round: Vec::new(),
        skew: None,
        problems: Vec::new(),
    };
    let round = session.host.surroundings(&path);
    findings.round = round.rows;
    let mut exit = Exit::Ok;
    if path.exists() {
        match session.host.examine(&path) {
            Ok(file) => {
                findings.problems.extend(file.broken.clone());
                findings.problems.extend(too_open(&file));
                findings.problems.extend(file.hazard.clone());
                findings.file = Some(file);
            }
            Err(report) => findings.problems.push(report.message),
        }
        exit = if findings.problems.is_empty() {
            fleet(session, args, &mut findings)
        } else {
            Exit::Data
        };
    }
    if let Err(report) = session.open().and_then(|tracker| Ok(tracker.calendar()?)) {
        findings.problems.push(report.message);
        if exit == Exit::Ok {
            exit = report.exit;
        }
    }
    if let Some(skew) = findings.skew.take() {
        findings.problems.push(skew);
        exit = if exit == Exit::Ok { Exit::Failed } else { exit };
    }
    if !round.problems.is_empty() {
        findings.problems.extend(round.problems);
        exit = if exit == Exit::Ok {
            Exit::Findings
        } else {
            exit
        };
    }
    Ok(Answer::new(&findings, page(&findings))?.exit(exit))
}

/// Reads the fleet, or makes it anew from the events.
fn fleet(session: &Session<'_, '_>, args: &Doctor, findings: &mut Findings) -> Exit {
    let counted = if args.rebuild {
        let rebuilt = session
            .open_to_change()
            .and_then(|mut tracker| Ok(tracker.rebuild_fleet()?));
        findings.rebuilt = rebuilt.is_ok();
        rebuilt
    } else {
        let fleet = session.open().and_then(|tracker| Ok(tracker.fleet()?));
        let skew = |fleet: &Vec<_>| ClockSkew::of(fleet, session.host.now());
        findings.skew = fleet
            .as_ref()
            .ok()
            .and_then(skew)
            .map(|skew| skew.to_string());
        fleet.map(|fleet| fleet.len())
    };
    match counted {
        Ok(count) => {
            findings.fleet = Some(count);
            Exit::Ok
        }
        Err(report) => {
            let hint = "rollgate doctor --rebuild makes the fleet anew from the events";
            findings
                .problems
                .push(format!("{}; {hint}", report.message));
            Exit::Data
        }
    }
}

/// Says when others may read the file.
fn too_open(file: &Examination) -> Option<String> {
    let rights = file.permissions.as_deref()?;
    let is_private = rights.ends_with("00");
    (!is_private).then(|| format!("others may read the file: its rights are {rights}, not 0600"))
}

fn page(findings: &Findings) -> Page {
    let mut page = Page::new();
    let mut row = |name: &str, words: &str| {
        page.push(Line::new().word(Role::Strong, name).to(14).plain(words));
    };
    row("database", &findings.database);
    match &findings.file {
        Some(file) => {
            row("schema", &file.schema);
            row("rights", file.permissions.as_deref().unwrap_or("not known"));
            let pragmas: Vec<String> = file
                .pragmas
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            row("pragmas", &pragmas.join(" "));
            let events = format!("{} in {} streams", file.events, file.streams);
            row("events", &events);
        }
        None if findings.problems.is_empty() => row("", "there is no file yet; import makes it"),
        None => {}
    }
    if let Some(fleet) = findings.fleet {
        let made = if findings.rebuilt { ", made anew" } else { "" };
        row("fleet", &format!("{}{made}", counted(fleet, "rollout")));
    }
    row("terminal", findings.terminal.as_deref().unwrap_or("none"));
    for found in &findings.round {
        row(found.name, &found.value);
    }
    for problem in &findings.problems {
        page.push(Line::new().word(Role::Bad, "problem").to(14).plain(problem));
    }
    if findings.problems.is_empty() {
        page.push(
            Line::new()
                .word(Role::Good, "ok")
                .plain(" nothing is wrong"),
        );
    }
    page
}
