//! What facts about the way back change, and how a new attempt begins after it.

use std::sync::Arc;

use super::step::{claim_gates, claim_lines, mark as mark_step};
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagChange, FlagValue, GateValues};
use crate::domain::id::{Seq, StageId, StepId};
use crate::domain::plan::{Instruction, Outline, Plan, StepKind, StepState, Verb};
use crate::domain::rollout::facts::{Facts, Phase};
use crate::domain::rollout::record::{Rollback, RollbackItem};
use crate::domain::rollout::rollback_details::RollbackDetails;
use crate::domain::rollout::rollback_plan::RollbackAction;

/// Makes the steps of a way back. Who says that it was off already has run the first line: the one that is offered for copying
/// before the record. Where a name is given, whoever it is has confirmed.
pub(super) fn items(
    actions: &[RollbackAction],
    (already_at, details): (Option<Timestamp>, &RollbackDetails),
    seq: Seq,
) -> Vec<RollbackItem> {
    let first = actions.iter().position(RollbackAction::switches);
    let items = actions.iter().enumerate().map(|(place, action)| {
        let name = details.confirmed_by.as_ref();
        let name = name.filter(|_| matches!(action, RollbackAction::Confirm { .. }));
        let was_run = already_at.is_some() && first == Some(place);
        RollbackItem {
            action: action.clone(),
            state: if was_run || name.is_some() {
                StepState::Done
            } else {
                StepState::Todo
            },
            note: name.cloned(),
            seq,
        }
    });
    items.collect()
}

pub(super) fn begin(facts: &mut Facts, begun: Rollback, plan: Option<&Plan>) {
    let mut items = begun.items.iter();
    if items.any(|item| item.action.switched() == Some(Environment::Production)) {
        end_the_stay(facts);
    }
    let done = begun.items.iter();
    let done = done.filter(|item| item.state == StepState::Done);
    for place in done.filter_map(|item| item.action.switched()) {
        facts.switched_back.insert(place, begun.seq);
    }
    facts.seen_by_users |= begun.seen_by_users;
    facts.rollback = Some(Arc::new(begun));
    facts.phase = Phase::RollingBack;
    facts.hold = None;
    claim_what_is_done(facts, plan);
}

/// Ends the stay at a percentage that is gone back from, and the time of the step that set it.
fn end_the_stay(facts: &mut Facts) {
    let last = facts.ramp.last();
    let step = last.and_then(|point| facts.step_of(point)).cloned();
    facts.ramp.change_last(|point| point.dwell = None);
    if let Some(step) = step {
        facts.steps.change(&step, |record| record.timer = None);
    }
}

pub(super) fn mark(
    facts: &mut Facts,
    order: usize,
    (state, note): (StepState, Option<&String>),
    plan: Option<&Plan>,
    seq: Seq,
) {
    let Some(rollback) = facts.rollback.as_mut() else {
        return;
    };
    let place = order.checked_sub(1);
    let item = place.and_then(|place| Arc::make_mut(rollback).items.get_mut(place));
    let Some(item) = item else { return };
    item.state = state;
    item.note = note.cloned();
    item.seq = seq;
    if let Some(place) = item.action.switched() {
        facts.switched_back.insert(place, seq);
    }
    claim_what_is_done(facts, plan);
}

/// Claims the flag as it was before the way back, changed by every step of it that is done.
fn claim_what_is_done(facts: &mut Facts, plan: Option<&Plan>) {
    let Some(rollback) = facts.rollback.clone() else {
        return;
    };
    facts.flags.replace(&rollback.before);
    let done = rollback.items.iter();
    for item in done.filter(|item| item.state == StepState::Done) {
        match &item.action {
            RollbackAction::Switch {
                environment,
                change,
            } => change_in(facts, *environment, change),
            RollbackAction::Console { environment, line } => {
                change_in(facts, *environment, &console_change(plan, line));
            }
            RollbackAction::Document { step } => {
                if let Some(step) = plan.and_then(|plan| plan.step(step)) {
                    claim_lines(facts, step, plan.and_then(|plan| plan.flag.as_ref()));
                }
            }
            RollbackAction::Confirm { .. } | RollbackAction::Verify { .. } => {}
        }
    }
}

fn change_in(facts: &mut Facts, environment: Environment, change: &FlagChange) {
    let was = facts.flags.get(&environment).cloned().unwrap_or_default();
    claim_gates(facts, environment, was.after(change));
}

/// Returns what a console line of the document does; it was chosen because it switches the flag off.
fn console_change(plan: Option<&Plan>, line: &str) -> FlagChange {
    let mut lines = plan
        .into_iter()
        .flat_map(|plan| Outline::of(&plan.rollback).flat_map(|step| &step.instructions));
    let is_removal =
        lines.any(|known| known.normalised == line && known.verb == Verb::FeatureDelete);
    if is_removal {
        return FlagChange::Delete;
    }
    FlagChange::Set {
        value: FlagValue::Off,
        scopes: vec![],
        basis: None,
    }
}

/// Marks what was run as taken back; it is so in the record of the attempt, whatever it did. What was left out stays left out.
pub(super) fn finish(facts: &mut Facts, plan: Option<&Plan>, seq: Seq) {
    // A change that was taken back is over: a retry is a new change.
    facts.change_issue = None;
    facts.phase = Phase::RolledBack;
    if let Some(rollback) = facts.rollback.as_mut() {
        Arc::make_mut(rollback).finished = true;
    }
    let stays = facts.flags.clone();
    let is_on = |place: &Environment| stays.get(place).is_some_and(GateValues::is_on_for_anyone);
    // What was left on, because it was not chosen or could not be switched, was not taken back.
    let stays_on = |line: &Instruction| {
        let flag = plan.and_then(|plan| plan.flag.as_ref());
        let effect = flag.and_then(|flag| line.effect_on(flag));
        effect.is_some_and(|effect| effect.environments.iter().all(is_on))
    };
    let runs = facts.runs.clone();
    let attempt = facts.attempt;
    for run in runs.iter().filter(|run| run.attempt == attempt) {
        let kind = plan
            .and_then(|plan| plan.step(&run.step))
            .map(|step| step.kind);
        let record = facts.steps.get(&run.step);
        let is_left_out = record.is_some_and(|record| record.state.is_left_out());
        if kind.is_some_and(StepKind::follows_its_runs)
            && !is_left_out
            && run.instructions.iter().any(Instruction::changes_a_flag)
            && !run.instructions.iter().all(stays_on)
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
    facts.phase = Phase::Active;
    facts.current = stage.cloned();
    for step in reset {
        mark_step(facts, step, (StepState::Todo, None, None), seq);
    }
}
