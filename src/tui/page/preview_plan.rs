//! The steps of a document before it is saved: rows with folds, and what the person says is done. It never changes the plan.

use super::import_preview::{ImportPreview, Part};
use crate::domain::plan::{Stage, Step};

/// A row of the part with the steps.
#[derive(Debug, Clone, Copy)]
pub enum PlanRow<'a> {
    /// A stage with its place, and whether it is folded.
    Stage(usize, &'a Stage, bool),
    /// A step with its depth, and whether it counts as done already.
    Step(usize, &'a Step, bool),
    /// The document's own way back.
    Rollback(&'a [Step]),
}

impl ImportPreview {
    /// Returns the rows of the part with the steps.
    pub fn rows(&self) -> Vec<PlanRow<'_>> {
        let plan = &self.reading.plan;
        let mut rows = Vec::new();
        let mut is_done = self.done_to.is_some();
        for (place, stage) in plan.stages.iter().enumerate() {
            let is_folded = self.folded.contains(&place);
            rows.push(PlanRow::Stage(place, stage, is_folded));
            let mut steps = Vec::new();
            descend(&stage.steps, 0, &mut steps);
            for (depth, step) in steps {
                if !is_folded {
                    rows.push(PlanRow::Step(depth, step, is_done));
                }
                is_done = is_done && self.done_to.as_ref() != Some(&step.number);
            }
        }
        if !plan.rollback.is_empty() {
            rows.push(PlanRow::Rollback(&plan.rollback));
        }
        rows
    }

    /// Says that all up to the row of the cursor is done already or, where that was said, that nothing is. Returns the number
    /// of the last step that is done.
    pub fn toggle_done(&mut self) -> Option<String> {
        let rows = self.rows();
        let number = match rows.get(self.cursor(Part::Steps))? {
            PlanRow::Step(_, step, _) => step.number.clone(),
            PlanRow::Stage(_, stage, _) => {
                let mut steps = Vec::new();
                descend(&stage.steps, 0, &mut steps);
                steps.last()?.1.number.clone()
            }
            PlanRow::Rollback(_) => return self.done_to.clone(),
        };
        let is_same = self.done_to.as_ref() == Some(&number);
        self.done_to = Some(number).filter(|_| !is_same);
        self.done_to.clone()
    }

    /// Folds or unfolds the stage in which the cursor is, and goes to it.
    pub fn toggle_fold(&mut self) {
        let rows = self.rows();
        let before = rows.iter().take(self.cursor(Part::Steps) + 1).enumerate();
        let stage = before
            .filter_map(|(row, found)| match found {
                PlanRow::Stage(place, _, _) => Some((row, *place)),
                PlanRow::Step(..) | PlanRow::Rollback(_) => None,
            })
            .next_back();
        let is_rollback = matches!(
            rows.get(self.cursor(Part::Steps)),
            Some(PlanRow::Rollback(_))
        );
        if let Some((row, place)) = stage.filter(|_| !is_rollback) {
            if !self.folded.remove(&place) {
                self.folded.insert(place);
            }
            if let Some(at) = self.at.get_mut(Part::Steps.place()) {
                *at = row;
            }
        }
    }
}

/// Lists steps with their depth, parents before parts.
fn descend<'a>(steps: &'a [Step], depth: usize, found: &mut Vec<(usize, &'a Step)>) {
    for step in steps {
        found.push((depth, step));
        descend(&step.steps, depth + 1, found);
    }
}
