//! One thing to do, as a document asks for it. What became of it is kept elsewhere.

use serde::{Deserialize, Serialize};

use super::decision::{Branch, Decision};
use super::instruction::Instruction;
use super::state::StepState;
use crate::domain::id::StepId;

/// One item of a plan, with what is nested in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its name for ever.
    pub id: StepId,
    /// Its place in words: `4.1.3`; in the rollback section `R.1`.
    pub number: String,
    /// What is to be done, in one line.
    pub text: String,
    /// What kind of thing it is.
    pub kind: StepKind,
    /// The state that the document gives it; `unknown` where the text has lost it.
    pub initial: StepState,
    /// Whether a stage may be left without it.
    pub optional: bool,
    /// Where it stands in the source, from 1; 0 for a step that no line stands for.
    pub line: usize,
    /// Its box in the source; `None` where the text has none.
    pub mark: Option<Mark>,
    /// The lines to copy and run.
    pub instructions: Vec<Instruction>,
    /// The placeholders in its words and instructions, with their brackets, each once.
    pub blanks: Vec<String>,
    /// How long it asks to wait or to watch, in seconds.
    pub wait_s: Option<u64>,
    /// The question it stands for, when its kind is a decision.
    pub decision: Option<Decision>,
    /// The branch that it heads; what is nested in it belongs to the same branch.
    pub branch: Option<Branch>,
    /// What is nested in it.
    pub steps: Vec<Self>,
}

/// What kind of thing a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Something a person does.
    Action,
    /// A line to copy, run elsewhere and record.
    Instruction,
    /// A test whose result must be recorded.
    Qa,
    /// Time that must pass.
    Wait,
    /// Time during which somebody must be there; it blocks nothing when it runs.
    Watch,
    /// A question that makes some steps applicable and others not.
    Decision,
    /// Something to be told to somebody.
    Announce,
    /// A heading over the steps nested in it; it has no state of its own.
    Group,
    /// Text to be read; it has no state.
    Note,
}

impl StepKind {
    /// Tells whether a step of this kind has a state that somebody sets.
    pub const fn has_state(self) -> bool {
        !matches!(self, Self::Group | Self::Note)
    }

    /// Tells whether a line that was run for it says how it stands. Time passes, tests and questions stay what they are whatever was run.
    pub const fn follows_its_runs(self) -> bool {
        matches!(self, Self::Action | Self::Instruction | Self::Announce)
    }

    /// Tells whether a good look settles it. No look ends a wait, answers a question or runs an instruction.
    pub const fn is_settled_by_a_look(self) -> bool {
        matches!(self, Self::Qa | Self::Action | Self::Announce)
    }
}

/// The box of a task in the source text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What stands between the brackets, as written.
    pub symbol: String,
    /// Where it begins in the source, in bytes.
    pub start: usize,
    /// Where it ends in the source, in bytes.
    pub end: usize,
}
