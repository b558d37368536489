//! Clocks of writers that disagree: a newest record that lies ahead of the clock here. It corrects no time.

use std::fmt;

use super::FleetRow;
use crate::domain::Timestamp;

/// How far clocks may be apart before it is said, in seconds.
const ALLOWED_S: i64 = 300;

/// The clock here is behind that of somebody who wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockSkew {
    /// By how much, in seconds.
    pub seconds: i64,
    /// Who wrote the newest record.
    pub by: String,
    /// About which rollout.
    pub rollout: String,
}

impl ClockSkew {
    /// Compares the newest record of the fleet with the clock here; `None` where they may be of one clock.
    ///
    /// A writer whose clock is behind leaves no trace, since no time in a stream goes back: it is that writer who is told.
    pub fn of(rows: &[FleetRow], now: Timestamp) -> Option<Self> {
        let newest = rows.iter().max_by_key(|row| row.updated_at)?;
        let seconds = (newest.updated_at - now).num_seconds();
        (seconds > ALLOWED_S).then(|| Self {
            seconds,
            by: newest.updated_by.clone(),
            rollout: newest.name().to_owned(),
        })
    }
}

impl fmt::Display for ClockSkew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { by, rollout, .. } = self;
        let minutes = self.seconds / 60;
        write!(
            f,
            "the clock here is {minutes} min behind the newest record, of {by} on {rollout}; one of the clocks is wrong"
        )
    }
}
