//! What stands in the way, in full: what kind of thing, how bad, whose, until when, and the steps out of it.

use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::id::{BlockerId, IncidentId, Seq};

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// Its name within the rollout.
    pub id: BlockerId,
    /// What it is, in one line.
    pub title: String,
    /// Where it is described.
    pub link: Option<String>,
    /// What else is known of it.
    pub details: BlockerDetails,
    /// The steps of its plan that are done, by their place from 0, with the event that said so.
    pub done: Vec<(usize, Seq)>,
    /// Why it was closed; `None` while it is open.
    pub closed: Option<String>,
    /// The event that closed it although it held the rollout and its plan was not worked off.
    pub against: Option<Seq>,
    /// The event that raised it.
    pub seq: Seq,
}

/// Something that somebody wrote down about a blocker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockerNote {
    /// The blocker that it is about.
    pub blocker: BlockerId,
    /// The words.
    pub text: String,
    /// The event that recorded it.
    pub seq: Seq,
}

/// What is known of a blocker besides its title and its link; nothing of it has to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlockerDetails {
    /// What kind of thing it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<BlockerKind>,
    /// How bad it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// Who sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// Whether it only warns and closes no gate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub soft: bool,
    /// What happens, in more than one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Why it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The steps out of it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plan: Vec<String>,
    /// What will be so when it is out of the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<String>,
    /// The name under which the same thing stands in the way of several rollouts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
}

/// What is to be different about a blocker; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockerEdit {
    /// What it is, in one line.
    pub title: Option<String>,
    /// Where it is described; an empty text takes that away.
    pub link: Option<String>,
    /// What kind of thing it is.
    pub kind: Option<BlockerKind>,
    /// How bad it is; `Some(None)` takes that away.
    pub severity: Option<Option<Severity>>,
    /// Who sees to it; an empty text takes that away.
    pub owner: Option<String>,
    /// Until when; `Some(None)` takes that away.
    pub due: Option<Option<Timestamp>>,
    /// Whether it only warns.
    pub soft: Option<bool>,
    /// What happens; an empty text takes that away.
    pub description: Option<String>,
    /// More steps out of it, behind those that it has.
    pub steps: Vec<String>,
    /// What will be so when it is out of the way, in the place of what was said before; empty leaves that.
    pub expected: Vec<String>,
}

/// What kind of thing stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerKind {
    /// Something does not work.
    Bug,
    /// Something is on fire.
    Incident,
    /// Another change is under way.
    Change,
    /// Changes are locked.
    Lock,
    /// Data is missing or wrong.
    Data,
}

/// How bad it is: S1 is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Critical.
    S1,
    /// High.
    S2,
    /// Medium.
    S3,
    /// Low.
    S4,
}

impl BlockerKind {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bug => "bug",
            Self::Incident => "incident",
            Self::Change => "change",
            Self::Lock => "lock",
            Self::Data => "data",
        }
    }
}

impl Severity {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::S1 => "s1",
            Self::S2 => "s2",
            Self::S3 => "s3",
            Self::S4 => "s4",
        }
    }
}

/// The beginning of the shared name of a blocker that stands for an incident.
const OF_INCIDENT: &str = "incident/";

impl BlockerDetails {
    /// Returns the shared name of the blockers that stand for an incident.
    pub fn shared_by(incident: &IncidentId) -> String {
        format!("{OF_INCIDENT}{incident}")
    }

    /// Returns the incident that it stands for.
    pub fn incident(&self) -> Option<IncidentId> {
        let name = self.shared.as_deref()?.strip_prefix(OF_INCIDENT)?;
        Some(IncidentId::new(name))
    }

    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Blocker {
    /// Tells whether it closes gates.
    pub const fn holds(&self) -> bool {
        self.closed.is_none() && !self.details.soft
    }

    /// Tells whether it only warns.
    pub const fn warns(&self) -> bool {
        self.closed.is_none() && self.details.soft
    }

    /// Tells whether the step at this place of its plan, from 0, is done.
    pub fn is_done(&self, place: usize) -> bool {
        self.done.iter().any(|(done, _)| *done == place)
    }

    /// Tells whether it has a plan and every step of it is done.
    pub fn is_worked_off(&self) -> bool {
        let count = self.details.plan.len();
        count > 0 && (0..count).all(|place| self.is_done(place))
    }
}
