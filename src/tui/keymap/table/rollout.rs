//! The keys of one rollout and of its steps.

use super::{app, at, copy, record, under};
use crate::tui::keymap::action::{App, Copied, Record};
use crate::tui::keymap::binding::Context::{Checklist, Opened, Timeline};
use crate::tui::keymap::binding::{Binding, Class, Group, char, two};

pub(super) const OPENED: &[Binding] = &[
    under(
        app(Opened, char('1'), App::Checklist, "checklist"),
        Group::Move,
    ),
    under(
        app(Opened, char('2'), App::Ramp, "ramp, gates, windows"),
        Group::Move,
    ),
    under(
        app(Opened, two('g', 'a'), App::Ramp, "ramp and gates"),
        Group::Move,
    )
    .alias(),
    under(
        app(Opened, char('5'), App::Timeline, "timeline"),
        Group::Move,
    ),
    under(app(Opened, char('6'), App::Info, "info"), Group::Move),
    under(
        app(Opened, two('g', 'r'), App::Checklist, "checklist"),
        Group::Move,
    )
    .alias(),
    under(
        app(Opened, two('g', 't'), App::Timeline, "timeline"),
        Group::Move,
    )
    .alias(),
    under(app(Opened, two('g', 'i'), App::Info, "info"), Group::Move).alias(),
    app(Opened, char('z'), App::Zoom, "detail alone").hint(70, "zoom"),
    at(
        copy(two('y', 'y'), Copied::Instruction, "command of the step"),
        Checklist,
    ),
    at(
        copy(two('y', 'l'), Copied::Entry, "line of the log"),
        Timeline,
    ),
    at(
        record(
            Group::Wrong,
            two('u', 'u'),
            Record::Undo,
            "undo the last record",
            Class::Undoable,
        ),
        Opened,
    ),
    at(
        record(
            Group::Wrong,
            char('U'),
            Record::Redo,
            "redo",
            Class::Undoable,
        ),
        Opened,
    ),
    at(
        record(
            Group::Step,
            two('a', 'n'),
            Record::Note,
            "note…",
            Class::Dialog,
        ),
        Opened,
    ),
    at(
        record(
            Group::Wrong,
            two('a', 'b'),
            Record::RaiseBlocker,
            "blocker…",
            Class::Dialog,
        ),
        Opened,
    ),
    at(
        record(
            Group::Wrong,
            two('a', 'c'),
            Record::CloseBlocker,
            "close a blocker…",
            Class::Dialog,
        ),
        Opened,
    ),
    at(
        record(
            Group::Rollout,
            two('a', 'v'),
            Record::Vouch,
            "vouch: code, docs, watch…",
            Class::Dialog,
        ),
        Opened,
    ),
    at(
        record(
            Group::Rollout,
            two('a', 'o'),
            Record::Writes,
            "written while the flag is off…",
            Class::Dialog,
        ),
        Opened,
    ),
    at(
        record(
            Group::Rollout,
            two(' ', 'h'),
            Record::Hold,
            "hold, or resume…",
            Class::Dialog,
        ),
        Opened,
    ),
    at(
        record(
            Group::Wrong,
            two(' ', '-'),
            Record::Abandon,
            "abandon…",
            Class::Typed,
        ),
        Opened,
    ),
];

pub(super) const STEP: &[Binding] = &[
    record(
        Group::Step,
        char('x'),
        Record::Tick,
        "tick or untick",
        Class::Undoable,
    )
    .hint(25, "done"),
    record(
        Group::Step,
        two(' ', ' '),
        Record::Tick,
        "tick it",
        Class::Undoable,
    )
    .alias(),
    record(
        Group::Step,
        two('s', 'd'),
        Record::Done,
        "✓ done",
        Class::Undoable,
    ),
    record(
        Group::Step,
        two('s', 't'),
        Record::Todo,
        "☐ todo",
        Class::Undoable,
    ),
    record(
        Group::Step,
        two('s', 'w'),
        Record::Doing,
        "◷ begun; starts the time",
        Class::Undoable,
    ),
    record(
        Group::Step,
        two('s', 'n'),
        Record::NotApplicable,
        "~ not applicable…",
        Class::Dialog,
    ),
    record(
        Group::Step,
        two('s', 's'),
        Record::Skip,
        "↷ skip…",
        Class::Dialog,
    ),
    record(
        Group::Step,
        two('s', 'b'),
        Record::Block,
        "⊘ blocked…",
        Class::Dialog,
    ),
    record(
        Group::Step,
        two('s', 'o'),
        Record::Override,
        "⚑ override a gate…",
        Class::Typed,
    ),
    record(
        Group::Rollout,
        two('s', 'a'),
        Record::Advance,
        "advance to the next stage…",
        Class::Dialog,
    ),
    record(
        Group::Rollout,
        char('d'),
        Record::Decide,
        "decisions…",
        Class::Dialog,
    )
    .hint(50, "decide"),
    record(
        Group::Step,
        char('r'),
        Record::Qa,
        "QA result…",
        Class::Dialog,
    )
    .hint(28, "QA"),
];
