//! The days of the fleet: a row for each rollout, a mark for each day. A day without a record is a dot, one before the import is blank.

use super::chrome::role_of;
use crate::projection::DaysView;
use crate::tui::screen::{Line, Role};

/// The columns of a day.
const DAY: usize = 2;

/// Draws the dates over the days.
pub(super) fn head(days: &[DaysView]) -> Line {
    let Some(first) = days.first() else {
        return Line::new().and(Role::Dim, "DAYS");
    };
    let last = first.days.len().saturating_sub(1);
    let mut text = String::new();
    for place in 0..first.days.len() {
        let taken = text.chars().count();
        if (last - place) % 7 == 0 && taken <= place * DAY {
            let date = first
                .date(place)
                .map(|date| date.format("%d %b").to_string());
            text.push_str(&" ".repeat(place * DAY - taken));
            let words = date.unwrap_or_default();
            // The last date has no room behind it: it ends where its day does.
            if place == last {
                let room = text.chars().count() + DAY;
                let keep = room.saturating_sub(words.chars().count() + 1);
                text = text.chars().take(keep).collect();
            }
            text.push_str(&words);
        }
    }
    Line::new().and(Role::Dim, &text)
}

/// Draws the days of one rollout.
pub(super) fn line(days: Option<&DaysView>) -> Line {
    let Some(days) = days else {
        return Line::new();
    };
    let mut line = Line::new();
    for (place, state) in days.days.iter().enumerate() {
        line = match state {
            Some(state) => line.and(role_of(*state), &format!("{} ", state.mark())),
            None if days.date(place) < days.began => line.and(Role::Body, "  "),
            None => line.and(Role::Dim, "· "),
        };
    }
    line
}
