//! Which rollouts a screen reads: what it shows, and not what is over unless that is shown too. It reads nothing itself.

use super::fleet::FleetRow;

/// Which rows of the fleet are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FleetWish {
    /// Those of the rollouts that are not over.
    GoingOn,
    /// All.
    All,
    /// None: they were read before and nobody has written since.
    AsBefore,
}

/// The rows of the fleet that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FleetRead {
    /// In the order of need.
    pub rows: Vec<FleetRow>,
    /// How many rollouts are over and not among the rows.
    pub unread: usize,
}
