//! The keys of the page of a rollback, and the one for a test on the fleet. A tick can be undone; whatever cannot asks first.

use crate::tui::keymap::action::{Action, App, Copied, Record};
use crate::tui::keymap::binding::{Binding, Class, Context, Group, Keys, char, two};

const fn own(group: Group, keys: Keys, action: Action, label: &'static str) -> Binding {
    Binding::new(Context::Rollback, group, keys, action, label)
}

const fn record(keys: Keys, what: Record, label: &'static str, class: Class) -> Binding {
    own(Group::Step, keys, Action::Record(what), label).class(class)
}

/// The next test of the selected row of the fleet.
pub(super) const NEXT_TEST: &[Binding] = &[Binding::new(
    Context::Fleet,
    Group::Step,
    char('r'),
    Action::Record(Record::Qa),
    "QA result of the next test…",
)
.class(Class::Dialog)];

/// The bindings.
pub(super) const ROLLBACK: &[Binding] = &[
    record(
        char('x'),
        Record::RollbackTick,
        "tick or untick",
        Class::Undoable,
    )
    .hint(20, "done"),
    record(char('f'), Record::RollbackFailed, "failed…", Class::Dialog).hint(22, "failed"),
    record(char('s'), Record::RollbackSkipped, "skip…", Class::Dialog).hint(24, "skip"),
    record(
        two('a', 'n'),
        Record::RollbackNote,
        "note on the step…",
        Class::Dialog,
    )
    .hint(27, "note"),
    own(
        Group::Wrong,
        two('u', 'u'),
        Action::Record(Record::Undo),
        "undo the last record",
    )
    .class(Class::Undoable),
    own(
        Group::Wrong,
        char('U'),
        Action::Record(Record::Redo),
        "redo",
    )
    .class(Class::Undoable),
    own(
        Group::Rollout,
        two(' ', '-'),
        Action::Record(Record::Abandon),
        "abandon…",
    )
    .class(Class::Typed),
    own(
        Group::Copy,
        two('y', 'y'),
        Action::Copy(Copied::RollbackStep),
        "command of the step",
    ),
    own(
        Group::Move,
        two('g', 'r'),
        Action::App(App::Back),
        "leave; it stays open",
    )
    .hint(21, "leave, it stays"),
];
