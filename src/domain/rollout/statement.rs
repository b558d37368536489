//! What a person vouches for that no line shows: the code is there, the docs are ready, somebody is there, the kind of flag. It checks nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::calendar::FlagType;
use crate::domain::flag::Environment;
use crate::domain::id::Seq;

/// One thing that somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// About what.
    pub topic: Topic,
    /// Where; only for the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<Environment>,
    /// What is so.
    pub answer: Answer,
    /// What shows it: a merge commit, a package, a link, a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What can be vouched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The merge commit or its package is in an environment.
    Code,
    /// The questions about a change issue have an answer; `yes` says that one is needed.
    Change,
    /// The documentation is ready.
    Docs,
    /// Breaking changes are announced.
    Breaking,
    /// Support knows.
    Support,
    /// Somebody is there for at least 2 hours after a change to production.
    Watch,
    /// What type of flag it is.
    Type,
}

/// What is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It does not matter here.
    #[serde(rename = "na")]
    NotApplicable,
    /// It is of this type.
    Type(FlagType),
}

/// A statement as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// What was said.
    pub statement: Statement,
    /// In which attempt.
    pub attempt: u32,
    /// The event that recorded it.
    pub seq: Seq,
}

impl Topic {
    /// Every topic, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Code,
        Self::Change,
        Self::Docs,
        Self::Breaking,
        Self::Support,
        Self::Watch,
        Self::Type,
    ];

    /// Returns the word by which a person names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Change => "change",
            Self::Docs => "docs",
            Self::Breaking => "breaking",
            Self::Support => "support",
            Self::Watch => "watch",
            Self::Type => "type",
        }
    }

    /// Says what `yes` means.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Code => "the code is deployed",
            Self::Change => "it needs a change issue",
            Self::Docs => "the documentation is ready",
            Self::Breaking => "breaking changes are announced",
            Self::Support => "support knows",
            Self::Watch => "somebody is there for 2 hours after a change",
            Self::Type => "the type of the flag",
        }
    }

    /// Tells whether a new attempt asks again.
    pub const fn is_of_an_attempt(self) -> bool {
        matches!(self, Self::Change | Self::Watch)
    }

    /// Reads the word by which a person names it.
    pub fn parse(text: &str) -> Option<Self> {
        let named = |topic: &Self| topic.as_str().eq_ignore_ascii_case(text.trim());
        Self::ALL.into_iter().find(named)
    }
}

impl Answer {
    /// Returns the word by which a person says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "na",
            Self::Type(kind) => kind.as_str(),
        }
    }

    /// Reads the word by which a person says it: `yes`, `no`, `na`, or a type of flag.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            "na" | "n/a" => Some(Self::NotApplicable),
            other => FlagType::parse(other).map(Self::Type),
        }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.topic.text(), self.answer.as_str())?;
        match self.environment {
            Some(environment) => write!(f, " in {environment}"),
            None => Ok(()),
        }
    }
}
