//! How facts change an incident. It is total: no fact is refused, nothing is asked of a clock.

use super::event::Event;
use super::record::PendingEscalation;
use super::state::Incident;
use super::status::Status;

/// Returns the incident after `event`.
#[must_use]
pub fn evolve(mut incident: Incident, event: &Event) -> Incident {
    incident.seq = incident.seq.next();
    match event {
        Event::Added {
            title,
            created_at,
            alert,
            record,
        } => {
            incident.title.clone_from(title);
            incident.created_at = Some(*created_at);
            incident.alert.clone_from(alert);
            incident.record.clone_from(record);
        }
        Event::Updated { record, pending } => {
            incident.record = Some(record.clone());
            if let Some(pending) = pending {
                incident.pending.clone_from(pending);
            }
        }
        Event::Escalated {
            sent,
            skipped,
            dropped,
        } => {
            let gone = |pending: &PendingEscalation| {
                sent.contains(pending) || skipped.contains(pending) || dropped.contains(pending)
            };
            incident.pending.retain(|pending| !gone(pending));
        }
        Event::Closed { record, .. } => {
            incident.closed = true;
            if let Some(alert) = &mut incident.alert {
                alert.status = Status::Resolved;
            }
            if record.is_some() {
                incident.record.clone_from(record);
            }
            incident.pending.clear();
        }
        Event::Backfilled { record, .. } => incident.record = Some(record.clone()),
        Event::BackfillUndone { .. } => {
            incident.record = None;
            incident.pending.clear();
        }
    }
    incident
}

/// Returns the incident after all of `events`.
#[must_use]
pub fn replay(incident: Incident, events: &[Event]) -> Incident {
    events.iter().fold(incident, evolve)
}
