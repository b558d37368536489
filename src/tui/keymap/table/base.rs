//! The keys that hold everywhere, and those of every page with rollouts.

use super::{BACK, app, at, go, record, under};
use crate::tui::key::KeyCode;
use crate::tui::keymap::action::{App, Move, Record};
use crate::tui::keymap::binding::Context::{Base, Settings, Working};
use crate::tui::keymap::binding::{Binding, Class, Group, char, code, ctrl, two};

pub(super) const BASE: &[Binding] = &[
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
    app(Base, char(':'), App::Palette, "commands by name").hint(3, "cmd"),
    app(Base, ctrl('p'), App::Palette, "commands by name").alias(),
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

pub(super) const MOVES: &[Binding] = &[
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

pub(super) const SETTINGS: &[Binding] = &[
    app(
        Settings,
        code(KeyCode::Enter),
        App::Change,
        "change it, seen at once, or type it; ← → too",
    )
    .hint(2, "change"),
    app(
        Settings,
        code(KeyCode::Tab),
        App::NextPart,
        "next part of the settings",
    )
    .hint(4, "part"),
    app(
        Settings,
        code(KeyCode::BackTab),
        App::PreviousPart,
        "part before",
    ),
    app(
        Settings,
        char('e'),
        App::EditSettings,
        "the settings file in your editor",
    )
    .hint(5, "edit the file"),
    app(Settings, char(','), App::Settings, "close the settings").alias(),
];

pub(super) const WORKING: &[Binding] = &[
    app(
        Working,
        two('t', 'f'),
        App::DemoClock,
        "demo: the clock 15 minutes on",
    ),
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
    app(Working, char('Y'), App::Plain, "plain text, whole"),
    under(
        app(Working, two('g', 'f'), App::Fleet, "fleet"),
        Group::Move,
    ),
    app(
        Working,
        char(','),
        App::Settings,
        "settings: theme, symbols, mouse",
    ),
    app(
        Working,
        two('g', 'e'),
        App::Errors,
        "the last errors and warnings",
    ),
    app(Working, two('v', 'm'), App::Mouse, "the mouse, on or off"),
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
