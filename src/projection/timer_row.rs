//! A running time as a reader sees it. What is left is computed from the moment of reading, never stored.

use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::plan::StepKind;
use crate::domain::rollout::Timer;

/// A wait or a watch that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimerRow {
    /// The step it runs for.
    pub step: StepId,
    /// The place of that step: `4.5`.
    pub number: String,
    /// What that step asks for.
    pub text: String,
    /// Whether it is a wait, which closes a gate, or a watch, which does not.
    pub kind: StepKind,
    /// When it began.
    pub started_at: Timestamp,
    /// When it is over, unless it stands still.
    pub ends_at: Timestamp,
    /// How many seconds were left when it was made to stand still; `null` while it runs.
    #[serde(default)]
    pub paused_with: Option<u64>,
    /// Who watches it, where it was handed over.
    #[serde(default)]
    pub watcher: Option<String>,
}

impl TimerRow {
    /// Returns the time itself.
    pub const fn timer(&self) -> Timer {
        Timer {
            started: self.started_at,
            ends: self.ends_at,
            paused_with: self.paused_with,
        }
    }

    /// Tells whether it is over at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.timer().is_over(now)
    }

    /// Returns the seconds that are left at `now`, never less than 0.
    pub fn seconds_left(&self, now: Timestamp) -> u64 {
        self.timer().seconds_left(now)
    }

    /// Returns how long it runs in all, in seconds.
    pub fn seconds_in_all(&self) -> u64 {
        u64::try_from((self.ends_at - self.started_at).num_seconds()).unwrap_or(0)
    }
}
