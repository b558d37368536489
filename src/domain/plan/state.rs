//! The states that a step or a stage can be in, and their one spelling.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The state of a step or a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// The text that it was read from has lost it. Never to be taken for `todo`.
    Unknown,
    /// Not begun.
    Todo,
    /// Begun.
    Doing,
    /// Done.
    Done,
    /// Does not apply here; somebody said why.
    #[serde(rename = "na")]
    NotApplicable,
    /// Cannot be done yet; somebody said why.
    Blocked,
    /// Was tried and failed.
    Failed,
    /// Its time is running.
    Waiting,
    /// Its time is over and nobody has said so yet.
    Elapsed,
    /// Left out on purpose; somebody said why.
    Skipped,
    /// Its gate was passed against the rules; somebody said why.
    Overridden,
    /// Was done and taken back by a rollback.
    RolledBack,
}

impl StepState {
    /// Every state, in the order of the JSON contract.
    pub const ALL: [Self; 12] = [
        Self::Unknown,
        Self::Todo,
        Self::Doing,
        Self::Done,
        Self::NotApplicable,
        Self::Blocked,
        Self::Failed,
        Self::Waiting,
        Self::Elapsed,
        Self::Skipped,
        Self::Overridden,
        Self::RolledBack,
    ];

    /// Tells whether nothing is left to do about it.
    pub const fn is_settled(self) -> bool {
        matches!(
            self,
            Self::Done | Self::NotApplicable | Self::Skipped | Self::Overridden
        )
    }

    /// Tells whether something went wrong with the step, or stands in its way.
    pub const fn is_trouble(self) -> bool {
        matches!(self, Self::Failed | Self::Blocked)
    }

    /// Tells whether somebody, an answer or the document left the step out, or an override passed it.
    pub const fn is_left_out(self) -> bool {
        matches!(self, Self::NotApplicable | Self::Skipped | Self::Overridden)
    }

    /// Returns the word in JSON and in the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Todo => "todo",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::NotApplicable => "na",
            Self::Blocked => "blocked",
            Self::Failed => "failed",
            Self::Waiting => "waiting",
            Self::Elapsed => "elapsed",
            Self::Skipped => "skipped",
            Self::Overridden => "overridden",
            Self::RolledBack => "rolled_back",
        }
    }

    /// Returns what stands between the brackets of a task in GitLab's task lists: `x`, `~` or a blank.
    pub const fn task_mark(self) -> char {
        match self {
            Self::Done | Self::Overridden => 'x',
            Self::NotApplicable | Self::Skipped => '~',
            Self::Unknown
            | Self::Todo
            | Self::Doing
            | Self::Blocked
            | Self::Failed
            | Self::Waiting
            | Self::Elapsed
            | Self::RolledBack => ' ',
        }
    }

    /// Returns the one-cell mark of the state, the same on the screen and in exports.
    pub const fn mark(self) -> char {
        match self {
            Self::Unknown => '?',
            Self::Todo => '☐',
            Self::Doing => '▸',
            Self::Done => '✓',
            Self::NotApplicable => '~',
            Self::Blocked => '⊘',
            Self::Failed => '✗',
            Self::Waiting | Self::Elapsed => '◷',
            Self::Skipped => '↷',
            Self::Overridden => '⚑',
            Self::RolledBack => '↺',
        }
    }

    /// Returns the word on the screen, in capitals: `DONE`, `N/A`, `ROLLED BACK`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Todo => "TODO",
            Self::Doing => "DOING",
            Self::Done => "DONE",
            Self::NotApplicable => "N/A",
            Self::Blocked => "BLOCKED",
            Self::Failed => "FAILED",
            Self::Waiting => "WAITING",
            Self::Elapsed => "ELAPSED",
            Self::Skipped => "SKIPPED",
            Self::Overridden => "OVERRIDE",
            Self::RolledBack => "ROLLED BACK",
        }
    }
}

impl fmt::Display for StepState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
