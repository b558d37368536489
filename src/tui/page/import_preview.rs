//! The preview of a document that is about to be imported: read once, kept here, and looked at. Nothing is saved from here.

use std::collections::{BTreeMap, BTreeSet};

use crate::checklist::{self, Question, Reading, RepairChoice};
use crate::domain::id::StageId;
use crate::domain::plan::{Stage, Step};

/// How many things are asked before the import, at most; the others are asked where the rollout needs them.
const MOST_ASKED: usize = 4;

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
    /// The repairs that are refused, by their index.
    pub refused: BTreeSet<usize>,
    /// What was answered, by the key of the question or the text of the placeholder; what is absent is left for later.
    pub answers: BTreeMap<String, String>,
    /// How many repairs there are while none is refused; those after them cannot be refused.
    offered: usize,
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

/// Something that only a person can answer, with the answer that was given.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// A question of the document.
    Question(&'a Question, Option<&'a str>),
    /// A placeholder by its text.
    Blank(&'a str, Option<&'a str>),
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

impl Asked<'_> {
    /// Returns the answer that was given.
    pub const fn answer(&self) -> Option<&str> {
        match self {
            Self::Question(_, answer) | Self::Blank(_, answer) => *answer,
        }
    }
}

impl ImportPreview {
    /// Reads `text`, however long it is, this one time; only a repair that is refused has it read again.
    pub fn new(text: String, source: String) -> Self {
        let reading = Box::new(checklist::read(&text));
        let offered = reading.repairs.len();
        Self {
            text,
            source,
            reading,
            part: Part::Steps,
            at: [0; 4],
            folded: BTreeSet::new(),
            done_to: None,
            refused: BTreeSet::new(),
            answers: BTreeMap::new(),
            offered,
        }
    }

    /// Returns how much stands in a part.
    pub fn count(&self, part: Part) -> usize {
        match part {
            Part::Steps => self.reading.counts.steps,
            Part::Repairs => self.reading.repairs.len(),
            Part::Warnings => self.reading.diagnostics.len(),
            Part::Answers => self.asked().len(),
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

    /// Returns everything that only a person can answer: the questions of the document, then its placeholders.
    fn open(&self) -> impl Iterator<Item = Asked<'_>> {
        let answer = |key: &str| self.answers.get(key).map(String::as_str);
        let questions = self.reading.questions.iter();
        let questions = questions.map(move |found| Asked::Question(found, answer(&found.key)));
        let blanks = self.reading.plan.steps().flat_map(|step| &step.blanks);
        let blanks: BTreeSet<&str> = blanks.map(String::as_str).collect();
        let blanks = blanks.into_iter();
        questions.chain(blanks.map(move |blank| Asked::Blank(blank, answer(blank))))
    }

    /// Returns what is asked before the import.
    pub fn asked(&self) -> Vec<Asked<'_>> {
        self.open().take(MOST_ASKED).collect()
    }

    /// Returns how much is left to be asked after the import.
    pub fn not_asked(&self) -> usize {
        self.open().skip(MOST_ASKED).count()
    }

    /// Goes on to the next answer of the question at the cursor: from later through its options to later again.
    pub fn next_answer(&mut self) {
        let asked = self.asked();
        let at = asked.get(self.cursor(Part::Answers));
        if let Some(Asked::Question(question, answer)) = at {
            let place = answer.and_then(|answer| question.options.iter().position(|o| o == answer));
            let next = question.options.get(place.map_or(0, |place| place + 1));
            let (key, next) = (question.key.clone(), next.cloned());
            self.set_answer(key, next);
        }
    }

    /// Keeps an answer, or forgets it.
    pub fn set_answer(&mut self, key: String, answer: Option<String>) {
        match answer {
            Some(answer) => self.answers.insert(key, answer),
            None => self.answers.remove(&key),
        };
    }

    /// Refuses the repair at the cursor, or accepts it again, and reads the text so. Returns whether it is accepted now; `None`
    /// where there is no repair or one that only comes up because another was refused.
    pub fn toggle_repair(&mut self) -> Option<bool> {
        let repair = self.reading.repairs.get(self.cursor(Part::Repairs))?;
        let index = Some(repair.index).filter(|index| *index < self.offered)?;
        let is_accepted = self.refused.remove(&index);
        if !is_accepted {
            self.refused.insert(index);
        }
        self.read_again();
        Some(is_accepted)
    }

    /// Accepts every repair.
    pub fn accept_all(&mut self) {
        self.refused.clear();
        self.read_again();
    }

    /// Reads the text with the repairs that are chosen. The cursors, the folds and what is done stay with what they were on.
    fn read_again(&mut self) {
        let choice = RepairChoice::Except(self.refused.clone());
        let reading = Box::new(checklist::read_with(&self.text, &choice));
        let before = std::mem::replace(&mut self.reading, reading);
        let is_folded = |(place, _): &(usize, &Stage)| self.folded.contains(place);
        let folded = before.plan.stages.iter().enumerate().filter(is_folded);
        let folded: BTreeSet<&StageId> = folded.map(|(_, stage)| &stage.id).collect();
        let stages = self.reading.plan.stages.iter().enumerate();
        let stages = stages.filter(|(_, stage)| folded.contains(&stage.id));
        self.folded = stages.map(|(place, _)| place).collect();
        let done = self.done_to.take();
        let done = done.and_then(|number| before.plan.steps().find(|step| step.number == number));
        let is_same = |known: &Step, step: &Step| {
            step.id == known.id || (step.line == known.line && step.text == known.text)
        };
        self.done_to = done
            .and_then(|known| self.reading.plan.steps().find(|step| is_same(known, step)))
            .map(|step| step.number.clone());
        let index = before.repairs.get(self.cursor(Part::Repairs));
        let index = index.map(|repair| repair.index);
        let mut repairs = self.reading.repairs.iter();
        let repair = repairs.position(|repair| Some(repair.index) == index);
        let part = self.part;
        for of in Part::ALL {
            self.part = of;
            self.move_by(0);
        }
        self.part = part;
        if let (Some(at), Some(row)) = (self.at.get_mut(Part::Repairs.place()), repair) {
            *at = row;
        }
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
