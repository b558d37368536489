//! The conditions that a rollout meets on its way, by name. What each asks of a rollout is said where it is checked.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A condition for leaving a stage or for switching production further on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// The plan is whole: the flag is named, the people are.
    Planned,
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
    /// What has to be ready before the ramp is done or does not apply.
    Ready,
    /// The flag was on for everybody for as long as it has to be.
    Verification,
    /// The type of the flag lets the default become on.
    DefaultOn,
    /// The flag is stored nowhere any more.
    Stored,
    /// The rollout is not held.
    Hold,
    /// The stage of the step has come.
    Stage,
    /// The code is where the flag is turned on.
    Code,
    /// Named actors are all of one kind.
    Kinds,
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
    /// The way back was rehearsed lately.
    Drill,
}

impl GateKind {
    /// The conditions for leaving a stage, in the order in which they are told.
    pub const OF_A_STAGE: [Self; 11] = [
        Self::Planned,
        Self::Steps,
        Self::Qa,
        Self::Waits,
        Self::Ready,
        Self::Blockers,
        Self::Writes,
        Self::Verification,
        Self::DefaultOn,
        Self::Stored,
        Self::Hold,
    ];

    /// The conditions for switching production further on, in the order in which they are told.
    pub const OF_A_SWITCH: [Self; 17] = [
        Self::Hold,
        Self::Blockers,
        Self::Stage,
        Self::Code,
        Self::Consistency,
        Self::Kinds,
        Self::Basis,
        Self::Actors,
        Self::Dwell,
        Self::Verdict,
        Self::Writes,
        Self::Jump,
        Self::RampDown,
        Self::Lock,
        Self::ChangeIssue,
        Self::Ready,
        Self::Drill,
    ];

    /// Returns the word by which a person names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Steps => "steps",
            Self::Qa => "qa",
            Self::Waits => "waits",
            Self::Blockers => "blockers",
            Self::Writes => "writes",
            Self::Ready => "ready",
            Self::Verification => "verification",
            Self::DefaultOn => "default_on",
            Self::Stored => "stored",
            Self::Hold => "hold",
            Self::Stage => "stage",
            Self::Code => "code",
            Self::Kinds => "kinds",
            Self::Consistency => "consistency",
            Self::Basis => "basis",
            Self::Actors => "actors",
            Self::Dwell => "dwell",
            Self::Verdict => "verdict",
            Self::Jump => "jump",
            Self::RampDown => "ramp_down",
            Self::Lock => "lock",
            Self::ChangeIssue => "change_issue",
            Self::Drill => "drill",
        }
    }

    /// Returns what it asks for.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Planned => "the plan is whole",
            Self::Steps => "every required step is settled",
            Self::Qa => "QA has passed",
            Self::Waits => "no wait is running",
            Self::Blockers => "no blocker is open",
            Self::Writes => "data made while the flag was off works",
            Self::Ready => "docs, notices, change issue and watch are ready",
            Self::Verification => "it was on for everybody long enough",
            Self::DefaultOn => "the type of the flag may default to on",
            Self::Stored => "the flag is stored nowhere any more",
            Self::Hold => "the rollout is not held",
            Self::Stage => "the stage of the step has come",
            Self::Code => "the code is where the flag is turned on",
            Self::Kinds => "named actors are all of one kind",
            Self::Consistency => "production is on only where staging is on",
            Self::Basis => "the percentage counts actors",
            Self::Actors => "named actors come before everybody",
            Self::Dwell => "the last percentage was held long enough",
            Self::Verdict => "no test has failed since the last percentage",
            Self::Jump => "the percentage rises by at most 25 points",
            Self::RampDown => "a percentage can be set at all",
            Self::Lock => "no lock on changes to production is in force",
            Self::ChangeIssue => "what needs a change issue has one",
            Self::Drill => "the way back was rehearsed lately",
        }
    }

    /// Tells whether a reason alone opens it; any other has to be overridden by name.
    pub const fn is_soft(self) -> bool {
        matches!(
            self,
            Self::Planned
                | Self::Ready
                | Self::Writes
                | Self::Verification
                | Self::DefaultOn
                | Self::Stored
                | Self::Code
                | Self::Kinds
                | Self::Actors
                | Self::Jump
                | Self::Drill
        )
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
