//! A blocker in words: how bad it is, how it stands, when it is due. It lays out nothing.

use super::time;
use crate::domain::Timestamp;
use crate::domain::rollout::Severity;
use crate::projection::{BlockerView, WallClock};

/// Says how bad it is, and whether it holds the rollout.
pub(super) fn severity_line(blocker: &BlockerView) -> String {
    let severity = blocker.severity.map(Severity::as_str);
    let severity = severity.map(str::to_uppercase);
    let holds = match (blocker.hard, blocker.open) {
        (true, true) => "holds the rollout",
        (true, false) => "held the rollout",
        (false, true) => "only warns",
        (false, false) => "only warned",
    };
    severity.map_or_else(
        || holds.to_owned(),
        |severity| format!("{severity}, {holds}"),
    )
}

/// Says since when it is open or closed, and by whom.
pub(super) fn state_line(blocker: &BlockerView, clock: WallClock) -> String {
    let word = if blocker.open { "OPEN" } else { "CLOSED" };
    let since = blocker
        .at
        .map(|at| time::zoned(at, clock))
        .unwrap_or_default();
    let who = blocker.by.as_deref().unwrap_or_default();
    if blocker.open {
        format!("{word} since {since}, by {who}")
    } else {
        format!("{word}, raised {since} by {who}")
    }
}

/// Says when it is due, or by how long it is overdue.
pub(super) fn until(due: Timestamp, clock: WallClock) -> String {
    let seconds = (due - clock.now).num_seconds();
    let span = time::length(seconds.abs());
    let at = time::zoned(due, clock);
    if seconds < 0 {
        format!("OVERDUE by {span} ({at})")
    } else {
        format!("due {at}, in {span}")
    }
}
