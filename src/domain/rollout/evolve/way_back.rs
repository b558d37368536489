//! What facts about the way back change, and how a new attempt begins after it.

use std::sync::Arc;

use super::step::{claim_gates, mark as mark_step};
use crate::domain::Timestamp;
use crate::domain::flag::{FlagChange, FlagValue};
use crate::domain::id::{Seq, StageId, StepId};
use crate::domain::plan::{Instruction, Plan, StepKind, StepState};
use crate::domain::rollout::facts::{Facts, Phase};
use crate::domain::rollout::record::{Rollback, RollbackItem};
use crate::domain::rollout::rollback_plan::RollbackAction;

pub(super) fn begin(
    facts: &mut Facts,
    (reason, actions, already_at, seen_by_users): (
        &str,
        &[RollbackAction],
        Option<Timestamp>,
        bool,
    ),
    seq: Seq,
) {
    let number = facts.rollback.as_ref().map_or(1, |last| last.number + 1);
    let items = actions.iter().map(|action| RollbackItem {
        action: action.clone(),
        state: StepState::Todo,
        note: None,
        seq,
    });
    facts.rollback = Some(Arc::new(Rollback {
        number,
        reason: reason.to_owned(),
        already_at,
        seen_by_users,
        before: (*facts.flags).clone(),
        items: items.collect(),
        finished: false,
        seq,
    }));
    facts.phase = Phase::RollingBack;
    facts.hold = None;
}

pub(super) fn mark(
    facts: &mut Facts,
    order: usize,
    (state, note): (StepState, Option<&String>),
    seq: Seq,
) {
    let Some(rollback) = facts.rollback.as_mut() else {
        return;
    };
    let before = rollback.before.clone();
    let place = order.checked_sub(1);
    let item = place.and_then(|place| Arc::make_mut(rollback).items.get_mut(place));
    let Some(item) = item else { return };
    item.state = state;
    item.note = note.cloned();
    item.seq = seq;
    let (environment, off) = match item.action.clone() {
        RollbackAction::Switch {
            environment,
            change,
        } => (environment, change),
        RollbackAction::Console { environment, .. } => (environment, switched_off()),
        RollbackAction::Document { .. } | RollbackAction::Verify { .. } => return,
    };
    let was = before.get(&environment).cloned().unwrap_or_default();
    let is = if state == StepState::Done {
        was.after(&off)
    } else {
        was
    };
    claim_gates(facts, environment, is);
}

const fn switched_off() -> FlagChange {
    FlagChange::Set {
        value: FlagValue::Off,
        scopes: vec![],
        basis: None,
    }
}

/// Marks what was run as taken back; it is so in the record of the attempt, whatever it did. What was left out stays left out.
pub(super) fn finish(facts: &mut Facts, plan: Option<&Plan>, seq: Seq) {
    facts.phase = Phase::RolledBack;
    if let Some(rollback) = facts.rollback.as_mut() {
        Arc::make_mut(rollback).finished = true;
    }
    let runs = Arc::clone(&facts.runs);
    let attempt = facts.attempt;
    for run in runs.iter().filter(|run| run.attempt == attempt) {
        let kind = plan
            .and_then(|plan| plan.step(&run.step))
            .map(|step| step.kind);
        let is_left_out = facts.steps.get(&run.step).is_some_and(|record| {
            matches!(
                record.state,
                StepState::NotApplicable | StepState::Skipped | StepState::Overridden
            )
        });
        if kind.is_some_and(StepKind::follows_its_runs)
            && !is_left_out
            && run.instructions.iter().any(Instruction::changes_a_flag)
        {
            mark_step(facts, &run.step, (StepState::RolledBack, None, None), seq);
        }
    }
    let running: Vec<StepId> = facts
        .steps
        .iter()
        .filter(|(_, record)| record.timer.is_some() && record.state == StepState::Doing)
        .map(|(step, _)| step.clone())
        .collect();
    for step in running {
        mark_step(facts, &step, (StepState::Todo, None, None), seq);
    }
}

/// Opens again what has to be done or seen again. What was left out stays left out.
pub(super) fn begin_anew(
    facts: &mut Facts,
    (attempt, stage, reset): (u32, Option<&StageId>, &[StepId]),
    seq: Seq,
) {
    facts.attempt = attempt;
    facts.change_issue = None;
    facts.phase = Phase::Active;
    facts.current = stage.cloned();
    for step in reset {
        mark_step(facts, step, (StepState::Todo, None, None), seq);
    }
}
