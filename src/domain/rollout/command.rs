//! The wishes that somebody can have about a rollout, in the imperative. A wish may be refused; a fact may not.

use super::gate::GateKind;
use super::record::{Outcome, QaEntry};
use crate::domain::Timestamp;
use crate::domain::id::{BlockerId, DecisionKey, StageId, StepId};
use crate::domain::plan::{Instruction, Plan, StepState};

/// A wish about a rollout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Make a rollout of this plan.
    Import {
        /// The plan.
        plan: Box<Plan>,
        /// Where its text came from.
        source: String,
    },
    /// Begin at the first stage.
    Start,
    /// Give a step a state: `todo`, `doing`, `done`, `na`, `skipped`, `blocked`, `failed` or `overridden`.
    MarkStep {
        /// Which.
        step: StepId,
        /// The state.
        state: StepState,
        /// Why; needed for `na`, `skipped`, `blocked` and `overridden`.
        reason: Option<String>,
    },
    /// Record that instructions were run.
    RunInstruction {
        /// The step that asked for them.
        step: StepId,
        /// The lines as run.
        instructions: Vec<Instruction>,
        /// What came of it.
        outcome: Outcome,
        /// What was answered.
        reply: Option<String>,
    },
    /// Give a placeholder a value, everywhere.
    FillBlank {
        /// The placeholder with its brackets.
        blank: String,
        /// What stands for it.
        value: String,
    },
    /// Answer a question.
    Decide {
        /// Which.
        decision: DecisionKey,
        /// The key of the answer.
        option: String,
    },
    /// Go on to the next stage.
    Advance,
    /// Go back to an earlier stage.
    ReopenStage {
        /// Which.
        stage: StageId,
        /// Why.
        reason: String,
    },
    /// Stand still.
    Hold {
        /// Why.
        reason: String,
    },
    /// Go on.
    Resume {
        /// Why.
        reason: Option<String>,
    },
    /// Record the result of a test.
    RecordQa {
        /// The result.
        result: QaEntry,
        /// The title of a blocker to raise with it.
        raise_blocker: Option<String>,
    },
    /// Write something down.
    AddNote {
        /// The step it is about.
        step: Option<StepId>,
        /// The words.
        text: String,
    },
    /// Pass a closed gate of the current stage against the rules.
    OverrideGate {
        /// Which.
        gate: GateKind,
        /// Why.
        reason: String,
    },
    /// Say that something stands in the way.
    RaiseBlocker {
        /// What, in one line.
        title: String,
        /// Where it is described.
        link: Option<String>,
    },
    /// Say that it does no more.
    CloseBlocker {
        /// Which.
        blocker: BlockerId,
        /// Why.
        reason: String,
    },
    /// Begin the way back.
    TriggerRollback {
        /// Why.
        reason: String,
        /// When the flag was switched off, if it already is.
        already_at: Option<Timestamp>,
    },
    /// Give a step of the way back a state: `done`, `failed`, `skipped` or `todo`.
    MarkRollbackStep {
        /// Which, from 1.
        order: usize,
        /// The state.
        state: StepState,
        /// What is to be said about it; needed for `failed` and `skipped`.
        note: Option<String>,
    },
    /// Say that the way back is over.
    FinishRollback,
    /// Begin anew after a rollback.
    StartAttempt,
    /// Give it up.
    Abandon {
        /// Why.
        reason: String,
    },
    /// End it, everything done.
    Close,
    /// Take back the last thing that can be taken back.
    Undo,
    /// Bring back the last thing that was taken back.
    Redo,
}
