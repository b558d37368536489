//! Another reading of the document in the place of the plan. No record goes, and nothing that was done is open again.

use std::sync::Arc;

use super::step;
use crate::domain::id::StageId;
use crate::domain::plan::{Outline, Plan, Step, StepState};
use crate::domain::rollout::facts::{Facts, Rollout};

/// Takes `plan`. A step is the same when its id is; what the old document had settled stays settled, and what the new one
/// has ticked counts as run.
pub(super) fn revise(rollout: &mut Rollout, plan: &Plan) {
    let seq = rollout.seq;
    let old = rollout.plan.take();
    let before = |step: &Step| old.as_ref().and_then(|old| old.step(&step.id));
    let facts = &mut rollout.facts;
    for step in plan.steps().chain(Outline::of(&plan.rollback)) {
        if facts.steps.contains_key(&step.id) {
            continue;
        }
        let settled = before(step)
            .map(|before| before.initial)
            .filter(|state| state.is_settled());
        match settled {
            Some(state) if !step.initial.is_settled() => {
                let reason = "the document said so before".to_owned();
                step::mark(facts, &step.id, (state, Some(&reason), None), seq);
            }
            None if step.initial == StepState::Done => {
                step::claim_lines(facts, step, plan.flag.as_ref());
            }
            Some(_) | None => {}
        }
    }
    facts.current = current(facts, old.as_deref(), plan);
    rollout.plan = Some(Arc::new(plan.clone()));
}

/// Returns the stage that was gone through, or the one that now stands in its place.
fn current(facts: &Facts, old: Option<&Plan>, plan: &Plan) -> Option<StageId> {
    let current = facts.current.as_ref();
    let place = current.and_then(|id| old?.stage_index(id)).unwrap_or(0);
    let same = current.and_then(|id| plan.stage(id));
    let stage = same
        .or_else(|| plan.stages.get(place))
        .or_else(|| plan.stages.last());
    stage.map(|stage| stage.id.clone())
}
