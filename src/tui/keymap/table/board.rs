//! The keys of the board of all rollouts. What is asked about a blocker is asked on its rollout.

use super::beside::{BACKFILL, UNDO_BACKFILL};
use super::{app, at, record, under};
use crate::tui::keymap::action::{App, Record};
use crate::tui::keymap::binding::Context::{Board, Working};
use crate::tui::keymap::binding::{Binding, Class, Group, Keys, char, two};

const fn asks(keys: Keys, what: Record, label: &'static str) -> Binding {
    at(record(Group::Step, keys, what, label, Class::Dialog), Board)
}

/// The bindings of the board, and the way to it.
pub(super) const BOARD: &[Binding] = &[
    under(
        app(
            Working,
            two('g', 'B'),
            App::Board,
            "blockers of all rollouts",
        ),
        Group::Move,
    ),
    app(Board, two('v', 's'), App::Order, "by severity, or by due").hint(62, "sort"),
    app(Board, char('z'), App::Zoom, "the selected one alone"),
    asks(char('c'), Record::CloseSelected, "close it…").hint(27, "close"),
    asks(
        two('a', 'e'),
        Record::EditSelected,
        "change what is known of it…",
    ),
    asks(
        two('s', 'i'),
        Record::IncidentStatus,
        "incident: status, policy…",
    ),
    asks(two('s', 'f'), Record::Backfill, BACKFILL),
    asks(two('u', 'f'), Record::UndoBackfill, UNDO_BACKFILL),
    asks(
        two('s', 'e'),
        Record::Escalate,
        "incident: escalate what is due…",
    ),
    asks(
        two('u', 'i'),
        Record::UndoIncident,
        "incident: take back the last record…",
    ),
    asks(
        two('u', 'I'),
        Record::RedoIncident,
        "incident: bring it back…",
    ),
    under(
        asks(two('a', 'i'), Record::AddIncident, "incident…"),
        Group::Wrong,
    ),
];
