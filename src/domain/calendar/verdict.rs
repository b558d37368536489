//! What the calendar says about one moment, and when it next says yes. It jumps from end to end of locks and never counts minutes.

use chrono::TimeDelta;
use serde::Serialize;

use super::lock::{Lock, LockKind};
use super::span::in_words;
use super::{Calendar, HORIZON_DAYS};
use crate::domain::Timestamp;

/// What the calendar says about one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The lock that decides: the gravest, and among equals the one that ends last. A deploy stop is none.
    pub lock: Option<Lock>,
    /// Every lock and deploy stop that holds, the deciding one first.
    pub locks: Vec<Lock>,
    /// The same in words, one sentence each; empty when nothing holds.
    pub reasons: Vec<String>,
}

impl Verdict {
    /// Tells whether a flag may be changed on production.
    ///
    /// A hard lock forbids every change, a soft one those that need a change issue.
    /// Source: GitLab handbook, change management, "Production Change Lock".
    pub fn allowed(&self, needs_change_issue: bool) -> bool {
        !self
            .locks
            .iter()
            .any(|lock| lock.kind.forbids(needs_change_issue))
    }
}

/// The answer to "may I go on now", as scripts read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Window {
    /// Whether a flag may be changed on production at that moment.
    pub now_allowed: bool,
    /// The lock that decides, if any holds.
    pub lock: Option<Lock>,
    /// Everything that holds, in words.
    pub reasons: Vec<String>,
    /// The first moment from then on at which it is allowed; absent when there is none within two years.
    pub next_allowed_at: Option<Timestamp>,
}

impl Calendar {
    /// Says what holds at `moment`.
    pub fn at(&self, moment: Timestamp) -> Verdict {
        let mut locks = self.locks_between(moment, moment);
        locks.sort_by(|left, right| {
            let gravity = left.kind.cmp(&right.kind);
            gravity.then_with(|| right.until.cmp(&left.until))
        });
        let is_lock = |lock: &&Lock| lock.kind != LockKind::Deploys;
        Verdict {
            lock: locks.iter().find(is_lock).cloned(),
            reasons: locks.iter().map(Lock::reason).collect(),
            locks,
        }
    }

    /// Returns the first moment from `from` on at which a flag may be changed on production.
    ///
    /// `None` when locks follow one another for two years.
    pub fn next_allowed(&self, from: Timestamp, needs_change_issue: bool) -> Option<Timestamp> {
        self.unlocked(from, needs_change_issue)
            .map(|(moment, _)| moment)
    }

    /// Answers for `moment` what [`Verdict`] and [`Calendar::next_allowed`] say.
    pub fn window(&self, moment: Timestamp, needs_change_issue: bool) -> Window {
        let verdict = self.at(moment);
        let now_allowed = verdict.allowed(needs_change_issue);
        let next_allowed_at = self.next_allowed(moment, needs_change_issue);
        let mut reasons = verdict.reasons;
        if !now_allowed {
            reasons.push(next_allowed_at.map_or_else(
                || "no moment within two years is free of locks".to_owned(),
                |next| format!("allowed again from {}", in_words(next)),
            ));
        }
        Window {
            now_allowed,
            lock: verdict.lock,
            reasons,
            next_allowed_at,
        }
    }

    /// Returns the first allowed moment from `from` on, with the lock that ended there if one had to be waited for.
    pub(super) fn unlocked(
        &self,
        from: Timestamp,
        needs_change_issue: bool,
    ) -> Option<(Timestamp, Option<Lock>)> {
        let horizon = horizon(from);
        let (mut moment, mut last_lock) = (from, None);
        while moment <= horizon {
            let blocking = self
                .locks_between(moment, moment)
                .into_iter()
                .filter(|lock| lock.kind.forbids(needs_change_issue))
                .max_by_key(|lock| (lock.until, std::cmp::Reverse(lock.kind)));
            let Some(lock) = blocking else {
                return Some((moment, last_lock));
            };
            // Until its end this lock holds, whatever others do, so nothing in between can be allowed.
            moment = lock.until;
            last_lock = Some(lock);
        }
        None
    }
}

/// Returns the moment beyond which no search looks.
pub(super) fn horizon(from: Timestamp) -> Timestamp {
    let days = i64::try_from(HORIZON_DAYS).unwrap_or(i64::MAX);
    TimeDelta::try_days(days)
        .and_then(|ahead| from.checked_add_signed(ahead))
        .unwrap_or(Timestamp::MAX_UTC)
}
