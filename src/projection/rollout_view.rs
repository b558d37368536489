//! One rollout as a reader sees it at one moment: what `show` prints and the Rollout screen draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::blocker_view::{BlockerView, blocker_views};
use super::deadline_view::DeadlineView;
use super::decision_view::{DecisionView, decision_view};
use super::environment_view::EnvironmentView;
use super::gate_view::GateView;
use super::history::History;
use super::next_view::NextView;
use super::override_view::OverrideView;
use super::qa_view::{QaView, qa_view};
use super::rollback_view::RollbackView;
use super::statement_view::{StatementView, statement_views};
use super::step_view::{NoteView, StepView, notes, set, stage_step_views, timer_rows};
use super::timer_row::TimerRow;
use super::writes_view::WritesView;
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::id::{RolloutId, StageId};
use crate::domain::plan::{Owner, Reference, RolloutKind, StageKind, StepState};
use crate::domain::rollout::{Blocker, Passage, Phase, gates, stage_state, survey_stage, warnings};

/// A rollout at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub struct RolloutView {
    /// Its name for ever.
    pub id: RolloutId,
    /// The flag.
    pub flag: Option<String>,
    /// The title of its document.
    pub title: String,
    /// What kind of work it is.
    pub kind: RolloutKind,
    /// Its state in one word.
    pub state: StepState,
    /// Where in its life it is.
    pub phase: Phase,
    /// Which attempt.
    pub attempt: u32,
    /// Why it stands still.
    pub hold: Option<NoteView>,
    /// The stages.
    pub stages: Vec<StageView>,
    /// The flag in each environment that the plan or somebody's word touches; production always.
    pub environments: BTreeMap<Environment, EnvironmentView>,
    /// The questions, with their answers.
    pub decisions: Vec<DecisionView>,
    /// The gates of the current stage.
    pub gates: Vec<GateView>,
    /// The gates that were passed against the rules, oldest first, earlier attempts too.
    pub overrides: Vec<OverrideView>,
    /// What stands in the way, closed ones too.
    pub blockers: Vec<BlockerView>,
    /// What somebody should know that closes no gate: soft blockers.
    pub warnings: Vec<String>,
    /// What is written while the flag is off.
    pub writes: WritesView,
    /// What people vouched for.
    pub statements: Vec<StatementView>,
    /// The times that run.
    pub timers: Vec<TimerRow>,
    /// The test results, oldest first.
    pub qa: Vec<QaView>,
    /// The way back.
    pub rollback: RollbackView,
    /// The change issue of this attempt.
    pub change_issue: Option<String>,
    /// When the flag has to be dealt with, where somebody said of which type it is.
    pub deadline: Option<DeadlineView>,
    /// The next thing to do.
    pub next: NextView,
    /// How far it is.
    pub progress: Progress,
    /// Notes on the rollout as a whole.
    pub notes: Vec<NoteView>,
    /// Who answers for it.
    pub owners: Vec<Owner>,
    /// Links and channels.
    pub references: Vec<Reference>,
    /// What an undo would take back, in words.
    pub undo: Option<String>,
    /// What a redo would bring back, in words.
    pub redo: Option<String>,
    /// How many events it has seen.
    pub seq: u64,
    /// When the last of them was recorded.
    pub updated_at: Option<Timestamp>,
}

/// A stage at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageView {
    /// Its name for ever.
    pub id: StageId,
    /// Its place, from 1.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// What kind of stage it is.
    pub kind: StageKind,
    /// Whether it may be passed with steps left open.
    pub optional: bool,
    /// Whether it is gone through now.
    pub current: bool,
    /// Its state.
    pub state: StepState,
    /// How far it is.
    pub progress: Progress,
    /// Its gates.
    pub gates: Vec<GateView>,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// How many of the required steps are settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Settled.
    pub done: usize,
    /// Required.
    pub total: usize,
}

