//! Who may be given what runs: a watch, a wait, a stay. It needs a name and a time that runs; what stands still runs too.

use super::step::refused;
use super::timer::running;
use super::{must_be_active, must_be_step, must_have_reason, wrong_state};
use crate::domain::Timestamp;
use crate::domain::id::{Actor, StepId};
use crate::domain::plan::{Outline, Plan};
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

pub(super) fn hand_over(
    rollout: &Rollout,
    plan: &Plan,
    (steps, to): (&[StepId], &Actor),
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    must_have_reason(to.as_str(), "a handover").map_err(|_empty| {
        let text = "a handover needs the name of whoever takes over";
        Rejection::new(RejectionCode::ReasonMissing, "name", text)
    })?;
    let runs = |id: &StepId| running(rollout, id).is_some_and(|timer| !timer.is_over(now));
    let steps: Vec<StepId> = if steps.is_empty() {
        let all = plan
            .stages
            .iter()
            .flat_map(|stage| Outline::of(&stage.steps));
        let ids = all.map(|step| step.id.clone());
        ids.filter(|id| runs(id)).collect()
    } else {
        for id in steps {
            let step = must_be_step(plan, id)?;
            if !runs(id) {
                return Err(refused(step, "no time runs for it"));
            }
        }
        steps.to_vec()
    };
    if steps.is_empty() {
        return Err(wrong_state("no time runs that could be handed over"));
    }
    let watchers = &rollout.facts.watchers;
    if steps.iter().all(|id| watchers.get(id) == Some(to)) {
        return Ok(vec![]);
    }
    let to = to.clone();
    Ok(vec![Event::WatchHandedOver { steps, to }])
}
