//! The known name of the flag put in the place of its placeholder, step by step, with a repair for each line changed.

use std::collections::BTreeMap;

use super::repair::{Confidence, Repair, RepairKind, Repairs};
use crate::chatops;
use crate::domain::flag::FlagName;
use crate::domain::plan::{Plan, Step};

/// Fills the flag's own placeholders in all steps; what the document wrote stays in `raw`.
pub(super) fn flag(plan: &mut Plan, flag: &FlagName, repairs: &mut Repairs) {
    for stage in &mut plan.stages {
        steps(&mut stage.steps, flag, repairs);
    }
    steps(&mut plan.rollback, flag, repairs);
}

fn steps(steps: &mut [Step], flag: &FlagName, repairs: &mut Repairs) {
    for step in steps {
        let known: Vec<String> = step
            .blanks
            .iter()
            .filter(|blank| chatops::is_flag_blank(blank))
            .cloned()
            .collect();
        if !known.is_empty() {
            fill(step, &known, flag, repairs);
        }
        self::steps(&mut step.steps, flag, repairs);
    }
}

fn fill(step: &mut Step, known: &[String], flag: &FlagName, repairs: &mut Repairs) {
    let line = step.line;
    let mut accepts = |before: &str, after: &str| {
        before == after || {
            let texts = (before.to_owned(), after.to_owned());
            repairs.offer(Repair::new(
                line,
                RepairKind::Placeholder,
                texts,
                Confidence::High,
            ))
        }
    };
    let answers: BTreeMap<String, String> = known
        .iter()
        .map(|blank| (blank.clone(), flag.as_str().to_owned()))
        .collect();
    let mut text = step.text.clone();
    for blank in known {
        text = text.replace(blank.as_str(), flag.as_str());
    }
    let mut answered = (step.text.clone(), text.clone(), accepts(&step.text, &text));
    let mut is_filled = answered.2;
    if is_filled {
        step.text = text;
    }
    for instruction in &mut step.instructions {
        let filled = chatops::fill(instruction, &answers);
        let (before, after) = (&instruction.normalised, &filled.normalised);
        if (before, after) != (&answered.0, &answered.1) {
            answered = (before.clone(), after.clone(), accepts(before, after));
        }
        is_filled &= answered.2;
        if answered.2 {
            *instruction = filled;
        }
    }
    if is_filled {
        step.blanks.retain(|blank| !known.contains(blank));
    }
}
