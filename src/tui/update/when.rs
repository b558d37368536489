//! Times as they are typed into forms, in the zone that is shown: one that lies ahead, one that lies behind. What is neither is refused.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::timer;
use crate::domain::Timestamp;
use crate::projection::{WallClock, Zone};

/// Reads until when; nothing is no time. A time of day is the next one, a date its midnight.
pub(super) fn due(text: &str, clock: WallClock) -> Result<Option<Timestamp>, ()> {
    let (text, zone) = zone_of(text, clock);
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        return zone.next(time, clock.now).map(Some).ok_or(());
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return zone.read(day.and_time(NaiveTime::MIN)).map(Some).ok_or(());
    }
    if let Some(at) = whole(text, zone) {
        return Ok(Some(at));
    }
    let is_span = text.chars().any(|letter| letter.is_ascii_alphabetic());
    let seconds = timer::seconds(text).filter(|_| is_span);
    let span = seconds.and_then(|seconds| TimeDelta::try_seconds(i64::try_from(seconds).ok()?));
    let at = span.and_then(|span| clock.now.checked_add_signed(span));
    at.map(Some).ok_or(())
}

/// Reads since when; nothing is no time. A time of day is the last one.
pub(super) fn past(text: &str, clock: WallClock) -> Result<Option<Timestamp>, NotPast> {
    let (text, zone) = zone_of(text, clock);
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        return zone.last(time, clock.now).map(Some).ok_or(NotPast::Unread);
    }
    match whole(text, zone) {
        Some(at) if at <= clock.now => Ok(Some(at)),
        Some(_) => Err(NotPast::Ahead),
        None => Err(NotPast::Unread),
    }
}

/// Why a text is no time that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotPast {
    /// It lies ahead.
    Ahead,
    /// It is no time, or clocks showed it twice or never.
    Unread,
}

/// Names the zone in which a form reads times, in the words of its label.
pub(super) const fn zone_word(clock: WallClock) -> &'static str {
    if clock.zone.is_local() {
        "local"
    } else {
        "UTC"
    }
}

/// Tells in which zone a text is meant, and leaves the word for it out.
fn zone_of(text: &str, clock: WallClock) -> (&str, Zone) {
    let text = text.trim();
    match text.strip_suffix("UTC") {
        Some(text) => (text.trim_end(), Zone::Utc),
        None => (text, clock.zone),
    }
}

/// Reads a day with its time, or an RFC 3339 time.
fn whole(text: &str, zone: Zone) -> Option<Timestamp> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok()?;
    zone.read(at)
}

#[cfg(test)]
mod tests {
    use super::{NotPast, due, past};
    use crate::projection::{OffsetRule, WallClock, Zone};

    fn clock() -> WallClock {
        WallClock {
            now: "2022-03-09T14:32:00Z".parse().unwrap(),
            zone: Zone::Utc,
        }
    }

    #[test]
    fn a_due_time_lies_ahead_and_nonsense_is_refused() {
        for (text, expected) in [
            ("", Ok(None)),
            ("2d", Ok(Some("2022-03-11T14:32:00Z"))),
            ("18:00", Ok(Some("2022-03-09T18:00:00Z"))),
            ("09:00 UTC", Ok(Some("2022-03-10T09:00:00Z"))),
            ("2022-03-12", Ok(Some("2022-03-12T00:00:00Z"))),
            ("2022-03-12 10:30", Ok(Some("2022-03-12T10:30:00Z"))),
            ("30", Err(())),
            ("soon", Err(())),
        ] {
            let expected = expected.map(|at| at.map(|at| at.parse().unwrap()));
            assert_eq!(due(text, clock()), expected, "{text}");
        }
    }

    #[test]
    fn a_time_that_was_does_not_lie_ahead() {
        for (text, expected) in [
            ("", Ok(None)),
            ("14:00", Ok(Some("2022-03-09T14:00:00Z"))),
            ("18:00", Ok(Some("2022-03-08T18:00:00Z"))),
            ("2022-03-09 10:30", Ok(Some("2022-03-09T10:30:00Z"))),
            ("2022-03-10 10:30", Err(NotPast::Ahead)),
            ("2d", Err(NotPast::Unread)),
        ] {
            let expected = expected.map(|at| at.map(|at| at.parse().unwrap()));
            assert_eq!(past(text, clock()), expected, "{text}");
        }
    }

    #[test]
    fn a_time_is_read_in_the_zone_that_is_shown() {
        let zone = Zone::Local(OffsetRule(|_| chrono::FixedOffset::east_opt(3600).unwrap()));
        let there = WallClock { zone, ..clock() };
        for (text, expected) in [
            ("15:30", "2022-03-09T14:30:00Z"),
            ("15:33", "2022-03-08T14:33:00Z"),
            ("14:30 UTC", "2022-03-09T14:30:00Z"),
            ("2022-03-09 10:30", "2022-03-09T09:30:00Z"),
            ("2022-03-09T10:30:00Z", "2022-03-09T10:30:00Z"),
        ] {
            let expected = expected.parse().unwrap();
            assert_eq!(past(text, there), Ok(Some(expected)), "{text}");
        }
        let midnight = "2022-03-11T23:00:00Z".parse().unwrap();
        assert_eq!(due("2022-03-12", there), Ok(Some(midnight)));
    }
}
