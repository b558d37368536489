//! Times and spans as people type them. A time that can be read in two ways is refused.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::Timestamp;
pub(crate) use crate::export::in_words;
use crate::projection::WallClock;

/// Reads an RFC 3339 time, `2026-01-31`, `2026-01-31 14:32`, `14:32`, `2h ago` or `now`.
///
/// A date alone is its midnight; a time alone is the last time that it was so late. What names no zone is in that of `clock`.
pub(crate) fn parse_moment(text: &str, clock: WallClock) -> Option<Timestamp> {
    let (now, zone) = (clock.now, clock.zone);
    let text = text.trim();
    if text.eq_ignore_ascii_case("now") {
        return Some(now);
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc());
    }
    if let Some(span) = text.strip_suffix("ago") {
        return now.checked_sub_signed(parse_span(span)?);
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return zone.read(date.and_time(NaiveTime::MIN));
    }
    let whole = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"];
    let mut whole = whole
        .iter()
        .filter_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    if let Some(moment) = whole.next() {
        return zone.read(moment);
    }
    let time = ["%H:%M", "%H:%M:%S"];
    let mut time = time
        .iter()
        .filter_map(|form| NaiveTime::parse_from_str(text, form).ok());
    zone.last(time.next()?, now)
}

/// Reads `15m`, `2h`, `1d 12h`, `2w`: whole numbers with a unit of `s m h d w`.
pub(crate) fn parse_span(text: &str) -> Option<TimeDelta> {
    let mut total = TimeDelta::zero();
    let mut digits = String::new();
    let mut seen = false;
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let count: i64 = digits.parse().ok()?;
        digits.clear();
        let seconds = match letter {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            'w' => 604_800,
            _ => return None,
        };
        let part = TimeDelta::try_seconds(count.checked_mul(seconds)?)?;
        total = total.checked_add(&part)?;
        seen = true;
    }
    (seen && digits.is_empty()).then_some(total)
}

/// Says when something was: `31 Jan 14:32 UTC`, with the year where it is another one than this.
pub(crate) fn when(moment: Timestamp, clock: WallClock) -> String {
    clock.format(
        moment,
        if clock.is_this_year(moment) {
            "%d %b %H:%M %Z"
        } else {
            "%d %b %Y %H:%M %Z"
        },
    )
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;
    use crate::projection::{OffsetRule, Zone};

    fn clock() -> WallClock {
        WallClock {
            now: "2026-01-31T14:32:00Z".parse().unwrap(),
            zone: Zone::Utc,
        }
    }

    #[test]
    fn a_time_is_shown_and_read_in_the_zone_that_is_shown() {
        let three = |_| FixedOffset::east_opt(3 * 3600).unwrap();
        let zone = Zone::Local(OffsetRule(three));
        let there = WallClock { zone, ..clock() };
        for (text, expected) in [
            ("2026-01-30", "2026-01-29T21:00:00Z"),
            ("2026-01-30 09:15", "2026-01-30T06:15:00Z"),
            ("17:00", "2026-01-31T14:00:00Z"),
            ("17:33", "2026-01-30T14:33:00Z"),
            ("2026-01-31T15:00:00+02:00", "2026-01-31T13:00:00Z"),
        ] {
            let expected: Timestamp = expected.parse().unwrap();
            assert_eq!(parse_moment(text, there), Some(expected), "{text}");
        }
        assert_eq!(when(clock().now, clock()), "31 Jan 14:32 UTC");
        assert_eq!(when(there.now, there), "31 Jan 17:32 +03:00");
        let earlier = "2025-12-31T22:00:00Z".parse().unwrap();
        assert_eq!(when(earlier, there), "01 Jan 01:00 +03:00");
        assert_eq!(when(earlier, clock()), "31 Dec 2025 22:00 UTC");
    }

    #[test]
    fn every_form_of_a_time_is_read() {
        for (text, expected) in [
            ("2026-01-31T15:00:00+02:00", "2026-01-31T13:00:00Z"),
            ("2026-01-30", "2026-01-30T00:00:00Z"),
            ("2026-01-30 09:15", "2026-01-30T09:15:00Z"),
            ("14:00", "2026-01-31T14:00:00Z"),
            ("23:50", "2026-01-30T23:50:00Z"),
            ("2h ago", "2026-01-31T12:32:00Z"),
            ("1d12h ago", "2026-01-30T02:32:00Z"),
            ("now", "2026-01-31T14:32:00Z"),
        ] {
            let expected: Timestamp = expected.parse().unwrap();
            assert_eq!(parse_moment(text, clock()), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "tomorrow",
            "25:00",
            "2026-13-01",
            "ago",
            "2 ago",
            "999999999999999w ago",
        ] {
            assert_eq!(parse_moment(text, clock()), None, "{text}");
        }
    }

    #[test]
    fn spans_are_said_in_two_units() {
        assert_eq!(in_words(372), "6m 12s");
        assert_eq!(in_words(93_784), "1d 2h");
        assert_eq!(in_words(0), "0s");
    }
}
