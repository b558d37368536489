//! All incidents at once, in one look at the store, and the one that a person names. It changes none of them.

use std::collections::BTreeSet;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::id::{IncidentId, RolloutId};
use crate::journal::{Envelope, StreamId};
use crate::projection::{IncidentFact, IncidentHistory, IncidentView};

impl Tracker {
    /// Reads every incident, in the order of their names: `I2` before `I10`.
    ///
    /// # Errors
    /// As [`Tracker::incident`].
    pub fn incidents(&self) -> Result<Vec<IncidentHistory>, TrackerError> {
        let envelopes = self.store.load_incidents()?;
        let of_one = envelopes.chunk_by(|one, next| one.stream == next.stream);
        let mut histories = Vec::new();
        for envelopes in of_one {
            let stream = envelopes.first().map(|first| &first.stream);
            let Some(id) = stream.and_then(StreamId::incident_id) else {
                continue;
            };
            let facts: Result<Vec<IncidentFact>, TrackerError> =
                envelopes.iter().map(fact).collect();
            histories.push(IncidentHistory::of(id, facts?));
        }
        histories.sort_by_key(|history| place(&history.incident.id));
        Ok(histories)
    }

    /// Reads the events of an incident as they are kept.
    ///
    /// # Errors
    /// What the store says.
    pub fn incident_envelopes(&self, id: &IncidentId) -> Result<Vec<Envelope>, TrackerError> {
        Ok(self.store.load(&StreamId::incident(id.as_str()))?)
    }

    /// Reads the events of the ledger as they are kept.
    ///
    /// # Errors
    /// What the store says.
    pub fn ledger_envelopes(&self) -> Result<Vec<Envelope>, TrackerError> {
        Ok(self.store.load(&StreamId::ledger())?)
    }

    /// Shows every incident: open ones first, triggered before the rest.
    ///
    /// # Errors
    /// As [`Tracker::incident`].
    pub fn incident_views(&self) -> Result<Vec<IncidentView>, TrackerError> {
        let now = self.now();
        let histories = self.incidents()?;
        let views = histories.iter();
        let mut views: Vec<IncidentView> = views
            .map(|history| IncidentView::of(history, now))
            .collect();
        let linked = views.iter().flat_map(|view| &view.rollouts);
        let linked: BTreeSet<RolloutId> = linked.map(|linked| linked.id.clone()).collect();
        let mut rows = Vec::new();
        for id in &linked {
            rows.extend(self.store.fleet_row(id)?);
        }
        views.sort_by_key(IncidentView::rank);
        let views = views.into_iter().map(|view| view.with_names(&rows));
        Ok(views.collect())
    }

    /// Finds the incident that `name` means: its id, or a part of its title that fits only one.
    ///
    /// # Errors
    /// When none fits or several do.
    pub fn find_incident(&self, name: &str) -> Result<IncidentId, TrackerError> {
        let wanted = name.trim().to_lowercase();
        let whole = StreamId::incident(&wanted.to_uppercase());
        if !wanted.is_empty() && self.store.tip(&whole)?.is_some() {
            return Ok(IncidentId::new(wanted.to_uppercase()));
        }
        let incidents = self.incidents()?;
        let fits = |history: &&IncidentHistory| {
            !wanted.is_empty() && history.incident.title.to_lowercase().contains(&wanted)
        };
        let found: Vec<&IncidentHistory> = incidents.iter().filter(fits).collect();
        match found.as_slice() {
            [] => Err(TrackerError::IncidentNotFound {
                name: name.to_owned(),
            }),
            [history] => Ok(history.incident.id.clone()),
            several => Err(TrackerError::Ambiguous {
                name: name.to_owned(),
                matches: several
                    .iter()
                    .map(|history| format!("{} {}", history.incident.id, history.incident.title))
                    .collect(),
            }),
        }
    }

    pub(super) fn next_incident(&self) -> Result<IncidentId, TrackerError> {
        let streams = self.store.streams()?;
        let ids = streams.iter().filter_map(StreamId::incident_id);
        let last = ids.filter_map(|id| number(&id)).max();
        Ok(IncidentId::new(format!("I{}", last.unwrap_or(0) + 1)))
    }
}

/// Reads an event of an incident out of its envelope.
pub(super) fn fact(envelope: &Envelope) -> Result<IncidentFact, TrackerError> {
    let event = envelope
        .incident_event()
        .map_err(|source| TrackerError::Unreadable {
            name: envelope.stream.as_str().to_owned(),
            seq: envelope.seq,
            source,
        })?;
    Ok(IncidentFact {
        seq: envelope.seq,
        at: envelope.happened_at(),
        recorded_at: envelope.said_at.map(|_| envelope.at),
        by: envelope.actor.clone(),
        event,
    })
}

fn place(id: &IncidentId) -> (u64, IncidentId) {
    (number(id).unwrap_or(u64::MAX), id.clone())
}

fn number(id: &IncidentId) -> Option<u64> {
    id.as_str().strip_prefix('I')?.parse().ok()
}
