//! What an incident is about and how bad it is, and how its last record is taken back. What is so already makes nothing happen.

use super::event::Event;
use super::state::Incident;
use crate::domain::id::RolloutId;
use crate::domain::rollout::{Rejection, RejectionCode, Severity};

pub(super) fn rate(incident: &Incident, severity: Option<Severity>) -> Vec<Event> {
    if incident.severity == severity {
        return vec![];
    }
    vec![Event::Rated { severity }]
}

pub(super) fn link(incident: &Incident, rollout: &RolloutId, linked: bool) -> Vec<Event> {
    let rollout = rollout.clone();
    match (incident.rollouts.contains(&rollout), linked) {
        (false, true) => vec![Event::Linked { rollout }],
        (true, false) => vec![Event::Unlinked { rollout }],
        (true, true) | (false, false) => vec![],
    }
}

/// Gives it a label. A label is written as it is in GitLab, with or without `~` and quotation marks.
pub(super) fn label(incident: &Incident, label: &str, on: bool) -> Result<Vec<Event>, Rejection> {
    let label = label
        .trim()
        .trim_start_matches('~')
        .trim_matches('"')
        .trim();
    if label.is_empty() {
        let text = "a label needs a name";
        return Err(Rejection::new(RejectionCode::ReasonMissing, "label", text));
    }
    let label = label.to_owned();
    Ok(match (incident.labels.contains(&label), on) {
        (false, true) => vec![Event::Labelled { label }],
        (true, false) => vec![Event::Unlabelled { label }],
        (true, true) | (false, false) => vec![],
    })
}

pub(super) fn undo(incident: &Incident) -> Result<Vec<Event>, Rejection> {
    let event = incident.undoable();
    let event = event.ok_or_else(|| nothing(incident, "there is nothing to undo"))?;
    Ok(vec![Event::Undone { event }])
}

pub(super) fn redo(incident: &Incident) -> Result<Vec<Event>, Rejection> {
    let event = incident.redoable();
    let event = event.ok_or_else(|| nothing(incident, "there is nothing to redo"))?;
    Ok(vec![Event::Redone { event }])
}

fn nothing(incident: &Incident, text: &str) -> Rejection {
    Rejection::new(RejectionCode::WrongState, incident.id.as_str(), text)
}
