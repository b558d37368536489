//! When a lock comes back: every week, every year, on a weekday of the month, around a holiday, on named days, or once. UTC only.

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, Weekday};

use super::span::Span;
use super::word::{DayMoment, WeekMoment, YearMoment};
use crate::domain::Timestamp;

/// A rule that says when a lock holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recurrence {
    /// From one moment of the week to another, over its end where need be.
    Weekly {
        /// The beginning.
        from: WeekMoment,
        /// The end.
        until: WeekMoment,
    },
    /// From one moment of the year to another, over its end where need be.
    Yearly {
        /// The beginning.
        from: YearMoment,
        /// The end.
        until: YearMoment,
    },
    /// One whole day of every month.
    Monthly(NthWeekday),
    /// Around a holiday that comes once a year.
    Holiday {
        /// The month of the holiday.
        month: u32,
        /// Its day.
        day: NthWeekday,
        /// The beginning, seen from the holiday.
        from: DayMoment,
        /// The end, seen from the holiday.
        until: DayMoment,
    },
    /// Whole days.
    Days(Vec<NaiveDate>),
    /// One freeze.
    Once(Span),
}

/// A day of a month that is found by counting weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NthWeekday {
    /// Which one.
    pub(super) nth: Nth,
    /// Of which weekday.
    pub(super) weekday: Weekday,
}

/// Which of the equal weekdays of a month. There is no fifth, as most months lack it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nth {
    /// The first to the fourth.
    FromStart(u8),
    /// The last.
    Last,
}

impl Nth {
    /// Reads 1 to 4, and -1 for the last.
    pub(super) fn read(number: i64) -> Option<Self> {
        match number {
            -1 => Some(Self::Last),
            1..=4 => u8::try_from(number).ok().map(Self::FromStart),
            _ => None,
        }
    }
}

impl NthWeekday {
    /// Returns the date of it in one month.
    pub(super) fn in_month(self, year: i32, month: u32) -> Option<NaiveDate> {
        let count = |n| NaiveDate::from_weekday_of_month_opt(year, month, self.weekday, n);
        match self.nth {
            Nth::FromStart(n) => count(n),
            Nth::Last => count(5).or_else(|| count(4)),
        }
    }
}

impl Recurrence {
    /// Returns every span of the rule that touches the time from `first` to `last`, both included.
    pub(super) fn spans(&self, first: Timestamp, last: Timestamp) -> Vec<Span> {
        let mut spans = self.candidates(first, last);
        spans.retain(|span| span.touches(first, last));
        spans
    }

    /// Returns more spans than asked for, rather than fewer.
    fn candidates(&self, first: Timestamp, last: Timestamp) -> Vec<Span> {
        let years = first.year().saturating_sub(1)..=last.year().saturating_add(1);
        match self {
            Self::Weekly { from, until } => weekly(*from, *until, first, last),
            Self::Yearly { from, until } => years
                .filter_map(|year| yearly(*from, *until, year))
                .collect(),
            Self::Monthly(day) => (first.year()..=last.year())
                .flat_map(|year| (1..=12).map(move |month| (year, month)))
                .filter_map(|(year, month)| whole_day(day.in_month(year, month)?))
                .collect(),
            Self::Holiday {
                month,
                day,
                from,
                until,
            } => years
                .filter_map(|year| {
                    let date = day.in_month(year, *month)?;
                    Span::new(from.around(date)?, until.around(date)?)
                })
                .collect(),
            Self::Days(days) => days.iter().filter_map(|date| whole_day(*date)).collect(),
            Self::Once(span) => vec![*span],
        }
    }
}

fn weekly(from: WeekMoment, until: WeekMoment, first: Timestamp, last: Timestamp) -> Vec<Span> {
    let days = (until.day.num_days_from_monday() + 7 - from.day.num_days_from_monday()) % 7;
    let days = if days == 0 && until.time <= from.time {
        7
    } else {
        days
    };
    let last = last.date_naive();
    // A span that began up to a week ago may still hold.
    let start = first.date_naive().checked_sub_days(Days::new(7));
    start
        .unwrap_or(NaiveDate::MIN)
        .iter_days()
        .take_while(|date| *date <= last)
        .filter(|date| date.weekday() == from.day)
        .filter_map(|date| {
            let end = date.checked_add_days(Days::new(u64::from(days)))?;
            Span::new(
                date.and_time(from.time).and_utc(),
                end.and_time(until.time).and_utc(),
            )
        })
        .collect()
}

