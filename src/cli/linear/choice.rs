//! What can be chosen at a place, and what is asked before it is done. A choice is words of the command line; it does nothing itself.

use super::place::Place;
use crate::domain::id::RolloutId;

/// What is read aloud at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scene {
    /// What is so: the bar of truth first.
    pub(super) says: Vec<String>,
    /// What can be chosen, from 1.
    pub(super) choices: Vec<Choice>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The word that chooses it as well; empty where only the number does.
    pub(super) word: &'static str,
    /// What it does or where it leads.
    pub(super) text: String,
    /// What happens.
    pub(super) deed: Deed,
}

/// What happens when something is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// Go there.
    Go(Place),
    /// Run a command, after these questions.
    Run(Vec<String>, Vec<Question>),
    /// Take in a text, line by line.
    Paste,
    /// Look round in the demo.
    Demo,
}

/// Something that is asked before a command is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// The question.
    pub(super) text: String,
    /// Where the answer goes.
    pub(super) slot: Slot,
    /// Whether an empty answer ends it.
    pub(super) needed: bool,
}

/// Where an answer goes in the words of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// To the end, as a word; it has to be the last question.
    Word,
    /// After this option.
    Option(&'static str),
    /// After `--set`, as the value of this key.
    Blank(String),
}

impl Scene {
    /// Adds a place to go to.
    pub(super) fn go(&mut self, word: &'static str, text: impl Into<String>, place: Place) {
        let text = text.into();
        let deed = Deed::Go(place);
        self.choices.push(Choice { word, text, deed });
    }

    /// Adds a command.
    pub(super) fn run(&mut self, word: &'static str, text: impl Into<String>, words: &[&str]) {
        self.ask(word, text, words, Vec::new());
    }

    /// Adds a command that asks something first.
    pub(super) fn ask(
        &mut self,
        word: &'static str,
        text: impl Into<String>,
        words: &[&str],
        questions: Vec<Question>,
    ) {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        self.choices.push(Choice {
            word,
            text: text.into(),
            deed: Deed::Run(words, questions),
        });
    }

    /// Says a line.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.says.push(text.into());
    }

    /// Finds what `line` chooses: its number from 1, or its word.
    pub(super) fn chosen(&self, line: &str) -> Option<&Choice> {
        if let Ok(number) = line.parse::<usize>() {
            return self.choices.get(number.checked_sub(1)?);
        }
        let mut choices = self.choices.iter();
        choices.find(|choice| !choice.word.is_empty() && choice.word.eq_ignore_ascii_case(line))
    }
}

impl Question {
    /// Asks for something that has to be said, after this option.
    pub(super) fn needed(text: &str, option: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            slot: Slot::Option(option),
            needed: true,
        }
    }

    /// Asks for something that may be left out, after this option.
    pub(super) fn optional(text: &str, option: &'static str) -> Self {
        Self {
            needed: false,
            ..Self::needed(text, option)
        }
    }

    /// Asks for the last word of a command.
    pub(super) fn word(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            slot: Slot::Word,
            needed: true,
        }
    }

    /// Asks for the value of a blank.
    pub(super) fn blank(key: &str) -> Self {
        Self {
            text: format!("what stands in {key}"),
            slot: Slot::Blank(key.trim_matches(['<', '>']).to_owned()),
            needed: true,
        }
    }

    /// Adds an answer to the words of a command. An option and its value are one word, so that no value is taken for an option.
    pub(super) fn fill(&self, words: &mut Vec<String>, answer: &str) {
        match &self.slot {
            Slot::Word => {
                words.push("--".to_owned());
                words.push(answer.to_owned());
            }
            Slot::Option(option) => words.push(format!("{option}={answer}")),
            Slot::Blank(key) => words.push(format!("--set={key}={answer}")),
        }
    }
}

/// Returns a place of a rollout, without a copy at every choice.
pub(super) fn at(id: &RolloutId, make: impl Fn(RolloutId) -> Place) -> Place {
    make(id.clone())
}
