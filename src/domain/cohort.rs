//! Which data meets the code behind a flag: made before it, while it was off, after it was on. It looks at no data.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// When something was made, seen from the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cohort {
    /// Before the code behind the flag was there.
    Before,
    /// While the code was there and the flag off.
    WhileOff,
    /// While the flag was on.
    AfterOn,
}

impl Cohort {
    /// Every cohort, the oldest first.
    pub const ALL: [Self; 3] = [Self::Before, Self::WhileOff, Self::AfterOn];

    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::WhileOff => "while_off",
            Self::AfterOn => "after_on",
        }
    }

    /// Says it in words: `made while the flag was off`.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Before => "made before the flag",
            Self::WhileOff => "made while the flag was off",
            Self::AfterOn => "made after the flag was on",
        }
    }

    /// Says to which cohort belongs what was made at `made_at`.
    ///
    /// `code_at` is when the code behind the flag was deployed; `switches` say when the flag went on or off, oldest first.
    /// The flag is off until the first of them, and a switch counts from its own moment on.
    pub fn of(made_at: Timestamp, code_at: Timestamp, switches: &[(Timestamp, bool)]) -> Self {
        if made_at < code_at {
            return Self::Before;
        }
        let last = switches.iter().rev().find(|(at, _)| *at <= made_at);
        if last.is_some_and(|(_, on)| *on) {
            Self::AfterOn
        } else {
            Self::WhileOff
        }
    }
}

/// What is written for a thing while the flag is off: the question that a rollout has to answer before everybody gets it.
///
/// Source: gitlab-org/gitlab merge request 83787 and issue 356215: a predicate on the flag, shared by reads and writes, left
/// incidents without a record, and turning the flag on did not bring one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Writes {
    /// Nothing: what was made while it was off has no record.
    Nothing,
    /// The same as while it is on.
    Always,
    /// Nothing, and what is missing is written afterwards at once.
    Backfilled {
        /// Where the backfill is described.
        link: Option<String>,
        /// Whether it has run to its end.
        done: bool,
    },
    /// Nothing, and a record is made when somebody first touches the thing.
    Lazily,
}

impl Writes {
    /// Tells whether data are the same under both answers: wherever the backfill is described.
    pub fn makes_the_data_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Backfilled { done, .. }, Self::Backfilled { done: then, .. }) => done == then,
            _ => self == other,
        }
    }

    /// Returns the word in JSON and on the command line.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Always => "always",
            Self::Backfilled { .. } => "backfilled",
            Self::Lazily => "lazily",
        }
    }

    /// Returns the cohorts whose data differs under this answer, so that each has to be tried.
    ///
    /// What is written always is the same while the flag is off and on; then only what is older than the code differs. With every
    /// other answer, what was made while the flag was off stays different: by on, off and on again even after a backfill.
    pub const fn cohorts(&self) -> &'static [Cohort] {
        match self {
            Self::Always => &[Cohort::Before, Cohort::AfterOn],
            Self::Nothing | Self::Backfilled { .. } | Self::Lazily => &Cohort::ALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_timestamp(hour * 3_600, 0).unwrap()
    }

    #[test]
    fn a_flag_that_goes_on_off_and_on_makes_every_cohort() {
        let switches = [(at(4), true), (at(6), false), (at(8), true)];
        for (hour, expected) in [
            (1, Cohort::Before),
            (2, Cohort::WhileOff),
            (3, Cohort::WhileOff),
            (4, Cohort::AfterOn),
            (5, Cohort::AfterOn),
            (7, Cohort::WhileOff),
            (9, Cohort::AfterOn),
        ] {
            assert_eq!(Cohort::of(at(hour), at(2), &switches), expected, "{hour}");
        }
    }

    #[test]
    fn what_is_written_always_is_alike_while_the_flag_is_off_and_on() {
        assert_eq!(Writes::Always.cohorts(), [Cohort::Before, Cohort::AfterOn]);
        assert_eq!(Writes::Lazily.cohorts(), Cohort::ALL);
    }
}
