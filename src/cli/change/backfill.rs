//! The backfill of incidents from the shell: looked at first, agreed to, written at once, taken back at once.

use serde::Serialize;
use serde_json::json;

use super::incident::{answered, texts, told};
use crate::cli::answer::{Answer, Body};
use crate::cli::confirm::agreed;
use crate::cli::session::Session;
use crate::domain::counted;
use crate::domain::id::{IncidentId, PolicyName};
use crate::domain::incident::BackfillItem;
use crate::error::Report;

#[derive(Serialize)]
struct Filled<'a> {
    id: &'a IncidentId,
    title: &'a str,
    status: crate::domain::incident::Status,
    policy: Option<&'a PolicyName>,
    escalations_started_at: Option<crate::domain::Timestamp>,
}

/// Fills after a yes, or says with `--dry-run` what would be filled.
pub(super) fn backfill(session: &mut Session<'_, '_>) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let count = tracker.backfill_plan()?.filled.len();
    if count > 0 {
        let what = format!("make {} (--dry-run shows what)", counted(count, "record"));
        agreed(session, &what)?;
    }
    let run = tracker.backfill_incidents()?;
    let filled: Vec<Filled<'_>> = run.plan.filled.iter().map(filled).collect();
    let data = json!({
        "dry_run": session.global.dry_run,
        "backfill": run.backfill,
        "filled": filled,
        "kept": run.plan.kept,
        "left": run.plan.left,
        "events": told(&run.events),
    });
    let counts = format!(
        "{} filled, {} have a record already, {} without an alert stay None",
        run.plan.filled.len(),
        run.plan.kept.len(),
        run.plan.left.len()
    );
    let lines = texts(&run.events);
    let mut answer = answered(session, &data, &lines)?;
    if let Body::Word(page) = &mut answer.body {
        page.say(&counts);
    }
    Ok(answer)
}

/// Takes the last backfill back, all that is left of it at once.
pub(super) fn undo_backfill(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let undo = tracker.undo_backfill()?;
    if undo.backfill.is_none() {
        let message =
            "no backfill can be taken back: there is none, or all it made was changed since";
        return Err(crate::cli::refusal::refused("WRONG_STATE", message));
    }
    let mut undone: Vec<&IncidentId> = undo.events.iter().map(|(id, _)| id).collect();
    undone.dedup();
    let data = json!({
        "dry_run": session.global.dry_run,
        "backfill": undo.backfill,
        "undone": undone,
        "kept": undo.kept,
        "events": told(&undo.events),
    });
    let kept = undo.kept.iter();
    let kept = kept.map(|id| format!("{id} was changed since and keeps its record"));
    Ok(answered(session, &data, &texts(&undo.events))?.warn(kept.collect()))
}

fn filled(item: &BackfillItem) -> Filled<'_> {
    Filled {
        id: &item.incident,
        title: &item.title,
        status: item.record.status,
        policy: item.record.policy.as_ref(),
        escalations_started_at: item.record.escalations_started_at,
    }
}
