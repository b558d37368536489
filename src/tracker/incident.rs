//! Incidents: loaded, decided, sealed and kept like rollouts, each in a stream of its own. A list of them reads every stream.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::id::{IncidentId, Seq};
use crate::domain::incident::{Alert, AtCreation, Command, Event, Incident, Policies, decide};
use crate::journal::{Stamp, StreamId, seal};
use crate::projection::{IncidentHistory, IncidentView};
use crate::store::{Batch, StoreError};

impl Tracker {
    /// Makes it go by other escalation policies than the built-in ones.
    #[must_use]
    pub fn with_policies(mut self, policies: Policies) -> Self {
        self.policies = Some(policies);
        self
    }

    /// Returns the escalation policies that are gone by.
    ///
    /// # Errors
    /// None in a program whose tests pass; the built-in policies are text, and text can be wrong.
    pub fn policies(&self) -> Result<Policies, TrackerError> {
        match &self.policies {
            Some(policies) => Ok(policies.clone()),
            None => Ok(Policies::built_in()?),
        }
    }

    /// Makes an incident under the next free name: `I1`, `I2`, ….
    ///
    /// # Errors
    /// Every reason of the rules, or what the store says.
    pub fn add_incident(
        &mut self,
        title: &str,
        alert: Option<Alert>,
        record: AtCreation,
    ) -> Result<(IncidentId, Vec<Recorded>), TrackerError> {
        let command = Command::Add {
            title: title.to_owned(),
            alert,
            record,
        };
        let id = self.next_incident()?;
        match self.decide_and_keep(&id, &command) {
            // Somebody took the name meanwhile; the next one is free.
            Err(TrackerError::Store(StoreError::Conflict { .. })) => {
                let id = self.next_incident()?;
                let events = self.decide_and_keep(&id, &command)?;
                Ok((id, events))
            }
            events => Ok((id, events?)),
        }
    }

    /// Records what `command` makes happen to an incident. An empty list means that it was so already.
    ///
    /// # Errors
    /// Every reason of the rules, or what the store says.
    pub fn dispatch_incident(
        &mut self,
        id: &IncidentId,
        command: &Command,
    ) -> Result<Vec<Recorded>, TrackerError> {
        match self.decide_and_keep(id, command) {
            Err(TrackerError::Store(StoreError::Conflict { .. })) => {
                self.decide_and_keep(id, command)
            }
            other => other,
        }
    }

    fn decide_and_keep(
        &mut self,
        id: &IncidentId,
        command: &Command,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let history = self.read_incident(id)?;
        let decided = decide(&history.incident, command, &self.policies()?, self.moment());
        let events = decided.map_err(|rejection| TrackerError::Rejected {
            name: id.to_string(),
            step: None,
            rejection,
        })?;
        if events.is_empty() {
            return Ok(vec![]);
        }
        self.keep_incident(id, history.incident.seq, &events)?;
        let history = self.read_incident(id)?;
        let first = history.told.len().saturating_sub(events.len());
        let told = history.told.into_iter().skip(first);
        Ok(told
            .map(|told| Recorded {
                seq: told.seq.get(),
                kind: told.words.kind,
                text: format!("{id} {}", told.words.text),
            })
            .collect())
    }

    fn keep_incident(
        &mut self,
        id: &IncidentId,
        expected: Seq,
        events: &[Event],
    ) -> Result<(), TrackerError> {
        let stream = StreamId::incident(id.as_str());
        let tip = self.store.tip(&stream)?;
        let stamp = Stamp {
            now: self.clock.now(),
            said_at: self.who.said_at,
            actor: self.who.actor.clone(),
        };
        let envelopes = seal(&stream, tip.as_ref(), events, &stamp)?;
        Ok(self.store.append(&Batch {
            stream: &stream,
            expected,
            envelopes: &envelopes,
            fleet: None,
            document: None,
        })?)
    }

    /// Reads an incident with everything that was ever recorded about it.
    ///
    /// # Errors
    /// When there is none, or when a stored event cannot be read; none is ever skipped.
    pub fn incident(&self, id: &IncidentId) -> Result<IncidentHistory, TrackerError> {
        let history = self.read_incident(id)?;
        if history.told.is_empty() {
            return Err(TrackerError::IncidentNotFound {
                name: id.to_string(),
            });
        }
        Ok(history)
    }

    fn read_incident(&self, id: &IncidentId) -> Result<IncidentHistory, TrackerError> {
        let mut told = Vec::new();
        for envelope in self.store.load(&StreamId::incident(id.as_str()))? {
            let event = envelope.incident_event().map_err(|source| {
                let name = envelope.stream.as_str().to_owned();
                TrackerError::Unreadable {
                    name,
                    seq: envelope.seq,
                    source,
                }
            })?;
            let at = envelope.happened_at();
            told.push((envelope.seq, at, envelope.actor, event));
        }
        Ok(IncidentHistory::of(id.clone(), told))
    }

    /// Reads every incident, in the order of their names. It costs one read of each stream.
    ///
    /// # Errors
    /// As [`Tracker::incident`].
    pub fn incidents(&self) -> Result<Vec<IncidentHistory>, TrackerError> {
        let ids = self.incident_ids()?;
        ids.iter().map(|id| self.incident(id)).collect()
    }

    /// Shows every incident: open ones first, triggered before the rest.
    ///
    /// # Errors
    /// As [`Tracker::incident`].
    pub fn incident_views(&self) -> Result<Vec<IncidentView>, TrackerError> {
        let now = self.now();
        let histories = self.incidents()?;
        let mut views: Vec<IncidentView> = histories
            .iter()
            .map(|history| IncidentView::of(history, now))
            .collect();
        views.sort_by_key(IncidentView::rank);
        Ok(views)
    }

    /// Finds the incident that `name` means: its id, or a part of its title that fits only one.
    ///
    /// # Errors
    /// When none fits or several do.
    pub fn find_incident(&self, name: &str) -> Result<IncidentId, TrackerError> {
        let wanted = name.trim().to_lowercase();
        let ids = self.incident_ids()?;
        let whole = ids.iter().find(|id| id.as_str().to_lowercase() == wanted);
        if let Some(id) = whole {
            return Ok(id.clone());
        }
        let mut found: Vec<Incident> = Vec::new();
        for id in &ids {
            let incident = self.incident(id)?.incident;
            if !wanted.is_empty() && incident.title.to_lowercase().contains(&wanted) {
                found.push(incident);
            }
        }
        match found.as_slice() {
            [] => Err(TrackerError::IncidentNotFound {
                name: name.to_owned(),
            }),
            [incident] => Ok(incident.id.clone()),
            several => Err(TrackerError::Ambiguous {
                name: name.to_owned(),
                matches: several
                    .iter()
                    .map(|incident| format!("{} {}", incident.id, incident.title))
                    .collect(),
            }),
        }
    }

    /// Returns the names of all incidents: `I2` before `I10`.
    fn incident_ids(&self) -> Result<Vec<IncidentId>, TrackerError> {
        let streams = self.store.streams()?;
        let mut ids: Vec<IncidentId> = streams.iter().filter_map(StreamId::incident_id).collect();
        ids.sort_by_key(|id| (number(id).unwrap_or(u64::MAX), id.clone()));
        Ok(ids)
    }

    fn next_incident(&self) -> Result<IncidentId, TrackerError> {
        let last = self.incident_ids()?.iter().filter_map(number).max();
        Ok(IncidentId::new(format!("I{}", last.unwrap_or(0) + 1)))
    }
}

fn number(id: &IncidentId) -> Option<u64> {
    id.as_str().strip_prefix('I')?.parse().ok()
}
