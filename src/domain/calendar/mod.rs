//! When a flag may be changed and when people work: locks, working hours, forecasts, deadlines. Every moment is an argument; no clock is read.

mod span;
mod error;
mod word;
mod recurrence;
mod lock;
mod team_zone;
mod hours;
mod source;
mod read;
mod verdict;
mod forecast;
mod deadline;

pub use deadline::{Deadline, FlagType};
pub use error::CalendarError;
pub use forecast::{BoundBy, Forecast, ForecastStep, Pending, Period};
pub use hours::WorkingHours;
pub use lock::{Lock, LockKind};
pub use verdict::{Verdict, Window};

use lock::LockRule;

use super::Timestamp;

/// How far any search looks ahead, in days: two years. What is not found by then does not happen.
const HORIZON_DAYS: usize = 731;

/// Locks by rule, and the working hours of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    rules: Vec<LockRule>,
    hours: WorkingHours,
    drill_within_days: Option<u32>,
}

impl Calendar {
    /// Reads a calendar that knows nothing but what `text` says; where it is silent about working hours, the default holds.
    ///
    /// # Errors
    /// The first mistake of the text, with its line.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let empty = Self {
            rules: Vec::new(),
            hours: WorkingHours::default(),
            drill_within_days: None,
        };
        read::lay_over(empty, text)
    }

    /// Returns the calendar of GitLab.com.
    ///
    /// Source: GitLab handbook, change management, "Production Change Lock"; the text is `assets/calendar/gitlab.toml`.
    ///
    /// # Errors
    /// None in a program whose tests pass: one of them reads this very text.
    pub fn built_in() -> Result<Self, CalendarError> {
        Self::parse(include_str!("../../../assets/calendar/gitlab.toml"))
    }

    /// Returns the calendar of GitLab.com with `user_toml` laid over it: a lock of the same name replaces the built-in one,
    /// `without` takes locks away, and what stands under `[working]` replaces that key.
    ///
    /// # Errors
    /// The first mistake of `user_toml`, with its line.
    pub fn with_overrides(user_toml: &str) -> Result<Self, CalendarError> {
        read::lay_over(Self::built_in()?, user_toml)
    }

    /// Returns the working hours of the team.
    pub const fn hours(&self) -> &WorkingHours {
        &self.hours
    }

    /// Returns how old the last rehearsal of a way back may be before production goes up, in seconds; `None` asks for none.
    pub fn drill_within_s(&self) -> Option<u64> {
        self.drill_within_days
            .map(|days| u64::from(days) * 24 * 60 * 60)
    }

    /// Returns every lock that touches the time from `first` to `last`, both included, in the order of their beginning.
    pub fn locks_between(&self, first: Timestamp, last: Timestamp) -> Vec<Lock> {
        let mut locks: Vec<Lock> = self
            .rules
            .iter()
            .flat_map(|rule| rule.locks(first, last))
            .collect();
        locks.sort_by_key(|lock| (lock.from, lock.kind));
        locks
    }
}
