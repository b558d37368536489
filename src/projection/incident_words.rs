//! The facts of incidents in the words of a log line. What was taken back is named by what it said.

use super::words::{Words, taken_back};
use crate::domain::id::Seq;
use crate::domain::incident::{EscalationRecord, Event, Incident, PendingEscalation};
use crate::domain::rollout::spoken;

/// Says what happened to `before`; `earlier` gives the words of an event that is taken back.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each event, so that none is forgotten"
)]
pub(super) fn words(
    before: &Incident,
    event: &Event,
    earlier: impl Fn(Seq) -> Option<String>,
) -> Words {
    let (kind, text, reason) = match event {
        Event::Added { title, record, .. } => {
            let record = record
                .as_ref()
                .map_or_else(|| "no record".to_owned(), in_words);
            ("incident_added", format!("added: {title}, {record}"), None)
        }
        Event::Updated { record, .. } => {
            let verb = if before.record.is_none() {
                "record made: "
            } else {
                ""
            };
            (
                "incident_updated",
                format!("{verb}{}", in_words(record)),
                None,
            )
        }
        Event::Escalated {
            sent,
            skipped,
            dropped,
        } => {
            let lists = [
                (sent, "to tell somebody"),
                (skipped, "skipped"),
                (dropped, "dropped"),
            ];
            let parts = lists.iter().filter(|(list, _)| !list.is_empty());
            let parts: Vec<String> = parts
                .map(|(list, what)| format!("{} {what} ({})", list.len(), rules(list)))
                .collect();
            let policy = before.record.as_ref();
            let policy = policy.and_then(|record| record.policy.as_ref());
            let policy = policy.map_or_else(String::new, |policy| format!(" by policy {policy}"));
            let text = format!("escalation due{policy}: {}", parts.join(", "));
            ("incident_escalated", text, None)
        }
        Event::Closed { reason, .. } => {
            let alert = before.alert.as_ref().map(|_| ", its alert is resolved");
            let text = format!("closed{}", alert.unwrap_or_default());
            ("incident_closed", text, reason.clone())
        }
        Event::Backfilled { backfill, record } => {
            let text = format!("{backfill}: filled from its alert, {}", in_words(record));
            ("incident_backfilled", text, None)
        }
        Event::BackfillUndone { backfill } => {
            let text = format!("{backfill} undone: no record again");
            ("incident_backfill_undone", text, None)
        }
        Event::Rated { severity } => {
            let word = severity.map(|severity| severity.as_str().to_uppercase());
            let text = format!("severity {}", word.as_deref().unwrap_or("not known"));
            ("incident_rated", text, None)
        }
        Event::Linked { rollout } => (
            "incident_linked",
            format!("is about rollout {rollout}"),
            None,
        ),
        Event::Unlinked { rollout } => {
            let text = format!("is not about rollout {rollout}");
            ("incident_unlinked", text, None)
        }
        Event::Labelled { label } => ("incident_labelled", format!("label {label}"), None),
        Event::Unlabelled { label } => (
            "incident_unlabelled",
            format!("label {label} taken off"),
            None,
        ),
        Event::Undone { event } => {
            let text = taken_back("undo", *event, earlier(*event));
            ("incident_undone", text, None)
        }
        Event::Redone { event } => {
            let text = taken_back("redo", *event, earlier(*event));
            ("incident_redone", text, None)
        }
    };
    Words { kind, text, reason }
}

/// Says which rules of a policy were due: a rule has a time and a status, and names nobody.
fn rules(due: &[PendingEscalation]) -> String {
    let rules = due.iter().map(|due| {
        let after = spoken(due.rule.elapsed_s.into());
        format!("{after} without {}", due.rule.status)
    });
    rules.collect::<Vec<String>>().join("; ")
}

fn in_words(record: &EscalationRecord) -> String {
    let policy = record.policy.as_ref();
    let policy = policy.map_or_else(
        || "no policy".to_owned(),
        |policy| format!("policy {policy}"),
    );
    format!("{}, {policy}", record.status)
}
