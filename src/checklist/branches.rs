//! Alternatives among neighbouring steps made into a question: one branch applies, the others do not.

use super::steps::blank_step;
use super::vocabulary;
use crate::domain::id::{DecisionKey, StepId};
use crate::domain::plan::{
    Branch, Decision, DecisionOption, Instruction, Outline, Stage, Step, StepKind, StepState,
};

/// Puts a decision before the first of at least two different answers to the same question.
///
/// A second head for the same answer with nothing below it is a slip of the template and becomes a note.
pub(super) fn with_decisions(mut steps: Vec<Step>, initial: StepState) -> Vec<Step> {
    if steps.iter().any(|step| step.decision.is_some()) {
        return steps;
    }
    take_target(&mut steps, initial);
    for key in questions(&steps) {
        let options = take_heads(&mut steps, key);
        let first = steps.iter().position(|step| is_head_of(step, key));
        if let Some(first) = first {
            steps.insert(first, decision(key, options, initial));
        }
    }
    steps
}

/// Makes a question of a ramp and the actors that can be targeted instead of it.
fn take_target(steps: &mut Vec<Step>, initial: StepState) {
    let Some(at) = steps
        .iter()
        .position(|step| step.kind == StepKind::Group && vocabulary::is_instead(&step.text))
    else {
        return;
    };
    let is_ramp = |step: &Step| step.instructions.iter().any(Instruction::is_ramp);
    let Some(first) = steps.iter().take(at).position(is_ramp) else {
        return;
    };
    let label = |step: &Step| step.text.trim_end_matches([':', '.']).to_owned();
    let mut options: Vec<DecisionOption> = Vec::new();
    for (index, step) in steps.iter_mut().enumerate().take(at + 1).skip(first) {
        let answer = if index == at { "actors" } else { "percentage" };
        step.branch = Some(Branch {
            decision: DecisionKey::new("target"),
            option: answer.to_owned(),
        });
        if !options.iter().any(|option| option.key == answer) {
            options.push(DecisionOption {
                key: answer.to_owned(),
                label: label(step),
                head: StepId::new(""),
            });
        }
        if index == at {
            set_optional(std::slice::from_mut(step), false);
        }
    }
    steps.insert(first, decision("target", options, initial));
}

pub(super) fn set_optional(steps: &mut [Step], optional: bool) {
    for step in steps {
        step.optional = optional;
        set_optional(&mut step.steps, optional);
    }
}

/// Settles the conditions that stand alone: with a question of the plan they are one of its branches, else they are for
/// whom they concern and optional.
pub(super) fn settle_alone(stages: &mut [Stage]) {
    let mut known: Vec<(DecisionKey, String)> = Vec::new();
    for step in stages.iter().flat_map(|stage| Outline::of(&stage.steps)) {
        if let Some(decision) = &step.decision {
            let options = decision.options.iter();
            known.extend(options.map(|option| (decision.key.clone(), option.key.clone())));
        }
    }
    for stage in stages {
        settle_in(&mut stage.steps, &known);
    }
}

fn settle_in(steps: &mut [Step], known: &[(DecisionKey, String)]) {
    for step in steps {
        let alone = vocabulary::branch(&step.text)
            .filter(|_| step.branch.is_none() && step.decision.is_none());
        if let Some((key, answer)) = alone.filter(|_| step.kind != StepKind::Note) {
            let is_it =
                |known: &&(DecisionKey, String)| known.0.as_str() == key && known.1 == answer;
            match known.iter().find(is_it) {
                Some((decision, option)) => {
                    step.branch = Some(Branch {
                        decision: decision.clone(),
                        option: option.clone(),
                    });
                }
                None => set_optional(std::slice::from_mut(step), true),
            }
        }
        settle_in(&mut step.steps, known);
    }
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
