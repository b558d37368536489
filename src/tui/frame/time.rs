//! Times in words, always with their zone, and what is left of those that run.

use crate::domain::Timestamp;
use crate::domain::plan::StepKind;
use crate::domain::rollout::spoken;
use crate::projection::{TimerRow, WallClock};

/// Returns `Wed 09 Mar 14:32 UTC`.
pub(super) fn long(clock: WallClock) -> String {
    clock.format(clock.now, "%a %d %b %H:%M %Z")
}

/// Returns `14:32 UTC`.
pub(super) fn short(at: Timestamp, clock: WallClock) -> String {
    clock.format(at, "%H:%M %Z")
}

/// Returns the clock time of today, else day and time; without a zone, for places that say it once.
pub(super) fn bare(at: Timestamp, clock: WallClock) -> String {
    let form = if clock.is_today(at) {
        "%H:%M"
    } else if clock.is_this_year(at) {
        "%d %b %H:%M"
    } else {
        "%Y-%m-%d"
    };
    clock.format(at, form)
}

/// Returns what [`bare`] says, with its zone.
pub(super) fn zoned(at: Timestamp, clock: WallClock) -> String {
    format!("{} {}", bare(at, clock), clock.zone.label(at))
}

/// Returns how long ago something was: `9 min ago`.
pub(super) fn ago(at: Timestamp, now: Timestamp) -> String {
    let minutes = (now - at).num_minutes();
    match minutes {
        i64::MIN..0 => "ahead of this clock".to_owned(),
        0 => "just now".to_owned(),
        1..60 => format!("{minutes} min ago"),
        60..2880 => format!("{}h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    }
}

/// Returns a length that cannot be taken for a time of day: `3 min`, `22h 47m`, `4d 03h`.
pub(super) fn length(seconds: i64) -> String {
    let seconds = u64::try_from(seconds).unwrap_or(0);
    if seconds < 3600 {
        format!("{} min", seconds / 60)
    } else {
        spoken(seconds)
    }
}

/// Returns `06:12 left of 15:00`, or that it is over.
pub(super) fn left_of(timer: &TimerRow, now: Timestamp) -> String {
    if timer.is_over(now) {
        return format!("ELAPSED of {}", spoken(timer.seconds_in_all()));
    }
    let (left, all) = (timer.seconds_left(now), timer.seconds_in_all());
    format!("{} left of {}", spoken(left), spoken(all))
}

/// Returns `06:12 left of 15:00`, or `15:00 over` for one that has ended.
pub(super) fn spent_of(timer: &TimerRow, now: Timestamp) -> String {
    if timer.is_over(now) {
        format!("{} over", spoken(timer.seconds_in_all()))
    } else {
        left_of(timer, now)
    }
}

/// Returns `06:12 left`, or that it is over.
pub(super) fn left(timer: &TimerRow, now: Timestamp) -> String {
    if timer.is_over(now) {
        "ELAPSED".to_owned()
    } else {
        format!("{} left", spoken(timer.seconds_left(now)))
    }
}

/// Returns `7m left` for the last minutes, begun ones counted whole, or that it is over.
pub(super) fn left_by_the_minute(timer: &TimerRow, now: Timestamp) -> String {
    let seconds = timer.seconds_left(now);
    if timer.is_over(now) || seconds >= 3600 {
        return left(timer, now);
    }
    format!("{}m left", seconds.div_ceil(60))
}

/// Returns what kind of time it is.
pub(super) const fn noun(timer: &TimerRow) -> &'static str {
    if matches!(timer.kind, StepKind::Watch) {
        "watch"
    } else {
        "wait"
    }
}
