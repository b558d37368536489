//! A way back that begins for an incident: one that there is, or one that is raised with it. A refused way back raises none.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker, rejected};
use crate::domain::id::{IncidentId, RolloutId, Seq};
use crate::domain::incident::{AtCreation, Command as IncidentCommand};
use crate::domain::rollout::{Command, decide};

impl Tracker {
    /// Begins the way back of `id` as `command` says, and says of its incident that it is about the rollout. With a title in
    /// `raised`, an incident of that title is made first, and the way back belongs to it.
    ///
    /// # Errors
    /// Every reason of the rules, when there is no such incident, or what the store says.
    pub fn start_rollback(
        &mut self,
        id: &RolloutId,
        command: &Command,
        seen: Option<Seq>,
        raised: Option<&str>,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let mut command = command.clone();
        let Command::TriggerRollback { details, .. } = &mut command else {
            return self.dispatch(id, &command, seen);
        };
        let named = details
            .incident
            .as_deref()
            .filter(|name| !name.contains("://"));
        let mut incident = named.map(|name| self.find_incident(name)).transpose()?;
        let mut told = Vec::new();
        if let Some(title) = raised {
            let (made, events) = self.raise_for(id, &command, title)?;
            told.extend(events);
            incident = Some(made);
        }
        if let (Some(incident), Command::TriggerRollback { details, .. }) =
            (&incident, &mut command)
        {
            details.incident = Some(incident.to_string());
        }
        let begun = self.dispatch(id, &command, seen)?;
        let is_begun = !begun.is_empty();
        told.extend(begun);
        if let Some(incident) = incident.filter(|_| is_begun) {
            let link = IncidentCommand::Link {
                rollout: id.clone(),
                linked: true,
            };
            told.extend(self.dispatch_incident(&incident, &link)?);
        }
        Ok(told)
    }

    /// Makes an incident, unless the rules refuse the way back for which it is made.
    fn raise_for(
        &mut self,
        id: &RolloutId,
        command: &Command,
        title: &str,
    ) -> Result<(IncidentId, Vec<Recorded>), TrackerError> {
        let history = self.history(id)?;
        decide(&history.rollout, command, self.moment())
            .map_err(|rejection| rejected(&history, rejection))?;
        self.add_incident(title, None, AtCreation::Nothing)
    }
}
