//! The key map that holds: the table with what a person changed. From it alone come keys, hints, menus, palette and help.

use std::rc::Rc;

use super::action::{Action, App, Record};
use super::binding::{Binding, Context, Keys, SPACE};
use super::table::{BINDINGS, PREFIXES};
use crate::tui::key::Key;

/// What a key means where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It asks for something.
    Action(Action),
    /// A second key must follow.
    Prefix(Key),
    /// Nothing.
    Nothing,
}

/// The key map that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMap {
    bindings: Rc<[Binding]>,
    /// The commands that have keys of their own in a context, which hide those of wider contexts.
    hiding: Rc<[(Context, Action)]>,
    /// Where it was changed, as help says it; `None` for the table as it is.
    pub source: Option<String>,
}

impl Default for KeyMap {
    fn default() -> Self {
        Self::of(table(), vec![])
    }
}

/// Returns the table as it is.
pub(super) fn table() -> Vec<Binding> {
    let parts = BINDINGS.iter();
    parts.flat_map(|part| part.iter()).copied().collect()
}

impl KeyMap {
    pub(super) fn of(bindings: Vec<Binding>, hiding: Vec<(Context, Action)>) -> Self {
        Self {
            bindings: bindings.into(),
            hiding: hiding.into(),
            source: None,
        }
    }

