//! The four states of an escalation. Any may follow any; which of them are open decides who is told.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far an incident is.
///
/// Source: gitlabhq/gitlabhq `app/models/concerns/incident_management/escalatable.rb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has begun to look.
    Triggered,
    /// Somebody looks.
    Acknowledged,
    /// The problem is dealt with.
    Resolved,
    /// Nothing will be done.
    Ignored,
}

impl Status {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 4] = [
        Self::Triggered,
        Self::Acknowledged,
        Self::Resolved,
        Self::Ignored,
    ];

    /// Returns its number, by which rules compare.
    pub const fn value(self) -> u8 {
        match self {
            Self::Triggered => 0,
            Self::Acknowledged => 1,
            Self::Resolved => 2,
            Self::Ignored => 3,
        }
    }

    /// Tells whether somebody may still have to be told.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Triggered | Self::Acknowledged)
    }

    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Triggered => "triggered",
            Self::Acknowledged => "acknowledged",
            Self::Resolved => "resolved",
            Self::Ignored => "ignored",
        }
    }

    /// Reads the word, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = text.trim();
        Self::ALL
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(wanted))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
