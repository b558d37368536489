//! What is left to do, as far as time is concerned: each step with what it takes, each rung of a ramp with its stay.

use super::facts::{Phase, Rollout};
use super::ramp::{ladder, share_of_production};
use super::stay::LEAST_DWELL;
use super::survey::{Standing, survey_stage};
use crate::domain::Timestamp;
use crate::domain::calendar::Pending;
use crate::domain::flag::{Environment, Percentage};
use crate::domain::plan::{Instruction, Plan, Step, StepKind};

/// Lists what is left from the current stage on at `now`, in order. A rollout that is not under way has nothing left.
pub fn outlook(rollout: &Rollout, now: Timestamp) -> Vec<Pending> {
    let Some(plan) = rollout.plan.as_deref() else {
        return Vec::new();
    };
    if !matches!(rollout.facts.phase, Phase::Planned | Phase::Active) {
        return Vec::new();
    }
    let current = rollout
        .facts
        .current
        .as_ref()
        .and_then(|id| plan.stage_index(id));
    let stages = plan.stages.iter().skip(current.unwrap_or(0));
    let mut left = Vec::new();
    for stage in stages {
        for standing in survey_stage(rollout, stage, now) {
            left.extend(pending(rollout, plan, &standing, now));
        }
    }
    left
}

fn pending(
    rollout: &Rollout,
    plan: &Plan,
    standing: &Standing<'_>,
    now: Timestamp,
) -> Vec<Pending> {
    let step = standing.step;
    let is_parent = step.steps.iter().any(|part| part.kind.has_state());
    if !standing.required
        || standing.state.is_settled()
        || (is_parent && step.instructions.is_empty())
    {
        return Vec::new();
    }
    if let Some(line) = step
        .instructions
        .iter()
        .find(|line| is_production_ramp(line))
        && !line.blanks.is_empty()
    {
        return rungs(rollout, plan, step, now);
    }
    let timer = rollout
        .facts
        .steps
        .get(&step.id)
        .and_then(|record| record.timer);
    let running = timer.filter(|timer| !timer.is_over(now));
    let is_wait = step.kind == StepKind::Wait;
    vec![Pending {
        id: step.id.clone(),
        number: step.number.clone(),
        text: step.text.clone(),
        duration_s: match running {
            Some(_) => None,
            None if is_wait => step.wait_s,
            None => step
                .instructions
                .iter()
                .any(is_production_ramp)
                .then_some(LEAST_DWELL),
        },
        touches_production: touches_production(plan, step),
        needs_person: !is_wait,
        not_before: running.map(|timer| timer.ends),
    }]
}

/// Makes one entry of each percentage that is left of a ramp, each with its stay.
pub(super) fn rungs(rollout: &Rollout, plan: &Plan, step: &Step, now: Timestamp) -> Vec<Pending> {
    let reached = share_of_production(rollout);
    let stay = rollout.facts.ramp.last().and_then(|point| point.dwell);
    let not_before = stay
        .filter(|timer| !timer.is_over(now))
        .map(|timer| timer.ends);
    let left: Vec<Percentage> = ladder(plan)
        .into_iter()
        .filter(|rung| *rung > reached)
        .collect();
    left.into_iter()
        .enumerate()
        .map(|(place, rung)| Pending {
            id: step.id.clone(),
            number: step.number.clone(),
            text: format!("ramp to {rung}%"),
            duration_s: Some(LEAST_DWELL),
            touches_production: true,
            needs_person: true,
            not_before: not_before.filter(|_| place == 0),
        })
        .collect()
}

/// Tells whether a line sets a percentage in production, known or still blank.
pub(super) fn is_production_ramp(line: &Instruction) -> bool {
    line.is_ramp() && line.environments.contains(&Environment::Production)
}

fn touches_production(plan: &Plan, step: &Step) -> bool {
    let Some(flag) = &plan.flag else { return false };
    let effects = step
        .instructions
        .iter()
        .filter_map(|line| line.effect_on(flag));
    effects
        .into_iter()
        .any(|effect| effect.environments.contains(&Environment::Production))
}
