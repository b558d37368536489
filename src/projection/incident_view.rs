//! An incident as a reader sees it, and its facts in words. What nobody has written down is absent, never a default.

use serde::Serialize;

use super::fleet::FleetRow;
use super::incident_words::words;
use super::words::Words;
use crate::domain::Timestamp;
use crate::domain::id::{Actor, IncidentId, PolicyName, RolloutId, Seq};
use crate::domain::incident::{
    Alert, Event, Incident, PendingEscalation, Provenance, Status, evolve,
};
use crate::domain::rollout::Severity;

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
    /// When it was recorded, where that was not when it happened.
    pub recorded_at: Option<Timestamp>,
    /// Who recorded it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
    /// What happened, in words.
    pub words: Words,
    /// Whether it was taken back since.
    pub undone: bool,
}

/// An event of an incident as it is kept, not yet put in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentFact {
    /// Its place in the stream.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// When it was recorded, where that was not when it happened.
    pub recorded_at: Option<Timestamp>,
    /// Who recorded it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
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
    /// How bad it is.
    pub severity: Option<Severity>,
    /// The rollouts that it is about.
    pub rollouts: Vec<LinkedRollout>,
    /// Its labels.
    pub labels: Vec<String>,
    /// What an undo would take back, in words.
    pub undo: Option<String>,
    /// What a redo would bring back, in words.
    pub redo: Option<String>,
    /// How many events it has seen.
    pub seq: u64,
    /// When the last of them happened.
    pub updated_at: Option<Timestamp>,
    /// Who recorded it.
    pub updated_by: Option<String>,
}

/// A rollout that an incident is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkedRollout {
    /// Which.
    pub id: RolloutId,
    /// What people call it, where it is known here.
    pub name: Option<String>,
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
    pub fn of(id: IncidentId, facts: impl IntoIterator<Item = IncidentFact>) -> Self {
        let mut incident = Incident::new(id);
        let mut told: Vec<IncidentTold> = Vec::new();
        for fact in facts {
            let earlier = |seq| find(&told, seq).map(|told| told.words.text.clone());
            let words = words(&incident, &fact.event, earlier);
            if let Event::Undone { event } | Event::Redone { event } = &fact.event {
                let is_undone = matches!(fact.event, Event::Undone { .. });
                if let Some(told) = told.iter_mut().find(|told| told.seq == *event) {
                    told.undone = is_undone;
                }
            }
            incident = evolve(incident, &fact.event);
            told.push(IncidentTold {
                seq: fact.seq,
                at: fact.at,
                recorded_at: fact.recorded_at,
                by: fact.by,
                event: fact.event,
                words,
                undone: false,
            });
        }
        Self { incident, told }
    }

    /// Returns the history as it stood at `moment`: events recorded later are left out.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Self {
        let known = |told: &&IncidentTold| told.recorded_at.unwrap_or(told.at) <= moment;
        let facts = self.told.iter().take_while(known).map(|told| IncidentFact {
            seq: told.seq,
            at: told.at,
            recorded_at: told.recorded_at,
            by: told.by.clone(),
            event: told.event.clone(),
        });
        Self::of(self.incident.id.clone(), facts)
    }

    /// Says what was recorded at this place, and by whom.
    fn said(&self, seq: Option<Seq>) -> Option<String> {
        let told = self.get(seq?)?;
        Some(format!("{}, by {}", told.words.text, told.by))
    }

    /// Returns the event at this place.
    pub fn get(&self, seq: Seq) -> Option<&IncidentTold> {
        find(&self.told, seq)
    }
}

fn find(told: &[IncidentTold], seq: Seq) -> Option<&IncidentTold> {
    told.iter().find(|told| told.seq == seq)
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
            severity: incident.severity,
            rollouts: incident
                .rollouts
                .iter()
                .map(|id| LinkedRollout {
                    id: id.clone(),
                    name: None,
                })
                .collect(),
            labels: incident.labels.iter().cloned().collect(),
            undo: history.said(incident.undoable()),
            redo: history.said(incident.redoable()),
            seq: incident.seq.get(),
            updated_at: last.map(|told| told.at),
            updated_by: last.map(|told| told.by.to_string()),
        }
    }

    /// Gives the rollouts that it is about the names that the fleet has for them.
    #[must_use]
    pub fn with_names(mut self, fleet: &[FleetRow]) -> Self {
        for linked in &mut self.rollouts {
            let row = fleet.iter().find(|row| row.id == linked.id);
            linked.name = row.map(|row| row.name().to_owned());
        }
        self
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
