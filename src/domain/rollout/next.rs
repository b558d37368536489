//! The next thing to do. There is always at most one answer, and it is what the screen, the shell and the list all show.

use super::everybody::ahead_of_everybody;
use super::facts::{Phase, Rollout};
use super::gate::{Gate, GateKind, Reason, gates, hold, reasons_against};
use super::leaving::before_the_issue;
use super::stay::stay;
use super::survey::{Standing, survey_stage};
use super::switch::Switch;
use crate::domain::Timestamp;
use crate::domain::id::{StageId, StepId};
use crate::domain::plan::{Instruction, Plan, StepState};

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Begin.
    Start,
    /// This step.
    Step(StepId),
    /// Nothing but to wait; the reasons say for what.
    Wait(Vec<Reason>),
    /// Go on to this stage.
    Advance(StageId),
    /// The stage is settled, but a gate is closed.
    Gate(Vec<Reason>),
    /// The step of the rollback with this number, from 1.
    RollbackStep(usize),
    /// Say that the rollback is over.
    FinishRollback,
    /// Begin a new attempt, or give up.
    StartAttempt,
    /// End it.
    Close,
    /// Nothing: it is over.
    Nothing,
}

/// Returns the next thing to do at `now`.
pub fn next(rollout: &Rollout, now: Timestamp) -> Next {
    let Some(plan) = rollout.plan.as_deref() else {
        return Next::Nothing;
    };
    match rollout.facts.phase {
        Phase::Planned => Next::Start,
        Phase::Active => next_in_stage(rollout, plan, now),
        Phase::RollingBack => next_on_the_way_back(rollout),
        Phase::RolledBack => Next::StartAttempt,
        Phase::Abandoned | Phase::Closed => Next::Nothing,
    }
}

fn next_in_stage(rollout: &Rollout, plan: &Plan, now: Timestamp) -> Next {
    let Some(stage) = rollout.current_stage() else {
        return Next::Close;
    };
    let standings = survey_stage(rollout, stage, now);
    let open: Vec<&Standing<'_>> = standings
        .iter()
        .enumerate()
        .filter(|(place, standing)| is_to_do(standing) && !has_open_part(&standings, *place))
        .map(|(_, standing)| standing)
        .collect();
    // The issue is closed last, and what counts only while the flag is on for everybody waits for that.
    let is_early = |standing: &Standing<'_>| {
        !before_the_issue(plan, standing.step, &standings).is_empty()
            || ahead_of_everybody(rollout, plan, &standing.step.id, now).is_some()
    };
    let mut startable = open
        .iter()
        .filter(|standing| !matches!(standing.state, StepState::Waiting | StepState::Blocked))
        .filter(|standing| !is_early(standing));
    let ready = startable.next();
    let ready = ready.map(|first| {
        let off = |other: &&&Standing<'_>| takes_production_off(rollout, plan, other);
        let is_held = leaves_production_on(rollout, plan, first);
        let before = is_held.then(|| startable.find(off)).flatten();
        before.unwrap_or(first)
    });
    if let Some(stay) = stay(rollout, now)
        && ready.is_some_and(|standing| raises_production(rollout, plan, standing))
    {
        return Next::Wait([vec![stay], hold(rollout)].concat());
    }
    let (passable, closed): (Vec<Gate>, Vec<Gate>) = gates(rollout, stage, now)
        .into_iter()
        .partition(|gate| gate.open);
    // Who overrides a gate wants to go on: what it covers is not asked for again.
    let is_forced = closed.is_empty() && passable.iter().any(|gate| gate.overridden.is_some());
    if let Some(standing) = ready.filter(|_| !is_forced) {
        return Next::Step(standing.step.id.clone());
    }
    at_the_gates(closed).unwrap_or_else(|| {
        let after = plan.stage_index(&stage.id).map_or(0, |index| index + 1);
        let after = plan.stages.get(after);
        after.map_or(Next::Close, |stage| Next::Advance(stage.id.clone()))
    })
}

/// Returns what closed gates ask for where no step can be done; `None` for none.
fn at_the_gates(closed: Vec<Gate>) -> Option<Next> {
    let reasons = reasons_against(&closed);
    reasons.first()?;
    // The time on for everybody does not run before it is: that is something to do.
    let is_to_be_on = reasons.iter().any(|reason| reason.about == "everybody");
    let is_of_time = |gate: &Gate| matches!(gate.id, GateKind::Waits | GateKind::Verification);
    if closed.iter().all(is_of_time) && !is_to_be_on {
        return Some(Next::Wait(reasons));
    }
    // A watch holds nothing, an overridden wait neither: what else is closed is opened meanwhile.
    let (waits, others): (Vec<Gate>, Vec<Gate>) = closed
        .into_iter()
        .partition(|gate| gate.id == GateKind::Waits);
    if waits.is_empty() {
        return Some(Next::Gate(reasons));
    }
    let all = [reasons_against(&waits), reasons_against(&others)].concat();
    Some(Next::Wait(all))
}

fn raises_production(rollout: &Rollout, plan: &Plan, standing: &Standing<'_>) -> bool {
    let step = standing.step;
    let is_ramp = step.instructions.iter().any(Instruction::is_ramp);
    is_ramp || Switch::of(rollout, plan, &step.instructions).raises_production()
}

/// Tells whether a step would switch staging off under production, which chatops refuses: then production comes first.
fn leaves_production_on(rollout: &Rollout, plan: &Plan, standing: &Standing<'_>) -> bool {
    let switch = Switch::of(rollout, plan, &standing.step.instructions);
    switch.staging_off && switch.production_on
}

fn takes_production_off(rollout: &Rollout, plan: &Plan, standing: &Standing<'_>) -> bool {
    let switch = Switch::of(rollout, plan, &standing.step.instructions);
    switch.before.is_on_for_anyone() && !switch.production_on
}

fn is_to_do(standing: &Standing<'_>) -> bool {
    standing.required && !standing.state.is_settled()
}

/// Tells whether a part of the step at `place` is still to do; then that part comes first.
fn has_open_part(standings: &[Standing<'_>], place: usize) -> bool {
    let Some(parent) = standings.get(place) else {
        return false;
    };
    let parts = standings
        .iter()
        .skip(place + 1)
        .take_while(|part| part.depth > parent.depth);
    parts.into_iter().any(is_to_do)
}

fn next_on_the_way_back(rollout: &Rollout) -> Next {
    let Some(rollback) = &rollout.facts.rollback else {
        return Next::FinishRollback;
    };
    let open = rollback
        .items
        .iter()
        .position(|item| !item.state.is_settled());
    open.map_or(Next::FinishRollback, |place| Next::RollbackStep(place + 1))
}
