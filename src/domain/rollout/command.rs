//! The wishes that somebody can have about a rollout, in the imperative. A wish may be refused; a fact may not.

use super::blocker::{BlockerDetails, BlockerEdit};
use super::gate_kind::GateKind;
use super::record::{Outcome, QaEntry, TimerChange};
use super::rollback_details::RollbackDetails;
use super::statement::Statement;
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::cohort::Writes;
use crate::domain::flag::{Environment, FlipperId, GateValues};
use crate::domain::id::{Actor, BlockerId, DecisionKey, StageId, StepId};
use crate::domain::package::DeployedCode;
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
    /// Put another reading of its document in the place of the plan.
    RevisePlan {
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
        /// What is said about the gates that it has to pass.
        passage: Passage,
    },
    /// Change a time that runs for a step.
    ChangeTimer {
        /// The step.
        step: StepId,
        /// What to do to it.
        change: TimerChange,
        /// Why; needed to stop it before its time, and to begin with less than the document asks for.
        reason: Option<String>,
    },
    /// Hand times that run over to somebody.
    HandOver {
        /// The steps they run for; none means all that run.
        steps: Vec<StepId>,
        /// Who watches them from now on.
        to: Actor,
    },
    /// Name the actors that somebody wants to see turn on, all of them.
    NameActors {
        /// Which.
        actors: Vec<FlipperId>,
    },
    /// Say of which type the flag is.
    TypeFlag {
        /// The type.
        kind: FlagType,
        /// When the flag was introduced; `None` for the day of the import.
        since: Option<Timestamp>,
    },
    /// Record what was seen of the flag in an environment.
    Observe {
        /// Where.
        environment: Environment,
        /// Its gates there.
        gates: GateValues,
        /// What showed it, in words.
        source: String,
    },
    /// Name the change issue of this attempt.
    LinkChangeIssue {
        /// Where it is.
        link: String,
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
        /// What else is known of it.
        details: BlockerDetails,
    },
    /// Say that a step of a blocker's plan is done, or is not.
    MarkBlockerStep {
        /// Which blocker.
        blocker: BlockerId,
        /// Which step, from 1.
        order: usize,
        /// Whether it is done.
        done: bool,
    },
    /// Change what is known of a blocker.
    EditBlocker {
        /// Which.
        blocker: BlockerId,
        /// What is to be different.
        edit: Box<BlockerEdit>,
    },
    /// Write something down about a blocker, closed ones too.
    NoteBlocker {
        /// Which.
        blocker: BlockerId,
        /// The words.
        text: String,
    },
    /// Say that it does no more.
    CloseBlocker {
        /// Which.
        blocker: BlockerId,
        /// Why; may be empty where its plan is worked off.
        reason: String,
    },
    /// Say what is written while the flag is off.
    SayWrites {
        /// The answer.
        answer: Writes,
    },
    /// Vouch for something that no line shows.
    State(Statement),
    /// Begin the way back.
    TriggerRollback {
        /// Why.
        reason: String,
        /// When the flag was switched off, if it already is.
        already_at: Option<Timestamp>,
        /// Whether users saw something worse.
        seen_by_users: bool,
        /// How far it reaches, which incident it belongs to, who has confirmed it.
        details: RollbackDetails,
    },
    /// Record a rehearsal of the way back.
    RecordDrill {
        /// How long it took, in seconds.
        took_s: u64,
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

/// What is said about the gates that an instruction has to pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// Why; opens soft gates by itself, hard ones together with `overrides`.
    pub reason: Option<String>,
    /// The hard gates that are to be passed against the rules.
    pub overrides: Vec<GateKind>,
    /// The lock that is in force, as the calendar says.
    pub lock: Option<LockInForce>,
    /// How long to stay at the percentage, in seconds, where that is longer than the least.
    pub dwell_s: Option<u64>,
    /// How old the last rehearsal of the way back may be, in seconds; `None` asks for none.
    pub drill_within_s: Option<u64>,
    /// Where the code of flags is, as packages tell.
    pub code: Vec<DeployedCode>,
}

/// A lock on changes to production, at the moment of the wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockInForce {
    /// What the lock is called.
    pub name: String,
    /// Whether nothing at all may be switched; a soft one stops only what needs a change issue.
    pub hard: bool,
    /// When it ends.
    pub until: Timestamp,
}
