//! What counts only while production is on for everybody, and that it counts no more once production has gone down. It marks nothing.

use super::facts::{Facts, Rollout};
use super::gate::Reason;
use super::ramp::{believed_share, ladder};
use super::record::RampPoint;
use super::stay::{before_the_end, is_on_for_everybody, still_before_the_end, takes_away};
use super::survey::survey_stage;
use super::switch::share;
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagValue, Percentage};
use crate::domain::id::StepId;
use crate::domain::plan::{
    Instruction, Outline, Plan, Stage, StageKind, Step, StepKind, StepState,
};

/// Tells whether production was turned on for everybody in this attempt and has gone down since, before the flag was to go.
///
/// Source: GitLab handbook, feature flag lifecycle: what is verified is a flag that is on for everybody.
pub(super) fn has_gone_down(rollout: &Rollout) -> bool {
    let is_down = was_up(&rollout.facts) && !is_on_for_everybody(rollout);
    let goes_away = rollout.current_stage().is_some_and(takes_away);
    is_down && !goes_away && !is_the_way_down(&rollout.facts, rollout.plan.as_deref())
}

/// Tells whether production was on for everybody in this attempt.
fn was_up(facts: &Facts) -> bool {
    let mut points = facts.ramp.iter();
    points.any(|it| it.attempt == facts.attempt && it.percentage == Percentage::ALL)
}

/// Tells whether production went down because the document asks for it: by a step that stands behind the one that turned it on.
/// What came before such a step is over and is not to be done again.
pub(super) fn is_the_way_down(facts: &Facts, plan: Option<&Plan>) -> bool {
    let mut points = facts.ramp.iter().rev();
    let Some(down) = points.next() else {
        return false;
    };
    let Some(up) = points.find(|point| point.percentage == Percentage::ALL) else {
        return false;
    };
    let place = |point: &RampPoint| {
        let step = facts.step_of(point)?;
        let steps = plan?.stages.iter().flat_map(|it| Outline::of(&it.steps));
        steps.map(|it| &it.id).position(|id| id == step)
    };
    down.attempt == up.attempt && place(down).is_some() && place(down) > place(up)
}

/// Says that production is not on for everybody, where the plan asks for it: it has gone down, or never was. `None` where it is.
pub(super) fn not_for_everybody(rollout: &Rollout, now: Timestamp) -> Option<Reason> {
    let has_gone_down = has_gone_down(rollout) || was_seen_down(rollout);
    if !has_gone_down && !is_awaited(rollout, now) {
        return None;
    }
    let words = rollout.believed_gates(Environment::Production).in_words();
    let text = if has_gone_down {
        format!(
            "production is {words}, not on for everybody any more: turn it on again, and its time begins anew"
        )
    } else {
        format!("production is {words}, not on for everybody: its time begins once it is")
    };
    Some(Reason::new("everybody", text))
}

/// Tells whether production was seen on for less than everybody since it was claimed to be on for all.
fn was_seen_down(rollout: &Rollout) -> bool {
    let seen = rollout.seen_last(Environment::Production);
    let is_less = seen.is_some_and(|seen| share(&seen.gates) < Percentage::ALL);
    let goes_away = rollout.current_stage().is_some_and(takes_away);
    is_less && is_on_for_everybody(rollout) && !goes_away
}

/// Tells whether the plan asks to turn production on for everybody and nobody has: leaving out the step does not make it so.
/// A branch that was not chosen asks for nothing, nor does a step that the document itself calls not applicable.
fn is_awaited(rollout: &Rollout, now: Timestamp) -> bool {
    let Some(plan) = rollout.plan.as_deref() else {
        return false;
    };
    let was_on = was_up(&rollout.facts) || believed_share(rollout) == Percentage::ALL;
    let goes_away = rollout.current_stage().is_some_and(takes_away);
    let goes_to_all = ladder(plan).last() == Some(&Percentage::ALL);
    let is_asked = |stage: &Stage| {
        let leads_up = |step: &Step| turns_on(step) || goes_to_all && climbs(stage, step);
        let standings = survey_stage(rollout, stage, now);
        let mut asked = standings.iter().filter(|it| it.required);
        asked.any(|it| leads_up(it.step) && it.step.initial != StepState::NotApplicable)
    };
    !was_on && !goes_away && before_the_end(plan).any(is_asked)
}

/// Says that a step is about a flag that is on for everybody, while it is not: it has gone down, or the step that turns it on is
/// still to come before this one.
pub(super) fn ahead_of_everybody(
    rollout: &Rollout,
    plan: &Plan,
    id: &StepId,
    now: Timestamp,
) -> Option<Reason> {
    let stands = standing_on(plan).any(|known| known.id == *id);
    let is_ahead = stands
        && (has_gone_down(rollout) && is_fallen(rollout, plan)
            || is_behind(rollout, plan, id, now));
    is_ahead.then(|| not_for_everybody(rollout, now)).flatten()
}

/// Tells whether a step that turned production on for everybody is open again, so that it can be turned on by it.
fn is_fallen(rollout: &Rollout, plan: &Plan) -> bool {
    let mut steps = plan.steps().filter(|step| turns_on(step));
    steps.any(|step| {
        let record = rollout.facts.steps.get(&step.id);
        record.is_some_and(|record| record.state == StepState::RolledBack)
    })
}

/// Tells whether a step that turns production on for everybody, and that nobody has settled, stands before `id` from the current
/// stage on. One that `id` is a part of does not, and what was left behind is asked for by the gate.
fn is_behind(rollout: &Rollout, plan: &Plan, id: &StepId, now: Timestamp) -> bool {
    let stages = still_before_the_end(rollout, plan);
    let standings = stages.flat_map(|stage| survey_stage(rollout, stage, now));
    let before = standings.take_while(|it| it.step.id != *id);
    let mut asked = before.filter(|it| it.required && turns_on(it.step) && !it.state.is_settled());
    asked.any(|it| Outline::of(&it.step.steps).all(|part| part.id != *id))
}

/// Returns the steps that count only while production is on for everybody: those that turn it on, and behind the first of them
/// the waits and announcements, up to the stage that does away with the flag.
pub(super) fn standing_on(plan: &Plan) -> impl Iterator<Item = &Step> {
    let steps = before_the_end(plan).flat_map(|stage| Outline::of(&stage.steps));
    steps
        .skip_while(|step| !turns_on(step))
        .filter(|step| turns_on(step) || step.kind == StepKind::Wait || tells_that_it_is_on(step))
}

/// Tells whether a step announces what is so; what will be so may be announced at any time.
fn tells_that_it_is_on(step: &Step) -> bool {
    step.kind == StepKind::Announce && !step.text.to_lowercase().contains("will be")
}

/// Tells whether a step is the ramp of production, which leaves its percentage open up to everybody.
fn climbs(stage: &Stage, step: &Step) -> bool {
    let mut lines = step.instructions.iter();
    stage.kind == StageKind::Ramp && lines.any(Instruction::is_open_ramp_of_production)
}

/// Tells whether a step turns production on for everybody.
pub(super) fn turns_on(step: &Step) -> bool {
    step.instructions.iter().any(|line| {
        let value = line.value.as_ref().and_then(FlagValue::as_boolean);
        line.raises_production() && value == Some(true)
    })
}
