//! A question as a reader sees it: its answers, and the one that was given.

use serde::Serialize;

use super::history::History;
use crate::domain::id::DecisionKey;
use crate::domain::plan::{Decision, Step};

/// A question at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionView {
    /// The word by which it is answered.
    pub key: DecisionKey,
    /// The place of its step.
    pub step: String,
    /// The question.
    pub question: String,
    /// The keys and labels of its answers.
    pub options: Vec<OptionView>,
    /// The key of the answer that was given.
    pub answer: Option<String>,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionView {
    /// The word by which it is chosen.
    pub key: String,
    /// The answer in words.
    pub label: String,
}

pub(super) fn decision_view(
    history: &History,
    (step, decision): (&Step, &Decision),
) -> DecisionView {
    DecisionView {
        key: decision.key.clone(),
        step: step.number.clone(),
        question: decision.question.clone(),
        options: decision
            .options
            .iter()
            .map(|option| OptionView {
                key: option.key.clone(),
                label: option.label.clone(),
            })
            .collect(),
        answer: history.rollout.facts.decisions.get(&decision.key).cloned(),
    }
}
