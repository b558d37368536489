//! Rollouts that incidents hold: an open incident stands in their way as a blocker, written in the same transaction.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker, recorded, rejected};
use super::sealed::Sealed;
use crate::domain::id::{BlockerId, IncidentId, RolloutId};
use crate::domain::incident::{Holding, Incident};
use crate::domain::rollout::{
    BlockerDetails, BlockerEdit, BlockerKind, Command, Event, Rejection, RejectionCode, Rollout,
    decide, replay,
};

/// What a rollout gets, and what it is told, by incident.
pub(super) type HeldRollout = (Sealed, Vec<(IncidentId, Recorded)>);

impl Tracker {
    /// Seals for every rollout what changed incidents, each before and after, make of the blockers that stand for them.
    ///
    /// Only a change counts: a blocker that somebody has closed while its incident was open stays closed.
    pub(super) fn held_rollouts(
        &self,
        changes: &[(Incident, Incident)],
    ) -> Result<Vec<HeldRollout>, TrackerError> {
        let mut touched: BTreeMap<RolloutId, Vec<(&Incident, Option<Holding>)>> = BTreeMap::new();
        for row in &self.store.fleet_going_on()? {
            for (before, after) in changes {
                let holding = after.holds(&row.id);
                if before.holds(&row.id) != holding {
                    let of_one = touched.entry(row.id.clone()).or_default();
                    of_one.push((after, holding));
                }
            }
        }
        let mut held = Vec::new();
        for (id, incidents) in touched {
            held.extend(self.held_rollout(&id, &incidents)?);
        }
        Ok(held)
    }

    fn held_rollout(
        &self,
        id: &RolloutId,
        incidents: &[(&Incident, Option<Holding>)],
    ) -> Result<Option<HeldRollout>, TrackerError> {
        let history = self.history(id)?;
        let mut rollout = history.rollout.clone();
        let mut events: Vec<Event> = Vec::new();
        let mut about = Vec::new();
        for (incident, holding) in incidents {
            let Some(command) = wish(&rollout, incident, *holding) else {
                continue;
            };
            let decided = decide(&rollout, &command, self.moment());
            let new = decided.map_err(|rejection| rejected(&history, rejection))?;
            about.extend(new.iter().map(|_| incident.id.clone()));
            rollout = replay(rollout, &new);
            events.extend(new);
        }
        if events.is_empty() {
            return Ok(None);
        }
        let (history, sealed) = self.sealed_rollout(history, &events)?;
        let plan = history.rollout.plan.as_deref();
        let name = plan.map_or_else(|| id.to_string(), |plan| plan.name().to_owned());
        let told = recorded(&history, events.len())
            .into_iter()
            .map(|told| Recorded {
                text: format!("{name}: {}", told.text),
                ..told
            });
        Ok(Some((sealed, about.into_iter().zip(told).collect())))
    }

    /// Refuses to close a blocker that stands for an incident which stops every flag: the incident has to end. Who goes on all the
    /// same overrides the gate, which is kept for ever.
    ///
    /// Source: chatops, production check; S1 and S2 stop feature flags.
    pub(super) fn unless_held(
        &self,
        rollout: &Rollout,
        command: &Command,
        events: Vec<Event>,
    ) -> Result<Vec<Event>, Rejection> {
        let Command::CloseBlocker { blocker: id, .. } = command else {
            return Ok(events);
        };
        let mut blockers = rollout.facts.blockers.iter();
        let named = blockers.find(|known| known.id == *id && known.closed.is_none());
        let incident = named.and_then(|known| known.details.incident());
        let Some(incident) = incident.and_then(|known| self.incident(&known).ok()) else {
            return Ok(events);
        };
        let incident = incident.incident;
        let holding = incident.holds(&rollout.id);
        if holding.is_none_or(|holding| !holding.hard) {
            return Ok(events);
        }
        let known = &incident.id;
        let text = format!(
            "{id} stands for {known}, which is open and stops every flag: resolve {known}, or override the gate blockers with a reason"
        );
        Err(Rejection::new(RejectionCode::GateClosed, id.as_str(), text))
    }

    /// Returns the blockers with which a rollout begins: one for each open incident that holds every rollout.
    pub(super) fn held_from_the_start(
        &self,
        mut rollout: Rollout,
    ) -> Result<Vec<Event>, TrackerError> {
        let mut events = Vec::new();
        for history in self.incidents()? {
            let incident = &history.incident;
            let holding = incident.holds(&rollout.id);
            let command = wish(&rollout, incident, holding);
            let command = command.filter(|_| incident.stops_every_flag());
            let Some(command) = command else { continue };
            let decided = decide(&rollout, &command, self.moment());
            let new = decided.map_err(|rejection| TrackerError::Rejected {
                name: rollout.id.to_string(),
                step: None,
                rejection,
            })?;
            rollout = replay(rollout, &new);
            events.extend(new);
        }
        Ok(events)
    }
}

/// Says what is to become of the blocker that stands for an incident; nothing where it is as it should be.
fn wish(rollout: &Rollout, incident: &Incident, holding: Option<Holding>) -> Option<Command> {
    let mut blockers = rollout.facts.blockers.iter();
    let known = blockers.find(|blocker| {
        blocker.closed.is_none() && blocker.details.incident().as_ref() == Some(&incident.id)
    });
    let blocker = known.map(|known| known.id.clone());
    match (holding, blocker) {
        (Some(holding), None) => Some(raise(incident, holding)),
        (Some(holding), Some(blocker)) => Some(edit(blocker, holding)),
        (None, Some(blocker)) => Some(Command::CloseBlocker {
            blocker,
            reason: reason(rollout, incident),
        }),
        (None, None) => None,
    }
}

fn raise(incident: &Incident, holding: Holding) -> Command {
    Command::RaiseBlocker {
        title: format!("{} {}", incident.id, incident.title),
        link: None,
        details: BlockerDetails {
            kind: Some(BlockerKind::Incident),
            severity: holding.severity,
            soft: !holding.hard,
            shared: Some(BlockerDetails::shared_by(&incident.id)),
            ..BlockerDetails::default()
        },
    }
}

fn edit(blocker: BlockerId, holding: Holding) -> Command {
    Command::EditBlocker {
        blocker,
        edit: Box::new(BlockerEdit {
            severity: Some(holding.severity),
            soft: Some(!holding.hard),
            ..BlockerEdit::default()
        }),
    }
}

/// Says why an incident holds a rollout no more.
fn reason(rollout: &Rollout, incident: &Incident) -> String {
    let id = &incident.id;
    if incident.closed {
        return format!("{id} is closed");
    }
    match incident.status() {
        Some(status) if !status.is_open() => format!("{id} is {status}"),
        _ if incident.rollouts.contains(&rollout.id) => format!("{id} holds it no more"),
        _ => format!("{id} is not about this rollout"),
    }
}
