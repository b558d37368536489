//! Time that runs for a step, by the clock of whoever started it. It can be paused, extended and stopped, never turned back.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;

/// A span of time that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// When it began.
    pub started: Timestamp,
    /// When it is over, unless it stands still.
    pub ends: Timestamp,
    /// How many seconds were left when it was made to stand still; `None` while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_with: Option<u64>,
}

/// What can be done to a time that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimerChange {
    /// It began, this many seconds long.
    Start(u64),
    /// It became longer by this many seconds.
    Extend(u64),
    /// It stands still.
    Pause,
    /// It runs again.
    Resume,
    /// It is over before its time.
    Stop,
}

impl Timer {
    /// Begins one at `now`; `None` when it would end after the end of time.
    pub fn begin(now: Timestamp, seconds: u64) -> Option<Self> {
        Some(Self {
            started: now,
            ends: later(now, seconds)?,
            paused_with: None,
        })
    }

    /// Tells whether it is over at `now`. One that stands still is not.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.paused_with.is_none() && now >= self.ends
    }

    /// Returns the seconds that are left at `now`, never less than 0, whatever a clock has done.
    pub fn seconds_left(&self, now: Timestamp) -> u64 {
        self.paused_with
            .unwrap_or_else(|| u64::try_from((self.ends - now).num_seconds()).unwrap_or(0))
    }

    /// Returns it as it runs after `change`; `None` when it does not run any more.
    #[must_use]
    pub fn after(&self, change: TimerChange, now: Timestamp) -> Option<Self> {
        let left = self.seconds_left(now);
        match change {
            TimerChange::Start(seconds) => Self::begin(now, seconds),
            TimerChange::Extend(seconds) => Some(Self {
                ends: later(self.ends, seconds)?,
                paused_with: self.paused_with.map(|left| left.saturating_add(seconds)),
                ..*self
            }),
            TimerChange::Pause => Some(Self {
                paused_with: Some(left),
                ..*self
            }),
            TimerChange::Resume => Some(Self {
                ends: later(now, left)?,
                paused_with: None,
                ..*self
            }),
            TimerChange::Stop => None,
        }
    }
}

fn later(moment: Timestamp, seconds: u64) -> Option<Timestamp> {
    moment.checked_add_signed(TimeDelta::try_seconds(i64::try_from(seconds).ok()?)?)
}

/// Says a span in the two largest units that matter: `1d 02h`, `3h 05m`, `12:07`.
pub fn spoken(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes:02}:{:02}", seconds % 60),
        (0, _) => format!("{hours}h {minutes:02}m"),
        _ => format!("{days}d {hours:02}h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_timer_that_stands_still_is_never_over_and_goes_on_with_what_was_left() {
        let paused = Timer::begin(at(0), 900)
            .unwrap()
            .after(TimerChange::Pause, at(600))
            .unwrap();
        assert!(!paused.is_over(at(100_000)));
        assert_eq!(paused.seconds_left(at(100_000)), 300);

        let resumed = paused.after(TimerChange::Resume, at(100_000)).unwrap();
        assert_eq!(resumed.seconds_left(at(100_000)), 300);
        assert!(resumed.is_over(at(100_300)));
    }

    #[test]
    fn extending_adds_to_what_is_left_whether_it_runs_or_not() {
        let running = Timer::begin(at(0), 900).unwrap();
        assert_eq!(
            running
                .after(TimerChange::Extend(60), at(0))
                .unwrap()
                .seconds_left(at(0)),
            960
        );
        let paused = running.after(TimerChange::Pause, at(0)).unwrap();
        assert_eq!(
            paused
                .after(TimerChange::Extend(60), at(5))
                .unwrap()
                .seconds_left(at(9)),
            960
        );
    }

    #[test]
    fn a_clock_that_jumped_back_leaves_the_end_where_it_is() {
        let timer = Timer::begin(at(0), 900).unwrap();
        assert_eq!(timer.seconds_left(at(-100)), 1000);
        assert!(!timer.is_over(at(-100)));
        assert!(timer.is_over(at(900)));
    }

    #[test]
    fn what_would_end_after_the_end_of_time_does_not_begin() {
        assert_eq!(Timer::begin(at(0), u64::MAX), None);
    }
}
