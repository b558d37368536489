//! The zone in which moments are shown and typed. It asks no operating system: the rule of offsets is a value.

use std::fmt;
use std::ptr;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::Timestamp;

/// How far local time is from UTC at a moment; the same place has two answers where clocks are changed.
#[derive(Clone, Copy)]
pub struct OffsetRule(pub fn(Timestamp) -> FixedOffset);

/// The zone in which moments are shown, and in which a time is read that names none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Zone {
    /// Coordinated universal time.
    #[default]
    Utc,
    /// The time of a place.
    Local(OffsetRule),
}

/// A clock as somebody reads it: what time it is, and in which zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallClock {
    /// The moment that is now.
    pub now: Timestamp,
    /// The zone in which moments are shown.
    pub zone: Zone,
}

impl fmt::Debug for OffsetRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OffsetRule")
    }
}

impl PartialEq for OffsetRule {
    fn eq(&self, other: &Self) -> bool {
        ptr::fn_addr_eq(self.0, other.0)
    }
}

impl Eq for OffsetRule {}

impl Zone {
    /// Tells whether it is that of a place.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Local(_))
    }

    /// Writes a moment in a form of `strftime`; `%Z` is `UTC`, or the offset that holds then: `+02:00`.
    pub fn format(self, at: Timestamp, form: &str) -> String {
        match self {
            Self::Utc => at.format(form).to_string(),
            Self::Local(_) => self.there(at).format(form).to_string(),
        }
    }

    /// Names the zone as it holds at a moment: `UTC`, or `+02:00`.
    pub fn label(self, at: Timestamp) -> String {
        self.format(at, "%Z")
    }

    /// Returns the day of a moment.
    pub fn date(self, at: Timestamp) -> NaiveDate {
        self.wall(at).date()
    }

    /// Reads what a clock on the wall shows; `None` where it shows that twice or never, because clocks were changed.
    pub fn read(self, typed: NaiveDateTime) -> Option<Timestamp> {
        let Self::Local(rule) = self else {
            return Some(typed.and_utc());
        };
        let day = TimeDelta::days(1);
        let before = (rule.0)(typed.checked_sub_signed(day)?.and_utc());
        let after = (rule.0)(typed.checked_add_signed(day)?.and_utc());
        let meant = |offset: FixedOffset| {
            let at = typed.checked_sub_offset(offset)?.and_utc();
            ((rule.0)(at) == offset).then_some(at)
        };
        match (meant(before), meant(after)) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    }

    /// Returns the last moment, up to `now`, at which clocks showed `time`.
    pub fn last(self, time: NaiveTime, now: Timestamp) -> Option<Timestamp> {
        let today = self.date(now);
        let at = self.read(today.and_time(time))?;
        if at <= now {
            Some(at)
        } else {
            self.read(today.checked_sub_days(Days::new(1))?.and_time(time))
        }
    }

    /// Returns the next moment, after `now`, at which clocks show `time`.
    pub fn next(self, time: NaiveTime, now: Timestamp) -> Option<Timestamp> {
        let today = self.date(now);
        let at = self.read(today.and_time(time))?;
        if at > now {
            Some(at)
        } else {
            self.read(today.checked_add_days(Days::new(1))?.and_time(time))
        }
    }

    fn offset(self, at: Timestamp) -> Option<FixedOffset> {
        match self {
            Self::Utc => None,
            Self::Local(rule) => Some((rule.0)(at)),
        }
    }

    fn there(self, at: Timestamp) -> DateTime<FixedOffset> {
        match self.offset(at) {
            Some(offset) => at.with_timezone(&offset),
            None => at.fixed_offset(),
        }
    }

    fn wall(self, at: Timestamp) -> NaiveDateTime {
        let utc = at.naive_utc();
        let offset = self.offset(at);
        offset
            .and_then(|offset| utc.checked_add_offset(offset))
            .unwrap_or(utc)
    }
}

impl WallClock {
    /// Writes a moment in a form of `strftime`, as [`Zone::format`] does.
    pub fn format(self, at: Timestamp, form: &str) -> String {
        self.zone.format(at, form)
    }

