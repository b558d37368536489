//! What is recorded beside the rollouts: incidents and packages. Undo of a rollout does not reach it.

use super::data::OpenData;
use super::effects::{failed, refresh};
use crate::domain::id::{IncidentId, RolloutId};
use crate::domain::incident::{self, Alert, AtCreation};
use crate::domain::package;
use crate::error::{Exit, Report};
use crate::tracker::{Recorded, TrackerError};
use crate::tui::Message;
use crate::tui::effect::Backfill;

/// Makes an incident.
pub(super) fn add_incident(
    data: &mut OpenData,
    title: &str,
    (alert, record): (Option<Alert>, AtCreation),
    about: Option<RolloutId>,
) -> Vec<Message> {
    let added = data.tracker().add_incident(title, alert, record);
    let linked = added.and_then(|(id, mut events)| {
        if let Some(rollout) = about {
            let link = incident::Command::Link {
                rollout,
                linked: true,
            };
            events.extend(data.tracker().dispatch_incident(&id, &link)?);
        }
        Ok(events)
    });
    told(data, linked)
}

/// Changes an incident.
pub(super) fn change_incident(
    data: &mut OpenData,
    id: &IncidentId,
    command: &incident::Command,
) -> Vec<Message> {
    let changed = data.tracker().dispatch_incident(id, command);
    told(data, changed)
}

/// Records what somebody says of packages.
pub(super) fn record_packages(data: &mut OpenData, command: &package::Command) -> Vec<Message> {
    let recorded = data.tracker().record_packages(command);
    told(data, recorded)
}

/// Records which package brought the code of a flag.
pub(super) fn name_code(data: &mut OpenData, rollout: &RolloutId, package: &str) -> Vec<Message> {
    let recorded = data.tracker().name_code(rollout, package);
    told(data, recorded)
}

/// Does what is asked of a backfill of incidents.
pub(super) fn backfill(data: &mut OpenData, what: &Backfill) -> Vec<Message> {
    match what {
        Backfill::Plan => plan_backfill(data),
        Backfill::Make(seen) => make_backfill(data, seen),
        Backfill::Undo => undo_backfill(data),
    }
}

/// Says what a backfill of incidents would make.
fn plan_backfill(data: &mut OpenData) -> Vec<Message> {
    match data.tracker().backfill_plan() {
        Ok(plan) => vec![Message::BackfillPlanned(Box::new(plan))],
        Err(error) => vec![failed(error.into())],
    }
}

/// Makes the records that were seen before; where others would be made by now, none is.
fn make_backfill(data: &mut OpenData, seen: &[IncidentId]) -> Vec<Message> {
    let run = data.tracker().backfill_plan().and_then(|plan| {
        let is_same = plan.filled.iter().map(|item| &item.incident).eq(seen);
        is_same
            .then(|| data.tracker().backfill_incidents())
            .transpose()
    });
    match run {
        Ok(Some(run)) => told(
            data,
            Ok(run.events.into_iter().map(|(_, event)| event).collect()),
        ),
        Ok(None) => {
            let message = "it would make other records by now; nothing was made";
            let report = Report::new("CHANGED", message, Exit::Changed);
            vec![failed(report.hint("close this and look at it again"))]
        }
        Err(error) => told(data, Err(error)),
    }
}

/// Takes the last backfill back.
fn undo_backfill(data: &mut OpenData) -> Vec<Message> {
    match data.tracker().undo_backfill() {
        Ok(undo) if undo.backfill.is_none() => {
            let message =
                "no backfill can be taken back: there is none, or all it made was changed since";
            vec![failed(Report::new("WRONG_STATE", message, Exit::Refused))]
        }
        Ok(undo) => {
            let kept = undo.kept.len();
            let events = undo.events.into_iter().map(|(_, event)| event).collect();
            let mut messages = told(data, Ok(events));
            if kept > 0
                && let Some(Message::RecordedBeside { texts }) = messages.last_mut()
            {
                texts.push(format!("{kept} changed since, which keep their records"));
            }
            messages
        }
        Err(error) => told(data, Err(error)),
    }
}

/// Says what was recorded.
fn told(data: &mut OpenData, recorded: Result<Vec<Recorded>, TrackerError>) -> Vec<Message> {
    let last = match recorded {
        Ok(recorded) => Message::RecordedBeside {
            texts: recorded.into_iter().map(|recorded| recorded.text).collect(),
        },
        Err(error) => failed(error.into()),
    };
    let mut messages = refresh(data);
    messages.push(last);
    messages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::package::{PackageName, Place};
    use crate::shell::fixture::data;

    #[test]
    fn an_incident_is_read_with_everything_else() {
        let mut data = data();
        let said = add_incident(&mut data, "slow", (None, AtCreation::Nothing), None);
        assert!(matches!(
            said.as_slice(),
            [Message::Refreshed(_), Message::RecordedBeside { texts }] if texts.len() == 1
        ));
        let snapshot = data.snapshot().unwrap();
        assert_eq!(snapshot.incidents.len(), 1);
        assert_eq!(snapshot.incidents[0].status, None);
        assert_eq!(snapshot.policies, ["default", "quiet"]);
    }

    #[test]
    fn packages_are_read_only_where_the_screen_asked_for_them() {
        let mut data = data();
        let name = PackageName::parse("14.8.202202080920-97d6e07c2a1.4ce763dbce1").unwrap();
        let add = package::Command::Add {
            packages: vec![(name, vec![])],
        };
        record_packages(&mut data, &add);
        assert_eq!(data.snapshot().unwrap().packages, None);
        data.read_packages(Some(Place::Gstg));
        let read = data.snapshot().unwrap().packages.unwrap();
        assert_eq!(read.lines.len(), 1);
        assert_eq!(read.horizon.environment, Place::Gstg);
    }
}
