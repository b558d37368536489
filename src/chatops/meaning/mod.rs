//! What an instruction means to a person: a sentence, what it would change, which guards it meets. It runs nothing and asks no server.

mod guard;
mod repaired;
mod sentence;
mod suspect;
mod verb;

#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use guard::{Guard, Stands};

use crate::domain::plan::{Dialect, Instruction, Verb};

/// What an instruction means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// What it does, in a sentence.
    pub meaning: String,
    /// What it would change, one thing each; empty where it changes nothing; `None` where nobody here knows.
    pub changes: Option<Vec<String>>,
    /// The guards of chatops that it meets, in their order.
    pub guards: Vec<Guard>,
    /// What should be known before it is run.
    pub notes: Vec<String>,
    /// What was probably meant where something looks mistyped, and what was read as something else than it says.
    pub suspected: Vec<String>,
}

/// Says what an instruction means.
pub fn meaning(instruction: &Instruction) -> Meaning {
    let said = match (&instruction.verb, instruction.dialect) {
        (Verb::Other(words), Dialect::Chatops) => verb::of_chatops(words, instruction),
        (Verb::Other(words), dialect) => verb::of_another(words, dialect),
        (Verb::FeatureSet, _) => sentence::set(instruction),
        (Verb::FeatureDelete, _) => sentence::delete(instruction),
        (Verb::FeatureGet | Verb::FeatureList, _) => sentence::look(instruction),
    };
    let guards = match instruction.dialect {
        Dialect::Chatops => guard::guards(instruction),
        Dialect::Console | Dialect::QuickAction | Dialect::Shell => Vec::new(),
    };
    Meaning {
        meaning: said.sentence,
        changes: said.changes,
        guards,
        notes: said.notes,
        suspected: suspect::suspected(instruction),
    }
}

/// A sentence, what would change, what should be known.
#[derive(Debug, Default)]
struct Said {
    sentence: String,
    changes: Option<Vec<String>>,
    notes: Vec<String>,
}
