//! `import`: a document is read, shown with every repair, and kept only after a yes.

use super::reimport::reimport;
use super::{link, said};
use crate::checklist::{self, Confidence, Reading, RepairChoice, Severity};
use crate::cli::answer::{Answer, Body};
use crate::cli::args::{Import, Repairs};
use crate::cli::confirm::agreed;
use crate::cli::output::{Line, Page, Role};
use crate::cli::read::{ReadingDocument, Stages, reading_page, rollout_page};
use crate::cli::refusal::refused;
use crate::cli::session::Session;
use crate::domain::counted;
use crate::domain::issue_link::IssueLink;
use crate::error::{Exit, Report};
use crate::tracker::TrackerError;

/// A text that is to become a rollout.
pub(super) struct Origin {
    /// Its text.
    pub(super) text: String,
    /// Where it came from, in words.
    pub(super) source: String,
    /// The issue that it is of.
    pub(super) link: Option<IssueLink>,
    /// What was typed for it, to be said again in a hint; empty where it cannot be.
    pub(super) typed: String,
}

/// Reads a document and keeps it.
pub(crate) fn import(session: &mut Session<'_, '_>, args: &Import) -> Result<Answer, Report> {
    let origin = origin(session, args)?;
    take_in(session, args, &origin)
}

fn origin(session: &mut Session<'_, '_>, args: &Import) -> Result<Origin, Report> {
    let given = args.link.as_deref().map(link::parse).transpose()?;
    let typed = args.file.clone();
    if IssueLink::is_address(&typed) {
        let link = link::parse(&typed)?;
        return Ok(Origin {
            text: link::text_of(session, &link, args.fetch)?,
            source: link.name(),
            link: Some(given.unwrap_or(link)),
            typed,
        });
    }
    Ok(Origin {
        text: session.document(&typed)?,
        source: source(&typed),
        link: given,
        typed,
    })
}

/// Shows what was read of a text, and keeps it after a yes.
pub(super) fn take_in(
    session: &mut Session<'_, '_>,
    args: &Import,
    origin: &Origin,
) -> Result<Answer, Report> {
    let repairs = choice(args.repairs);
    let reading = checklist::read_with(&origin.text, &repairs);
    let (reading, options) = said::apply(reading, args, origin)?;
    let exit = if args.strict && is_doubtful(&reading) {
        Exit::Findings
    } else {
        Exit::Ok
    };
    if let Some(name) = &args.into {
        must_be_rollout(&reading, &origin.source)?;
        let new = (origin, &options, &reading);
        return Ok(reimport(session, (args, name), new)?.exit(exit));
    }
    if session.global.dry_run {
        let document = ReadingDocument::of(&reading);
        return Ok(Answer::new(&document, reading_page(&document))?.exit(exit));
    }
    must_be_rollout(&reading, &origin.source)?;
    ask(session, &reading)?;
    let mut tracker = session.open_to_change()?;
    let imported = tracker.import_with(&origin.text, &options, &repairs);
    let id = imported.map_err(|error| known(error, &origin.typed))?;
    let view = tracker.view(&id, None)?;
    let mut page = Page::new();
    let words = format!(
        " {} imported: {} in {}",
        view.name(),
        counted(reading.counts.steps, "step"),
        counted(reading.counts.stages, "stage")
    );
    page.push(Line::new().word(Role::Good, "ok").plain(&words));
    page.gap();
    page.extend(rollout_page(
        &view,
        session.clock(),
        (Stages::Current, None),
    ));
    let mut answer = Answer::with(&view, Body::Word(page))?.exit(exit);
    answer.changed = true;
    Ok(answer.warn(warnings(&reading)))
}

pub(super) fn warnings(reading: &Reading) -> Vec<String> {
    let found = reading.diagnostics.iter();
    found.map(|found| found.message.clone()).collect()
}

pub(super) const fn choice(repairs: Repairs) -> RepairChoice {
    match repairs {
        Repairs::Safe => RepairChoice::Safe,
        Repairs::All => RepairChoice::All,
        Repairs::None => RepairChoice::None,
    }
}

/// Says how to go on when the flag has a rollout already.
fn known(error: TrackerError, file: &str) -> Report {
    let TrackerError::AlreadyImported { name, .. } = &error else {
        return error.into();
    };
    if file.is_empty() {
        return error.into();
    }
    let hint = format!(
        "rollgate import {file} --into {name} takes it for a new version and keeps what was recorded"
    );
    Report::from(error).hint(hint)
}

/// Shows what was read and asks whether to keep it.
fn ask(session: &mut Session<'_, '_>, reading: &Reading) -> Result<(), Report> {
    let is_shown = !(session.global.yes || session.global.json || session.global.quiet);
    if is_shown {
        let page = reading_page(&ReadingDocument::of(reading));
        let text = session.style().page(&page);
        session.io.stderr.write_all(text.as_bytes()).ok();
    }
    agreed(
        session,
        &format!("keep {} as a rollout", reading.plan.name()),
    )
}

fn must_be_rollout(reading: &Reading, source: &str) -> Result<(), Report> {
    if reading.is_rollout {
        return Ok(());
    }
    let reasons = reading
        .diagnostics
        .iter()
        .map(|found| found.message.clone())
        .collect();
    let hint = reading
        .diagnostics
        .iter()
        .find_map(|found| found.hint.clone());
    let report = refused("NOT_A_ROLLOUT", format!("no rollout found in {source}"));
    Err(Report {
        hint,
        reasons,
        ..report
    })
}

/// Tells whether there is a warning, or a repair that is not certain.
fn is_doubtful(reading: &Reading) -> bool {
    let warned = reading
        .diagnostics
        .iter()
        .any(|found| found.severity >= Severity::Warning);
    let mut made = reading.repairs.iter().filter(|repair| repair.accepted);
    warned || made.any(|repair| repair.confidence < Confidence::High)
}

/// Names where a text came from, without the folders of whoever imported it.
fn source(file: &str) -> String {
    if file == "-" {
        return "standard input".to_owned();
    }
    let name = std::path::Path::new(file).file_name();
    name.map_or_else(
        || file.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}
