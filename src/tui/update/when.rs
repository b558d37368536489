//! Times as they are typed into forms, all of them UTC: one that lies ahead, one that lies behind. What is neither is refused.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::timer;
use crate::domain::Timestamp;

/// Reads until when; nothing is no time. A time of day is the next one, a date its midnight.
pub(super) fn due(text: &str, now: Timestamp) -> Result<Option<Timestamp>, ()> {
    let text = text.trim().trim_end_matches("UTC").trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        let today = now.date_naive().and_time(time).and_utc();
        let next = if today > now {
            Some(today)
        } else {
            today.checked_add_days(Days::new(1))
        };
        return next.map(Some).ok_or(());
    }
    if let Ok(at) = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M") {
        return Ok(Some(at.and_utc()));
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(Some(day.and_time(NaiveTime::MIN).and_utc()));
    }
    let is_span = text.chars().any(|letter| letter.is_ascii_alphabetic());
    let seconds = timer::seconds(text).filter(|_| is_span);
    let span = seconds.and_then(|seconds| TimeDelta::try_seconds(i64::try_from(seconds).ok()?));
    let at = span.and_then(|span| now.checked_add_signed(span));
    at.map(Some).ok_or(())
}

/// Reads since when; nothing is no time. A time of day is the last one.
pub(super) fn past(text: &str, now: Timestamp) -> Result<Option<Timestamp>, ()> {
    let text = text.trim().trim_end_matches("UTC").trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        let today = now.date_naive().and_time(time).and_utc();
        let last = if today <= now {
            Some(today)
        } else {
            today.checked_sub_days(Days::new(1))
        };
        return last.map(Some).ok_or(());
    }
    match NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M") {
        Ok(at) if at.and_utc() <= now => Ok(Some(at.and_utc())),
        Ok(_) | Err(_) => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{due, past};

    #[test]
    fn a_due_time_lies_ahead_and_nonsense_is_refused() {
        let now = "2022-03-09T14:32:00Z".parse().unwrap();
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
            assert_eq!(due(text, now), expected, "{text}");
        }
    }

    #[test]
    fn a_time_that_was_does_not_lie_ahead() {
        let now = "2022-03-09T14:32:00Z".parse().unwrap();
        for (text, expected) in [
            ("", Ok(None)),
            ("14:00", Ok(Some("2022-03-09T14:00:00Z"))),
            ("18:00", Ok(Some("2022-03-08T18:00:00Z"))),
            ("2022-03-09 10:30", Ok(Some("2022-03-09T10:30:00Z"))),
            ("2022-03-10 10:30", Err(())),
            ("2d", Err(())),
        ] {
            let expected = expected.map(|at| at.map(|at| at.parse().unwrap()));
            assert_eq!(past(text, now), expected, "{text}");
        }
    }
}
