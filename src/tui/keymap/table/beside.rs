//! The keys of what stands beside a checklist: blockers, incidents, packages. One tick is undone; whatever else records asks first.

use super::{app, at, copy, record, under};
use crate::tui::keymap::action::{App, Copied, Record};
use crate::tui::keymap::binding::Context::{Blockers, Fleet, Opened, Packages, Working};
use crate::tui::keymap::binding::{Binding, Class, Context, Group, Keys, char, two};

const fn asks(
    (context, group): (Context, Group),
    keys: Keys,
    what: Record,
    label: &'static str,
) -> Binding {
    at(record(group, keys, what, label, Class::Dialog), context)
}

const fn goes(context: Context, keys: Keys, what: App, label: &'static str) -> Binding {
    under(app(context, keys, what, label), Group::Move)
}

/// What is done to all incidents at once, in words.
pub(super) const BACKFILL: &str = "incidents: records from their alerts…";
pub(super) const UNDO_BACKFILL: &str = "incidents: take the backfill back…";

/// The ways to the views.
pub(super) const VIEWS: &[Binding] = &[
    goes(Opened, char('3'), App::Blockers, "blockers, incidents"),
    goes(Opened, char('4'), App::Packages, "packages"),
    goes(
        Working,
        two('g', 'b'),
        App::Blockers,
        "blockers and incidents",
    ),
    goes(Working, two('g', 'p'), App::Packages, "packages"),
    goes(
        Working,
        two('g', 'w'),
        App::Which,
        "which package brought it?",
    )
    .hint(26, "which?"),
    asks(
        (Opened, Group::Wrong),
        two('a', 'i'),
        Record::AddIncident,
        "incident…",
    ),
    asks(
        (Fleet, Group::Wrong),
        two('a', 'i'),
        Record::AddIncident,
        "incident…",
    ),
];

/// The bindings on blockers and incidents.
pub(super) const BLOCKERS: &[Binding] = &[
    at(
        record(
            Group::Step,
            char('x'),
            Record::BlockerStep,
            "plan step done, or open",
            Class::Undoable,
        ),
        Blockers,
    )
    .hint(25, "done"),
    asks(
        (Blockers, Group::Step),
        char('c'),
        Record::CloseSelected,
        "close it…",
    )
    .hint(27, "close"),
    asks(
        (Blockers, Group::Step),
        two('a', 'e'),
        Record::EditSelected,
        "change what is known of it…",
    ),
    asks(
        (Blockers, Group::Wrong),
        two('u', 'i'),
        Record::UndoIncident,
        "incident: take back the last record…",
    ),
    asks(
        (Blockers, Group::Wrong),
        two('u', 'I'),
        Record::RedoIncident,
        "incident: bring it back…",
    ),
    asks(
        (Blockers, Group::Step),
        two('s', 'i'),
        Record::IncidentStatus,
        "incident: status, policy…",
    ),
    asks(
        (Blockers, Group::Step),
        two('s', 'f'),
        Record::Backfill,
        BACKFILL,
    ),
    asks(
        (Blockers, Group::Wrong),
        two('u', 'f'),
        Record::UndoBackfill,
        UNDO_BACKFILL,
    ),
    asks(
        (Blockers, Group::Step),
        two('s', 'e'),
        Record::Escalate,
        "incident: escalate what is due…",
    ),
    under(
        app(
            Blockers,
            two('v', 'o'),
            App::OpenOnly,
            "only open ones, or all",
        ),
        Group::App,
    )
    .hint(65, "open only"),
];

/// The bindings on packages.
pub(super) const PACKAGES: &[Binding] = &[
    asks(
        (Packages, Group::Step),
        char('e'),
        Record::Executed,
        "post-deploy migrations ran…",
    )
    .hint(24, "executed"),
    asks(
        (Packages, Group::Step),
        two('a', 'p'),
        Record::AddPackage,
        "package…",
    ),
    asks(
        (Packages, Group::Step),
        two('a', 'r'),
        Record::ScanPackages,
        "packages out of a git repository…",
    ),
    asks(
        (Packages, Group::Step),
        two('a', 'm'),
        Record::AddMigration,
        "migration of the package…",
    ),
    asks(
        (Packages, Group::Step),
        two('a', 'd'),
        Record::Deployed,
        "deployment of the package…",
    ),
    asks(
        (Packages, Group::Step),
        two('a', 'f'),
        Record::NameCode,
        "code of a flag came with it…",
    ),
    asks(
        (Packages, Group::Wrong),
        two('u', 'l'),
        Record::UndoPackages,
        "packages: take back the last record…",
    ),
    asks(
        (Packages, Group::Wrong),
        two('u', 'L'),
        Record::RedoPackages,
        "packages: bring it back…",
    ),
    at(
        copy(two('y', 'y'), Copied::PackageAnswer, "answer in one line"),
        Packages,
    ),
    at(
        copy(
            two('y', 'n'),
            Copied::PackageNote,
            "note for the release issue",
        ),
        Packages,
    ),
    at(
        copy(
            two('y', 'N'),
            Copied::ReleaseNote,
            "note of the whole release",
        ),
        Packages,
    ),
    at(
        copy(
            two('y', 'b'),
            Copied::RollbackCheck,
            "rollback check for chatops",
        ),
        Packages,
    ),
];
