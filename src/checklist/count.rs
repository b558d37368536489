//! How much of everything a plan and its source hold. It counts what is there and judges nothing.

use std::collections::BTreeSet;

use super::markdown::{Task, TaskForm};
use super::reading::Counts;
use crate::domain::plan::{Outline, Plan, Step, StepKind};

/// Counts a plan and the boxes of its source; repairs are counted by whoever judges them.
pub(super) fn of(plan: &Plan, tasks: &[Task]) -> Counts {
    // A large plan does not fit into the processor's cache, so it is gone through once.
    let mut counts = Counts::default();
    let mut blanks: BTreeSet<&str> = BTreeSet::new();
    for step in plan.steps() {
        counts.steps += 1;
        counts.waits += usize::from(asks_to_wait(step));
        if let Some(count) = of_kind(&mut counts, step.kind) {
            *count += 1;
        }
        of_lines(&mut counts, &mut blanks, step);
    }
    for step in Outline::of(&plan.rollback) {
        of_lines(&mut counts, &mut blanks, step);
    }
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
        tasks: marked(&["x", "X", "~", "-"]) + blank_boxes(tasks),
        boxes_done: marked(&["x", "X"]),
        boxes_na: marked(&["~", "-"]),
        repairs: 0,
        blanks: blanks.len(),
        ..counts
    }
}

/// Counts what a step has to run and to fill.
fn of_lines<'a>(counts: &mut Counts, blanks: &mut BTreeSet<&'a str>, step: &'a Step) {
    counts.instructions += step.instructions.len();
    blanks.extend(step.blanks.iter().map(String::as_str));
}

/// Returns the count of steps of a kind, where that kind is counted; waits are counted by what a step asks.
const fn of_kind(counts: &mut Counts, kind: StepKind) -> Option<&mut usize> {
    match kind {
        StepKind::Decision => Some(&mut counts.decisions),
        StepKind::Watch => Some(&mut counts.watches),
        StepKind::Qa => Some(&mut counts.qa),
        StepKind::Action
        | StepKind::Instruction
        | StepKind::Wait
        | StepKind::Announce
        | StepKind::Group
        | StepKind::Note => None,
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
