//! How facts change an incident. It is total: no fact is refused, nothing is asked of a clock.

use super::event::Event;
use super::record::PendingEscalation;
use super::state::Incident;
use super::status::Status;
use crate::domain::id::Seq;

/// Returns the incident after `event`.
#[must_use]
pub fn evolve(mut incident: Incident, event: &Event) -> Incident {
    incident.seq = incident.seq.next();
    if let Event::Undone { event } = event {
        undo(&mut incident, *event);
        return incident;
    }
    if let Event::Redone { event } = event {
        redo(&mut incident, *event);
        return incident;
    }
    let mut earlier = std::mem::take(&mut incident.undo);
    incident.redo.clear();
    if is_reversible(event) {
        let before = Incident {
            seq: Seq::ZERO,
            ..incident.clone()
        };
        earlier.push((incident.seq, before));
    } else {
        earlier.clear();
    }
    apply(&mut incident, event);
    incident.undo = earlier;
    incident
}

fn undo(incident: &mut Incident, event: Seq) {
    if incident.undoable() == Some(event)
        && let Some((seq, before)) = incident.undo.pop()
    {
        let after = exchange(incident, before);
        incident.redo.push((seq, after));
    }
}

fn redo(incident: &mut Incident, event: Seq) {
    if incident.redoable() == Some(event)
        && let Some((seq, after)) = incident.redo.pop()
    {
        let before = exchange(incident, after);
        incident.undo.push((seq, before));
    }
}

/// Tells whether an event can be taken back by an undo. A backfill is taken back as a whole, by a wish of its own.
pub const fn is_reversible(event: &Event) -> bool {
    match event {
        Event::Updated { .. }
        | Event::Escalated { .. }
        | Event::Closed { .. }
        | Event::Rated { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::Labelled { .. }
        | Event::Unlabelled { .. } => true,
        Event::Added { .. }
        | Event::Backfilled { .. }
        | Event::BackfillUndone { .. }
        | Event::Undone { .. }
        | Event::Redone { .. } => false,
    }
}

/// Puts what was kept in force and returns what was so until now.
fn exchange(incident: &mut Incident, kept: Incident) -> Incident {
    let (seq, undo, redo) = (
        incident.seq,
        std::mem::take(&mut incident.undo),
        std::mem::take(&mut incident.redo),
    );
    incident.seq = Seq::ZERO;
    let until_now = std::mem::replace(incident, kept);
    incident.seq = seq;
    incident.undo = undo;
    incident.redo = redo;
    until_now
}

fn apply(incident: &mut Incident, event: &Event) {
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
        Event::Rated { severity } => incident.severity = *severity,
        Event::Linked { rollout } => {
            incident.rollouts.insert(rollout.clone());
        }
        Event::Unlinked { rollout } => {
            incident.rollouts.remove(rollout);
        }
        Event::Labelled { label } => {
            incident.labels.insert(label.clone());
        }
        Event::Unlabelled { label } => {
            incident.labels.remove(label);
        }
        Event::Undone { .. } | Event::Redone { .. } => {}
    }
}

/// Returns the incident after all of `events`.
#[must_use]
pub fn replay(incident: Incident, events: &[Event]) -> Incident {
    events.iter().fold(incident, evolve)
}
