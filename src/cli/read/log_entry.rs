//! The events of every kind of stream in one form: rollouts, incidents, the ledger of packages. None is left out.

use serde::Serialize;

use super::incident::named;
use crate::cli::refusal::not_found;
use crate::domain::Timestamp;
use crate::domain::id::{IncidentId, RolloutId};
use crate::error::Report;
use crate::projection::timeline;
use crate::tracker::{Tracker, TrackerError};

/// An event of any stream.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) seq: u64,
    pub(super) stream: String,
    pub(super) rollout: Option<String>,
    /// What people call what it is about.
    pub(super) name: String,
    pub(super) at: Timestamp,
    pub(super) recorded_at: Option<Timestamp>,
    pub(super) actor: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) reason: Option<String>,
    pub(super) undone: bool,
    pub(super) hash: String,
    pub(super) prev_hash: String,
}

impl Entry {
    /// Returns when it was recorded.
    pub(super) fn recorded(&self) -> Timestamp {
        self.recorded_at.unwrap_or(self.at)
    }
}

/// Which streams are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Streams {
    /// Every one.
    All,
    /// Those of all rollouts.
    Rollouts,
    /// That of one rollout.
    Rollout(RolloutId),
    /// Those of all incidents.
    Incidents,
    /// That of one incident.
    Incident(IncidentId),
    /// The ledger of packages.
    Ledger,
}

/// Says which streams there are where a word names none.
fn unknown(text: &str, error: TrackerError) -> Report {
    if !matches!(error, TrackerError::NotFound { .. }) {
        return error.into();
    }
    not_found(
        format!("no stream and no rollout is called {text}"),
        "the streams are rollout, incident, ledger, or one of them such as incident/I1",
    )
}

impl Streams {
    /// Reads what was typed: `rollout`, `incident`, `ledger`, or one stream such as `rollout/search` or `incident/I1`.
    pub(super) fn named(tracker: &Tracker, text: &str) -> Result<Self, Report> {
        Ok(match text.trim() {
            "rollout" | "rollouts" => Self::Rollouts,
            "incident" | "incidents" => Self::Incidents,
            "ledger" | "package" | "packages" => Self::Ledger,
            other => match (
                other.strip_prefix("incident/"),
                other.strip_prefix("rollout/"),
            ) {
                (Some(name), _) => Self::Incident(tracker.find_incident(name)?),
                (None, Some(name)) => Self::Rollout(tracker.find(name)?),
                (None, None) => {
                    Self::Rollout(tracker.find(other).map_err(|error| unknown(other, error))?)
                }
            },
        })
    }

    /// Tells whether more than one stream can answer.
    pub(super) const fn are_several(&self) -> bool {
        matches!(self, Self::All | Self::Rollouts | Self::Incidents)
    }

    /// Reads the events of the streams, stream by stream.
    pub(super) fn read(&self, tracker: &Tracker) -> Result<Vec<Entry>, Report> {
        let mut entries = Vec::new();
        if matches!(self, Self::All | Self::Rollouts) {
            for row in tracker.fleet()? {
                entries.extend(rollout(tracker, &row.id)?);
            }
        }
        if matches!(self, Self::All | Self::Incidents) {
            for history in tracker.incidents()? {
                entries.extend(incident(tracker, &history.incident.id)?);
            }
        }
        if matches!(self, Self::All | Self::Ledger) {
            entries.extend(ledger(tracker)?);
        }
        match self {
            Self::Rollout(id) => entries.extend(rollout(tracker, id)?),
            Self::Incident(id) => entries.extend(incident(tracker, id)?),
            Self::All | Self::Rollouts | Self::Incidents | Self::Ledger => {}
        }
        Ok(entries)
    }
}

fn rollout(tracker: &Tracker, id: &RolloutId) -> Result<Vec<Entry>, Report> {
    let history = tracker.history(id)?;
    let name = history
        .rollout
        .plan
        .as_ref()
        .map(|plan| plan.name().to_owned());
    let name = name.unwrap_or_else(|| id.to_string());
    let envelopes = tracker.envelopes(id)?;
    let entries = timeline(&history).into_iter().zip(envelopes);
    let entries = entries.map(|(entry, envelope)| Entry {
        seq: entry.seq,
        stream: envelope.stream.to_string(),
        rollout: Some(name.clone()),
        name: name.clone(),
        at: entry.at,
        recorded_at: entry.recorded_at,
        actor: entry.actor,
        kind: entry.kind,
        text: entry.text,
        reason: entry.reason,
        undone: entry.undone,
        hash: envelope.hash.to_string(),
        prev_hash: envelope.prev_hash.to_string(),
    });
    Ok(entries.collect())
}

fn incident(tracker: &Tracker, id: &IncidentId) -> Result<Vec<Entry>, Report> {
    let history = tracker.incident(id)?;
    let envelopes = tracker.incident_envelopes(id)?;
    let fleet = tracker.fleet()?;
    let entries = history.told.into_iter().zip(envelopes);
    let entries = entries.map(|(told, envelope)| Entry {
        seq: told.seq.get(),
        stream: envelope.stream.to_string(),
        rollout: None,
        name: id.to_string(),
        at: told.at,
        recorded_at: told.recorded_at,
        actor: told.by.to_string(),
        kind: told.words.kind,
        text: named(&told.words.text, &fleet),
        reason: told.words.reason,
        undone: told.undone,
        hash: envelope.hash.to_string(),
        prev_hash: envelope.prev_hash.to_string(),
    });
    Ok(entries.collect())
}

fn ledger(tracker: &Tracker) -> Result<Vec<Entry>, Report> {
    let history = tracker.ledger_history(None)?;
    let envelopes = tracker.ledger_envelopes()?;
    let entries = history.told.iter().zip(envelopes);
    let entries = entries.map(|(told, envelope)| {
        let words = history.words(&told.event);
        Entry {
            seq: told.seq.get(),
            stream: envelope.stream.to_string(),
            rollout: None,
            name: "packages".to_owned(),
            at: told.at,
            recorded_at: told.recorded_at,
            actor: told.by.to_string(),
            kind: words.kind,
            text: words.text,
            reason: words.reason,
            undone: history.ledger.is_undone(told.seq),
            hash: envelope.hash.to_string(),
            prev_hash: envelope.prev_hash.to_string(),
        }
    });
    Ok(entries.collect())
}
