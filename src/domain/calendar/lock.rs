//! A lock as it stands in time, and the rule behind it. A lock says what it forbids and never who may break it.

use chrono::NaiveDate;
use serde::Serialize;

use super::recurrence::Recurrence;
use super::span::in_words;
use crate::domain::Timestamp;

/// What a lock forbids, gravest first.
///
/// Source: GitLab handbook, change management, "Production Change Lock".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LockKind {
    /// No flag is changed at all.
    Hard,
    /// Only changes that need no change issue.
    Soft,
    /// Production deploys stop; flags may be changed.
    Deploys,
}

impl LockKind {
    /// Returns the words before the name of a lock.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hard => "hard lock",
            Self::Soft => "soft lock",
            Self::Deploys => "deploy stop",
        }
    }

    /// Tells whether a change has to wait for the end of such a lock.
    pub(super) const fn forbids(self, needs_change_issue: bool) -> bool {
        match self {
            Self::Hard => true,
            Self::Soft => needs_change_issue,
            Self::Deploys => false,
        }
    }
}

/// One occurrence of a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lock {
    /// What it forbids.
    pub kind: LockKind,
    /// What people call it.
    pub name: String,
    /// Its first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
}

impl Lock {
    /// Says what it forbids and how long.
    pub fn reason(&self) -> String {
        let consequence = match self.kind {
            LockKind::Hard => "no flag may be changed",
            LockKind::Soft => "only changes that need no change issue",
            LockKind::Deploys => "nothing is deployed to production, flags may be changed",
        };
        let (kind, until) = (self.kind.as_str(), in_words(self.until));
        format!("{kind}: {} until {until}: {consequence}", self.name)
    }
}

/// A lock that comes back by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LockRule {
    /// What people call it; no two rules of a calendar share it.
    pub(super) name: String,
    /// What it forbids.
    pub(super) kind: LockKind,
    /// The first day on which the rule holds.
    pub(super) since: Option<NaiveDate>,
    /// When.
    pub(super) recurrence: Recurrence,
}

impl LockRule {
    /// Returns every occurrence that touches the time from `first` to `last`, both included.
    pub(super) fn locks(&self, first: Timestamp, last: Timestamp) -> Vec<Lock> {
        let has_begun = |from: Timestamp| self.since.is_none_or(|day| from.date_naive() >= day);
        self.recurrence
            .spans(first, last)
            .into_iter()
            .filter(|span| has_begun(span.from()))
            .map(|span| Lock {
                kind: self.kind,
                name: self.name.clone(),
                from: span.from(),
                until: span.until(),
            })
            .collect()
    }

    /// Tells whether people mean this lock when they say `name`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.trim())
    }
}
