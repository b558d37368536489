//! What stands in the way, as a reader sees it: closed ones too, with the reason, and how far each plan is.

use serde::Serialize;

use super::history::History;
use super::step_view::set;
use crate::domain::Timestamp;
use crate::domain::id::IncidentId;
use crate::domain::rollout::{Blocker, BlockerKind, Severity};

/// A blocker at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockerView {
    /// Its name.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it is described.
    pub link: Option<String>,
    /// What kind of thing it is.
    pub kind: Option<BlockerKind>,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<Timestamp>,
    /// Whether it closes gates while it is open; one that does not only warns.
    pub hard: bool,
    /// What happens, in more than one line.
    pub description: Option<String>,
    /// Why it happens.
    pub why: Option<String>,
    /// The steps out of it.
    pub plan: Vec<BlockerStepView>,
    /// What will be so when it is out of the way.
    pub expected: Vec<String>,
    /// What somebody wrote down about it, oldest first.
    pub notes: Vec<BlockerNoteView>,
    /// The incident that it stands for.
    pub incident: Option<IncidentId>,
    /// The name that it has on every rollout it stands in the way of.
    pub shared: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// Why it was closed.
    pub closed: Option<String>,
    /// When it was raised.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

/// A step of a blocker's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockerStepView {
    /// Its place, from 1.
    pub order: usize,
    /// What is to be done.
    pub text: String,
    /// Whether it is.
    pub done: bool,
    /// When it was done.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

/// A note about a blocker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockerNoteView {
    /// The words.
    pub text: String,
    /// When they were written down.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

pub(super) fn blocker_views(history: &History) -> Vec<BlockerView> {
    let blockers = history.rollout.facts.blockers.iter();
    blockers.map(|blocker| view(history, blocker)).collect()
}

fn view(history: &History, blocker: &Blocker) -> BlockerView {
    let set = set(history, blocker.seq);
    let details = &blocker.details;
    BlockerView {
        id: blocker.id.to_string(),
        title: blocker.title.clone(),
        link: blocker.link.clone(),
        kind: details.kind,
        severity: details.severity,
        owner: details.owner.clone(),
        due: details.due,
        hard: !details.soft,
        description: details.description.clone(),
        why: details.why.clone(),
        plan: plan(history, blocker),
        expected: details.expected.clone(),
        notes: notes(history, blocker),
        incident: details.incident(),
        shared: details.shared.clone(),
        open: blocker.closed.is_none(),
        closed: blocker.closed.clone(),
        at: set.as_ref().map(|set| set.at),
        by: set.map(|set| set.by),
    }
}

fn plan(history: &History, blocker: &Blocker) -> Vec<BlockerStepView> {
    let steps = blocker.details.plan.iter().enumerate();
    steps
        .map(|(place, text)| {
            let done = blocker.done.iter().find(|(known, _)| *known == place);
            let set = done.and_then(|(_, seq)| set(history, *seq));
            BlockerStepView {
                order: place + 1,
                text: text.clone(),
                done: done.is_some(),
                at: set.as_ref().map(|set| set.at),
                by: set.map(|set| set.by),
            }
        })
        .collect()
}

fn notes(history: &History, blocker: &Blocker) -> Vec<BlockerNoteView> {
    let notes = history.rollout.facts.notes_of(&blocker.id);
    notes
        .map(|note| {
            let set = set(history, note.seq);
            BlockerNoteView {
                text: note.text.clone(),
                at: set.as_ref().map(|set| set.at),
                by: set.map(|set| set.by),
            }
        })
        .collect()
}

impl BlockerView {
    /// Says how far its plan is: `1 of 4`; `None` without one.
    pub fn progress(&self) -> Option<String> {
        let done = self.plan.iter().filter(|step| step.done).count();
        let count = self.plan.len();
        (count > 0).then(|| format!("{done} of {count}"))
    }
}
