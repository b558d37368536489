//! Which answers a question takes. An answer that somebody has acted on stands; it refuses to take the ground from under a done step.

use super::{must_be_active, must_be_found};
use crate::domain::id::DecisionKey;
use crate::domain::plan::{Outline, Plan, Step, StepState};
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

/// Answers a question. The answer can be changed until a step of the chosen branch is done.
pub(super) fn answer(
    rollout: &Rollout,
    plan: &Plan,
    key: &DecisionKey,
    option: &str,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let found = plan.decisions().find(|(_, decision)| decision.key == *key);
    let (question, decision) = must_be_found(found, "decision", key.as_str())?;
    let Some(chosen) = decision.option(option) else {
        let keys: Vec<&str> = decision
            .options
            .iter()
            .map(|option| option.key.as_str())
            .collect();
        return Err(Rejection::new(
            RejectionCode::NotFound,
            option,
            format!(
                "{key} can be answered with {}; {option} is none of them",
                keys.join(", ")
            ),
        ));
    };
    let before = rollout.facts.decisions.get(key);
    let is_as_before = before == Some(&chosen.key);
    if is_as_before && !rollout.facts.steps.contains_key(&question.id) {
        return Ok(vec![]);
    }
    let done = before.and_then(|before| done_in_branch(rollout, plan, key, before));
    if let Some(step) = done.filter(|_| !is_as_before) {
        let text = format!("{key} cannot change: {} {} is done", step.number, step.text);
        return Err(Rejection::new(
            RejectionCode::WrongState,
            step.id.as_str(),
            text,
        ));
    }
    Ok(vec![Event::DecisionAnswered {
        decision: key.clone(),
        option: chosen.key.clone(),
    }])
}

/// Finds a step that is done in the branch that an answer chose.
fn done_in_branch<'a>(
    rollout: &Rollout,
    plan: &'a Plan,
    key: &DecisionKey,
    option: &str,
) -> Option<&'a Step> {
    let heads = plan.steps().filter(|step| {
        let branch = step.branch.as_ref();
        branch.is_some_and(|branch| branch.decision == *key && branch.option == option)
    });
    let mut branch = heads.flat_map(|head| Outline::of(std::slice::from_ref(head)));
    branch.find(|step| rollout.facts.state_of(step) == StepState::Done)
}
