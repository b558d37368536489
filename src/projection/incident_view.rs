//! An incident as a reader sees it, and its facts in words. What nobody has written down is absent, never a default.

use serde::Serialize;

use super::words::Words;
use crate::domain::Timestamp;
use crate::domain::id::{Actor, IncidentId, PolicyName, Seq};
use crate::domain::incident::{
    Alert, EscalationRecord, Event, Incident, PendingEscalation, Provenance, Status, evolve,
};

/// An incident with all that was ever said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentHistory {
    /// The state that the events make.
    pub incident: Incident,
    /// The events, oldest first.
    pub told: Vec<IncidentTold>,
}

/// An event of an incident, and who recorded it when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentTold {
    /// Its place in the stream.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
    /// What happened, in words.
    pub words: Words,
}

/// An incident at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentView {
    /// Its name for ever.
    pub id: IncidentId,
    /// What it is.
    pub title: String,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Whether it is closed.
    pub closed: bool,
    /// How far it is; absent where it has no record.
    pub status: Option<Status>,
    /// The policy it goes by.
    pub policy: Option<PolicyName>,
    /// When the escalation began.
    pub escalations_started_at: Option<Timestamp>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// How its record came to be.
    pub provenance: Option<Provenance>,
    /// Who is still to be told.
    pub pending: Vec<PendingView>,
    /// The alert it came from.
    pub alert: Option<Alert>,
    /// How many events it has seen.
    pub seq: u64,
    /// When the last of them happened.
    pub updated_at: Option<Timestamp>,
    /// Who recorded it.
    pub updated_by: Option<String>,
}

/// Somebody who is to be told, unless the incident is far enough by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PendingView {
    /// How long after the escalation began, in seconds.
    pub elapsed_s: u32,
    /// How far the incident has to be by then.
    pub status: Status,
    /// When.
    pub at: Timestamp,
    /// Whether it is time.
    pub due: bool,
}

impl IncidentHistory {
    /// Folds what was told, which must be the whole stream from its first event, oldest first.
    pub fn of(
        id: IncidentId,
        events: impl IntoIterator<Item = (Seq, Timestamp, Actor, Event)>,
    ) -> Self {
        let mut incident = Incident::new(id);
        let mut told = Vec::new();
        for (seq, at, by, event) in events {
            let words = words(&incident, &event);
            incident = evolve(incident, &event);
            told.push(IncidentTold {
                seq,
                at,
                by,
                event,
                words,
            });
        }
        Self { incident, told }
    }
}

impl IncidentView {
    /// Shows an incident at `now`.
    pub fn of(history: &IncidentHistory, now: Timestamp) -> Self {
        let incident = &history.incident;
        let record = incident.record.as_ref();
        let last = history.told.last();
        Self {
            id: incident.id.clone(),
            title: incident.title.clone(),
            created_at: incident.created_at,
            closed: incident.closed,
            status: incident.status(),
            policy: record.and_then(|record| record.policy.clone()),
            escalations_started_at: record.and_then(|record| record.escalations_started_at),
            resolved_at: record.and_then(|record| record.resolved_at),
            provenance: record.map(|record| record.provenance),
            pending: incident
                .pending
                .iter()
                .map(|pending| pending_view(pending, now))
                .collect(),
            alert: incident.alert.clone(),
            seq: incident.seq.get(),
            updated_at: last.map(|told| told.at),
            updated_by: last.map(|told| told.by.to_string()),
        }
    }

    /// Returns the word for its status; `None` as GitLab writes it where there is no record.
    pub const fn status_word(&self) -> &'static str {
        match self.status {
            Some(status) => status.as_str(),
            None => "None",
        }
    }

    /// Returns its place in a list: closed ones last, then by status, triggered first, those without a record after them.
    pub const fn rank(&self) -> (bool, u8) {
        let status = match self.status {
            Some(status) => status.value(),
            None => u8::MAX,
        };
        (self.closed, status)
    }
}

fn pending_view(pending: &PendingEscalation, now: Timestamp) -> PendingView {
    PendingView {
        elapsed_s: pending.rule.elapsed_s,
        status: pending.rule.status,
        at: pending.at,
        due: pending.at <= now,
    }
}

/// Says what happened to `before`.
fn words(before: &Incident, event: &Event) -> Words {
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
            let counts = [
                (sent.len(), "to tell somebody"),
                (skipped.len(), "skipped"),
                (dropped.len(), "dropped"),
            ];
            let parts = counts.iter().filter(|(count, _)| *count > 0);
            let parts: Vec<String> = parts
                .map(|(count, what)| format!("{count} {what}"))
                .collect();
            (
                "incident_escalated",
                format!("escalation due: {}", parts.join(", ")),
                None,
            )
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
    };
    Words { kind, text, reason }
}

fn in_words(record: &EscalationRecord) -> String {
    let policy = record.policy.as_ref();
    let policy = policy.map_or_else(
        || "no policy".to_owned(),
        |policy| format!("policy {policy}"),
    );
    format!("{}, {policy}", record.status)
}
