//! The cells of a row on the board, and how wide they are at each size. What does not fit is left out as a whole column.

use super::blockers::state;
use super::chrome::badge;
use super::time;
use crate::domain::Timestamp;
use crate::domain::rollout::Severity;
use crate::projection::{BoardRow, WallClock};
use crate::tui::layout::Size;
use crate::tui::page::{InTheWay, OnBoard};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// How wide the columns are; 0 leaves one out. The title takes the rest.
pub(super) struct Columns {
    kind: usize,
    state: usize,
    severity: usize,
    due: usize,
    owner: usize,
    since: usize,
}

impl Columns {
    pub(super) const fn of(size: Size) -> Self {
        let (kind, state, severity, due, owner, since) = match size {
            Size::Large => (13, 13, 5, 19, 13, 9),
            Size::Medium => (0, 13, 4, 18, 0, 0),
            Size::Small => (0, 13, 4, 0, 0, 0),
            Size::Line | Size::TooSmall => (0, 0, 0, 0, 0, 0),
        };
        Self {
            kind,
            state,
            severity,
            due,
            owner,
            since,
        }
    }

    pub(super) fn head(&self, width: usize) -> Line {
        let cells = [
            ("KIND", self.kind),
            ("STATE", self.state),
            ("SEV", self.severity),
            ("DUE", self.due),
            ("OWNER", self.owner),
            ("SINCE", self.since),
        ];
        let head = Line::of(&" ".repeat(9));
        let head = cells.iter().fold(head, |line, (text, width)| {
            line.and_shown(Role::Dim, cell(text, *width))
        });
        head.and(Role::Dim, "TITLE").fit(width)
    }

    pub(super) fn row(&self, found: OnBoard<'_>, clock: WallClock) -> Line {
        let (mark, role, word) = state(found.in_the_way());
        let (due, due_role) = due(found.row, clock.now);
        let severity = found.row.severity().map(Severity::as_str);
        let severity = severity.unwrap_or_default().to_uppercase();
        Line::new()
            .and(role, &slot(mark))
            .and_shown(Role::Title, cell(found.row.id(), 5))
            .and_shown(Role::Body, cell(&kind(found), self.kind))
            .and_line(badge(role, word, self.state))
            .and_shown(Role::Body, cell(&severity, self.severity))
            .and_shown(due_role, cell(&due, self.due))
            .and_shown(Role::Body, cell(owner(found.row), self.owner))
            .and_shown(
                Role::Body,
                cell(&since(found.in_the_way(), clock), self.since),
            )
            .and(Role::Body, found.row.title())
    }
}

fn cell(text: &str, width: usize) -> Shown {
    width.checked_sub(1).map_or_else(Shown::default, |room| {
        Shown::of(text).cut_end(room).pad(width)
    })
}

/// Says what kind of thing it is, and which incident a blocker stands for.
fn kind(found: OnBoard<'_>) -> String {
    let kind = found.in_the_way().kind();
    match found.row {
        BoardRow::Blocker(blocker) => match &blocker.blocker.incident {
            Some(incident) => format!("{kind} {incident}"),
            None => kind.to_owned(),
        },
        BoardRow::Incident(_) => kind.to_owned(),
    }
}

fn owner(row: BoardRow<'_>) -> &str {
    match row {
        BoardRow::Blocker(found) => found.blocker.owner.as_deref().unwrap_or_default(),
        BoardRow::Incident(_) => "",
    }
}

/// Says how long there is until it is due, or how long it is overdue.
pub(super) fn due(row: BoardRow<'_>, now: Timestamp) -> (String, Role) {
    let Some(due) = row.due() else {
        return (String::new(), Role::Body);
    };
    let seconds = (due - now).num_seconds();
    let word = match row {
        BoardRow::Blocker(_) => "in",
        BoardRow::Incident(_) => "escalates",
    };
    if seconds < 0 {
        return (format!("OVERDUE {}", time::length(-seconds)), Role::Bad);
    }
    (format!("{word} {}", time::length(seconds)), Role::Body)
}

/// Says for how long an open one stands there, and since which day a closed one did.
pub(super) fn since(found: InTheWay<'_>, clock: WallClock) -> String {
    let Some(at) = found.since() else {
        return String::new();
    };
    if found.is_open() {
        return time::length((clock.now - at).num_seconds());
    }
    clock.format(at, "%d %b")
}
