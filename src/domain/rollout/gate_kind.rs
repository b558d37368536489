//! The conditions that a rollout meets on its way, by name. What each asks of a rollout is said where it is checked.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A condition for leaving a stage or for switching production further on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// Every required step is settled.
    Steps,
    /// Every test of the stage has a pass, or an inconclusive result that somebody accepted.
    Qa,
    /// No wait is running.
    Waits,
    /// Nothing stands in the way.
    Blockers,
    /// What is written while the flag is off has an answer, and every cohort that it makes was tried.
    Writes,
    /// The rollout is not held.
    Hold,
    /// Production is on only where staging is, staging off only where production is.
    Consistency,
    /// A percentage counts actors, not calls.
    Basis,
    /// Named actors come before everybody.
    Actors,
    /// The last percentage was held for as long as it has to be.
    Dwell,
    /// No test has failed since the last percentage.
    Verdict,
    /// The percentage rises by at most 25 points.
    Jump,
    /// The flag is not fully on, for then the server refuses a percentage.
    RampDown,
    /// No lock on changes to production is in force.
    Lock,
    /// A retry after users saw something worse has a change issue.
    ChangeIssue,
}

impl GateKind {
    /// The conditions for leaving a stage, in the order in which they are told.
    pub const OF_A_STAGE: [Self; 6] = [
        Self::Steps,
        Self::Qa,
        Self::Waits,
        Self::Blockers,
        Self::Writes,
        Self::Hold,
    ];

    /// The conditions for switching production further on, in the order in which they are told.
    pub const OF_A_SWITCH: [Self; 11] = [
        Self::Hold,
        Self::Blockers,
        Self::Consistency,
        Self::Basis,
        Self::Actors,
        Self::Dwell,
        Self::Verdict,
        Self::Jump,
        Self::RampDown,
        Self::Lock,
        Self::ChangeIssue,
    ];

    /// Returns the word by which a person names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Qa => "qa",
            Self::Waits => "waits",
            Self::Blockers => "blockers",
            Self::Writes => "writes",
            Self::Hold => "hold",
            Self::Consistency => "consistency",
            Self::Basis => "basis",
            Self::Actors => "actors",
            Self::Dwell => "dwell",
            Self::Verdict => "verdict",
            Self::Jump => "jump",
            Self::RampDown => "ramp_down",
            Self::Lock => "lock",
            Self::ChangeIssue => "change_issue",
        }
    }

    /// Returns what it asks for.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Steps => "every required step is settled",
            Self::Qa => "QA has passed",
            Self::Waits => "no wait is running",
            Self::Blockers => "no blocker is open",
            Self::Writes => "data made while the flag was off works",
            Self::Hold => "the rollout is not held",
            Self::Consistency => "production is on only where staging is on",
            Self::Basis => "the percentage counts actors",
            Self::Actors => "named actors come before everybody",
            Self::Dwell => "the last percentage was held long enough",
            Self::Verdict => "no test has failed since the last percentage",
            Self::Jump => "the percentage rises by at most 25 points",
            Self::RampDown => "a percentage can be set at all",
            Self::Lock => "no lock on changes to production is in force",
            Self::ChangeIssue => "a retry after users saw it has a change issue",
        }
    }

    /// Tells whether a reason alone opens it; any other has to be overridden by name.
    pub const fn is_soft(self) -> bool {
        matches!(self, Self::Writes | Self::Actors | Self::Jump)
    }

    /// Reads the word by which a person names it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::OF_A_STAGE
            .into_iter()
            .chain(Self::OF_A_SWITCH)
            .find(|kind| kind.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

impl fmt::Display for GateKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
