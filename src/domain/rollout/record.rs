//! What is remembered about steps, tests, runs and the way back. Each record names the event that made it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rollback_details::RollbackDetails;
use super::rollback_plan::RollbackAction;
pub(super) use super::timer::{Timer, TimerChange};
use crate::domain::Timestamp;
use crate::domain::cohort::{Cohort, Writes};
use crate::domain::flag::{Basis, Environment, GateValues, Percentage};
use crate::domain::id::{Seq, StageId, StepId};
use crate::domain::plan::{Instruction, StepState};

/// What became of a step. A step without a record is as its document has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRecord {
    /// The state that somebody gave it.
    pub state: StepState,
    /// Why, where a reason was asked.
    pub reason: Option<String>,
    /// The time that runs for it.
    pub timer: Option<Timer>,
    /// The event that set it last.
    pub seq: Seq,
    /// The last event that set it to failed or blocked, whatever was said of it since; an override before it did not know.
    pub went_wrong: Option<Seq>,
}

/// The result of one test, as somebody handed it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QaEntry {
    /// What was tested.
    pub scope: QaScope,
    /// Where: `staging`, `staging-canary`, `production`.
    pub environment: Option<String>,
    /// Which build or package.
    pub build: Option<String>,
    /// Who looked, when it was not the one who wrote it down.
    pub tester: Option<String>,
    /// What came out.
    pub verdict: Verdict,
    /// Why an inconclusive result is good enough.
    pub accepted: Option<String>,
    /// What was seen; needed for every verdict but a pass.
    pub note: Option<String>,
    /// Links and paths that show it.
    pub evidence: Vec<String>,
    /// Which data was tried: made before the flag, while it was off, after it was on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<Cohort>,
}

/// The result of one test, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QaResult {
    /// What was handed in.
    pub entry: QaEntry,
    /// In which attempt; results of earlier attempts are kept and not counted.
    pub attempt: u32,
    /// The event that recorded it.
    pub seq: Seq,
}

/// What a test was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QaScope {
    /// One step.
    Step(StepId),
    /// A whole stage.
    Stage(StageId),
}

/// What came out of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It works.
    Pass,
    /// It does not.
    Fail,
    /// Nobody can tell yet.
    Inconclusive,
    /// It could not be tried.
    Blocked,
}

impl Verdict {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Inconclusive => "inconclusive",
            Self::Blocked => "blocked",
        }
    }
}

impl QaEntry {
    /// Tells whether the result opens a gate: a pass, or an inconclusive one that somebody accepted with a reason.
    pub const fn opens_the_gate(&self) -> bool {
        match self.verdict {
            Verdict::Pass => true,
            Verdict::Inconclusive => self.accepted.is_some(),
            Verdict::Fail | Verdict::Blocked => false,
        }
    }

    /// Returns the state that the result gives to a test.
    pub const fn state_after(&self) -> StepState {
        match self.verdict {
            Verdict::Fail => StepState::Failed,
            Verdict::Blocked => StepState::Blocked,
            Verdict::Pass | Verdict::Inconclusive if self.opens_the_gate() => StepState::Done,
            Verdict::Pass | Verdict::Inconclusive => StepState::Doing,
        }
    }
}

/// One time that instructions were run elsewhere, as a person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The step that asked for them.
    pub step: StepId,
    /// The lines as run, nothing left blank that matters.
    pub instructions: Vec<Instruction>,
    /// What came of it.
    pub outcome: Outcome,
    /// What was answered, word for word.
    pub reply: Option<String>,
    /// In which attempt.
    pub attempt: u32,
    /// The event that recorded it.
    pub seq: Seq,
}

/// Gates that were passed against the rules, and why. It is kept for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Which.
    pub gates: Vec<super::gate_kind::GateKind>,
    /// Why.
    pub reason: String,
}

/// A percentage that production was set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RampPoint {
    /// The percentage; all of it for `true`.
    pub percentage: Percentage,
    /// What it counts; `None` for `true` and `false`.
    pub basis: Option<Basis>,
    /// How long to stay there.
    pub dwell: Option<Timer>,
    /// The gates that were passed against the rules for it.
    pub passed: Option<Passed>,
    /// In which attempt.
    pub attempt: u32,
    /// The event that recorded it.
    pub seq: Seq,
}

/// The flag as it was seen in one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// Its gates.
    pub gates: GateValues,
    /// What showed it.
    pub source: String,
    /// The event that recorded it.
    pub seq: Seq,
}

/// What came of an instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It did what it says.
    Succeeded,
    /// It was tried and went wrong.
    Failed,
    /// It was refused, by chatops or by a person.
    Refused,
}

/// What was said about writing while the flag is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritesSaid {
    /// The answer.
    pub answer: Writes,
    /// The event that recorded it.
    pub seq: Seq,
    /// The event that last changed what is true of the data: another answer, or the backfill done. Only what is tried after it counts.
    pub since: Seq,
}

/// Why a rollout stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The reason given.
    pub reason: String,
    /// The event that began it.
    pub seq: Seq,
}

/// Something that somebody wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The step it is about; `None` for the whole rollout.
    pub step: Option<StepId>,
    /// The words.
    pub text: String,
    /// The event that recorded it.
    pub seq: Seq,
}

/// A gate that somebody passed against the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Of which stage.
    pub stage: StageId,
    /// Which gate.
    pub gate: super::gate_kind::GateKind,
    /// What the reasons were about that it covers; a new reason closes the gate again.
    pub covers: Vec<String>,
    /// Why.
    pub reason: String,
    /// In which attempt; it holds in no other.
    pub attempt: u32,
    /// The event that recorded it.
    pub seq: Seq,
}

/// One way back, begun and perhaps finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollback {
    /// Which one of this rollout, from 1.
    pub number: u32,
    /// Why.
    pub reason: String,
    /// When the flag was really switched off, where that was before it was recorded.
    pub already_at: Option<Timestamp>,
    /// What was on when it began.
    pub before: BTreeMap<Environment, GateValues>,
    /// What is to be done, in order.
    pub items: Vec<RollbackItem>,
    /// Whether users saw something worse.
    pub seen_by_users: bool,
    /// How far it reaches, which incident it belongs to, who has confirmed it.
    pub details: RollbackDetails,
    /// Whether somebody has said that it is over.
    pub finished: bool,
    /// The event that began it.
    pub seq: Seq,
}

/// One step of a way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollbackItem {
    /// What is to be done.
    pub action: RollbackAction,
    /// What became of it.
    pub state: StepState,
    /// What somebody said about it.
    pub note: Option<String>,
    /// The event that set it last.
    pub seq: Seq,
}
