//! The known name of the flag put in the place of its placeholder, step by step, with a repair for each line changed.

use std::collections::BTreeMap;

use super::reading::{Confidence, Repair, RepairKind};
use crate::chatops;
use crate::domain::flag::FlagName;
use crate::domain::plan::{Plan, Step};

/// Fills the flag's own placeholders in all steps; what the document wrote stays in `raw`.
pub(super) fn flag(plan: &mut Plan, flag: &FlagName) -> Vec<Repair> {
    let mut repairs = Vec::new();
    for stage in &mut plan.stages {
        steps(&mut stage.steps, flag, &mut repairs);
    }
    steps(&mut plan.rollback, flag, &mut repairs);
    repairs
}

fn steps(steps: &mut [Step], flag: &FlagName, repairs: &mut Vec<Repair>) {
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

fn fill(step: &mut Step, known: &[String], flag: &FlagName, repairs: &mut Vec<Repair>) {
    let answers: BTreeMap<String, String> = known
        .iter()
        .map(|blank| (blank.clone(), flag.as_str().to_owned()))
        .collect();
    let before = step.text.clone();
    for blank in known {
        step.text = step.text.replace(blank.as_str(), flag.as_str());
    }
    let mut changed = vec![(before, step.text.clone())];
    for instruction in &mut step.instructions {
        let filled = chatops::fill(instruction, &answers);
        changed.push((instruction.normalised.clone(), filled.normalised.clone()));
        *instruction = filled;
    }
    step.blanks.retain(|blank| !known.contains(blank));
    changed.retain(|(before, after)| before != after);
    changed.dedup();
    repairs.extend(changed.into_iter().map(|(before, after)| Repair {
        line: step.line,
        kind: RepairKind::Placeholder,
        before,
        after,
        confidence: Confidence::High,
    }));
}
