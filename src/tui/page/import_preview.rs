//! The preview of a document that is about to be imported: read once, kept here, and looked at. Nothing is saved from here.

use std::collections::{BTreeMap, BTreeSet};

use super::preview_asked::FLAG;
use super::preview_changes::Onto;
use crate::checklist::{self, Question, Reading, RepairChoice, RepairKey};
use crate::domain::flag::FlagName;
use crate::domain::id::StageId;
use crate::domain::issue_link::IssueLink;
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
    pub at: [usize; 5],
    /// The stages that are folded, by their place.
    pub folded: BTreeSet<usize>,
    /// The number of the last step that is done already, as the person says.
    pub done_to: Option<String>,
    /// The repairs that are refused.
    pub refused: BTreeSet<RepairKey>,
    /// What was answered, by the key of the question or the text of the placeholder; what is absent is left for later.
    pub answers: BTreeMap<String, String>,
    /// The flag that it is about, as the person says, where the text names none.
    pub flag: Option<FlagName>,
    /// The issue that the text is of.
    pub link: Option<IssueLink>,
    /// The rollout that it is another version of.
    pub onto: Option<Onto>,
    /// The question which flag it is about, where the text leaves that open.
    pub(super) flag_question: Option<Question>,
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
    /// What is different from the document of the rollout that it is another version of.
    Changes,
}

impl Part {
    /// Every part, in the order of their keys.
    pub const ALL: [Self; 5] = [
        Self::Steps,
        Self::Repairs,
        Self::Warnings,
        Self::Answers,
        Self::Changes,
    ];

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
            Self::Changes => "Changes",
        }
    }
}

impl ImportPreview {
    /// Reads `text`, however long it is, this one time; only a repair that is refused has it read again.
    pub fn new(text: String, source: String) -> Self {
        let reading = Box::new(checklist::read(&text));
        let flag_question = flag_question(&reading);
        Self {
            text,
            source,
            reading,
            part: Part::Steps,
            at: [0; 5],
            folded: BTreeSet::new(),
            done_to: None,
            refused: BTreeSet::new(),
            answers: BTreeMap::new(),
            flag: None,
            link: None,
            onto: None,
            flag_question,
        }
    }

    /// Returns how much stands in a part.
    pub fn count(&self, part: Part) -> usize {
        match part {
            Part::Steps => self.reading.counts.steps,
            Part::Repairs => self.reading.repairs.len(),
            Part::Warnings => self.reading.diagnostics.len(),
            Part::Answers => self.asked().len(),
            Part::Changes => self.changes().len(),
        }
    }

    /// Returns how many rows the cursor can go to in the part that has it.
    pub fn length(&self) -> usize {
        match self.part {
            Part::Steps => self.rows().len(),
            Part::Repairs | Part::Warnings | Part::Answers | Part::Changes => self.count(self.part),
        }
    }

    /// Returns the parts that there are: one about changes only where it is another version of a document.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let is_new = self.onto.is_none();
        let parts = Part::ALL.into_iter();
        parts.filter(move |part| *part != Part::Changes || !is_new)
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

    /// Refuses the repair at the cursor, or accepts it again, and reads the text so. Returns whether it is accepted now; `None`
    /// where there is no repair.
    pub fn toggle_repair(&mut self) -> Option<bool> {
        let repair = self.reading.repairs.get(self.cursor(Part::Repairs))?;
        let key = repair.key();
        let is_accepted = self.refused.remove(&key);
        if !is_accepted {
            self.refused.insert(key);
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
    pub(super) fn read_again(&mut self) {
        let choice = RepairChoice::Without(self.refused.clone());
        let mut reading = Box::new(checklist::read_with(&self.text, &choice));
        self.flag_question = flag_question(&reading);
        if let Some(flag) = &self.flag {
            *reading = checklist::with_flag(*reading, flag);
        }
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
        let key = before.repairs.get(self.cursor(Part::Repairs));
        let key = key.map(checklist::Repair::key);
        let mut repairs = self.reading.repairs.iter();
        let repair = repairs.position(|repair| Some(repair.key()) == key);
        self.compare();
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
}

fn flag_question(reading: &Reading) -> Option<Question> {
    let mut questions = reading.questions.iter();
    questions.find(|question| question.key == FLAG).cloned()
}
