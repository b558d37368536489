//! Where a conversation stands, and the way back from there. It reads no data.

use crate::domain::id::RolloutId;

/// Where a conversation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// At all rollouts.
    Fleet,
    /// At one rollout.
    Rollout(RolloutId),
    /// At a stage, by its number.
    Stage(RolloutId, u32),
    /// At a step, by its number.
    Step(RolloutId, String),
    /// At the share of production that has the flag.
    Ramp(RolloutId),
    /// At the way back.
    Rollback(RolloutId),
    /// At the times that run.
    Timers(RolloutId),
    /// At what stands in the way.
    Blockers(RolloutId),
}

impl Place {
    /// Returns the rollout that it is about.
    pub(super) const fn rollout(&self) -> Option<&RolloutId> {
        match self {
            Self::Fleet => None,
            Self::Rollout(id)
            | Self::Stage(id, _)
            | Self::Step(id, _)
            | Self::Ramp(id)
            | Self::Rollback(id)
            | Self::Timers(id)
            | Self::Blockers(id) => Some(id),
        }
    }

    /// Returns where `back` leads.
    pub(super) fn back(&self) -> Self {
        match self {
            Self::Fleet | Self::Rollout(_) => Self::Fleet,
            Self::Step(id, number) => stage_of(number).map_or_else(
                || Self::Rollout(id.clone()),
                |stage| Self::Stage(id.clone(), stage),
            ),
            Self::Stage(id, _)
            | Self::Ramp(id)
            | Self::Rollback(id)
            | Self::Timers(id)
            | Self::Blockers(id) => Self::Rollout(id.clone()),
        }
    }
}

/// Returns the stage of a step: the number before its first full stop.
fn stage_of(number: &str) -> Option<u32> {
    number.split('.').next()?.parse().ok()
}
