//! The key map: the one table from which keys, hints, menus and help are made. Only what works stands in it.

mod base;
mod beside;
mod board;
mod out;
mod pages;
mod preview;
mod rollout;
mod time;
mod way_back;

use super::action::{Action, App, Copied, Move, Record};
use super::binding::{Binding, Class, Context, Group, Keys};

/// The place of the hint that leads back; it is shown last.
pub(super) const BACK: u8 = 32;

/// Every binding.
pub(super) const BINDINGS: &[&[Binding]] = &[
    base::BASE,
    base::MOVES,
    base::WORKING,
    base::SETTINGS,
    pages::FLEET,
    rollout::OPENED,
    out::OUT,
    rollout::STEP,
    time::TIME,
    time::SELECTED_ROW,
    time::BROWSE,
    beside::VIEWS,
    beside::BLOCKERS,
    beside::PACKAGES,
    board::BOARD,
    pages::PAGES,
    preview::PREVIEW,
    way_back::ROLLBACK,
    way_back::NEXT_TEST,
];

/// A key after which another must follow.
pub(super) struct Prefix {
    /// The key.
    pub(super) key: char,
    /// The title of its menu.
    pub(super) title: &'static str,
    /// The place of its hint, where it has one.
    pub(super) hint: Option<u8>,
}

/// The prefixes.
pub(super) const PREFIXES: &[Prefix] = &[
    prefix('y', "copy", Some(40)),
    prefix('g', "go", None),
    prefix('v', "view", None),
    prefix('u', "undo", None),
    prefix('s', "state", Some(35)),
    prefix('a', "add", Some(45)),
    prefix('t', "time", None),
    prefix('o', "open in the browser", None),
];

const fn prefix(key: char, title: &'static str, hint: Option<u8>) -> Prefix {
    Prefix { key, title, hint }
}

pub(super) const fn app(context: Context, keys: Keys, app: App, label: &'static str) -> Binding {
    Binding::new(context, Group::App, keys, Action::App(app), label)
}

pub(super) const fn go(keys: Keys, way: Move, label: &'static str) -> Binding {
    Binding::new(Context::Base, Group::Move, keys, Action::Move(way), label)
}

pub(super) const fn copy(keys: Keys, what: Copied, label: &'static str) -> Binding {
    Binding::new(
        Context::Working,
        Group::Copy,
        keys,
        Action::Copy(what),
        label,
    )
}

pub(super) const fn record(
    group: Group,
    keys: Keys,
    what: Record,
    label: &'static str,
    class: Class,
) -> Binding {
    Binding::new(Context::Checklist, group, keys, Action::Record(what), label).class(class)
}

pub(super) const fn at(mut binding: Binding, context: Context) -> Binding {
    binding.context = context;
    binding
}

pub(super) const fn under(mut binding: Binding, group: Group) -> Binding {
    binding.group = group;
    binding
}
