//! The text of a calendar as TOML gives it: keys and values with their places. It knows the form and not the sense.

use std::fmt::Display;
use std::ops::Range;

use serde::Deserialize;
use toml::{Spanned, Value};

use super::error::CalendarError;
use super::lock::LockKind;
use super::word::Word;

/// A value as written, with its place.
pub(super) type Raw = Spanned<Value>;

/// A whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCalendar {
    /// Names of locks to take away.
    #[serde(default)]
    pub(super) without: Vec<Spanned<String>>,
    /// How old the last rehearsal of a way back may be, in days.
    pub(super) drill_within_days: Option<Spanned<i64>>,
    /// Working hours, where the file speaks of them.
    #[serde(default)]
    pub(super) working: RawWorking,
    /// Locks, in the order of the file.
    #[serde(default)]
    pub(super) lock: Vec<RawLock>,
}

/// The table `[working]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWorking {
    /// The zone of the team.
    pub(super) zone: Option<Raw>,
    /// The working days of the week.
    pub(super) days: Option<Spanned<Vec<Raw>>>,
    /// When work begins.
    pub(super) from: Option<Raw>,
    /// When work ends.
    pub(super) until: Option<Raw>,
    /// Public holidays.
    pub(super) holidays: Option<Vec<Raw>>,
}

/// One `[[lock]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLock {
    /// What people call it.
    pub(super) name: Spanned<String>,
    /// What it forbids.
    pub(super) kind: RawKind,
    /// The first day of the rule.
    pub(super) since: Option<Raw>,
    /// Every week.
    pub(super) weekly: Option<Spanned<RawSpan>>,
    /// Every year.
    pub(super) yearly: Option<Spanned<RawSpan>>,
    /// A day of every month.
    pub(super) monthly: Option<RawMonthly>,
    /// Around a holiday.
    pub(super) holiday: Option<Spanned<RawHoliday>>,
    /// Whole days.
    pub(super) days: Option<Vec<Raw>>,
    /// One freeze.
    pub(super) once: Option<Spanned<RawSpan>>,
}

/// The kinds of lock as a file spells them.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawKind {
    /// `hard`.
    Hard,
    /// `soft`.
    Soft,
    /// `deploys`.
    Deploys,
}

/// A beginning and an end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSpan {
    /// The beginning.
    pub(super) from: Raw,
    /// The end.
    pub(super) until: Raw,
}

/// A weekday of every month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMonthly {
    /// Which one.
    pub(super) nth: Spanned<i64>,
    /// Of which weekday.
    pub(super) weekday: Raw,
}

/// A holiday and the time around it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHoliday {
    /// Which one.
    pub(super) nth: Spanned<i64>,
    /// Of which weekday.
    pub(super) weekday: Raw,
    /// Of which month.
    pub(super) month: Spanned<i64>,
    /// The beginning, seen from the holiday.
    pub(super) from: Raw,
    /// The end, seen from the holiday.
    pub(super) until: Raw,
}

impl From<RawKind> for LockKind {
    fn from(kind: RawKind) -> Self {
        match kind {
            RawKind::Hard => Self::Hard,
            RawKind::Soft => Self::Soft,
            RawKind::Deploys => Self::Deploys,
        }
    }
}

/// The text itself, which knows at which line a place is.
#[derive(Clone, Copy)]
pub(super) struct Source<'a>(pub(super) &'a str);

impl Source<'_> {
    /// Reads the form of the text.
    pub(super) fn read(self) -> Result<RawCalendar, CalendarError> {
        toml::from_str(self.0).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            let what = error.message().lines().collect::<Vec<_>>().join(", ");
            let hint = "a calendar consists of `without`, `[working]` and any number of `[[lock]]`";
            self.error(place, what, hint)
        })
    }

    /// Reads one word of a calendar.
    pub(super) fn word<T: Word>(self, raw: &Raw) -> Result<T, CalendarError> {
        let text = match raw.get_ref() {
            Value::String(text) => text.clone(),
            Value::Datetime(moment) => moment.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Float(_) | Value::Boolean(_) | Value::Array(_) | Value::Table(_) => {
                raw.get_ref().type_str().to_owned()
            }
        };
        T::read(&text).ok_or_else(|| {
            let what = format!("`{text}` is not {}", T::NOUN);
            self.error(raw.span(), what, format!("write it like {}", T::FORM))
        })
    }

    /// Reads a list of words, none of which may stand there twice.
    pub(super) fn words<T: Word + PartialEq>(self, raws: &[Raw]) -> Result<Vec<T>, CalendarError> {
        let mut words = Vec::new();
        for raw in raws {
            let word = self.word(raw)?;
            if words.contains(&word) {
                let what = format!("{} stands here twice", T::NOUN);
                return Err(self.error(raw.span(), what, "take one of the two away"));
            }
            words.push(word);
        }
        Ok(words)
    }

    /// Makes the error for a place in the text.
    pub(super) fn error(
        self,
        place: Range<usize>,
        what: impl Display,
        hint: impl Display,
    ) -> CalendarError {
        let before = self.0.get(..place.start).unwrap_or(self.0);
        CalendarError {
            line: before.matches('\n').count() + 1,
            what: what.to_string(),
            hint: hint.to_string(),
        }
    }
}