fn yearly(from: YearMoment, until: YearMoment, year: i32) -> Option<Span> {
    let from = from.in_year(year)?;
    Span::new(from, until.in_year(year)?)
        .or_else(|| Span::new(from, until.in_year(year.checked_add(1)?)?))
}

fn whole_day(date: NaiveDate) -> Option<Span> {
    let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
    Span::new(midnight(date), midnight(date.succ_opt()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::word::Word as _;

    fn moment(text: &str) -> Timestamp {
        Timestamp::read(text).unwrap()
    }

    fn check(rule: &Recurrence, first: &str, last: &str, expected: &[(&str, &str)]) {
        let spans: Vec<(Timestamp, Timestamp)> = rule
            .spans(moment(first), moment(last))
            .into_iter()
            .map(|span| (span.from(), span.until()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, until)| (moment(from), moment(until)))
            .collect();
        assert_eq!(spans, expected, "{first} to {last}");
    }

    fn third_thursday() -> NthWeekday {
        NthWeekday {
            nth: Nth::FromStart(3),
            weekday: Weekday::Thu,
        }
    }

    #[test]
    fn a_week_may_end_in_the_middle_of_a_span() {
        let rule = Recurrence::Weekly {
            from: WeekMoment::read("Fri 23:00").unwrap(),
            until: WeekMoment::read("Mon 06:00").unwrap(),
        };
        let span = ("2026-07-10T23:00:00Z", "2026-07-13T06:00:00Z");
        check(
            &rule,
            "2026-07-13T05:59:59Z",
            "2026-07-13T05:59:59Z",
            &[span],
        );
        check(&rule, "2026-07-13T06:00:00Z", "2026-07-13T06:00:00Z", &[]);
    }

    #[test]
    fn a_span_from_a_moment_to_the_same_weekday_earlier_is_almost_a_week() {
        let rule = Recurrence::Weekly {
            from: WeekMoment::read("Mon 12:00").unwrap(),
            until: WeekMoment::read("Mon 08:00").unwrap(),
        };
        check(
            &rule,
            "2026-07-13T13:00:00Z",
            "2026-07-13T13:00:00Z",
            &[("2026-07-13T12:00:00Z", "2026-07-20T08:00:00Z")],
        );
    }

    #[test]
    fn a_year_may_end_in_the_middle_of_a_span() {
        let rule = Recurrence::Yearly {
            from: YearMoment::read("12-20 23:00").unwrap(),
            until: YearMoment::read("01-05 09:00").unwrap(),
        };
        let span = ("2026-12-20T23:00:00Z", "2027-01-05T09:00:00Z");
        check(
            &rule,
            "2026-12-31T23:59:59Z",
            "2026-12-31T23:59:59Z",
            &[span],
        );
        check(
            &rule,
            "2027-01-01T00:00:00Z",
            "2027-01-01T00:00:00Z",
            &[span],
        );
        check(&rule, "2027-01-05T09:00:00Z", "2027-12-20T22:59:59Z", &[]);
    }

    #[test]
    fn the_third_thursday_is_counted_from_the_first() {
        let rule = Recurrence::Monthly(third_thursday());
        check(
            &rule,
            "2026-10-01T00:00:00Z",
            "2026-12-01T00:00:00Z",
            &[
                ("2026-10-15T00:00:00Z", "2026-10-16T00:00:00Z"),
                ("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"),
            ],
        );
    }

    #[test]
    fn the_last_weekday_may_be_the_fourth_or_the_fifth() {
        let last = NthWeekday {
            nth: Nth::Last,
            weekday: Weekday::Mon,
        };
        assert_eq!(last.in_month(2026, 5), NaiveDate::from_ymd_opt(2026, 5, 25));
        assert_eq!(last.in_month(2026, 8), NaiveDate::from_ymd_opt(2026, 8, 31));
    }

    #[test]
    fn the_ends_of_time_are_no_trouble() {
        let rule = Recurrence::Weekly {
            from: WeekMoment::read("Sat 01:00").unwrap(),
            until: WeekMoment::read("Sun 21:00").unwrap(),
        };
        for end in [Timestamp::MIN_UTC, Timestamp::MAX_UTC] {
            assert!(rule.spans(end, end).len() <= 1);
            assert!(
                Recurrence::Monthly(third_thursday())
                    .spans(end, end)
                    .is_empty()
            );
        }
    }
}
