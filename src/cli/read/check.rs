//! `check`: what a checklist does badly, from a file, of one rollout, or of all that are open. It changes nothing.

use std::path::Path;

use chrono::TimeDelta;
use serde::Serialize;

use super::stale;
use crate::checklist::{self, Finding, Severity};
use crate::cli::answer::Answer;
use crate::cli::args::Check;
use crate::cli::moment::parse_span;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::id::RolloutId;
use crate::error::{Exit, Report};
use crate::tracker::{Tracker, TrackerError};

/// A finding, with the rollout that it is about.
#[derive(Debug, Serialize)]
struct Found {
    flag: Option<String>,
    #[serde(flatten)]
    finding: Finding,
}

/// The findings of one document.
#[derive(Debug)]
struct Checked {
    name: String,
    flag: Option<String>,
    /// `None` where no text is kept that could be checked.
    findings: Option<Vec<Finding>>,
}

/// Lints a document, the document of a rollout, or those of all rollouts that are not over.
pub(crate) fn check(session: &mut Session<'_, '_>, args: &Check) -> Result<Answer, Report> {
    let max_age = args.max_age.as_deref().map(span).transpose()?;
    let now = session.at()?.unwrap_or(session.now);
    let checked = match args.what.as_deref() {
        Some(name) if name == "-" || Path::new(name).is_file() => {
            vec![of_text(name, &session.document(name)?)]
        }
        Some(name) => {
            let tracker = session.open()?;
            let id = tracker.find(name).map_err(unknown)?;
            vec![of_rollout(&tracker, &id, (max_age, now))?]
        }
        None => open_rollouts(&session.open()?, (max_age, now))?,
    };
    let page = page(&checked);
    let found: Vec<Found> = checked.into_iter().flat_map(found).collect();
    let exit = if found.is_empty() {
        Exit::Ok
    } else {
        Exit::Findings
    };
    Ok(Answer::new(&found, page)?.exit(exit))
}

fn unknown(error: TrackerError) -> Report {
    let is_unknown = matches!(error, TrackerError::NotFound { .. });
    let report = Report::from(error);
    if is_unknown {
        report.hint("name a file, a rollout, or - for standard input")
    } else {
        report
    }
}

fn of_text(name: &str, text: &str) -> Checked {
    let reading = checklist::read(text);
    Checked {
        name: name.to_owned(),
        flag: reading.plan.flag.as_ref().map(FlagName::to_string),
        findings: Some(checklist::lint(&reading)),
    }
}

/// How long a rollout may go without a record, and the time that is now.
type Age = (Option<TimeDelta>, Timestamp);

fn span(text: &str) -> Result<TimeDelta, Report> {
    parse_span(text).ok_or_else(|| {
        let hint = "write it as 2w, 10d or 36h";
        usage(format!("{text} is no span of time"), hint)
    })
}

fn of_rollout(tracker: &Tracker, id: &RolloutId, (max_age, now): Age) -> Result<Checked, Report> {
    let view = tracker.view(id, None)?;
    let stale = stale::findings(&view, max_age, now);
    let findings = tracker.findings(id)?;
    let is_known = findings.is_some() || !stale.is_empty();
    let all = findings.unwrap_or_default().into_iter().chain(stale);
    Ok(Checked {
        name: view.name().to_owned(),
        flag: view.flag.clone(),
        findings: is_known.then(|| all.collect()),
    })
}

fn open_rollouts(tracker: &Tracker, age: Age) -> Result<Vec<Checked>, Report> {
    let fleet = tracker.fleet()?;
    let open = fleet.iter().filter(|row| !row.is_over());
    open.map(|row| of_rollout(tracker, &row.id, age)).collect()
}

fn found(checked: Checked) -> Vec<Found> {
    let flag = checked.flag;
    let findings = checked.findings.unwrap_or_default().into_iter();
    findings
        .map(|finding| Found {
            flag: flag.clone(),
            finding,
        })
        .collect()
}

fn page(all: &[Checked]) -> Page {
    let mut page = Page::new();
    if all.is_empty() {
        page.say(
            "No rollout is open. rollgate check FILE checks a document before it is imported.",
        );
    }
    for checked in all {
        page.gap();
        let count = match &checked.findings {
            None => "its text is not kept".to_owned(),
            Some(findings) => match findings.len() {
                0 => "nothing to say".to_owned(),
                1 => "1 finding".to_owned(),
                count => format!("{count} findings"),
            },
        };
        page.push(
            Line::new()
                .word(Role::Strong, &checked.name)
                .plain(&format!("   {count}")),
        );
        for finding in checked.findings.iter().flatten() {
            say(&mut page, finding);
        }
    }
    page
}

/// Puts one finding on a page.
pub(crate) fn say(page: &mut Page, finding: &Finding) {
    let (word, role) = match finding.severity {
        Severity::Note => ("note", Role::Quiet),
        Severity::Warning => ("warning", Role::Waiting),
        Severity::Error => ("error", Role::Bad),
    };
    let place = if finding.line == 0 {
        String::new()
    } else {
        finding.line.to_string()
    };
    page.push(
        Line::new()
            .word(Role::Quiet, &format!("{place:>5}"))
            .to(7)
            .word(role, word)
            .to(16)
            .plain(&finding.message)
            .word(Role::Quiet, &format!("   {}", finding.code)),
    );
    if let Some(hint) = &finding.hint {
        page.push(Line::new().to(16).word(Role::Quiet, hint));
    }
}
