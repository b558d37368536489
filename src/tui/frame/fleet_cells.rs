//! The words of a fleet's row: what is live, and what comes next. They are cut by whoever draws them.

use super::time;
use crate::domain::plan::StepState;
use crate::projection::FleetRow;
use crate::tui::model::Model;

/// Says in a few letters how far production is.
pub(super) fn short_live(row: &FleetRow) -> String {
    let words = row.production.as_deref().unwrap_or("-");
    if words == "not set" {
        return "unset".to_owned();
    }
    // A number that is no percentage counts something: `1 named actor`.
    match words.split_once(' ') {
        Some((count, rest)) if count.chars().all(|letter| letter.is_ascii_digit()) => {
            let what = if rest.contains("group") {
                "group"
            } else {
                "actor"
            };
            let many = if count == "1" { "" } else { "s" };
            format!("{count} {what}{many}")
        }
        Some((first, _)) => first.to_owned(),
        None => words.to_owned(),
    }
}

/// Says the next thing: what is left of a time that runs, else what stands in the way, else what to do.
pub(super) fn next(row: &FleetRow, model: &Model) -> String {
    let timer = row.timers.first();
    match (row.state_at(model.now), timer, row.blockers.first()) {
        (StepState::Waiting | StepState::Elapsed, Some(timer), _) => {
            // The state beside it says that the time runs, or is over.
            format!("{}: {}", time::spent_of(timer, model.now), timer.number)
        }
        (StepState::Blocked, _, Some(blocker)) => match row.blockers.len() {
            1 => blocker.clone(),
            count => format!("⊘{count}  {blocker}"),
        },
        (_, _, first) => {
            let badge = first.map(|_| format!("⊘{}  ", row.blockers.len()));
            let hold = row.hold.as_ref();
            let next = hold.map_or_else(|| row.next.clone(), |why| format!("held: {why}"));
            badge.unwrap_or_default() + &next
        }
    }
}
