//! The facts of a rollout, in the past tense. One command makes one of them, so that one undo takes one back.

use serde::{Deserialize, Serialize};

use super::blocker::BlockerDetails;
use super::gate_kind::GateKind;
use super::record::{Outcome, Passed, QaEntry, Timer, TimerChange};
use super::rollback_details::RollbackDetails;
use super::rollback_plan::RollbackAction;
use super::statement::Statement;
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::cohort::Writes;
use crate::domain::flag::{Environment, FlipperId, GateValues};
use crate::domain::id::{Actor, BlockerId, DecisionKey, Seq, StageId, StepId};
use crate::domain::plan::{Instruction, Plan, StepState};

/// Something that happened to a rollout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A document became a plan.
    RolloutImported {
        /// The plan.
        plan: Box<Plan>,
        /// Where the text came from, in words: a file's name, `paste`, `demo`.
        source: String,
    },
    /// Another reading of the document took the place of the plan; what was recorded stays.
    PlanRevised {
        /// The plan.
        plan: Box<Plan>,
        /// Where the text came from, in words.
        source: String,
    },
    /// The rollout began at its first stage.
    RolloutStarted,
    /// A step was given a state.
    StepMarked {
        /// Which.
        step: StepId,
        /// The state.
        state: StepState,
        /// Why.
        reason: Option<String>,
        /// The time that began to run with it.
        timer: Option<Timer>,
    },
    /// Instructions were run elsewhere.
    InstructionRun {
        /// The step that asked for them.
        step: StepId,
        /// The lines as run.
        instructions: Vec<Instruction>,
        /// What came of it.
        outcome: Outcome,
        /// What was answered.
        reply: Option<String>,
        /// The state of the step after it.
        state: StepState,
        /// The time that began to run with it: how long to stay at a percentage.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        timer: Option<Timer>,
        /// The gates that were passed against the rules for it, and why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passed: Option<Passed>,
    },
    /// A time that runs for a step was changed.
    TimerChanged {
        /// The step.
        step: StepId,
        /// What was done to it.
        change: TimerChange,
        /// How it runs from now on; `None` when it was stopped.
        timer: Option<Timer>,
        /// Why.
        reason: Option<String>,
    },
    /// Times that run were handed over to somebody who watches them from now on.
    WatchHandedOver {
        /// The steps they run for.
        steps: Vec<StepId>,
        /// Who watches them.
        to: Actor,
    },
    /// Actors were named that somebody wants to see turn on; the list is whole.
    ActorsNamed {
        /// Which.
        actors: Vec<FlipperId>,
    },
    /// The type of the flag was said, by which it has a deadline.
    FlagTyped {
        /// The type.
        #[serde(rename = "type")]
        kind: FlagType,
        /// When the flag was introduced; `None` for the day of the import.
        since: Option<Timestamp>,
        /// What shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The flag was seen in an environment.
    FlagObserved {
        /// Where.
        environment: Environment,
        /// Its gates there.
        gates: GateValues,
        /// What showed it, in words: `feature get`, `feature log`.
        source: String,
    },
    /// A change issue was named for what follows.
    ChangeIssueLinked {
        /// Where it is.
        link: String,
    },
    /// A placeholder was given a value.
    BlankFilled {
        /// The placeholder with its brackets.
        blank: String,
        /// What stands for it.
        value: String,
    },
    /// A question was answered.
    DecisionAnswered {
        /// Which.
        decision: DecisionKey,
        /// The key of the answer.
        option: String,
    },
    /// The next stage became the current one.
    StageAdvanced {
        /// The stage that was left.
        from: StageId,
        /// The stage that was entered.
        to: StageId,
    },
    /// An earlier stage became the current one again.
    StageReopened {
        /// Which.
        stage: StageId,
        /// Why.
        reason: String,
    },
    /// The rollout was told to stand still.
    RolloutHeld {
        /// Why.
        reason: String,
    },
    /// The rollout was allowed to go on.
    RolloutResumed {
        /// Why, where somebody said so.
        reason: Option<String>,
    },
    /// A test had a result.
    QaRecorded {
        /// The result.
        result: QaEntry,
        /// The blocker that the result raised.
        blocker: Option<BlockerCause>,
    },
    /// Somebody wrote something down.
    NoteAdded {
        /// The step it is about.
        step: Option<StepId>,
        /// The words.
        text: String,
    },
    /// A closed gate was opened against the rules.
    GateOverridden {
        /// Of which stage.
        stage: StageId,
        /// Which gate.
        gate: GateKind,
        /// What the reasons were about that it covers.
        covers: Vec<String>,
        /// Why.
        reason: String,
    },
    /// Something stands in the way.
    BlockerRaised(BlockerCause),
    /// Something stands in the way no more.
    BlockerClosed {
        /// Which.
        blocker: BlockerId,
        /// Why.
        reason: String,
    },
    /// A step of a blocker's plan was done, or is open again.
    BlockerStepMarked {
        /// Which blocker.
        blocker: BlockerId,
        /// Which step, from 1.
        order: usize,
        /// Whether it is done.
        done: bool,
    },
    /// What is known of a blocker was changed; this is all that is known of it now.
    BlockerEdited(BlockerCause),
    /// Somebody wrote something down about a blocker.
    BlockerNoted {
        /// Which blocker.
        blocker: BlockerId,
        /// The words.
        text: String,
    },
    /// Somebody said what is written while the flag is off.
    WritesSaid(Writes),
    /// Somebody vouched for something that no line shows.
    Stated(Statement),
    /// The way back began.
    RollbackTriggered {
        /// Why.
        reason: String,
        /// What is to be done, in order.
        actions: Vec<RollbackAction>,
        /// When the flag was really switched off, where that was earlier.
        already_at: Option<Timestamp>,
        /// Whether users saw something worse; then the next attempt asks for a change issue.
        #[serde(default)]
        seen_by_users: bool,
        /// How far it reaches, which incident it belongs to, who has confirmed it.
        #[serde(default, skip_serializing_if = "RollbackDetails::is_empty")]
        details: RollbackDetails,
    },
    /// The way back was rehearsed; nothing was touched.
    RollbackDrilled {
        /// How long it took, in seconds.
        took_s: u64,
        /// When it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
    /// A step of the way back was given a state.
    RollbackStepMarked {
        /// Which, from 1.
        order: usize,
        /// The state.
        state: StepState,
        /// What somebody said about it.
        note: Option<String>,
    },
    /// The way back is over.
    RollbackFinished,
    /// It begins anew.
    AttemptStarted {
        /// Which attempt.
        attempt: u32,
        /// The stage it begins at.
        stage: Option<StageId>,
        /// The steps that are open again.
        reset: Vec<StepId>,
    },
    /// It was given up.
    RolloutAbandoned {
        /// Why.
        reason: String,
    },
    /// It is over.
    RolloutClosed,
    /// An event was taken back.
    Undone {
        /// Which.
        event: Seq,
    },
    /// An event that was taken back came into force again.
    Redone {
        /// Which.
        event: Seq,
    },
}

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockerCause {
    /// Its name within the rollout.
    pub id: BlockerId,
    /// What it is, in one line.
    pub title: String,
    /// Where it is described.
    pub link: Option<String>,
    /// What else is known of it.
    #[serde(default, skip_serializing_if = "BlockerDetails::is_empty")]
    pub details: BlockerDetails,
}
