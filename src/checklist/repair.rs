//! Repairs: what was mended in a text before it was understood. Each can be refused; then the text is read as found.

use std::collections::BTreeSet;

use serde::Serialize;

/// A place where the text was mended before it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// Its place among the repairs of this text when all are accepted, from 0; by this it is refused.
    pub index: usize,
    /// Whether it was made; one that was refused left the text as found.
    pub accepted: bool,
    /// Where, from 1.
    pub line: usize,
    /// What was wrong.
    pub kind: RepairKind,
    /// The text as found.
    pub before: String,
    /// The text as understood.
    pub after: String,
    /// How sure that is.
    pub confidence: Confidence,
}

/// What was wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairKind {
    /// A bullet stood at the end of the line before, or alone.
    Bullet,
    /// One line was torn into several.
    TornLine,
    /// Two words had lost the space between them.
    GluedWords,
    /// A heading had lost its marks.
    Heading,
    /// Items had lost what they were nested in.
    Nesting,
    /// A line stood twice where a list had ended.
    Duplicate,
    /// A placeholder was filled with what the document says elsewhere.
    Placeholder,
    /// Several lines stood in one.
    RunTogether,
    /// A line of the page around the document.
    PageFurniture,
}

/// How sure a repair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A guess that a person should look at.
    Low,
    /// Likely.
    Medium,
    /// No other reading makes sense.
    High,
}

impl Repair {
    /// Describes a repair that nobody has judged yet.
    pub(super) fn new(
        line: usize,
        kind: RepairKind,
        (before, after): (String, String),
        confidence: Confidence,
    ) -> Self {
        Self {
            index: 0,
            accepted: true,
            line,
            kind,
            before,
            after,
            confidence,
        }
    }

    /// Returns what makes it the same repair in every reading of one text, whatever else is refused.
    pub fn key(&self) -> RepairKey {
        RepairKey(self.line, self.kind as u8, self.before.clone())
    }
}

/// Which repairs are made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RepairChoice {
    /// Every one.
    #[default]
    All,
    /// Those without another sensible reading: of high confidence.
    Safe,
    /// None: the text is read as found.
    None,
    /// Every one but those with these indexes, as they are counted when all are made.
    Except(BTreeSet<usize>),
    /// Every one but these, those too that only come up because another is refused.
    Without(BTreeSet<RepairKey>),
}

/// What makes a repair the same in every reading of one text: where it stands, what was wrong, what was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepairKey(usize, u8, String);

/// The repairs of one reading, each judged before it is made.
#[derive(Debug)]
pub(super) struct Repairs {
    judge: Judge,
    /// What was offered, in the order in which it was.
    offered: Vec<Repair>,
}

/// Says which repairs may be made.
#[derive(Debug)]
enum Judge {
    All,
    Safe,
    None,
    Except(BTreeSet<RepairKey>),
}

impl Repairs {
    /// Judges by `choice`; `all` are the repairs of the same text when all are made.
    pub(super) fn by(choice: &RepairChoice, all: &[Repair]) -> Self {
        let judge = match choice {
            RepairChoice::All => Judge::All,
            RepairChoice::Safe => Judge::Safe,
            RepairChoice::None => Judge::None,
            RepairChoice::Without(refused) => Judge::Except(refused.clone()),
            RepairChoice::Except(indexes) => {
                let refused = all.iter().filter(|repair| indexes.contains(&repair.index));
                Judge::Except(refused.map(Repair::key).collect())
            }
        };
        Self {
            judge,
            offered: Vec::new(),
        }
    }

    /// Takes a repair down and tells whether to make it.
    pub(super) fn offer(&mut self, mut repair: Repair) -> bool {
        repair.accepted = match &self.judge {
            Judge::All => true,
            Judge::Safe => repair.confidence == Confidence::High,
            Judge::None => false,
            Judge::Except(refused) => !refused.contains(&repair.key()),
        };
        let accepted = repair.accepted;
        self.offered.push(repair);
        accepted
    }

    /// Forgets everything offered: the text turned out to be none that is mended.
    pub(super) fn forget(&mut self) {
        self.offered.clear();
    }

    /// Returns the repairs in the order of their lines, counted; those known from `all` keep their count.
    pub(super) fn counted(mut self, all: &[Repair]) -> Vec<Repair> {
        self.offered.sort_by_key(|repair| repair.line);
        let mut known: std::collections::BTreeMap<RepairKey, Vec<usize>> =
            std::collections::BTreeMap::new();
        for repair in all.iter().rev() {
            known.entry(repair.key()).or_default().push(repair.index);
        }
        let mut next = all.len();
        for repair in &mut self.offered {
            let index = known.get_mut(&repair.key()).and_then(Vec::pop);
            repair.index = index.unwrap_or_else(|| {
                next += 1;
                next - 1
            });
        }
        self.offered
    }
}
