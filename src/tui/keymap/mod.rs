//! From keys to actions, and from the same table to hints, menus and help. It performs nothing.

mod action;
mod binding;
mod table;

pub use action::{Action, App, Copied, Link, Move, Record};
pub use binding::{Binding, Class, Context, Group, Keys, SPACE};

use super::key::{Key, KeyCode};
use table::{BINDINGS, PREFIXES};

/// The place of the hint that leads back; it is shown last.
pub const BACK: u8 = table::BACK;

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

impl Context {
    /// Returns the contexts that hold on a page of this one, narrowest first.
    pub const fn chain(self) -> &'static [Self] {
        match self {
            Self::Fleet => &[Self::Fleet, Self::Working, Self::Base],
            Self::Checklist => &[Self::Checklist, Self::Opened, Self::Working, Self::Base],
            Self::Ramp => &[Self::Ramp, Self::Opened, Self::Working, Self::Base],
            Self::Timeline => &[Self::Timeline, Self::Opened, Self::Working, Self::Base],
            Self::Info => &[Self::Info, Self::Opened, Self::Working, Self::Base],
            Self::Blockers => &[Self::Blockers, Self::Opened, Self::Working, Self::Base],
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
            Self::FirstRun => &[Self::FirstRun, Self::Base],
            Self::ImportPreview => &[Self::ImportPreview, Self::Base],
            Self::Base => &[Self::Base],
        }
    }
}

/// Goes through the bindings that hold in `context`.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    let chain = context.chain();
    BINDINGS
        .iter()
        .flat_map(|part| part.iter())
        .filter(move |binding| chain.contains(&binding.context))
}

/// Says what `key` means in `context` after `prefix`.
pub fn find(context: Context, prefix: Option<Key>, key: Key) -> Found {
    let wanted = prefix.map_or(Keys::One(key), |prefix| Keys::Two(prefix, key));
    if let Some(binding) = bindings(context).find(|binding| binding.keys == wanted) {
        return Found::Action(binding.action);
    }
    match prefix {
        Some(SPACE) if key != SPACE => find(context, None, key),
        None if has_menu(context, key) => Found::Prefix(key),
        Some(_) | None => Found::Nothing,
    }
}

/// Returns the bindings that may follow `prefix` in `context`.
pub fn menu(context: Context, prefix: Key) -> Vec<&'static Binding> {
    bindings(context)
        .filter(|binding| matches!(binding.keys, Keys::Two(first, _) if first == prefix))
        .collect()
}

/// Returns the title of the menu of `prefix`.
pub fn prefix_title(prefix: Key) -> &'static str {
    let mut found = PREFIXES
        .iter()
        .filter(|found| Key::char(found.key) == prefix);
    found.next().map_or("", |found| found.title)
}

/// Returns the prefixes that hold in `context`, with their titles.
pub fn prefixes(context: Context) -> Vec<(Key, &'static str)> {
    PREFIXES
        .iter()
        .map(|prefix| (Key::char(prefix.key), prefix.title))
        .filter(|(key, _)| has_menu(context, *key))
        .collect()
}

/// Returns the keys and words of the hints in `context`, the most important first.
pub fn hints(context: Context) -> Vec<(u8, String, &'static str)> {
    let is_beside = matches!(context, Context::Blockers | Context::OpenedPackages);
    let own = bindings(context).filter_map(|binding| {
        let (place, words) = binding.hint?;
        // What these views are for comes before the ramp.
        let is_ramp = binding.action == Action::Record(Record::Percentage);
        if is_beside && is_ramp {
            return None;
        }
        let words = match (context, binding.action) {
            (Context::Fleet | Context::FirstRun, Action::App(App::Leave)) => "quit",
            (Context::Rollback, Action::App(App::Open)) => "copy, then tick",
            _ => words,
        };
        Some((place, binding.keys.spoken(), words))
    });
    let menus = PREFIXES.iter().filter_map(|prefix| {
        let key = Key::char(prefix.key);
        let place = prefix.hint.filter(|_| has_menu(context, key))?;
        Some((place, key.to_string(), prefix.title))
    });
    let mut hints: Vec<_> = own.chain(menus).collect();
    hints.sort_by_key(|(place, _, _)| *place);
    hints
}

fn has_menu(context: Context, prefix: Key) -> bool {
    PREFIXES.iter().any(|found| Key::char(found.key) == prefix) && !menu(context, prefix).is_empty()
}

/// Returns the Latin letter that lies where `character` does on a Russian keyboard; other letters stay as they are.
pub fn latin(key: Key) -> Key {
    const CYRILLIC: &str = "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ";
    const LATIN: &str = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM";
    let KeyCode::Char(character) = key.code else {
        return key;
    };
    let place = CYRILLIC.chars().position(|letter| letter == character);
    let letter = place.and_then(|place| LATIN.chars().nth(place));
    letter.map_or(key, |letter| Key {
        code: KeyCode::Char(letter),
        ..key
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PAGES: [Context; 13] = [
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
        Context::FirstRun,
        Context::ImportPreview,
    ];

    #[test]
    fn no_two_bindings_of_a_page_have_the_same_keys() {
        for page in PAGES {
            let mut seen = BTreeSet::new();
            for binding in bindings(page) {
                let keys = binding.keys.spoken();
                assert!(seen.insert(keys.clone()), "{keys} twice on {page:?}");
            }
        }
    }

    #[test]
    fn no_key_is_both_a_binding_and_a_prefix_but_space() {
        for page in PAGES {
            for (prefix, _) in prefixes(page) {
                let alone = bindings(page).find(|binding| binding.keys == Keys::One(prefix));
                assert_eq!(alone, None, "{prefix} on {page:?}");
            }
        }
    }

    #[test]
    fn every_prefix_of_the_table_has_a_menu() {
        for binding in PAGES.into_iter().flat_map(bindings) {
            if let Keys::Two(prefix, key) = binding.keys
                && prefix != SPACE
            {
                let found = find(binding.context, None, prefix);
                assert_eq!(found, Found::Prefix(prefix), "{prefix}{key}");
            }
        }
    }

    #[test]
    fn no_alt_key_and_no_flow_control_is_bound() {
        for binding in PAGES.into_iter().flat_map(bindings) {
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
            let hints = hints(page);
            assert_eq!(hints[0].1, "?", "{page:?}");
        }
    }

    #[test]
    fn a_cyrillic_letter_means_the_latin_one_of_its_place() {
        assert_eq!(latin(Key::char('о')), Key::char('j'));
        assert_eq!(latin(Key::char('ü')), Key::char('ü'));
    }
}