    /// Tells whether a moment is of today.
    pub fn is_today(self, at: Timestamp) -> bool {
        self.zone.date(at) == self.zone.date(self.now)
    }

    /// Tells whether a moment is of this year.
    pub fn is_this_year(self, at: Timestamp) -> bool {
        use chrono::Datelike as _;
        self.zone.date(at).year() == self.zone.date(self.now).year()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Central Europe in 2022: clocks go on at 01:00 UTC on 27 March, and back at 01:00 UTC on 30 October.
    fn berlin(at: Timestamp) -> FixedOffset {
        let summer = moment("2022-03-27T01:00:00Z")..moment("2022-10-30T01:00:00Z");
        let hours = if summer.contains(&at) { 2 } else { 1 };
        FixedOffset::east_opt(hours * 3600).unwrap()
    }

    const BERLIN: Zone = Zone::Local(OffsetRule(berlin));

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn typed(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_moment_is_shown_with_the_offset_that_holds_then() {
        for (at, utc, local) in [
            (
                "2022-03-09T14:32:00Z",
                "09 Mar 14:32 UTC",
                "09 Mar 15:32 +01:00",
            ),
            (
                "2022-03-27T00:59:00Z",
                "27 Mar 00:59 UTC",
                "27 Mar 01:59 +01:00",
            ),
            (
                "2022-03-27T01:00:00Z",
                "27 Mar 01:00 UTC",
                "27 Mar 03:00 +02:00",
            ),
            (
                "2022-10-30T00:30:00Z",
                "30 Oct 00:30 UTC",
                "30 Oct 02:30 +02:00",
            ),
            (
                "2022-10-30T01:30:00Z",
                "30 Oct 01:30 UTC",
                "30 Oct 02:30 +01:00",
            ),
            (
                "2022-06-30T22:30:00Z",
                "30 Jun 22:30 UTC",
                "01 Jul 00:30 +02:00",
            ),
        ] {
            let form = "%d %b %H:%M %Z";
            assert_eq!(Zone::Utc.format(moment(at), form), utc);
            assert_eq!(BERLIN.format(moment(at), form), local);
        }
    }

    #[test]
    fn what_a_clock_shows_twice_or_never_is_not_read() {
        assert_eq!(BERLIN.read(typed("2022-03-27 02:30")), None);
        assert_eq!(BERLIN.read(typed("2022-10-30 02:30")), None);
        for (text, at) in [
            ("2022-03-27 01:59", "2022-03-27T00:59:00Z"),
            ("2022-03-27 03:00", "2022-03-27T01:00:00Z"),
            ("2022-10-30 01:59", "2022-10-29T23:59:00Z"),
            ("2022-10-30 03:00", "2022-10-30T02:00:00Z"),
        ] {
            assert_eq!(BERLIN.read(typed(text)), Some(moment(at)), "{text}");
        }
        assert_eq!(
            Zone::Utc.read(typed("2022-03-27 02:30")),
            Some(moment("2022-03-27T02:30:00Z"))
        );
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        let now = moment("2022-06-30T22:30:00Z");
        let clock = WallClock { now, zone: BERLIN };
        assert!(!clock.is_today(moment("2022-06-30T21:59:00Z")));
        assert!(clock.is_today(moment("2022-07-01T21:59:00Z")));
        let half_past_midnight = NaiveTime::from_hms_opt(0, 15, 0).unwrap();
        let last = BERLIN.last(half_past_midnight, now);
        assert_eq!(last, Some(moment("2022-06-30T22:15:00Z")));
        let next = BERLIN.next(half_past_midnight, now);
        assert_eq!(next, Some(moment("2022-07-01T22:15:00Z")));
    }

    #[test]
    fn the_ends_of_time_are_shown_too() {
        for at in [Timestamp::MIN_UTC, Timestamp::MAX_UTC] {
            assert!(!BERLIN.format(at, "%Y-%m-%d %H:%M %Z").is_empty());
            assert!(
                WallClock {
                    now: at,
                    zone: BERLIN
                }
                .is_today(at)
            );
        }
    }
}
