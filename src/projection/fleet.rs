//! The fleet: one row for each rollout, small enough to read all of them for a first frame.

use serde::{Deserialize, Serialize};

use super::timer_row::TimerRow;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::domain::plan::{StepKind, StepState};
use crate::domain::rollout::Phase;

/// One rollout in the fleet, as it is stored beside its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetRow {
    /// Which.
    pub id: RolloutId,
    /// The flag, where there is one.
    pub flag: Option<String>,
    /// The title of its document.
    pub title: String,
    /// Where in its life it is.
    pub phase: Phase,
    /// Its state, but for what the running time says; see [`FleetRow::state_at`].
    pub state: StepState,
    /// Which attempt.
    pub attempt: u32,
    /// The current stage: number and title.
    pub stage: Option<(u32, String)>,
    /// The states of its stages in order.
    pub stages: Vec<StepState>,
    /// The flag in production in words; `None` for a rollout without a flag.
    pub production: Option<String>,
    /// The flag in every environment where somebody set it, in words.
    pub environments: Vec<(String, String)>,
    /// How many of the required steps are settled.
    pub done: usize,
    /// How many steps are required.
    pub total: usize,
    /// The next thing to do, in words.
    pub next: String,
    /// The open blockers, as `B1: …`.
    pub blockers: Vec<String>,
    /// The times that run, first to end first.
    pub timers: Vec<TimerRow>,
    /// Why it stands still, if it does.
    pub hold: Option<String>,
    /// When the last event was recorded.
    pub updated_at: Timestamp,
    /// Who recorded it.
    pub updated_by: String,
}

impl FleetRow {
    /// Returns the name that people call it by: the flag, or the title without one.
    pub fn name(&self) -> &str {
        self.flag.as_deref().unwrap_or(&self.title)
    }

    /// Returns its state at `now`: a wait that is over is `elapsed`, one that runs is `waiting`.
    pub fn state_at(&self, now: Timestamp) -> StepState {
        if self.state != StepState::Doing || self.phase != Phase::Active {
            return self.state;
        }
        let mut timers = self.timers.iter();
        if timers.any(|timer| timer.is_over(now)) {
            StepState::Elapsed
        } else if self.timers.iter().any(|timer| timer.kind == StepKind::Wait) {
            StepState::Waiting
        } else {
            StepState::Doing
        }
    }

    /// Tells whether a person has to do something about it before anything else can happen.
    pub fn needs_me(&self, now: Timestamp) -> bool {
        let state = self.state_at(now);
        matches!(
            state,
            StepState::Failed | StepState::Blocked | StepState::Elapsed
        ) || self.phase == Phase::RollingBack
    }

    /// Tells whether nothing more will happen to it.
    pub const fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Closed | Phase::Abandoned)
    }

    /// Returns the strip of its stages, one mark for each: `✓✓▸☐`.
    pub fn stages_strip(&self) -> String {
        self.stages.iter().map(|state| state.mark()).collect()
    }
}
