//! Answers of chatops that were pasted on the screen: recorded, with a word where they leave a step open or say nothing.

use super::data::OpenData;
use super::effects::{failed, told};
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::Step;
use crate::tracker::Sighting;
use crate::tui::Message;

/// Records what an answer shows, and settles the step whose line it answers.
pub(super) fn take(data: &mut OpenData, rollout: &RolloutId, text: &str) -> Vec<Message> {
    let history = match data.tracker().history(rollout) {
        Ok(history) => history,
        Err(error) => return vec![failed(error.into())],
    };
    let sighting = Sighting::read(&history, text, None);
    let (left, events) = match data.tracker().take_answer(rollout, (text, &sighting)) {
        Ok(taken) => (taken.left, Ok(taken.events)),
        Err(error) => (vec![], Err(error)),
    };
    let mut messages = told(data, rollout, events);
    if !left.is_empty() {
        let words = format!("the step that it answers stays open: {}", left.join("; "));
        add(&mut messages, words);
    }
    messages
}

/// Says that nothing in the reply to a line of `step` was understood, where that line switches the flag.
pub(super) fn doubt(
    data: &mut OpenData,
    (rollout, step): (&RolloutId, &StepId),
    reply: Option<&str>,
    messages: &mut [Message],
) {
    let Some(reply) = reply else { return };
    let tracker = data.tracker();
    let switches = tracker.history(rollout).is_ok_and(|history| {
        let plan = history.rollout.plan.as_ref();
        let found = plan.and_then(|plan| plan.step(step));
        found.is_some_and(Step::changes_a_flag)
    });
    if switches && matches!(tracker.understands(rollout, reply), Ok(false)) {
        let words = "nothing in the reply was understood, it is kept as text".to_owned();
        add(messages, words);
    }
}

/// Adds words to those about what was recorded.
fn add(messages: &mut [Message], words: String) {
    let recorded = messages.iter_mut().find_map(|message| {
        if let Message::Recorded { texts, .. } = message {
            Some(texts)
        } else {
            None
        }
    });
    if let Some(texts) = recorded {
        texts.push(words);
    }
}
