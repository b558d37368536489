//! One thing to do, as a document asks for it. What became of it is kept elsewhere.

use serde::{Deserialize, Serialize};

use super::decision::{Branch, Decision};
use super::instruction::Instruction;
use super::state::StepState;
use crate::domain::id::StepId;

/// One item of a plan, with what is nested in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its name for ever.
    pub id: StepId,
    /// Its place in words: `4.1.3`; in the rollback section `R.1`.
    pub number: String,
    /// What is to be done, in one line.
    pub text: String,
    /// What kind of thing it is.
    pub kind: StepKind,
    /// The state that the document gives it; `unknown` where the text has lost it.
    pub initial: StepState,
    /// Whether a stage may be left without it.
    pub optional: bool,
    /// Where it stands in the source, from 1; 0 for a step that no line stands for.
    pub line: usize,
    /// Its box in the source; `None` where the text has none.
    pub mark: Option<Mark>,
    /// The lines to copy and run.
    pub instructions: Vec<Instruction>,
    /// The placeholders in its words and instructions, with their brackets, each once.
    pub blanks: Vec<String>,
    /// How long it asks to wait or to watch, in seconds.
    pub wait_s: Option<u64>,
    /// How long its sentence asks to stay between the percentages that it names, in seconds, where it is no wait itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_s: Option<u64>,
    /// The question it stands for, when its kind is a decision.
    pub decision: Option<Decision>,
    /// The branch that it heads; what is nested in it belongs to the same branch.
    pub branch: Option<Branch>,
    /// What is nested in it.
    pub steps: Vec<Self>,
}

/// The most characters of a headline.
const LONGEST_HEADLINE: usize = 90;

impl Step {
    /// Tells whether one of its lines switches or deletes a flag.
    pub fn changes_a_flag(&self) -> bool {
        self.instructions.iter().any(Instruction::changes_a_flag)
    }

    /// Tells whether its words are about what comes between the percentages of a ramp.
    pub fn speaks_of_each_percentage(&self) -> bool {
        let text = self.text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        has(&["between", "after each", "after every"])
            && has(&["step", "increment", "percentage", "each", "every"])
    }

    /// Tells whether marking it done says that its lines were run: they are all it asks for, or they change a flag.
    pub fn is_done_by_a_run(&self) -> bool {
        self.kind == StepKind::Instruction || self.kind.follows_its_runs() && self.changes_a_flag()
    }

    /// Returns what is to be done in short, for lists and reasons: the first sentence without its full stop, cut at a word with
    /// `…` where it is longer than 90 characters.
    pub fn headline(&self) -> String {
        let sentence = self
            .text
            .match_indices(['.', '!', '?'])
            .map(|(at, mark)| at + mark.len())
            .find_map(|end| {
                let (sentence, rest) = self.text.split_at_checked(end)?;
                ends_sentence(sentence, rest).then_some(sentence)
            });
        let sentence = sentence.unwrap_or(&self.text).trim();
        cut_at_word(sentence.strip_suffix('.').unwrap_or(sentence))
    }
}

/// Tells whether a full stop ends a sentence: a new one begins behind it and no abbreviation stands before it.
fn ends_sentence(sentence: &str, rest: &str) -> bool {
    let begins = rest
        .strip_prefix(' ')
        .is_some_and(|rest| !rest.starts_with(char::is_lowercase));
    let last = sentence.split(' ').next_back().unwrap_or_default();
    let is_short = ["e.g.", "i.e.", "etc.", "vs.", "approx."].contains(&last);
    begins && !is_short && sentence.chars().count() > 3
}

fn cut_at_word(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST_HEADLINE) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or_default();
    let words = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    let words = words.trim_end_matches([',', ';', ':', ' ', '-', '(']);
    format!("{words}…")
}

/// What kind of thing a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Something a person does.
    Action,
    /// A line to copy, run elsewhere and record.
    Instruction,
    /// A test whose result must be recorded.
    Qa,
    /// Time that must pass.
    Wait,
    /// Time during which somebody must be there; it blocks nothing when it runs.
    Watch,
    /// A question that makes some steps applicable and others not.
    Decision,
    /// Something to be told to somebody.
    Announce,
    /// A heading over the steps nested in it; it has no state of its own.
    Group,
    /// Text to be read; it has no state.
    Note,
}

impl StepKind {
    /// Tells whether a step of this kind has a state that somebody sets.
    pub const fn has_state(self) -> bool {
        !matches!(self, Self::Group | Self::Note)
    }

    /// Tells whether a line that was run for it says how it stands. Time passes, tests and questions stay what they are whatever was run.
    pub const fn follows_its_runs(self) -> bool {
        matches!(self, Self::Action | Self::Instruction | Self::Announce)
    }

    /// Tells whether a good look settles it. No look ends a wait, answers a question or runs an instruction.
    pub const fn is_settled_by_a_look(self) -> bool {
        matches!(self, Self::Qa | Self::Action | Self::Announce)
    }
}

/// The box of a task in the source text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What stands between the brackets, as written.
    pub symbol: String,
    /// Where it begins in the source, in bytes.
    pub start: usize,
    /// Where it ends in the source, in bytes.
    pub end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Step {
        Step {
            id: StepId::new("s"),
            number: "1.1".to_owned(),
            text: text.to_owned(),
            kind: StepKind::Action,
            initial: StepState::Todo,
            optional: false,
            line: 1,
            mark: None,
            instructions: vec![],
            blanks: vec![],
            wait_s: None,
            stay_s: None,
            decision: None,
            branch: None,
            steps: vec![],
        }
    }

    #[test]
    fn a_headline_is_the_first_sentence() {
        for (text, expected) in [
            ("Turn it on. Then look.", "Turn it on"),
            ("Is it on? Then look.", "Is it on?"),
            (
                "Turn it on e.g. for us. Then look.",
                "Turn it on e.g. for us",
            ),
            ("Deploy v1.2 to gitlab.com", "Deploy v1.2 to gitlab.com"),
            ("1. Do it", "1. Do it"),
            ("", ""),
        ] {
            assert_eq!(step(text).headline(), expected);
        }
    }

    #[test]
    fn a_long_headline_is_cut_at_a_word() {
        let text = "word ".repeat(40);
        let headline = step(text.trim()).headline();
        assert!(
            headline.ends_with("word…") && headline.chars().count() <= 91,
            "{headline}"
        );
        let headline = step(&"é".repeat(200)).headline();
        assert_eq!(headline.chars().count(), 91);
    }
}
