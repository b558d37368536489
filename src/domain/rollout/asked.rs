//! What somebody could vouch for now, because a closed gate of the current stage asks for it. It opens no gate.

use super::facts::Rollout;
use super::gate::open_steps;
use super::ready::{TOPICS, speaks_of};
use super::statement::{Answer, Topic};
use super::survey::survey;
use super::writes::is_last_before_ramp;
use crate::domain::Timestamp;

/// Lists the topics that the gate "all is ready" still asks for at `now`, in the order in which they are told.
pub fn topics_asked(rollout: &Rollout, now: Timestamp) -> Vec<Topic> {
    let Some(plan) = rollout.plan.as_deref() else {
        return Vec::new();
    };
    let current = rollout.facts.current.as_ref();
    let mut stages = plan.stages.iter();
    let stage = stages.find(|stage| Some(&stage.id) == current);
    let Some(stage) = stage.filter(|stage| is_last_before_ramp(plan, stage)) else {
        return Vec::new();
    };
    let standings = survey(rollout, &stage.steps, now);
    let open = open_steps(stage, &standings);
    let is_open = |topic: Topic| {
        let mut speaking = standings
            .iter()
            .filter(|standing| standing.required && speaks_of(standing.step, topic));
        speaking.any(|standing| {
            let id = standing.step.id.as_str();
            open.iter().any(|reason| reason.about == id)
        })
    };
    let asks = |topic: &Topic| match rollout.said_of(*topic, None) {
        Some(Answer::No) => *topic != Topic::Change,
        Some(Answer::Yes | Answer::NotApplicable | Answer::Type(_)) => false,
        None => is_open(*topic),
    };
    TOPICS.into_iter().filter(asks).collect()
}
