//! The wishes that somebody can have about an incident, in the imperative. None of them asks whether a flag is on.

use super::record::Alert;
use super::status::Status;
use crate::domain::id::{PolicyName, RolloutId};
use crate::domain::rollout::Severity;

/// A wish about an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Make it.
    Add {
        /// What it is.
        title: String,
        /// The alert it comes from.
        alert: Option<Alert>,
        /// Whether it gets a record with it.
        record: AtCreation,
    },
    /// Change its status, its policy, or both at once.
    Update {
        /// The status; left as it is where none is given.
        status: Option<Status>,
        /// What happens to the policy.
        policy: PolicyChange,
    },
    /// Go through what is due.
    Escalate,
    /// Close it.
    Close {
        /// Why.
        reason: Option<String>,
    },
    /// Say how bad it is; `None` where nobody knows.
    Rate {
        /// How bad.
        severity: Option<Severity>,
    },
    /// Say that it is about a rollout, or is not.
    Link {
        /// Which.
        rollout: RolloutId,
        /// Whether it is.
        linked: bool,
    },
    /// Give it a label, or take one off it.
    Label {
        /// Which.
        label: String,
        /// Whether it has it from now on.
        on: bool,
    },
    /// Take back the last thing that can be taken back.
    Undo,
    /// Bring back the last thing that was taken back.
    Redo,
    /// Give it the record that its alert says, if it has an alert and no record.
    Backfill {
        /// Which backfill it belongs to.
        backfill: String,
    },
    /// Take the record of a backfill away, unless somebody has changed it since.
    UndoBackfill {
        /// Which backfill.
        backfill: String,
    },
}

/// What happens to a policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PolicyChange {
    /// Nothing.
    #[default]
    Keep,
    /// This one is chosen.
    Set(PolicyName),
    /// None is followed any more.
    Unset,
}

/// Which new incidents get a record with them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum AtCreation {
    /// None: it is made when somebody first gives a status or a policy.
    #[default]
    Nothing,
    /// Those that come from an alert, as the alert says.
    FromAlert,
    /// All; those without an alert are triggered and have no policy.
    Everything,
}

impl AtCreation {
    /// Returns what happened while a flag guarded the writing: nothing while it was off. This is the bug, kept to be tried.
    pub const fn guarded_by(flag_is_on: bool) -> Self {
        if flag_is_on {
            Self::Everything
        } else {
            Self::Nothing
        }
    }

    /// Returns what was planned against it: incidents from alerts get their record whatever the flag says.
    pub const fn planned(flag_is_on: bool) -> Self {
        if flag_is_on {
            Self::Everything
        } else {
            Self::FromAlert
        }
    }
}
