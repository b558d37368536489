//! Which answers are taken to what is written while the flag is off. An answer may change as long as the rollout is under way.

use super::wrong_state;
use crate::domain::cohort::Writes;
use crate::domain::plan::Plan;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::rejection::Rejection;

pub(super) fn say(
    rollout: &Rollout,
    plan: &Plan,
    answer: &Writes,
) -> Result<Vec<Event>, Rejection> {
    if matches!(rollout.facts.phase, Phase::Abandoned | Phase::Closed) {
        return Err(wrong_state("the rollout is over"));
    }
    if plan.flag.is_none() {
        return Err(wrong_state("this rollout has no flag that could be off"));
    }
    let said = rollout.facts.writes.as_ref();
    if said.is_some_and(|said| said.answer == *answer) {
        return Ok(vec![]);
    }
    Ok(vec![Event::WritesSaid(answer.clone())])
}
