//! The state of a rollout: what all its events together say. Only `evolve` changes it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::blocker::{Blocker, BlockerNote};
use super::drill::Drill;
use super::kept::Kept;
use super::record::{
    Hold, Note, Observed, Outcome, Override, QaResult, QaScope, RampPoint, Rollback, Run,
    StepRecord, WritesSaid,
};
use super::reversible::{List, Map};
use super::statement::Stated;
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::flag::{Environment, FlipperId, GateValues};
use crate::domain::id::{Actor, BlockerId, DecisionKey, RolloutId, Seq, StageId, StepId};
use crate::domain::plan::{Plan, Stage, Step, StepState};

/// One rollout: its plan, what has happened, and what can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollout {
    /// Its name for ever.
    pub id: RolloutId,
    /// What its document asks for; `None` before it is imported.
    pub plan: Option<Arc<Plan>>,
    /// How many events it has seen.
    pub seq: Seq,
    /// What they say.
    pub facts: Facts,
    /// The events that can be undone, last one last, each with the way back over it.
    pub(super) undo: Vec<Arc<Kept>>,
    /// The events that were undone, last one last, each with the way forth over it.
    pub(super) redo: Vec<Arc<Kept>>,
}

/// What is so at one moment. Cheap to clone: what did not change is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Where in its life it is.
    pub phase: Phase,
    /// Which attempt, from 1.
    pub attempt: u32,
    /// The stage that is gone through now; `None` only in a plan without stages.
    pub current: Option<StageId>,
    /// What became of steps.
    pub steps: Map<StepId, StepRecord>,
    /// The answers to decisions.
    pub decisions: Map<DecisionKey, String>,
    /// What placeholders stand for, by their text with brackets.
    pub blanks: Map<String, String>,
    /// Why it stands still, if it does.
    pub hold: Option<Hold>,
    /// Test results, oldest first.
    pub qa: List<QaResult>,
    /// Instructions as run, oldest first.
    pub runs: List<Run>,
    /// Notes, oldest first.
    pub notes: List<Note>,
    /// Gates passed against the rules, oldest first.
    pub overrides: List<Override>,
    /// What stands in the way, oldest first, closed ones too.
    pub blockers: List<Blocker>,
    /// Notes about blockers, oldest first; beside them, so that one more does not copy those before it.
    pub blocker_notes: List<BlockerNote>,
    /// The flag in each environment, as people say they have set it.
    pub flags: Map<Environment, GateValues>,
    /// The flag in each environment, as it was last seen there.
    pub observed: Map<Environment, Observed>,
    /// The event that said last what became of a switch of a way back, of any of them.
    pub switched_back: Map<Environment, Seq>,
    /// Who watches the time that runs for a step, where it was handed over.
    pub watchers: Map<StepId, Actor>,
    /// The actors that somebody wants to see turn on.
    pub actors: Arc<Vec<FlipperId>>,
    /// The type of the flag and when it was introduced, as somebody said.
    pub flag_type: Option<(FlagType, Option<Timestamp>)>,
    /// What production was set to, oldest first.
    pub ramp: List<RampPoint>,
    /// Whether users ever saw something worse because of it; what follows asks for a change issue.
    pub seen_by_users: bool,
    /// The change issue of this attempt.
    pub change_issue: Option<String>,
    /// What is written while the flag is off, as somebody said.
    pub writes: Option<WritesSaid>,
    /// What people vouched for, oldest first.
    pub stated: List<Stated>,
    /// The last rehearsal of the way back.
    pub drill: Option<Drill>,
    /// The last way back, if there was one.
    pub rollback: Option<Arc<Rollback>>,
}

/// Where in its life a rollout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Imported and not begun.
    Planned,
    /// Under way.
    Active,
    /// On the way back.
    RollingBack,
    /// Back; an attempt may follow.
    RolledBack,
    /// Given up.
    Abandoned,
    /// Over.
    Closed,
}

