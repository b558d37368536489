//! What a document asks for, typed: stages, steps, decisions, instructions. A plan is a value; nothing in it happens.

mod state;
mod reference;
mod instruction;
mod decision;
mod step;
mod outline;
mod stage;

use serde::{Deserialize, Serialize};

pub use decision::{Branch, Decision, DecisionOption};
pub use instruction::{Dialect, Effect, Instruction, Problem, Verb};
pub use outline::Outline;
pub use reference::{Owner, Reference, ReferenceKind};
pub use stage::{Stage, StageKind};
pub use state::StepState;
pub use step::{Mark, Step, StepKind};

use super::calendar::FlagType;
use super::flag::FlagName;
use super::id::{StageId, StepId};

/// A rollout as its document lays it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What kind of work it is.
    pub kind: RolloutKind,
    /// Which generation of template it was written from, `g1` to `g6`, where that can be told.
    pub generation: Option<String>,
    /// The title, without the page's prefix.
    pub title: String,
    /// The flag that it turns on, where there is one and it is known.
    pub flag: Option<FlagName>,
    /// The type of the flag, where the document states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_type: Option<FlagType>,
    /// Who answers for it.
    pub owners: Vec<Owner>,
    /// Links and channels that the document names.
    pub references: Vec<Reference>,
    /// The stages in the order of the document; the rollback section is not among them.
    pub stages: Vec<Stage>,
    /// The document's own steps for the way back.
    pub rollback: Vec<Step>,
}

/// What kind of work a plan describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RolloutKind {
    /// The rollout of a feature flag.
    FeatureFlag,
    /// A change to production that is no flag.
    Change,
    /// A release.
    Release,
    /// An experiment.
    Experiment,
    /// A checklist of some other kind.
    Other,
}

impl Plan {
    /// Returns the name that people call this rollout by: the flag, or the title without one.
    pub fn name(&self) -> &str {
        self.flag
            .as_ref()
            .map_or(self.title.as_str(), FlagName::as_str)
    }

    /// Returns the stage with this id.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// Returns the place of a stage, from 0.
    pub fn stage_index(&self, id: &StageId) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == *id)
    }

    /// Returns the step with this id, of a stage or of the rollback section.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps()
            .chain(Outline::of(&self.rollback))
            .find(|step| step.id == *id)
    }

    /// Goes through the steps of all stages, parents before children, in the order of the document.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        let mut stages = self.stages.iter();
        let mut outline = Outline::of(&[]);
        std::iter::from_fn(move || {
            loop {
                if let Some(step) = outline.next() {
                    return Some(step);
                }
                outline.open(&stages.next()?.steps);
            }
        })
    }

    /// Returns the stage that a step belongs to; `None` for a rollback step.
    pub fn stage_of(&self, id: &StepId) -> Option<&Stage> {
        self.stages
            .iter()
            .find(|stage| Outline::of(&stage.steps).any(|step| step.id == *id))
    }

    /// Returns the decisions of the whole plan in order.
    pub fn decisions(&self) -> impl Iterator<Item = (&Step, &Decision)> {
        self.steps()
            .filter_map(|step| step.decision.as_ref().map(|decision| (step, decision)))
    }
}
