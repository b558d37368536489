//! Spans and moments in words, as tables and pictures tell them. Every moment is UTC and says so.

use crate::domain::Timestamp;

/// Says how long `seconds` are in at most two units: `6m 12s`, `1d 2h`.
pub fn in_words(seconds: u64) -> String {
    let units = [(86_400, 'd'), (3_600, 'h'), (60, 'm'), (1, 's')];
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (size, unit) in units {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            parts.push(format!("{count}{unit}"));
        }
    }
    parts.truncate(2);
    if parts.is_empty() {
        return "0s".to_owned();
    }
    parts.join(" ")
}

/// Says a moment to the minute: `2022-03-09 14:32`.
pub(super) fn minute(moment: Timestamp) -> String {
    moment.format("%Y-%m-%d %H:%M").to_string()
}

/// Says a moment to the second: `2022-03-09 14:32:05`.
pub(super) fn second(moment: Timestamp) -> String {
    moment.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Says a span of time from one moment to another, as `09 Mar 09:02 to 14:38 (5h 36m)`.
pub(super) fn from_to(from: Timestamp, to: Option<Timestamp>, now: Timestamp) -> String {
    let end = to.unwrap_or(now).max(from);
    let seconds = u64::try_from((end - from).num_seconds()).unwrap_or(0);
    let begin = from.format("%d %b %H:%M");
    let end = match to {
        None => "now".to_owned(),
        Some(to) if to.date_naive() == from.date_naive() => to.format("%H:%M").to_string(),
        Some(to) => to.format("%d %b %H:%M").to_string(),
    };
    format!("{begin} to {end} ({})", in_words(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_at_most_two_units() {
        assert_eq!(in_words(372), "6m 12s");
        assert_eq!(in_words(93_784), "1d 2h");
        assert_eq!(in_words(0), "0s");
    }

    #[test]
    fn a_span_that_lasts_ends_now() {
        let at = |hour: i64| Timestamp::from_timestamp(1_646_784_000 + hour * 3600, 0).unwrap();
        assert_eq!(
            from_to(at(1), Some(at(3)), at(99)),
            "09 Mar 01:00 to 03:00 (2h)"
        );
        assert_eq!(from_to(at(1), None, at(25)), "09 Mar 01:00 to now (1d)");
        assert_eq!(from_to(at(3), None, at(1)), "09 Mar 03:00 to now (0s)");
    }
}
