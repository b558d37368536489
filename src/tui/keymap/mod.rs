//! From keys to actions, and from the same table to hints, menus and help. It performs nothing.

mod action;
mod binding;
mod custom;
mod map;
mod names;
mod place;
mod table;
mod twin;
mod written;

pub use action::{Action, App, Copied, Link, Move, Record};
pub use binding::{Binding, Class, Context, Group, Keys, SPACE};
pub use custom::{KeysError, read};
pub use map::{Found, KeyMap, prefix_title};
pub use place::latin;
pub use written::written;

/// The place of the hint that leads back; it is shown last.
pub const BACK: u8 = table::BACK;

impl Context {
    /// Every context, also those that only stack others and have no keys of their own.
    pub const ALL: [Self; 18] = [
        Self::Base,
        Self::Working,
        Self::Fleet,
        Self::Opened,
        Self::Checklist,
        Self::Ramp,
        Self::Blockers,
        Self::Packages,
        Self::OpenedPackages,
        Self::Board,
        Self::Timeline,
        Self::Info,
        Self::Rollback,
        Self::Help,
        Self::Plain,
        Self::Settings,
        Self::FirstRun,
        Self::ImportPreview,
    ];

    /// Returns the contexts that hold on a page of this one, narrowest first.
    pub const fn chain(self) -> &'static [Self] {
        match self {
            Self::Fleet => &[Self::Fleet, Self::Working, Self::Base],
            Self::Checklist => &[Self::Checklist, Self::Opened, Self::Working, Self::Base],
            Self::Ramp => &[Self::Ramp, Self::Opened, Self::Working, Self::Base],
            Self::Timeline => &[Self::Timeline, Self::Opened, Self::Working, Self::Base],
            Self::Info => &[Self::Info, Self::Opened, Self::Working, Self::Base],
            Self::Blockers => &[Self::Blockers, Self::Opened, Self::Working, Self::Base],
            Self::Board => &[Self::Board, Self::Working, Self::Base],
            Self::Packages => &[Self::Packages, Self::Working, Self::Base],
            Self::OpenedPackages => &[
                Self::OpenedPackages,
                Self::Packages,
                Self::Opened,
                Self::Working,
                Self::Base,
            ],
            Self::Rollback => &[Self::Rollback, Self::Working, Self::Base],
            Self::Opened => &[Self::Opened, Self::Working, Self::Base],
            Self::Working => &[Self::Working, Self::Base],
            Self::Help => &[Self::Help, Self::Base],
            Self::Plain => &[Self::Plain, Self::Base],
            Self::Settings => &[Self::Settings, Self::Base],
            Self::FirstRun => &[Self::FirstRun, Self::Base],
            Self::ImportPreview => &[Self::ImportPreview, Self::Base],
            Self::Base => &[Self::Base],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tui::key::Key;

    const PAGES: [Context; 15] = [
        Context::Board,
        Context::Blockers,
        Context::Packages,
        Context::OpenedPackages,
        Context::Ramp,
        Context::Plain,
        Context::Rollback,
        Context::Fleet,
        Context::Checklist,
        Context::Timeline,
        Context::Info,
        Context::Help,
        Context::Settings,
        Context::FirstRun,
        Context::ImportPreview,
    ];

    #[test]
    fn no_two_bindings_of_a_page_have_the_same_keys() {
        for page in PAGES {
            let mut seen = BTreeSet::new();
            for binding in KeyMap::default().bindings(page) {
                let keys = binding.keys.spoken();
                assert!(seen.insert(keys.clone()), "{keys} twice on {page:?}");
            }
        }
    }

    #[test]
    fn no_key_is_both_a_binding_and_a_prefix_but_space() {
        for page in PAGES {
            for (prefix, _) in KeyMap::default().prefixes(page) {
                let map = KeyMap::default();
                let alone = map
                    .bindings(page)
                    .find(|binding| binding.keys == Keys::One(prefix));
                assert_eq!(alone, None, "{prefix} on {page:?}");
            }
        }
    }

    #[test]
    fn every_prefix_of_the_table_has_a_menu() {
        for binding in KeyMap::default().all() {
            if let Keys::Two(prefix, key) = binding.keys
                && prefix != SPACE
            {
                let found = KeyMap::default().find(binding.context, None, prefix);
                assert_eq!(found, Found::Prefix(prefix), "{prefix}{key}");
            }
        }
    }

    #[test]
    fn no_alt_key_and_no_flow_control_is_bound() {
        for binding in KeyMap::default().all() {
            let keys = match binding.keys {
                Keys::One(key) => vec![key],
                Keys::Two(first, second) => vec![first, second],
            };
            for key in keys {
                assert!(!key.alt);
                assert!(key != Key::ctrl('s') && key != Key::ctrl('q'));
                assert!(key != Key::ctrl('b') && key != Key::ctrl('a'));
            }
        }
    }

    #[test]
    fn help_is_the_first_hint_everywhere() {
        for page in PAGES {
            let hints = KeyMap::default().hints(page);
            assert_eq!(hints[0].1, "?", "{page:?}");
        }
    }
}
