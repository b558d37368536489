//! Names and numbers for stages and steps. A name is made of heading path, text and ordinal, so it survives edits elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::prose::squeeze;
use crate::domain::id::{DecisionKey, StageId, StepId};
use crate::domain::plan::{Branch, Stage, Step};

/// How many hexadecimal digits a name has.
const DIGITS: usize = 10;

/// A digest, of which a name is the beginning.
type Hash = [u8; 32];

/// Hands out names; the same words under the same headings get an ordinal.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// How often each key came, by the digest of its first name.
    seen: HashMap<Hash, usize>,
    decisions: BTreeMap<String, usize>,
    /// The key being named, kept so that not each one takes room of its own.
    key: String,
}

impl Names {
    /// Names a stage by its headings.
    pub(super) fn stage(&mut self, path: &[String]) -> StageId {
        StageId::new(self.next("stage", path, ""))
    }

    /// Names and numbers the steps of one list and all that is nested in them.
    pub(super) fn steps(&mut self, steps: &mut [Step], path: &[String], prefix: &str) {
        self.rename_decisions(steps);
        for (index, step) in steps.iter_mut().enumerate() {
            step.id = StepId::new(self.next("step", path, &step.text));
            step.number = format!("{prefix}.{}", index + 1);
            self.steps(&mut step.steps, path, &step.number);
        }
        link_decisions(steps);
    }

    fn next(&mut self, what: &str, path: &[String], text: &str) -> String {
        self.key.clear();
        self.key.push_str(what);
        self.key.push('\u{1f}');
        for (index, heading) in path.iter().enumerate() {
            if index > 0 {
                self.key.push('\u{1f}');
            }
            self.key.push_str(heading);
        }
        self.key.push('\u{1e}');
        push_words(&mut self.key, text);
        let end = self.key.len();
        self.key.push_str("\u{1e}1");
        let first = digest(&self.key);
        let ordinal = self.seen.entry(first).or_default();
        *ordinal += 1;
        if *ordinal == 1 {
            return name(&first);
        }
        self.key.truncate(end);
        // Writing to a String cannot fail.
        let _written = write!(self.key, "\u{1e}{ordinal}");
        name(&digest(&self.key))
    }

    /// Gives a question that was asked before in the document a key of its own: `actor-2`.
    fn rename_decisions(&mut self, steps: &mut [Step]) {
        let keys: Vec<DecisionKey> = steps
            .iter()
            .filter_map(|step| step.decision.as_ref().map(|decision| decision.key.clone()))
            .collect();
        for key in keys {
            let count = self.decisions.entry(key.as_str().to_owned()).or_default();
            *count += 1;
            if *count == 1 {
                continue;
            }
            let renamed = DecisionKey::new(format!("{key}-{count}"));
            for step in steps.iter_mut() {
                if let Some(decision) = step.decision.as_mut().filter(|found| found.key == key) {
                    decision.key = renamed.clone();
                }
                if let Some(branch) = step.branch.as_mut().filter(|found| found.decision == key) {
                    branch.decision = renamed.clone();
                }
            }
        }
    }
}

/// Tells each answer of a decision which step heads its branch.
fn link_decisions(steps: &mut [Step]) {
    let heads: Vec<(Branch, StepId)> = steps
        .iter()
        .filter_map(|step| Some((step.branch.clone()?, step.id.clone())))
        .collect();
    for decision in steps.iter_mut().filter_map(|step| step.decision.as_mut()) {
        for option in &mut decision.options {
            let head = heads
                .iter()
                .find(|(branch, _)| branch.decision == decision.key && branch.option == option.key);
            if let Some((_, id)) = head {
                option.head = id.clone();
            }
        }
    }
}

/// Numbers the stages from 1 and names all that is in them.
pub(super) fn settle(stages: &mut [(Stage, Vec<String>)], rollback: &mut [Step]) {
    let mut names = Names::default();
    let numbered = (1_u32..).zip(stages.iter_mut());
    for (number, (stage, path)) in numbered {
        stage.number = number;
        stage.id = names.stage(path);
        names.steps(&mut stage.steps, path, &number.to_string());
    }
    names.steps(rollback, &["rollback".to_owned()], "R");
}

/// Adds the words of a text to a key: in lower case, with single spaces.
fn push_words(key: &mut String, text: &str) {
    if !text.is_ascii() {
        key.push_str(&squeeze(text).to_lowercase());
        return;
    }
    let start = key.len();
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            key.push(' ');
        }
        key.push_str(word);
    }
    if let Some(words) = key.get_mut(start..) {
        words.make_ascii_lowercase();
    }
}

fn digest(key: &str) -> Hash {
    Sha256::digest(key.as_bytes()).into()
}

/// Writes the beginning of a digest in hexadecimal digits.
fn name(hash: &Hash) -> String {
    let mut name = String::with_capacity(DIGITS);
    for byte in hash.iter().take(DIGITS / 2) {
        for half in [byte >> 4, byte & 15] {
            name.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
        }
    }
    name
}
