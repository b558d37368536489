//! Which rollouts a screen reads: what it shows, and not what is over unless that is shown too; of what it has, what was written since.

use super::fleet::FleetRow;
use super::fleet_counts::FleetLater;
use super::fleet_order::Fleet;
use super::snapshot::Snapshot;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;

/// Which rows of the fleet are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FleetWish {
    /// Of those of the rollouts that are not over, what a frame of so many rows shows.
    FirstRows(u32),
    /// Those of the rollouts that are not over.
    GoingOn,
    /// All.
    All,
    /// Those of these rollouts: the others were read before, and nobody has written to them since.
    Written {
        /// Who was written to.
        rollouts: Vec<RolloutId>,
        /// Whether rows of what is over are wanted too.
        over: bool,
    },
}

/// The rows of the fleet that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FleetRead {
    /// All that are wanted.
    Whole {
        /// In the order of need.
        rows: Vec<FleetRow>,
        /// How many rollouts are over and not among the rows.
        unread: usize,
    },
    /// The first in the order of need, as many as a frame has rows. How many are over stands below all of them.
    First {
        /// In the order of need.
        rows: Vec<FleetRow>,
        /// What those come to that are not over and not among the rows.
        later: FleetLater,
    },
    /// Those that were written; the others are as they were.
    Written(FleetWritten),
}

/// What has become of a fleet that was read before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FleetWritten {
    /// The rows that were written, as they are now.
    pub rows: Vec<FleetRow>,
    /// How many rollouts there are in all.
    pub size: usize,
    /// Whether rows of what is over are wanted too.
    pub over: bool,
    /// When they were read.
    pub at: Timestamp,
}

impl FleetWritten {
    /// Returns the fleet and how many rollouts are unread, as a reading of all would: `fleet` is what was read before, of which `unread` were not.
    pub(super) fn made_to(self, mut fleet: Fleet, unread: usize) -> (Fleet, usize) {
        if self.rows.is_empty() {
            return (fleet, unread);
        }
        let is_written = |row: &FleetRow| self.rows.iter().any(|written| written.id == row.id);
        fleet.retain(|row| !is_written(row));
        let over = self.over;
        fleet.extend(self.rows.into_iter().filter(|row| over || !row.is_over()));
        // Of what is needed the same, the store has the order of names.
        fleet.sort_by(|one, other| one.id.cmp(&other.id));
        Snapshot::sort(&mut fleet, self.at);
        let unread = self.size.saturating_sub(fleet.len());
        (fleet, unread)
    }
}
