//! Incidents: loaded, decided, sealed and kept like rollouts, each in a stream of its own; what holds a rollout is written with it.

use super::failure::TrackerError;
use super::incidents::fact;
use super::keeper::{Recorded, Tracker};
use crate::domain::id::IncidentId;
use crate::domain::incident::{Alert, AtCreation, Command, Policies, decide, replay};
use crate::journal::StreamId;
use crate::projection::{IncidentFact, IncidentHistory};

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
        // Whoever was first took the name; the next one is free.
        self.first_or_again(|tracker| {
            let id = tracker.next_incident()?;
            let events = tracker.decide_and_keep(&[(id.clone(), command.clone())])?;
            Ok((id, without_names(events)))
        })
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
        let events = self.dispatch_incidents(&[(id.clone(), command.clone())])?;
        Ok(without_names(events))
    }

    /// Records what wishes about incidents make happen, all in one transaction or nothing at all; each incident is named once.
    ///
    /// # Errors
    /// Every reason of the rules for the first that is refused, or what the store says.
    pub fn dispatch_incidents(
        &mut self,
        wishes: &[(IncidentId, Command)],
    ) -> Result<Vec<(IncidentId, Recorded)>, TrackerError> {
        self.first_or_again(|tracker| tracker.decide_and_keep(wishes))
    }

    fn decide_and_keep(
        &mut self,
        wishes: &[(IncidentId, Command)],
    ) -> Result<Vec<(IncidentId, Recorded)>, TrackerError> {
        let policies = self.policies()?;
        let mut sealed = Vec::new();
        let mut changes = Vec::new();
        let mut counts = Vec::new();
        for (id, command) in wishes {
            let before = self.read_incident(id)?.incident;
            let decided = decide(&before, command, &policies, self.moment());
            let events = decided.map_err(|rejection| TrackerError::Rejected {
                name: id.to_string(),
                step: None,
                rejection,
            })?;
            if events.is_empty() {
                continue;
            }
            let stream = StreamId::incident(id.as_str());
            sealed.push(self.sealed(stream, before.seq, &events)?);
            counts.push((id, events.len()));
            let after = replay(before.clone(), &events);
            changes.push((before, after));
        }
        let mut recorded = Vec::new();
        if sealed.is_empty() {
            return Ok(recorded);
        }
        let held = self.held_rollouts(&changes)?;
        let on_rollouts = held.into_iter().map(|(rollout, about)| {
            sealed.push(rollout);
            about
        });
        let on_rollouts: Vec<_> = on_rollouts.flatten().collect();
        self.keep_all(&sealed)?;
        for (id, count) in counts {
            let history = self.read_incident(id)?;
            let first = history.told.len().saturating_sub(count);
            let told = history.told.into_iter().skip(first);
            recorded.extend(told.map(|told| {
                let text = format!("{id} {}", told.words.text);
                let (seq, kind) = (told.seq.get(), told.words.kind);
                (id.clone(), Recorded { seq, kind, text })
            }));
        }
        recorded.extend(on_rollouts);
        Ok(recorded)
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
        let envelopes = self.store.load(&StreamId::incident(id.as_str()))?;
        let facts: Result<Vec<IncidentFact>, TrackerError> = envelopes.iter().map(fact).collect();
        Ok(IncidentHistory::of(id.clone(), facts?))
    }
}

fn without_names(events: Vec<(IncidentId, Recorded)>) -> Vec<Recorded> {
    events.into_iter().map(|(_, event)| event).collect()
}
