//! A choice that a document leaves to the reader: one of several branches applies, the others do not.

use serde::{Deserialize, Serialize};

use crate::domain::id::{DecisionKey, StepId};

/// A question with exclusive answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The word by which it is answered from the shell.
    pub key: DecisionKey,
    /// The question in words.
    pub question: String,
    /// Its answers, at least two.
    pub options: Vec<DecisionOption>,
}

/// One answer and what it makes applicable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionOption {
    /// The word by which it is chosen: `yes`, `no`, `project`.
    pub key: String,
    /// The answer in the words of the document.
    pub label: String,
    /// The step at the head of its branch.
    pub head: StepId,
}

/// The place of a step in a branch: it applies only if that answer was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// Which decision.
    pub decision: DecisionKey,
    /// Which of its answers.
    pub option: String,
}

impl Decision {
    /// Returns the answer with this key, whatever its case.
    pub fn option(&self, key: &str) -> Option<&DecisionOption> {
        self.options
            .iter()
            .find(|option| option.key.eq_ignore_ascii_case(key))
    }
}
