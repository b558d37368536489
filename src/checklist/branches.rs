//! Alternatives among neighbouring steps made into a question: one branch applies, the others do not.

use super::steps::blank_step;
use super::vocabulary;
use crate::domain::id::{DecisionKey, StepId};
use crate::domain::plan::{Branch, Decision, DecisionOption, Step, StepKind, StepState};

/// Puts a decision before the first of at least two different answers to the same question.
///
/// A second head for the same answer with nothing below it is a slip of the template and becomes a note.
pub(super) fn with_decisions(mut steps: Vec<Step>, initial: StepState) -> Vec<Step> {
    if steps.iter().any(|step| step.decision.is_some()) {
        return steps;
    }
    for key in questions(&steps) {
        let options = take_heads(&mut steps, key);
        let first = steps.iter().position(|step| is_head_of(step, key));
        if let Some(first) = first {
            steps.insert(first, decision(key, options, initial));
        }
    }
    steps
}

/// Returns the questions to which the steps give at least two answers, in order.
fn questions(steps: &[Step]) -> Vec<&'static str> {
    let mut answers: Vec<(&'static str, &'static str)> = Vec::new();
    for answer in steps
        .iter()
        .filter_map(|step| vocabulary::branch(&step.text))
    {
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    let mut questions: Vec<&'static str> = Vec::new();
    for (key, _) in &answers {
        let count = answers.iter().filter(|(other, _)| other == key).count();
        if count > 1 && !questions.contains(key) {
            questions.push(key);
        }
    }
    questions
}

fn is_head_of(step: &Step, key: &str) -> bool {
    step.branch
        .as_ref()
        .is_some_and(|branch| branch.decision.as_str() == key)
}

/// Marks the head of each branch and returns the answers.
fn take_heads(steps: &mut [Step], key: &'static str) -> Vec<DecisionOption> {
    let mut options: Vec<DecisionOption> = Vec::new();
    for step in steps {
        let Some((_, answer)) = vocabulary::branch(&step.text).filter(|(other, _)| *other == key)
        else {
            continue;
        };
        let is_empty = step.steps.is_empty() && step.instructions.is_empty() && step.mark.is_none();
        if options.iter().any(|option| option.key == answer) && is_empty {
            step.kind = StepKind::Note;
            continue;
        }
        step.branch = Some(Branch {
            decision: DecisionKey::new(key),
            option: answer.to_owned(),
        });
        if !options.iter().any(|option| option.key == answer) {
            options.push(DecisionOption {
                key: answer.to_owned(),
                label: step.text.trim_end_matches([':', '.']).to_owned(),
                head: StepId::new(""),
            });
        }
    }
    options
}

fn decision(key: &'static str, options: Vec<DecisionOption>, initial: StepState) -> Step {
    let question = vocabulary::text_of("question", key).unwrap_or(key);
    let mut step = blank_step(question.to_owned(), 0, initial);
    step.kind = StepKind::Decision;
    step.decision = Some(Decision {
        key: DecisionKey::new(key),
        question: question.to_owned(),
        options,
    });
    step
}
