//! A plan printed as a clean checklist in Markdown, for documents that have lost their form. It prints what is known and invents no words.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::domain::id::StepId;
use crate::domain::plan::{Instruction, Plan, Step, StepKind, StepState};

/// Prints a plan as a checklist: a section for each stage, a box for each step, lines to run as code.
///
/// A step's state comes from `states`, else from the document. Done is `[x]`, not applicable and skipped are `[~]`, all else
/// is `[ ]`. Groups and notes have no box; questions are left out, because their branches say them.
pub fn clean(plan: &Plan, states: &BTreeMap<StepId, StepState>) -> String {
    let mut printer = Printer {
        text: format!("# {}\n", plan.title),
        states,
    };
    if !plan.owners.is_empty() {
        printer.text.push_str("\n## Owners\n\n");
        for owner in &plan.owners {
            // Writing to a String cannot fail.
            let _written = writeln!(printer.text, "- {}: {}", owner.role, owner.name);
        }
    }
    for stage in &plan.stages {
        printer.section(&stage.title, &stage.steps);
    }
    if !plan.rollback.is_empty() {
        printer.section("Rollback Steps", &plan.rollback);
    }
    printer.text
}

struct Printer<'s> {
    text: String,
    states: &'s BTreeMap<StepId, StepState>,
}

impl Printer<'_> {
    fn section(&mut self, title: &str, steps: &[Step]) {
        let _written = write!(self.text, "\n## {title}\n\n");
        self.steps(steps, 0);
    }

    fn steps(&mut self, steps: &[Step], depth: usize) {
        for step in steps.iter().filter(|step| step.kind != StepKind::Decision) {
            let indent = "  ".repeat(depth);
            let bullet = if step.kind.has_state() {
                self.bullet(step)
            } else {
                "-".to_owned()
            };
            let _written = writeln!(self.text, "{indent}{bullet} {}", words(step));
            for line in step.instructions.iter().filter(|line| !says(step, line)) {
                self.fence(line, &indent);
            }
            self.steps(&step.steps, depth + 1);
        }
    }

    fn bullet(&self, step: &Step) -> String {
        let state = self.states.get(&step.id).unwrap_or(&step.initial);
        format!("- [{}]", state.task_mark())
    }

    /// Prints a line to run that the words do not hold, in a fence below them.
    fn fence(&mut self, line: &Instruction, indent: &str) {
        let _written = writeln!(self.text, "\n{indent}  ```");
        for part in line.normalised.lines() {
            let _written = writeln!(self.text, "{indent}  {part}");
        }
        let _written = writeln!(self.text, "{indent}  ```\n");
    }
}

fn says(step: &Step, line: &Instruction) -> bool {
    step.text.contains(&line.raw) || step.text.contains(&line.normalised)
}

/// Returns the words of a step with the lines to run in them as code.
fn words(step: &Step) -> String {
    let mut text = step.text.replace('`', "");
    for line in &step.instructions {
        let found = [&line.normalised, &line.raw]
            .into_iter()
            .find(|form| text.contains(form.as_str()));
        if let Some(form) = found
            && !text.contains(&format!("`{}`", line.normalised))
        {
            text = text.replace(form.as_str(), &format!("`{}`", line.normalised));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{Form, read};
    use crate::domain::plan::Outline;

    const TORN: &str = include_str!("../../tests/fixtures/copied_torn.txt");

    #[test]
    fn a_copied_page_becomes_a_checklist_with_the_same_steps() {
        let before = read(TORN).plan;
        let printed = clean(&before, &BTreeMap::new());
        let after = read(&printed);
        assert_eq!(after.form, Form::Raw);
        let words = |plan: &Plan| -> Vec<String> {
            plan.steps()
                .chain(Outline::of(&plan.rollback))
                .map(|step| format!("{} {}", step.number, step.text))
                .collect()
        };
        assert_eq!(words(&after.plan), words(&before));
        let kinds = |plan: &Plan| {
            plan.stages
                .iter()
                .map(|stage| stage.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(kinds(&after.plan), kinds(&before));
        assert_eq!(
            clean(&after.plan, &BTreeMap::new()),
            printed,
            "printing what was printed changes nothing"
        );
    }

    #[test]
    fn a_state_that_was_recorded_counts_before_the_document() {
        let plan = read("## Prepare\n- [ ] a\n- [x] b\n").plan;
        let id = plan.steps().next().unwrap().id.clone();
        let printed = clean(&plan, &BTreeMap::from([(id, StepState::Skipped)]));
        assert!(printed.ends_with("- [~] a\n- [x] b\n"), "{printed}");
    }
}
