//! Names and numbers for stages and steps. A name is made of heading path, text and ordinal, so it survives edits elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::prose::squeeze;
use crate::domain::id::{DecisionKey, StageId, StepId};
use crate::domain::plan::{Branch, Stage, Step};

/// How many hexadecimal digits a name has.
const DIGITS: usize = 10;

/// Hands out names; the same words under the same headings get an ordinal.
#[derive(Debug, Default)]
pub(super) struct Names {
    seen: HashMap<String, usize>,
    decisions: BTreeMap<String, usize>,
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
            let number = step.number.clone();
            self.steps(&mut step.steps, path, &number);
        }
        link_decisions(steps);
    }

    fn next(&mut self, what: &str, path: &[String], text: &str) -> String {
        let words = squeeze(text).to_lowercase();
        let key = format!("{what}\u{1f}{}\u{1e}{words}", path.join("\u{1f}"));
        let ordinal = self.seen.get(&key).map_or(1, |last| last + 1);
        let name = digest(&key, ordinal);
        self.seen.insert(key, ordinal);
        name
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

fn digest(key: &str, ordinal: usize) -> String {
    let mut name = String::with_capacity(DIGITS);
    let hash = Sha256::new()
        .chain_update(key.as_bytes())
        .chain_update(format!("\u{1e}{ordinal}").as_bytes());
    for byte in hash.finalize().iter().take(DIGITS / 2) {
        // Writing to a String cannot fail.
        let _written = write!(name, "{byte:02x}");
    }
    name
}
