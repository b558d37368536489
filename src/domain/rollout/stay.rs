//! How long production stays as it is: at a percentage before the next one, on for everybody before the flag goes. It reads no clock.

use super::facts::Rollout;
use super::gate::Reason;
use super::record::RampPoint;
use super::switch::Switch;
use super::timer::spoken;
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::id::StepId;
use crate::domain::plan::{Outline, Plan, Stage, StageKind, StepKind};

/// The least time to stay at a percentage, in seconds. Source: GitLab's rollout template, 15 minutes between steps.
pub(super) const LEAST_DWELL: u64 = 15 * 60;

/// The least time for which a flag is on for everybody before it becomes the default or goes, in seconds.
/// Source: GitLab handbook, feature flag lifecycle: globally on for at least one day before default-on or removal.
pub(super) const LEAST_TERM: u64 = 24 * 60 * 60;

/// Returns the last percentage that production was set to in this attempt, if it is still more than nothing.
pub(super) fn last_point(rollout: &Rollout) -> Option<&RampPoint> {
    let last = rollout.facts.ramp.last()?;
    let counts = last.attempt == rollout.facts.attempt && last.percentage > Percentage::NONE;
    counts.then_some(last)
}

/// Says how long production has to stay at its percentage, while it has to. Nothing is higher than everybody.
pub(super) fn stay(rollout: &Rollout, now: Timestamp) -> Option<Reason> {
    let point = last_point(rollout).filter(|point| point.percentage < Percentage::ALL)?;
    let what = format!("of the stay at {}%", point.percentage);
    left(point, &what, now).map(|text| Reason::new("dwell", text))
}

/// Tells whether the flag was turned on for everybody in this attempt and still is.
pub(super) fn is_on_for_everybody(rollout: &Rollout) -> bool {
    last_point(rollout).is_some_and(|point| point.percentage == Percentage::ALL)
}

/// Says how long the flag has to stay on for everybody, while it has to.
pub(super) fn term(rollout: &Rollout, now: Timestamp) -> Option<Reason> {
    let point = last_point(rollout).filter(|point| point.percentage == Percentage::ALL)?;
    let text = left(point, "of the time on for everybody", now)?;
    Some(Reason::new("verification", text))
}

fn left(point: &RampPoint, what: &str, now: Timestamp) -> Option<String> {
    let timer = point.dwell.filter(|timer| !timer.is_over(now))?;
    let left = spoken(timer.seconds_left(now));
    let how = match timer.paused_with {
        Some(_) => ", and it stands still: resume it",
        None => "",
    };
    Some(format!("{left} left {what}{how}"))
}

/// Tells whether the flag stays on for everybody before `stage` is left: it is the last one, or the next does away with the flag.
pub(super) fn ends_the_term(plan: &Plan, stage: &Stage) -> bool {
    let takes_away = |stage: &Stage| {
        matches!(
            stage.kind,
            StageKind::DefaultOn | StageKind::Release | StageKind::Cleanup
        )
    };
    let Some(ramp) = plan
        .stages
        .iter()
        .position(|stage| stage.kind == StageKind::Ramp)
    else {
        return false;
    };
    let place = plan.stage_index(&stage.id).unwrap_or(0);
    let next = plan.stages.get(place + 1);
    place >= ramp && !takes_away(stage) && next.is_none_or(takes_away)
}

/// Returns how many seconds production stays as a switch makes it, at least; `None` where it changes no share.
pub(super) fn least(plan: &Plan, step: &StepId, switch: &Switch) -> Option<u64> {
    if switch.turns_on_for_everybody() {
        return Some(LEAST_TERM.max(asked_after(plan, step)));
    }
    switch.step().map(|_| LEAST_DWELL)
}

/// Returns the longest wait that the plan asks for behind a step, up to the stage that does away with the flag, in seconds.
fn asked_after(plan: &Plan, step: &StepId) -> u64 {
    let from = plan.stages.iter().skip_while(|stage| {
        let mut steps = Outline::of(&stage.steps);
        !steps.any(|known| known.id == *step)
    });
    let mut longest = 0;
    for stage in from {
        let waits = Outline::of(&stage.steps).skip_while(|known| known.id != *step);
        let is_of_the_step = Outline::of(&stage.steps).any(|known| known.id == *step);
        let waits: Vec<_> = if is_of_the_step {
            waits.collect()
        } else {
            Outline::of(&stage.steps).collect()
        };
        let waits = waits.into_iter().filter(|step| step.kind == StepKind::Wait);
        longest = waits
            .filter_map(|step| step.wait_s)
            .max()
            .unwrap_or(0)
            .max(longest);
        if ends_the_term(plan, stage) {
            break;
        }
    }
    longest
}
