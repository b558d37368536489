//! How much of everything a plan and its source hold. It counts what is there and judges nothing.

use std::collections::BTreeSet;

use super::markdown::{Task, TaskForm};
use super::reading::Counts;
use crate::domain::plan::{Outline, Plan, Step, StepKind};

/// Counts a plan and the boxes of its source; repairs are counted by whoever judges them.
pub(super) fn of(plan: &Plan, tasks: &[Task]) -> Counts {
    let kind = |wanted: StepKind| plan.steps().filter(|step| step.kind == wanted).count();
    let everything = || plan.steps().chain(Outline::of(&plan.rollback));
    let blanks: BTreeSet<&str> = everything()
        .flat_map(|step| &step.blanks)
        .map(String::as_str)
        .collect();
    let marked = |symbols: &[&str]| {
        tasks
            .iter()
            .filter(|task| {
                task.form == TaskForm::Rendered && symbols.contains(&task.mark.symbol.as_str())
            })
            .count()
    };
    Counts {
        stages: plan.stages.len(),
        steps: plan.steps().count(),
        tasks: marked(&["x", "X", "~", "-"]) + blank_boxes(tasks),
        boxes_done: marked(&["x", "X"]),
        boxes_na: marked(&["~", "-"]),
        instructions: everything().map(|step| step.instructions.len()).sum(),
        decisions: kind(StepKind::Decision),
        waits: plan.steps().filter(|step| asks_to_wait(step)).count(),
        watches: kind(StepKind::Watch),
        qa: kind(StepKind::Qa),
        repairs: 0,
        blanks: blanks.len(),
    }
}

/// Tells whether a step asks to wait, be it a wait or a line to run that names a time. A watch is counted by itself.
fn asks_to_wait(step: &Step) -> bool {
    step.kind == StepKind::Wait || step.wait_s.is_some() && step.kind != StepKind::Watch
}

/// Counts the boxes with white space in them.
fn blank_boxes(tasks: &[Task]) -> usize {
    tasks
        .iter()
        .filter(|task| task.form == TaskForm::Rendered && task.mark.symbol.trim().is_empty())
        .count()
}
