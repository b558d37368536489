//! The keys of the ramp, of the time that runs, of looking back and of the browser. None of them records before it asks but what undo takes back.

use super::{app, at, record, under};
use crate::tui::dialog::WatchVerb::{Actors, FlagType, HandOver, Target};
use crate::tui::keymap::action::{App, Link, Record};
use crate::tui::keymap::binding::Context::{Fleet, Opened, Timeline, Working};
use crate::tui::keymap::binding::{Binding, Class, Context, Group, Keys, char, two};

const fn own(
    context: Context,
    keys: Keys,
    what: Record,
    (label, class): (&'static str, Class),
) -> Binding {
    at(record(Group::Rollout, keys, what, label, class), context)
}

const PERCENTAGE: (&str, Class) = ("set a percentage…", Class::Dialog);
const EXTEND: (&str, Class) = ("let it run longer…", Class::Dialog);
const PAUSE: (&str, Class) = ("pause, or go on…", Class::Dialog);
const HAND_OVER: (&str, Class) = ("hand the watch over…", Class::Dialog);
const ACTORS: (&str, Class) = ("actors of interest…", Class::Dialog);
const TYPE: (&str, Class) = ("type and deadline of the flag…", Class::Dialog);
const TARGET: (&str, Class) = ("production for some only…", Class::Dialog);
const REHEARSE: (&str, Class) = ("rehearse the way back…", Class::Dialog);
const STOP: (&str, Class) = ("stop it early…", Class::Dialog);

/// The bindings on one rollout.
pub(super) const TIME: &[Binding] = &[
    own(Opened, char('%'), Record::Percentage, PERCENTAGE).hint(26, "ramp"),
    under(
        own(
            Opened,
            two('t', 's'),
            Record::TimerStart,
            ("start the time of the step", Class::Undoable),
        ),
        Group::Step,
    ),
    own(Opened, two('t', 'x'), Record::TimerExtend, EXTEND),
    own(Opened, two('t', 'p'), Record::TimerPause, PAUSE),
    own(Opened, two('t', 'c'), Record::TimerStop, STOP),
    own(Opened, two('t', 'r'), Record::Drill, REHEARSE),
    own(Opened, two('t', 'h'), Record::Watch(HandOver), HAND_OVER),
    own(Opened, two('t', 'd'), Record::Watch(FlagType), TYPE),
    own(Opened, two('a', 'w'), Record::Watch(Actors), ACTORS),
    own(Opened, two('a', 't'), Record::Watch(Target), TARGET),
    under(
        app(
            Timeline,
            two('v', 'a'),
            App::LookAt,
            "as it was then, or now again",
        ),
        Group::Move,
    )
    .hint(15, "as it was then"),
];

/// The bindings that act on the selected row of the fleet.
pub(super) const SELECTED_ROW: &[Binding] = &[
    own(Fleet, char('%'), Record::Percentage, PERCENTAGE),
    own(Fleet, two('t', 'x'), Record::TimerExtend, EXTEND),
    own(Fleet, two('t', 'p'), Record::TimerPause, PAUSE),
    own(Fleet, two('t', 'c'), Record::TimerStop, STOP),
    own(Fleet, two('t', 'h'), Record::Watch(HandOver), HAND_OVER),
    own(Fleet, two('t', 'd'), Record::Watch(FlagType), TYPE),
    own(Fleet, two('a', 'w'), Record::Watch(Actors), ACTORS),
    own(Fleet, two('a', 't'), Record::Watch(Target), TARGET),
    own(Fleet, two('a', 'n'), Record::Note, ("note…", Class::Dialog)),
    own(
        Fleet,
        two('a', 'b'),
        Record::RaiseBlocker,
        ("blocker…", Class::Dialog),
    ),
    own(
        Fleet,
        two('a', 'c'),
        Record::CloseBlocker,
        ("close a blocker…", Class::Dialog),
    ),
];

/// The bindings that open an address of the document.
pub(super) const BROWSE: &[Binding] = &[
    app(
        Working,
        two('o', 'i'),
        App::Browse(Link::Issue),
        "the issue…",
    ),
    app(
        Working,
        two('o', 'm'),
        App::Browse(Link::MergeRequest),
        "a merge request…",
    ),
    app(
        Working,
        two('o', 'd'),
        App::Browse(Link::Dashboard),
        "a dashboard…",
    ),
    app(
        Working,
        two('o', 'h'),
        App::Browse(Link::Documentation),
        "how-to pages…",
    ),
    app(
        Working,
        two('o', 'o'),
        App::Browse(Link::Any),
        "any address of the document…",
    ),
];
