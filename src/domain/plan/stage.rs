//! A section of a plan that is gone through as one. Its steps are ordered, and so are the stages.

use serde::{Deserialize, Serialize};

use super::step::Step;
use crate::domain::flag::Percentage;
use crate::domain::id::StageId;

/// A stage of a rollout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its name for ever.
    pub id: StageId,
    /// Its place, from 1.
    pub number: u32,
    /// Its title in the words of the document.
    pub title: String,
    /// What kind of stage it is.
    pub kind: StageKind,
    /// Whether it may be passed with steps left open.
    pub optional: bool,
    /// The percentages that its words go up by, rising; empty where they name none. Lines to run name their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<Percentage>,
    /// Its steps in the order of the document.
    pub steps: Vec<Step>,
}

/// What a stage is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Planning and overview.
    Plan,
    /// The environments that are not production.
    Nonprod,
    /// Named actors or a small part of production.
    Canary,
    /// What must be ready before everybody gets it.
    Prepare,
    /// Somebody's agreement.
    Approval,
    /// The share of production that has it rises.
    Ramp,
    /// Looking whether it works.
    Verify,
    /// The default in the code becomes on.
    DefaultOn,
    /// The feature is released.
    Release,
    /// The flag or other scaffolding is removed.
    Cleanup,
    /// The way back.
    Rollback,
    /// A release is cut.
    Cut,
    /// Somebody is told.
    Announce,
    /// None of these.
    Other,
}
