//! The words in which a calendar is written: `Sat 01:00`, `12-20 23:00`, `-1d 22:00`. Each knows its own form, so that an error can show it.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike as _, Utc, Weekday};

use crate::domain::Timestamp;

/// Something that a calendar spells as one word.
pub(super) trait Word: Sized {
    /// What it is, with its article: `a moment of the week`.
    const NOUN: &'static str;
    /// An example of how it is written.
    const FORM: &'static str;

    /// Reads it; `None` when `text` is something else.
    fn read(text: &str) -> Option<Self>;
}

/// A moment that comes every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WeekMoment {
    /// On which day.
    pub(super) day: Weekday,
    /// At what time.
    pub(super) time: NaiveTime,
}

/// A moment that comes every year, hence never on 29 February.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearMoment {
    month: u32,
    day: u32,
    time: NaiveTime,
}

/// A moment so many days before or after a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DayMoment {
    /// Days after the holiday; negative before it.
    days: i8,
    time: NaiveTime,
}

impl YearMoment {
    /// Returns the moment of one `year`.
    pub(super) fn in_year(self, year: i32) -> Option<Timestamp> {
        let date = NaiveDate::from_ymd_opt(year, self.month, self.day)?;
        Some(date.and_time(self.time).and_utc())
    }
}

impl DayMoment {
    /// Returns the moment that belongs to the holiday on `date`.
    pub(super) fn around(self, date: NaiveDate) -> Option<Timestamp> {
        let date = date.checked_add_signed(chrono::TimeDelta::days(i64::from(self.days)))?;
        Some(date.and_time(self.time).and_utc())
    }
}

impl Word for NaiveTime {
    const NOUN: &'static str = "a time of day";
    const FORM: &'static str = "\"08:00\"";

    fn read(text: &str) -> Option<Self> {
        let time = Self::parse_from_str(text, "%H:%M")
            .or_else(|_| Self::parse_from_str(text, "%H:%M:%S"))
            .ok()?;
        // A leap second is no time at which anything can begin every week.
        (time.nanosecond() == 0).then_some(time)
    }
}

impl Word for Weekday {
    const NOUN: &'static str = "a day of the week";
    const FORM: &'static str = "\"Mon\"";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Word for NaiveDate {
    const NOUN: &'static str = "a date";
    const FORM: &'static str = "2026-12-25";

    fn read(text: &str) -> Option<Self> {
        Self::parse_from_str(text, "%Y-%m-%d").ok()
    }
}

impl Word for Timestamp {
    const NOUN: &'static str = "a moment with its zone";
    const FORM: &'static str = "2026-09-04T20:00:00Z";

    fn read(text: &str) -> Option<Self> {
        let moment = DateTime::parse_from_rfc3339(text).ok()?;
        Some(moment.with_timezone(&Utc))
    }
}

impl Word for WeekMoment {
    const NOUN: &'static str = "a moment of the week";
    const FORM: &'static str = "\"Sat 01:00\"";

    fn read(text: &str) -> Option<Self> {
        let (day, time) = text.split_once(' ')?;
        Some(Self {
            day: Weekday::read(day)?,
            time: NaiveTime::read(time)?,
        })
    }
}

impl Word for YearMoment {
    const NOUN: &'static str = "a moment of every year";
    const FORM: &'static str = "\"12-20 23:00\", month first; 29 February does not come every year";

    fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(' ')?;
        let (month, day) = date.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        let no_leap_year = 2023;
        NaiveDate::from_ymd_opt(no_leap_year, month, day)?;
        Some(Self {
            month,
            day,
            time: NaiveTime::read(time)?,
        })
    }
}

impl Word for DayMoment {
    const NOUN: &'static str = "a moment before or after a holiday";
    const FORM: &'static str = "\"-1d 22:00\" or \"+4d 02:00\", at most 60 days away";

    fn read(text: &str) -> Option<Self> {
        let (days, time) = text.split_once(' ')?;
        let days: i8 = days.strip_suffix('d')?.parse().ok()?;
        (-60..=60).contains(&days).then_some(Self {
            days,
            time: NaiveTime::read(time)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_the_week_is_a_day_and_a_time() {
        let moment = WeekMoment::read("Sat 01:00").unwrap();
        assert_eq!(moment.day, Weekday::Sat);
        assert_eq!(moment.time, NaiveTime::from_hms_opt(1, 0, 0).unwrap());
        for text in ["Sat", "Sat 25:00", "Saturn 01:00", "01:00 Sat", ""] {
            assert_eq!(WeekMoment::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_of_the_year_comes_every_year() {
        assert!(YearMoment::read("12-20 23:00").is_some());
        for text in ["02-29 00:00", "13-01 00:00", "20 23:00", "12-32 09:00"] {
            assert_eq!(YearMoment::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_around_a_holiday_is_signed() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let before = DayMoment::read("-1d 22:00").unwrap().around(day).unwrap();
        assert_eq!(before.to_rfc3339(), "2026-11-25T22:00:00+00:00");
        for text in ["1 22:00", "-61d 22:00", "-1d", "d 22:00"] {
            assert_eq!(DayMoment::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_leap_second_is_no_time_of_day() {
        assert_eq!(NaiveTime::read("23:59:60"), None);
        assert!(NaiveTime::read("23:59:59").is_some());
    }
}
