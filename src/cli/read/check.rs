//! `check`: what a checklist does badly, from a file, of one rollout, or of all that are open. It changes nothing.

use std::path::Path;

use serde::Serialize;

use crate::checklist::{self, Finding, Severity};
use crate::cli::answer::Answer;
use crate::cli::args::Check;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
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
    let checked = match args.what.as_deref() {
        Some(name) if name == "-" || Path::new(name).is_file() => {
            vec![of_text(name, &session.document(name)?)]
        }
        Some(name) => {
            let tracker = session.open()?;
            let id = tracker.find(name).map_err(unknown)?;
            vec![of_rollout(&tracker, &id)?]
        }
        None => open_rollouts(&session.open()?)?,
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

fn of_rollout(tracker: &Tracker, id: &RolloutId) -> Result<Checked, Report> {
    let view = tracker.view(id, None)?;
    Ok(Checked {
        name: view.name().to_owned(),
        flag: view.flag.clone(),
        findings: tracker.findings(id)?,
    })
}

fn open_rollouts(tracker: &Tracker) -> Result<Vec<Checked>, Report> {
    let fleet = tracker.fleet()?;
    let open = fleet.iter().filter(|row| !row.is_over());
    open.map(|row| of_rollout(tracker, &row.id)).collect()
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