impl Phase {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Active => "active",
            Self::RollingBack => "rolling_back",
            Self::RolledBack => "rolled_back",
            Self::Abandoned => "abandoned",
            Self::Closed => "closed",
        }
    }

    /// Returns the word on the screen for a rollout in this phase: that of `state`, but a way back that has only begun is not over.
    pub const fn label(self, state: StepState) -> &'static str {
        match self {
            Self::RollingBack => "ROLLING BACK",
            Self::Planned | Self::Active | Self::RolledBack | Self::Abandoned | Self::Closed => {
                state.label()
            }
        }
    }
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            phase: Phase::Planned,
            attempt: 1,
            current: None,
            steps: Map::default(),
            decisions: Map::default(),
            blanks: Map::default(),
            hold: None,
            qa: List::default(),
            runs: List::default(),
            notes: List::default(),
            overrides: List::default(),
            blockers: List::default(),
            blocker_notes: List::default(),
            flags: Map::default(),
            observed: Map::default(),
            switched_back: Map::default(),
            watchers: Map::default(),
            actors: Arc::default(),
            flag_type: None,
            ramp: List::default(),
            seen_by_users: false,
            change_issue: None,
            writes: None,
            stated: List::default(),
            drill: None,
            rollback: None,
        }
    }
}

impl Facts {
    /// Returns what was written down about a blocker, oldest first.
    pub fn notes_of<'a>(
        &'a self,
        blocker: &'a BlockerId,
    ) -> impl DoubleEndedIterator<Item = &'a BlockerNote> {
        let notes = self.blocker_notes.iter();
        notes.filter(move |note| note.blocker == *blocker)
    }

    /// Returns the last point of the ramp in this attempt, where `step` made it. The stay of an earlier attempt ended with it.
    pub(super) fn ramp_point_of(&self, step: &StepId) -> Option<&RampPoint> {
        let last = self.ramp.last();
        let last = last.filter(|point| point.attempt == self.attempt)?;
        (self.step_of(last) == Some(step)).then_some(last)
    }

    /// Returns the step whose run made a point of the ramp.
    pub fn step_of(&self, point: &RampPoint) -> Option<&StepId> {
        let mut runs = self.runs.iter().rev();
        runs.find(|run| run.seq == point.seq).map(|run| &run.step)
    }

    /// Returns the state that somebody gave a step, or that its document gives it.
    pub(super) fn state_of(&self, step: &Step) -> StepState {
        let record = self.steps.get(&step.id);
        record.map_or(step.initial, |record| record.state)
    }
}

impl Rollout {
    /// Makes the rollout that has seen no event.
    pub fn new(id: RolloutId) -> Self {
        Self {
            id,
            plan: None,
            seq: Seq::ZERO,
            facts: Facts::default(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// Returns the stage that is gone through now.
    pub fn current_stage(&self) -> Option<&Stage> {
        self.plan.as_ref()?.stage(self.facts.current.as_ref()?)
    }

    /// Returns the event that an undo would take back now.
    pub fn undoable(&self) -> Option<Seq> {
        self.undo.last().map(|kept| kept.seq)
    }

    /// Returns the event that a redo would bring back now.
    pub fn redoable(&self) -> Option<Seq> {
        self.redo.last().map(|kept| kept.seq)
    }

    /// Tells whether the lines of a step were run in this attempt, did what they say, and were not taken back since.
    pub fn was_run(&self, step: &StepId) -> bool {
        let record = self.facts.steps.get(step);
        let is_taken_back = record.is_some_and(|record| record.state == StepState::RolledBack);
        !is_taken_back
            && self.facts.runs.iter().any(|run| {
                run.step == *step
                    && run.attempt == self.facts.attempt
                    && run.outcome == Outcome::Succeeded
            })
    }

    /// Returns the newest result of this attempt that is about `step` or about all of `stage`, which holds it.
    pub(super) fn latest_result(&self, stage: &StageId, step: &StepId) -> Option<&QaResult> {
        self.facts.qa.iter().rev().find(|result| {
            result.attempt == self.facts.attempt
                && match &result.entry.scope {
                    QaScope::Step(id) => id == step,
                    QaScope::Stage(id) => id == stage,
                }
        })
    }

    /// Returns the flag in `environment` as people say they have set it; untouched where nobody said anything.
    pub fn gates_in(&self, environment: Environment) -> GateValues {
        self.facts
            .flags
            .get(&environment)
            .cloned()
            .unwrap_or_default()
    }
}
