//! What the rollouts of a fleet come to: how many wait, need a person or are over. It holds none of them.

use super::fleet::FleetRow;
use crate::domain::Timestamp;

/// How many rollouts there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FleetCounts {
    /// Those that are not over.
    pub going_on: usize,
    /// Those of them that need a person.
    pub need: usize,
    /// Those of them that wait.
    pub waiting: usize,
    /// The blockers of all of them.
    pub blockers: usize,
    /// Those of them whose flag has outlived its type.
    pub overdue: usize,
    /// Those that are over.
    pub over: usize,
}

/// What the rows of a fleet come to that were left for later: all of them move, none waits or needs anybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FleetLater {
    /// How many they are.
    pub rows: usize,
    /// How many open blockers they have.
    pub blockers: usize,
    /// How many of their flags have outlived their type.
    pub overdue: usize,
}

impl FleetCounts {
    /// Counts a row of this group.
    pub(super) fn add(&mut self, row: &FleetRow, group: u8, now: Timestamp) {
        if row.is_over() {
            self.over += 1;
            return;
        }
        self.going_on += 1;
        self.need += usize::from(row.needs_me(now));
        self.waiting += usize::from(group == 2);
        self.blockers += row.blockers.len();
        self.overdue += usize::from(row.is_overdue(now));
    }

    /// Counts those that were left for later.
    pub(super) const fn add_later(&mut self, later: FleetLater) {
        self.going_on += later.rows;
        self.blockers += later.blockers;
        self.overdue += later.overdue;
    }
}
