//! The key map: the one table from which keys, hints, menus and help are made. Only what works stands in it.

use super::action::{Action, App, Copied, Move, Record};
use super::binding::{Binding, Class, Context, Group, char, code, ctrl, two};
use crate::tui::key::KeyCode;

use Context::{Base, Checklist, FirstRun, Fleet, Help, ImportPreview, Opened, Timeline, Working};

/// The place of the hint that leads back; it is shown last.
pub(super) const BACK: u8 = 32;

/// Every binding.
pub(super) const BINDINGS: &[&[Binding]] = &[BASE, MOVES, WORKING, FLEET, OPENED, STEP, PAGES];

/// The prefixes: key, title of their menu, words and place of their hint where they have one.
pub(super) const PREFIXES: &[(char, &str, Option<(u8, &str)>)] = &[
    ('y', "copy", Some((40, "copy"))),
    ('g', "go", None),
    ('v', "view", None),
    ('u', "undo", None),
    ('s', "state", Some((35, "state"))),
    ('a', "add", Some((45, "add"))),
    ('t', "time", None),
];

const fn app(
    context: Context,
    keys: super::binding::Keys,
    app: App,
    label: &'static str,
) -> Binding {
    Binding::new(context, Group::App, keys, Action::App(app), label)
}

const fn go(keys: super::binding::Keys, way: Move, label: &'static str) -> Binding {
    Binding::new(Base, Group::Move, keys, Action::Move(way), label)
}

const fn copy(keys: super::binding::Keys, what: Copied, label: &'static str) -> Binding {
    Binding::new(Working, Group::Copy, keys, Action::Copy(what), label)
}

const fn record(
    group: Group,
    keys: super::binding::Keys,
    what: Record,
    label: &'static str,
    class: Class,
) -> Binding {
    Binding::new(Checklist, group, keys, Action::Record(what), label).class(class)
}

const fn at(mut binding: Binding, context: Context) -> Binding {
    binding.context = context;
    binding
}

const fn under(mut binding: Binding, group: Group) -> Binding {
    binding.group = group;
    binding
}

const BASE: &[Binding] = &[
    app(Base, char('?'), App::Help, "help for this page").hint(0, "help"),
    app(Base, code(KeyCode::Function(1)), App::Help, "help").alias(),
    app(
        Base,
        code(KeyCode::Esc),
        App::Back,
        "close, or one level back; never quits",
    ),
    app(
        Base,
        char('q'),
        App::Leave,
        "one level back; quits on the fleet",
    )
    .hint(BACK, "back"),
    app(Base, ctrl('c'), App::Interrupt, "close; twice quits"),
    app(Base, ctrl('l'), App::Redraw, "paint again"),
    app(Base, ctrl('z'), App::Suspend, "suspend"),
    app(
        Base,
        code(KeyCode::Function(5)),
        App::Reload,
        "read the data again",
    ),
];

const MOVES: &[Binding] = &[
    go(code(KeyCode::Up), Move::Up, "up"),
    go(code(KeyCode::Down), Move::Down, "down"),
    go(char('k'), Move::Up, "up").alias(),
    go(char('j'), Move::Down, "down").alias(),
    go(code(KeyCode::Left), Move::Left, "stage before"),
    go(code(KeyCode::Right), Move::Right, "stage after"),
    go(char('h'), Move::Left, "stage before").alias(),
    go(char('l'), Move::Right, "stage after").alias(),
    go(code(KeyCode::PageUp), Move::PageUp, "page up"),
    go(code(KeyCode::PageDown), Move::PageDown, "page down"),
    go(ctrl('u'), Move::PageUp, "page up").alias(),
    go(ctrl('d'), Move::PageDown, "page down").alias(),
    at(go(two('g', 'g'), Move::Top, "top"), Working),
    go(code(KeyCode::Home), Move::Top, "top").alias(),
    go(char('G'), Move::Bottom, "bottom"),
    go(code(KeyCode::End), Move::Bottom, "bottom").alias(),
];

const WORKING: &[Binding] = &[
    app(Working, char(' '), App::Menu, "menu of everything").hint(5, "menu"),
    under(
        app(
            Working,
            code(KeyCode::Enter),
            App::Open,
            "open what this needs",
        ),
        Group::Step,
    )
    .hint(10, "open"),
    under(
        app(Working, char('.'), App::NextThing, "the next thing to do"),
        Group::Move,
    )
    .hint(30, "next"),
    under(
        app(Working, char('/'), App::Filter, "look for text"),
        Group::Move,
    )
    .hint(60, "filter"),
    under(
        app(Working, char('n'), App::NextMatch, "next match"),
        Group::Move,
    ),
    under(
        app(Working, char('N'), App::PreviousMatch, "match before"),
        Group::Move,
    ),
    under(
        app(Working, two('g', 'f'), App::Fleet, "fleet"),
        Group::Move,
    ),
    copy(two('y', 'r'), Copied::Rollback, "rollback command"),
    copy(two('y', 'i'), Copied::Issue, "text for an issue"),
    at(
        record(
            Group::Wrong,
            char('!'),
            Record::Rollback,
            "the way back",
            Class::Safe,
        )
        .hint(1, "ROLLBACK"),
        Working,
    ),
];

const FLEET: &[Binding] = &[
    app(Fleet, char('i'), App::Import, "import a document").hint(20, "import"),
    under(
        app(
            Fleet,
            two('v', 'd'),
            App::ToggleDone,
            "rollouts that are over",
        ),
        Group::App,
    ),
    app(Fleet, two('t', 'd'), App::Demo, "enter or leave the demo"),
    app(
        Fleet,
        two('t', 'f'),
        App::DemoClock,
        "demo clock 15 minutes on",
    ),
];

const OPENED: &[Binding] = &[
    under(
        app(Opened, char('1'), App::Checklist, "checklist"),
        Group::Move,
    ),
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

const STEP: &[Binding] = &[
    record(
        Group::Step,
        char('x'),
        Record::Tick,
        "tick or untick (uu undoes)",
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
        Group::Step,
        two('t', 's'),
        Record::Doing,
        "start the time",
        Class::Undoable,
    )
    .alias(),
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

const PAGES: &[Binding] = &[
    app(
        FirstRun,
        char('p'),
        App::Paste,
        "paste the text of a rollout issue",
    )
    .hint(10, "paste"),
    app(FirstRun, char('f'), App::Import, "open a file").hint(20, "file"),
    app(FirstRun, char('d'), App::Demo, "look around with a demo").hint(30, "demo"),
    app(
        ImportPreview,
        char('w'),
        App::SaveImport,
        "save as a rollout",
    )
    .hint(10, "save"),
    app(Help, code(KeyCode::Enter), App::Back, "close").alias(),
];
