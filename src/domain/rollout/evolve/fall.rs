//! What falls when production is not on for everybody any more: the step that turned it on, and the waits behind it. No run is forgotten.

use super::step::mark;
use crate::domain::flag::{Environment, Percentage};
use crate::domain::id::{Seq, StepId};
use crate::domain::plan::{Plan, StepKind, StepState};
use crate::domain::rollout::everybody::{is_the_way_down, standing_on, turns_on};
use crate::domain::rollout::facts::Facts;
use crate::domain::rollout::stay::takes_away;
use crate::domain::rollout::switch::share;

/// Returns the share of production that is claimed to have the flag.
pub(super) fn share_of_production(facts: &Facts) -> Percentage {
    let gates = facts.flags.get(&Environment::Production);
    gates.map_or(Percentage::NONE, share)
}

/// Takes back what stood on a flag that was on for everybody, where `before` was all and the share is less now. In a stage that
/// does away with the flag nothing falls, nor by a step further on in the document: there it is to go down.
pub(super) fn take_back(facts: &mut Facts, before: Percentage, plan: Option<&Plan>, seq: Seq) {
    let Some(plan) = plan else { return };
    let current = facts.current.as_ref().and_then(|id| plan.stage(id));
    let is_down = before == Percentage::ALL && share_of_production(facts) < Percentage::ALL;
    if !is_down || current.is_some_and(takes_away) || is_the_way_down(facts, Some(plan)) {
        return;
    }
    let fallen: Vec<(StepId, StepState)> = standing_on(plan)
        .filter_map(|step| {
            let after = match (facts.state_of(step), step.kind) {
                (StepState::Done, _) if turns_on(step) => StepState::RolledBack,
                (StepState::Done | StepState::Doing, StepKind::Wait) => StepState::Todo,
                _ => return None,
            };
            Some((step.id.clone(), after))
        })
        .collect();
    for (step, state) in fallen {
        mark(facts, &step, (state, None, None), seq);
    }
}
