//! When a flag has to be dealt with, by the type that somebody said it has. Where nobody said one there is no deadline.

use serde::{Deserialize, Serialize};

use super::history::History;
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::plan::Plan;

/// When something has to happen to a flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineView {
    /// The type of the flag.
    #[serde(rename = "type")]
    pub kind: FlagType,
    /// From when on it is counted: when the flag was introduced, else when its document was imported.
    pub since: Timestamp,
    /// Until when; `null` for a type without one.
    pub at: Option<Timestamp>,
    /// What has to happen until then: `remove the flag`.
    pub what: Option<String>,
}

impl DeadlineView {
    /// Says when the flag of a rollout has to be dealt with; `None` where nobody said of which type it is.
    pub fn of(history: &History) -> Option<Self> {
        let plan: &Plan = history.rollout.plan.as_deref()?;
        plan.flag.as_ref()?;
        let (kind, since) = history.rollout.facts.flag_type?;
        let since = since.or_else(|| history.told.first().map(|told| told.at))?;
        let deadline = kind.deadline(since);
        Some(Self {
            kind,
            since,
            at: deadline.as_ref().map(|deadline| deadline.at),
            what: deadline.map(|deadline| deadline.what.to_owned()),
        })
    }

    /// Returns how many whole days are left at `now`; less than 0 when it is over.
    pub fn days_left(&self, now: Timestamp) -> Option<i64> {
        let left = (self.at? - now).num_seconds();
        Some(left.div_euclid(86_400))
    }

    /// Tells whether it is over at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.at.is_some_and(|at| now >= at)
    }

    /// Says it in words: `12 days left to remove the flag (wip)`.
    pub fn in_words(&self, now: Timestamp) -> String {
        let kind = self.kind.as_str();
        let (Some(days), Some(what)) = (self.days_left(now), &self.what) else {
            return format!("no deadline ({kind})");
        };
        let over = self.at.map_or(0, |at| (now - at).num_days());
        match days {
            0 => format!("today is the last day to {what} ({kind})"),
            1 => format!("1 day left to {what} ({kind})"),
            days if days > 0 => format!("{days} days left to {what} ({kind})"),
            _ if over == 0 => format!("overdue since less than a day: {what} ({kind})"),
            _ => format!("{over} days overdue: {what} ({kind})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_and_what_is_overdue_is_counted_in_days() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let deadline = DeadlineView {
            kind: FlagType::Wip,
            since: at("2026-01-01T00:00:00Z"),
            at: Some(at("2026-05-01T00:00:00Z")),
            what: Some("remove it".to_owned()),
        };
        for (now, expected) in [
            ("2026-04-19T00:00:00Z", "12 days left to remove it (wip)"),
            ("2026-04-29T12:00:00Z", "1 day left to remove it (wip)"),
            (
                "2026-04-30T12:00:00Z",
                "today is the last day to remove it (wip)",
            ),
            (
                "2026-05-01T01:00:00Z",
                "overdue since less than a day: remove it (wip)",
            ),
            ("2026-05-03T00:00:00Z", "2 days overdue: remove it (wip)"),
        ] {
            assert_eq!(deadline.in_words(at(now)), expected, "{now}");
        }
        assert!(deadline.is_over(at("2026-05-01T00:00:00Z")));
    }
}
