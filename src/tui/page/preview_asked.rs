//! What only a person can answer about a document before it is saved: which flag, which branch, what a placeholder stands for.

use std::collections::BTreeSet;

use super::import_preview::{ImportPreview, Part};
use crate::chatops;
use crate::checklist::Question;
use crate::domain::flag::FlagName;

/// The key of the question which flag a document is about.
pub const FLAG: &str = "flag";

/// How many things are open to be answered at a time, at most; those after them come up when these are answered.
const MOST_ASKED: usize = 4;

/// Something that only a person can answer, with the answer that was given.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// A question of the document.
    Question(&'a Question, Option<&'a str>),
    /// A placeholder by its text.
    Blank(&'a str, Option<&'a str>),
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
    /// Returns everything that only a person can answer: which flag, the other questions of the document, its placeholders.
    fn open(&self) -> impl Iterator<Item = Asked<'_>> {
        let answer = |key: &str| self.answers.get(key).map(String::as_str);
        let flag = self.flag_question.iter();
        let others = self.reading.questions.iter();
        let questions = flag.chain(others.filter(|question| question.key != FLAG));
        let questions = questions.map(move |found| match &self.flag {
            Some(flag) if found.key == FLAG => Asked::Question(found, Some(flag.as_str())),
            _ => Asked::Question(found, answer(&found.key)),
        });
        let blanks = self.reading.plan.steps().flat_map(|step| &step.blanks);
        // The placeholders of the flag are filled by its name.
        let is_asked =
            |blank: &&str| !chatops::is_flag_blank(blank) || self.flag_question.is_none();
        let blanks: BTreeSet<&str> = blanks.map(String::as_str).filter(is_asked).collect();
        let blanks = blanks.into_iter();
        questions.chain(blanks.map(move |blank| Asked::Blank(blank, answer(blank))))
    }

    /// Returns what is asked now: what was answered, and the first of what was not.
    pub fn asked(&self) -> Vec<Asked<'_>> {
        let mut open = 0;
        let asked = self.open().filter(|asked| {
            open += usize::from(asked.answer().is_none());
            open <= MOST_ASKED || asked.answer().is_some()
        });
        asked.collect()
    }

    /// Returns how much is left to be asked when these are answered, or after the import.
    pub fn not_asked(&self) -> usize {
        self.open().count() - self.asked().len()
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

    /// Says which flag the document is about, or forgets it, and reads the text so.
    pub fn name_flag(&mut self, flag: Option<FlagName>) {
        self.flag = flag;
        self.read_again();
    }
}
