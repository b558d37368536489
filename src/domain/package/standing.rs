//! Which facts of the ledger are in force: those that nobody has taken back. What a repository says cannot be taken back.

use std::collections::BTreeSet;

use super::event::{Basis, Event};
use super::ledger::{Ledger, evolve};
use crate::domain::id::Seq;

/// What can be taken back and what was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) undo: Vec<Seq>,
    pub(super) redo: Vec<Seq>,
    undone: BTreeSet<Seq>,
}

impl Standing {
    fn after(mut self, (seq, event): (Seq, &Event)) -> Self {
        match event {
            Event::PackageUndone { event } if self.undo.last() == Some(event) => {
                self.undo.pop();
                self.redo.push(*event);
                self.undone.insert(*event);
            }
            Event::PackageRedone { event } if self.redo.last() == Some(event) => {
                self.redo.pop();
                self.undo.push(*event);
                self.undone.remove(event);
            }
            Event::PackageUndone { .. } | Event::PackageRedone { .. } => {}
            Event::PackageAdded(_)
            | Event::PackageDeployed { .. }
            | Event::PackageMigrationsExecuted { .. }
            | Event::PackageCodeNamed { .. }
            | Event::PackageMergeNamed { .. } => {
                if is_reversible(event) {
                    self.undo.push(seq);
                    self.redo.clear();
                }
            }
        }
        self
    }
}

/// Tells whether an event can be taken back: what somebody said can, what a repository says is read again instead.
pub const fn is_reversible(event: &Event) -> bool {
    match event {
        Event::PackageAdded(listing) => matches!(listing.basis, Basis::Said | Basis::Unlisted),
        Event::PackageCodeNamed { commit, .. } => commit.is_none(),
        Event::PackageDeployed { .. }
        | Event::PackageMigrationsExecuted { .. }
        | Event::PackageMergeNamed { .. } => true,
        Event::PackageUndone { .. } | Event::PackageRedone { .. } => false,
    }
}

/// Returns the ledger after all of `events`, the whole stream from its first; what was taken back is left out.
pub fn replay(events: &[Event]) -> Ledger {
    let numbered = || (1..).map(Seq::new).zip(events);
    let standing = numbered().fold(Standing::default(), Standing::after);
    let in_force = numbered().filter(|(seq, _)| !standing.undone.contains(seq));
    let mut ledger = in_force.fold(Ledger::default(), |ledger, (_, event)| {
        evolve(ledger, event)
    });
    ledger.seq = numbered().last().map_or(Seq::ZERO, |(seq, _)| seq);
    ledger.standing = standing;
    ledger
}

impl Ledger {
    /// Returns the event that an undo would take back now.
    pub fn undoable(&self) -> Option<Seq> {
        self.standing.undo.last().copied()
    }

    /// Returns the event that a redo would bring back now.
    pub fn redoable(&self) -> Option<Seq> {
        self.standing.redo.last().copied()
    }

    /// Tells whether an event was taken back.
    pub fn is_undone(&self, event: Seq) -> bool {
        self.standing.undone.contains(&event)
    }
}
