//! When people are there: working days and hours in the zone of the team. Locks know nothing of it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::HORIZON_DAYS;
use super::span::Span;
use super::team_zone::TeamZone;
use crate::domain::Timestamp;

/// The working hours of a team. By default Monday to Friday, 08:00 to 17:00 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingHours {
    pub(super) zone: TeamZone,
    pub(super) days: Vec<Weekday>,
    pub(super) from: NaiveTime,
    pub(super) until: NaiveTime,
    pub(super) holidays: BTreeSet<NaiveDate>,
}

/// Why nobody works on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOff {
    /// It is a public holiday.
    Holiday,
    /// It is no working day of the week.
    Weekend,
}

impl Default for WorkingHours {
    fn default() -> Self {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        let days = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
        ];
        Self {
            zone: TeamZone::utc(),
            days: days.to_vec(),
            from: time(8),
            until: time(17),
            holidays: BTreeSet::new(),
        }
    }
}

impl WorkingHours {
    /// Tells whether people work at `moment`.
    pub fn is_working(&self, moment: Timestamp) -> bool {
        self.day(self.date(moment))
            .is_some_and(|day| day.contains(moment))
    }

    /// Returns the first moment from `from` on at which people work; `None` when there is none within two years.
    pub fn next_working(&self, from: Timestamp) -> Option<Timestamp> {
        self.days_from(from)
            .find(|day| from < day.until())
            .map(|day| from.max(day.from()))
    }

    /// Returns the moment when `duration` of working time has passed since `from`.
    ///
    /// Eight hours from Friday 16:00 are over on Monday 15:00, when people work from 8 to 17. No time is over at once.
    /// `None` when two years do not suffice or `duration` is negative.
    pub fn working_time_after(&self, from: Timestamp, duration: TimeDelta) -> Option<Timestamp> {
        if duration <= TimeDelta::zero() {
            return (duration == TimeDelta::zero()).then_some(from);
        }
        let mut left = duration;
        for day in self.days_from(from).filter(|day| from < day.until()) {
            let begin = from.max(day.from());
            let length = day.until() - begin;
            if left <= length {
                return begin.checked_add_signed(left);
            }
            left -= length;
        }
        None
    }

    /// Returns the moment `days` working days after the first working moment from `from` on, at the same time of day.
    ///
    /// Two working days from Thursday 15:00 are over on Monday 15:00, one from Saturday on Tuesday when work begins.
    /// `None` when it lies more than two years ahead.
    pub fn add_working_days(&self, from: Timestamp, days: u32) -> Option<Timestamp> {
        let start = self.next_working(from)?;
        let into_the_day = start - self.day(self.date(start))?.from();
        let day = self.days_from(start).nth(usize::try_from(days).ok()?)?;
        // A day on which the clock is put forward may be shorter than the others.
        let moment = day.from().checked_add_signed(into_the_day)?;
        Some(moment.min(day.until()))
    }

    /// Returns the date that the team writes at `moment`.
    pub(super) fn date(&self, moment: Timestamp) -> NaiveDate {
        // Adding the offset by hand, because chrono panics when the local time leaves its range.
        moment
            .naive_utc()
            .checked_add_signed(self.zone.ahead(moment))
            .map_or_else(|| moment.date_naive(), |local| local.date())
    }

    /// Tells why nobody works on `date`, if so.
    pub(super) fn day_off(&self, date: NaiveDate) -> Option<DayOff> {
        if self.holidays.contains(&date) {
            return Some(DayOff::Holiday);
        }
        let weekday = chrono::Datelike::weekday(&date);
        (!self.days.contains(&weekday)).then_some(DayOff::Weekend)
    }

    /// Returns the working days from that of `from` on, over two years.
    fn days_from(&self, from: Timestamp) -> impl Iterator<Item = Span> {
        self.date(from)
            .iter_days()
            .take(HORIZON_DAYS)
            .filter_map(|date| self.day(date))
    }

    /// Returns the working hours of one date.
    fn day(&self, date: NaiveDate) -> Option<Span> {
        if self.day_off(date).is_some() {
            return None;
        }
        Span::new(
            self.moment(date, self.from)?,
            self.moment(date, self.until)?,
        )
    }

    /// Returns the moment at which the clocks of the team show `time`, the first where they show it twice.
    fn moment(&self, date: NaiveDate, time: NaiveTime) -> Option<Timestamp> {
        let local = date.and_time(time);
        // Where the clocks jump over it, the first quarter of an hour that they do show.
        (0..=8).find_map(|quarter| {
            let local = local.checked_add_signed(TimeDelta::minutes(15 * quarter))?;
            self.zone.first(local)
        })
    }
}
