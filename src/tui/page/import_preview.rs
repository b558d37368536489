//! The preview of a document that is about to be imported: read once, kept here, and looked at. Nothing is saved from here.

use std::collections::BTreeSet;

use crate::checklist::{self, Reading};
use crate::domain::plan::{Stage, Step};

/// A document before it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPreview {
    /// Its text, byte for byte.
    pub text: String,
    /// Where it came from, in words.
    pub source: String,
    /// What was understood of it.
    pub reading: Box<Reading>,
    /// The part that has the cursor.
    pub part: Part,
    /// The row of the cursor in each part.
    pub at: [usize; 4],
    /// The stages that are folded, by their place.
    pub folded: BTreeSet<usize>,
    /// The number of the last step that is done already, as the person says.
    pub done_to: Option<String>,
}

/// The parts of the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What was understood.
    Steps,
    /// What was mended.
    Repairs,
    /// What there is to know.
    Warnings,
    /// What only a person can answer.
    Answers,
}

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

impl Part {
    /// Every part, in the order of their keys.
    pub const ALL: [Self; 4] = [Self::Steps, Self::Repairs, Self::Warnings, Self::Answers];

    /// Returns its place among the parts.
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Returns its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Steps => "Steps",
            Self::Repairs => "Repairs",
            Self::Warnings => "Warnings",
            Self::Answers => "Answers",
        }
    }
}

impl ImportPreview {
    /// Reads `text`, however long it is, this one time.
    pub fn new(text: String, source: String) -> Self {
        let reading = Box::new(checklist::read(&text));
        Self {
            text,
            source,
            reading,
            part: Part::Steps,
            at: [0; 4],
            folded: BTreeSet::new(),
            done_to: None,
        }
    }

    /// Returns how much stands in a part.
    pub fn count(&self, part: Part) -> usize {
        match part {
            Part::Steps => self.reading.counts.steps,
            Part::Repairs => self.reading.repairs.len(),
            Part::Warnings => self.reading.diagnostics.len(),
            Part::Answers => self.reading.questions.len(),
        }
    }

    /// Returns how many rows the cursor can go to in the part that has it.
    pub fn length(&self) -> usize {
        match self.part {
            Part::Steps => self.rows().len(),
            Part::Repairs | Part::Warnings | Part::Answers => self.count(self.part),
        }
    }

    /// Returns the row of the cursor in `part`.
    pub fn cursor(&self, part: Part) -> usize {
        self.at.get(part.place()).copied().unwrap_or_default()
    }

    /// Moves the cursor of the part that has it.
    pub fn move_by(&mut self, rows: isize) {
        let last = self.length().saturating_sub(1);
        if let Some(at) = self.at.get_mut(self.part.place()) {
            *at = at.saturating_add_signed(rows).min(last);
        }
    }

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