    /// Goes through the bindings that hold in `context`.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let chain = context.chain();
        self.bindings.iter().filter(move |binding| {
            let place = |wanted: Context| chain.iter().position(|found| *found == wanted);
            let Some(own) = place(binding.context) else {
                return false;
            };
            let is_hidden = self.hiding.iter().any(|(context, action)| {
                *action == binding.action && place(*context).is_some_and(|place| place < own)
            });
            !is_hidden
        })
    }

    /// Goes through every binding of every context, as `rollgate keys` lists them.
    pub fn all(&self) -> impl Iterator<Item = &Binding> {
        self.bindings.iter()
    }

    /// Returns every context that has keys of its own.
    pub fn contexts(&self) -> Vec<Context> {
        let mut contexts: Vec<Context> = Vec::new();
        for binding in self.bindings.iter() {
            if !contexts.contains(&binding.context) {
                contexts.push(binding.context);
            }
        }
        contexts
    }

    /// Says what `key` means in `context` after `prefix`.
    pub fn find(&self, context: Context, prefix: Option<Key>, key: Key) -> Found {
        let wanted = prefix.map_or(Keys::One(key), |prefix| Keys::Two(prefix, key));
        let found = self.bindings(context).find(|found| found.keys == wanted);
        if let Some(binding) = found {
            return Found::Action(binding.action);
        }
        match prefix {
            Some(SPACE) if key != SPACE => self.find(context, None, key),
            None if self.has_menu(context, key) => Found::Prefix(key),
            Some(_) | None => Found::Nothing,
        }
    }

    /// Returns the bindings that may follow `prefix` in `context`.
    pub fn menu(&self, context: Context, prefix: Key) -> Vec<&Binding> {
        self.bindings(context)
            .filter(|binding| matches!(binding.keys, Keys::Two(first, _) if first == prefix))
            .collect()
    }

    /// Returns the prefixes that hold in `context`, with their titles.
    pub fn prefixes(&self, context: Context) -> Vec<(Key, &'static str)> {
        let mut found: Vec<(Key, &'static str)> = PREFIXES
            .iter()
            .map(|prefix| (Key::char(prefix.key), prefix.title))
            .filter(|(key, _)| self.has_menu(context, *key))
            .collect();
        for binding in self.bindings(context) {
            if let Keys::Two(first, _) = binding.keys
                && first != SPACE
                && found.iter().all(|(key, _)| *key != first)
            {
                found.push((first, prefix_title(first)));
            }
        }
        found
    }

    /// Returns the keys and words of the hints in `context`, the most important first.
    pub fn hints(&self, context: Context) -> Vec<(u8, String, &'static str)> {
        self.hints_of(context, &|_| true)
    }

    /// Returns the hints of the actions that are `wanted`.
    pub fn hints_of(
        &self,
        context: Context,
        wanted: &dyn Fn(Action) -> bool,
    ) -> Vec<(u8, String, &'static str)> {
        let is_packages = matches!(context, Context::Packages | Context::OpenedPackages);
        let is_beside = matches!(context, Context::Blockers | Context::Board) || is_packages;
        let own = self.bindings(context).filter_map(|binding| {
            let hint = binding
                .hint
                .or_else(|| of_the_page(context, binding.action));
            let (place, words) = hint.filter(|_| wanted(binding.action))?;
            // Whoever goes back has come here by it.
            if context == Context::Rollback && binding.action == Action::Record(Record::Rollback) {
                return None;
            }
            // What these views are for comes before the ramp.
            if is_beside && binding.action == Action::Record(Record::Percentage) {
                return None;
            }
            if !is_packages && binding.action == Action::App(App::Which) {
                return None;
            }
            // The menu of everything is known by then; it stands where there is room for it.
            let is_menu = binding.action == Action::App(App::Menu);
            let place = match (context, binding.action) {
                (Context::Rollback, Action::App(App::Menu)) => 68,
                // Leaving it is no giving up: that is told at every size.
                (Context::Rollback, Action::App(App::Leave)) => 1,
                _ if is_beside && is_menu => 29,
                _ => place,
            };
            let words = match (context, binding.action) {
                (Context::Fleet | Context::FirstRun, Action::App(App::Leave)) => "quit",
                (Context::Help, Action::App(App::Help)) => "all keys",
                (Context::Help, Action::App(App::Leave)) => "close",
                (Context::Rollback, Action::App(App::Open)) => "copy, tick",
                (Context::Info, Action::App(App::Open)) => "links",
                (Context::Timeline, Action::App(App::Open)) => "to the step",
                _ => words,
            };
            Some((place, binding.keys.spoken(), words))
        });
        let menus = PREFIXES.iter().filter_map(|prefix| {
            let key = Key::char(prefix.key);
            let place = prefix.hint.filter(|_| self.has_menu(context, key))?;
            Some((place, key.to_string(), prefix.title))
        });
        let mut hints: Vec<_> = own.chain(menus).collect();
        hints.sort_by_key(|(place, _, _)| *place);
        hints
    }

    /// Returns the keys of a command as they are told in `context`, of one that has none there where else it has them.
    pub fn spoken(&self, context: Context, action: Action) -> String {
        let here = self
            .bindings(context)
            .filter(|binding| binding.action == action);
        let elsewhere = self.bindings.iter().filter(|found| found.action == action);
        let all: Vec<&Binding> = here.chain(elsewhere).collect();
        let main = all.iter().find(|binding| !binding.alias);
        let found = main.or_else(|| all.first());
        // What has no key is still in the palette.
        found.map_or_else(|| ":".to_owned(), |binding| binding.keys.spoken())
    }

    fn has_menu(&self, context: Context, prefix: Key) -> bool {
        prefix != SPACE && !self.menu(context, prefix).is_empty()
    }
}

/// Returns the hint of a command that is one only on the page that is about it.
fn of_the_page(context: Context, action: Action) -> Option<(u8, &'static str)> {
    match (context, action) {
        (Context::Blockers, Action::Record(Record::RaiseBlocker)) => Some((26, "blocker")),
        (Context::Blockers, Action::Record(Record::AddIncident)) => Some((28, "incident")),
        _ => None,
    }
}

/// Returns the title of the menu of `prefix`.
pub fn prefix_title(prefix: Key) -> &'static str {
    let mut found = PREFIXES
        .iter()
        .filter(|found| Key::char(found.key) == prefix);
    found.next().map_or("more", |found| found.title)
}
