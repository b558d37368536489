//! How long production stays as it is: at a percentage before the next one, on for everybody before the flag goes. It reads no clock.

use super::facts::Rollout;
use super::gate::Reason;
use super::ramp::share_of_production;
use super::record::RampPoint;
use super::switch::{Switch, share};
use super::timer::spoken;
use crate::domain::Timestamp;
use crate::domain::calendar::Period;
use crate::domain::flag::Percentage;
use crate::domain::id::StepId;
use crate::domain::plan::{Instruction, Outline, Plan, Stage, StageKind, Step, StepKind};

/// The least time to stay at a percentage, in seconds. Source: GitLab's rollout template, 15 minutes between steps.
const LEAST_DWELL: u64 = 15 * 60;

/// The least time for which a flag is on for everybody before it becomes the default or goes, in seconds.
/// Source: GitLab handbook, feature flag lifecycle: globally on for at least one day before default-on or removal.
const LEAST_TERM: u64 = 24 * 60 * 60;

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

/// Tells whether the flag was turned on for everybody in this attempt and still is, by what was claimed.
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

/// Tells whether a stage does away with the flag, so that it comes after the time on for everybody.
pub(super) const fn takes_away(stage: &Stage) -> bool {
    matches!(
        stage.kind,
        StageKind::DefaultOn | StageKind::Release | StageKind::Cleanup
    )
}

/// Returns the stages before the first that does away with the flag.
pub(super) fn before_the_end(plan: &Plan) -> impl Iterator<Item = &Stage> {
    plan.stages.iter().take_while(|stage| !takes_away(stage))
}

/// Returns those of them that are gone through or still to come.
pub(super) fn still_before_the_end<'a>(
    rollout: &Rollout,
    plan: &'a Plan,
) -> impl Iterator<Item = &'a Stage> + use<'a> {
    let current = rollout.facts.current.as_ref();
    let from = current.and_then(|id| plan.stage_index(id)).unwrap_or(0);
    let stages = plan.stages.iter().skip(from);
    stages.take_while(|stage| !takes_away(stage))
}

/// Tells whether the flag stays on for everybody before `stage` is left: it is the last one, or the next does away with the flag.
pub(super) fn ends_the_term(plan: &Plan, stage: &Stage) -> bool {
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

/// A time for which production stays as it is, and what it binds.
///
/// Both the rule that takes a run and the forecast ask here, so that neither promises what the other refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) period: Period,
    pub(super) seconds: u64,
}

/// Returns how long production stays as `step` makes it when it sets this share; `None` for nobody.
///
/// Source: GitLab's rollout template, at least 15 minutes between steps; the handbook, at least one day on for everybody.
pub(super) fn stay_at(plan: &Plan, step: &StepId, share: Percentage) -> Option<Stay> {
    let (period, seconds) = if share == Percentage::NONE {
        return None;
    } else if share == Percentage::ALL {
        (Period::Term, LEAST_TERM.max(asked_after(plan, step)))
    } else {
        (Period::Dwell, LEAST_DWELL.max(asked_between(plan, step)))
    };
    Some(Stay { period, seconds })
}

/// Returns how many seconds production stays as a switch makes it, at least; `None` where it changes no share. What somebody saw
/// before it was recorded stays from the record on: nobody knows since when it was so.
pub(super) fn least(rollout: &Rollout, plan: &Plan, step: &StepId, switch: &Switch) -> Option<u64> {
    let is_claimed = |share: &Percentage| *share == share_of_production(rollout);
    let share = if switch.turns_on_for_everybody() {
        Percentage::ALL
    } else {
        let after = Some(share(&switch.after)).filter(|share| !is_claimed(share));
        switch.step().or(after)?
    };
    stay_at(plan, step, share).map(|stay| stay.seconds)
}

/// Tells whether a wait is one between the percentages of its stage, by its words, and not a step on its own.
pub(super) fn is_between_steps(step: &Step) -> bool {
    step.kind == StepKind::Wait && step.speaks_of_each_percentage()
}

/// Returns the longest wait that the plan asks for between the percentage of `step` and the next, in seconds: what it
/// says itself, what its stage says of all of them, and what stands before the next step that sets a share.
fn asked_between(plan: &Plan, step: &StepId) -> u64 {
    let stage = plan.stage_of(step);
    let steps = stage.map(|stage| Outline::of(&stage.steps));
    let of_all = steps.into_iter().flatten().filter_map(|known| {
        let wait = known.wait_s.filter(|_| known.speaks_of_each_percentage());
        wait.max(known.stay_s)
    });
    let of_all = of_all.max().unwrap_or(0);
    let own = plan.step(step).filter(|own| own.kind != StepKind::Watch);
    let own = own.and_then(|own| own.wait_s).unwrap_or(0);
    of_all.max(own).max(asked_before_the_next(plan, step))
}

/// Returns the longest wait behind a step that names its percentage, up to the next that sets a share; 0 where none follows.
fn asked_before_the_next(plan: &Plan, step: &StepId) -> u64 {
    let mut steps = plan.steps().skip_while(|known| known.id != *step);
    if steps
        .next()
        .is_none_or(|own| own.instructions.iter().any(Instruction::is_open_ramp))
    {
        return 0;
    }
    let mut longest = 0;
    for known in steps {
        if known
            .instructions
            .iter()
            .any(Instruction::raises_production)
        {
            return longest;
        }
        let wait = known.wait_s.filter(|_| known.kind == StepKind::Wait);
        longest = longest.max(wait.unwrap_or(0));
    }
    0
}

/// Tells whether the plan asks for a wait of at least a day after a step that turns the flag on for everybody.
pub(super) fn asks_for_a_term(plan: &Plan, step: &StepId) -> bool {
    asked_after(plan, step) >= LEAST_TERM
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