impl RolloutView {
    /// Shows a rollout at `now`; `None` before its document was imported.
    pub fn of(history: &History, now: Timestamp) -> Option<Self> {
        let rollout = &history.rollout;
        let plan = rollout.plan.as_deref()?;
        let facts = &rollout.facts;
        let stages: Vec<StageView> = plan
            .stages
            .iter()
            .map(|stage| stage_view(history, stage, now))
            .collect();
        let words = |seq| history.get(seq).map(|told| history.words(told).text);
        Some(Self {
            id: rollout.id.clone(),
            flag: plan.flag.as_ref().map(ToString::to_string),
            title: plan.title.clone(),
            kind: plan.kind,
            state: state_in_one_word(history, &stages),
            phase: facts.phase,
            attempt: facts.attempt,
            hold: hold(history),
            environments: EnvironmentView::all(history, plan),
            decisions: plan
                .decisions()
                .map(|found| decision_view(history, found))
                .collect(),
            gates: stages
                .iter()
                .find(|stage| stage.current)
                .map(|s| s.gates.clone())
                .unwrap_or_default(),
            overrides: OverrideView::all(history),
            blockers: blocker_views(history),
            warnings: warnings_of(history),
            writes: WritesView::of(history),
            statements: statement_views(history),
            timers: timer_rows(history, now),
            qa: facts
                .qa
                .iter()
                .map(|result| qa_view(history, plan, result))
                .collect(),
            rollback: RollbackView::of(history, plan, now),
            change_issue: facts.change_issue.clone(),
            deadline: DeadlineView::of(history),
            next: NextView::of(history, plan, &Passage::default(), now),
            progress: stages
                .iter()
                .fold(Progress::default(), |sum, stage| sum.and(stage.progress)),
            stages,
            notes: notes(history, None),
            owners: plan.owners.clone(),
            references: plan.references.clone(),
            undo: rollout.undoable().and_then(words),
            redo: rollout.redoable().and_then(words),
            seq: rollout.seq.get(),
            updated_at: history.last().map(|told| told.at),
        })
    }

    /// Weighs the next thing by what is known outside of the rollout's own log: locks, rehearsals, code.
    #[must_use]
    pub fn under(mut self, history: &History, passage: &Passage, now: Timestamp) -> Self {
        if let Some(plan) = history.rollout.plan.as_deref()
            && self.next.instruction.is_some()
        {
            self.next = NextView::of(history, plan, passage, now);
        }
        self
    }

    /// Returns the name that people call it by.
    pub fn name(&self) -> &str {
        self.flag.as_deref().unwrap_or(&self.title)
    }

    /// Returns its state as a word in capitals.
    pub const fn label(&self) -> &'static str {
        self.phase.label(self.state)
    }

    /// Returns the stage that is gone through now.
    pub fn current_stage(&self) -> Option<&StageView> {
        self.stages.iter().find(|stage| stage.current)
    }

    /// Goes through all steps of all stages, parents before parts.
    pub fn steps(&self) -> impl Iterator<Item = &StepView> {
        self.stages
            .iter()
            .flat_map(|stage| stage.steps.iter().flat_map(StepView::outline))
    }
}

impl Progress {
    /// Adds two counts.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            done: self.done + other.done,
            total: self.total + other.total,
        }
    }
}

fn hold(history: &History) -> Option<NoteView> {
    let hold = history.rollout.facts.hold.as_ref()?;
    let set = set(history, hold.seq)?;
    Some(NoteView {
        at: set.at,
        by: set.by,
        text: hold.reason.clone(),
    })
}

fn warnings_of(history: &History) -> Vec<String> {
    let warnings = warnings(&history.rollout).into_iter();
    warnings.map(|reason| reason.text).collect()
}

fn stage_view(history: &History, stage: &crate::domain::plan::Stage, now: Timestamp) -> StageView {
    let rollout = &history.rollout;
    let standings = survey_stage(rollout, stage, now);
    let required = || standings.iter().filter(|standing| standing.required);
    let progress = Progress {
        done: required()
            .filter(|standing| standing.state.is_settled())
            .count(),
        total: required().count(),
    };
    StageView {
        id: stage.id.clone(),
        number: stage.number,
        title: stage.title.clone(),
        kind: stage.kind,
        optional: stage.optional,
        current: rollout.facts.current.as_ref() == Some(&stage.id),
        state: stage_state(rollout, stage, now),
        progress,
        gates: gates(rollout, stage, now)
            .iter()
            .map(GateView::of)
            .collect(),
        steps: stage_step_views(history, stage, now),
    }
}

fn state_in_one_word(history: &History, stages: &[StageView]) -> StepState {
    let facts = &history.rollout.facts;
    let open_blocker = facts.blockers.iter().any(Blocker::holds);
    match facts.phase {
        Phase::Planned => StepState::Todo,
        Phase::Closed => StepState::Done,
        Phase::Abandoned => StepState::Skipped,
        Phase::RolledBack | Phase::RollingBack => StepState::RolledBack,
        Phase::Active => {
            let current = stages.iter().find(|stage| stage.current);
            let state = current.map_or(StepState::Doing, |stage| stage.state);
            if state == StepState::Failed {
                StepState::Failed
            } else if open_blocker || facts.hold.is_some() {
                StepState::Blocked
            } else if matches!(
                state,
                StepState::Blocked | StepState::Waiting | StepState::Elapsed
            ) {
                state
            } else {
                StepState::Doing
            }
        }
    }
}
