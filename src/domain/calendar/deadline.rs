//! How long a flag may live, by its type. It counts months by the calendar and closes no flag.

use chrono::Months;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;

/// The types of a feature flag.
///
/// Source: GitLab documentation, "Feature flags in the development of GitLab", feature flag types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagType {
    /// Short-lived, to take the risk out of a change on GitLab.com.
    GitlabComDerisk,
    /// Hides work in progress.
    Wip,
    /// Offers a feature that is not ready for everybody.
    Beta,
    /// A switch for those who run the system; may stay.
    Ops,
    /// An experiment.
    Experiment,
    /// Defers or drops the jobs of a Sidekiq worker; has no definition.
    Worker,
    /// The old type for everything.
    Development,
}

/// When something has to happen to a flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// When.
    pub at: Timestamp,
    /// What, as an order: `remove the flag`.
    pub what: &'static str,
}

impl FlagType {
    /// Every type, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::GitlabComDerisk,
        Self::Wip,
        Self::Beta,
        Self::Ops,
        Self::Experiment,
        Self::Worker,
        Self::Development,
    ];

    /// Returns the type as the definition of a flag spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GitlabComDerisk => "gitlab_com_derisk",
            Self::Wip => "wip",
            Self::Beta => "beta",
            Self::Ops => "ops",
            Self::Experiment => "experiment",
            Self::Worker => "worker",
            Self::Development => "development",
        }
    }

    /// Tells whether a flag of this type may be on by default.
    ///
    /// Source: GitLab documentation, feature flag types: only `beta` and, where it must be, `ops`.
    pub const fn may_default_to_on(self) -> bool {
        matches!(self, Self::Beta | Self::Ops)
    }

    /// Reads the type from the definition of a flag.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Returns when a flag of this type has to be dealt with, if ever, counted from `since`, its introduction.
    ///
    /// Months are those of the calendar: one month after 31 January is the last day of February.
    /// Source: GitLab documentation, "Feature flags in the development of GitLab": at most 2 months for
    /// `gitlab_com_derisk`, 4 for `wip`, 6 for `beta` and `experiment`; `ops` is judged again every 12 months;
    /// `development` has to be acted upon after 6.
    pub fn deadline(self, since: Timestamp) -> Option<Deadline> {
        let (months, what) = match self {
            Self::GitlabComDerisk => (2, "remove the flag"),
            Self::Wip => (4, "remove the flag or change its type"),
            Self::Beta => (6, "release the feature and remove the flag"),
            Self::Ops => (12, "judge again whether the flag is needed"),
            Self::Experiment => (6, "end the experiment and remove the flag"),
            Self::Development => (6, "remove the flag or give it a type of today"),
            Self::Worker => return None,
        };
        let at = since.checked_add_months(Months::new(months))?;
        Some(Deadline { at, what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_by_the_calendar() {
        for (kind, since, expected) in [
            ("gitlab_com_derisk", "2026-12-31", "2027-02-28"),
            ("gitlab_com_derisk", "2027-12-31", "2028-02-29"),
            ("wip", "2026-10-31", "2027-02-28"),
            ("beta", "2026-08-31", "2027-02-28"),
            ("ops", "2028-02-29", "2029-02-28"),
            ("experiment", "2026-01-15", "2026-07-15"),
            ("development", "2026-03-31", "2026-09-30"),
        ] {
            let moment = |date: &str| format!("{date}T14:32:00Z").parse::<Timestamp>().unwrap();
            let deadline = FlagType::parse(kind)
                .unwrap()
                .deadline(moment(since))
                .unwrap();
            assert_eq!(deadline.at, moment(expected), "{kind} since {since}");
        }
    }

    #[test]
    fn a_worker_flag_has_no_deadline() {
        assert_eq!(FlagType::Worker.deadline(Timestamp::UNIX_EPOCH), None);
    }

    #[test]
    fn every_type_is_read_back() {
        for kind in FlagType::ALL {
            assert_eq!(FlagType::parse(kind.as_str()), Some(kind));
            let json = serde_json::to_string(&kind).unwrap();
            assert_eq!(json, format!("\"{}\"", kind.as_str()));
        }
        assert_eq!(FlagType::parse("Beta flag"), None);
    }

    #[test]
    fn a_deadline_beyond_the_end_of_time_is_none() {
        assert_eq!(FlagType::Ops.deadline(Timestamp::MAX_UTC), None);
    }
}
