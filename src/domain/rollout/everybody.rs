//! What counts only while production is on for everybody, and that it counts no more once production has gone down. It marks nothing.

use super::facts::{Facts, Rollout};
use super::gate::Reason;
use super::record::RampPoint;
use super::stay::{is_on_for_everybody, sets_a_share, takes_away};
use crate::domain::flag::{Environment, FlagValue, Percentage};
use crate::domain::plan::{Outline, Plan, Step, StepKind};

/// Tells whether production was turned on for everybody in this attempt and has gone down since, before the flag was to go.
///
/// Source: GitLab handbook, feature flag lifecycle: what is verified is a flag that is on for everybody.
pub(super) fn has_gone_down(rollout: &Rollout) -> bool {
    let facts = &rollout.facts;
    let mut points = facts.ramp.iter();
    let up = points.find(|it| it.attempt == facts.attempt && it.percentage == Percentage::ALL);
    let is_down = !is_on_for_everybody(rollout);
    let goes_away = rollout.current_stage().is_some_and(takes_away);
    up.is_some() && is_down && !goes_away && !is_the_way_down(facts, rollout.plan.as_deref())
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
        let mut runs = facts.runs.iter().rev();
        let step = &runs.find(|run| run.seq == point.seq)?.step;
        let steps = plan?.stages.iter().flat_map(|it| Outline::of(&it.steps));
        steps.map(|it| &it.id).position(|id| id == step)
    };
    down.attempt == up.attempt && place(down).is_some() && place(down) > place(up)
}

/// Says that production is not on for everybody any more; `None` where it never was, or is.
pub(super) fn gone_down(rollout: &Rollout) -> Option<Reason> {
    has_gone_down(rollout).then(|| {
        let words = rollout.gates_in(Environment::Production).in_words();
        Reason::new(
            "everybody",
            format!(
                "production is {words}, not on for everybody any more: turn it on again, and its time begins anew"
            ),
        )
    })
}

/// Returns the steps that count only while production is on for everybody: those that turn it on, and behind the first of them
/// the waits and announcements, up to the stage that does away with the flag.
pub(super) fn standing_on(plan: &Plan) -> impl Iterator<Item = &Step> {
    let stages = plan.stages.iter().take_while(|stage| !takes_away(stage));
    let steps = stages.flat_map(|stage| Outline::of(&stage.steps));
    steps
        .skip_while(|step| !turns_on(step))
        .filter(|step| turns_on(step) || matches!(step.kind, StepKind::Wait | StepKind::Announce))
}

/// Tells whether a step turns production on for everybody.
pub(super) fn turns_on(step: &Step) -> bool {
    step.instructions.iter().any(|line| {
        let value = line.value.as_ref().and_then(FlagValue::as_boolean);
        sets_a_share(line) && value == Some(true)
    })
}
