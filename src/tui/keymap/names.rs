//! What commands, contexts and keys are called in `keys.toml` and in `rollgate keys`. It knows no table and reads no file.

use super::action::Action;
use super::binding::{Context, Keys};
use crate::tui::key::{Key, KeyCode};

impl Action {
    /// Returns its name in `keys.toml`: `tick`, `copy-instruction`, `browse-issue`. It is the variant's own name, so that a renamed
    /// variant is a changed format.
    pub fn name(self) -> String {
        let name = kebab(&format!("{self:?}"));
        let outer = ["move-", "app-", "record-"];
        let plain = outer.iter().find_map(|outer| name.strip_prefix(outer));
        plain.map_or_else(|| name.clone(), str::to_owned)
    }
}

impl Context {
    /// Returns its name in `keys.toml`: the heading of a section.
    pub fn name(self) -> String {
        kebab(&format!("{self:?}"))
    }
}

/// Writes `App(DemoClock)` as `app-demo-clock`.
fn kebab(words: &str) -> String {
    let mut name = String::new();
    for letter in words.chars().filter(|letter| *letter != ')') {
        let begins = letter == '(' || letter.is_ascii_uppercase();
        if begins && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if letter != '(' {
            name.push(letter.to_ascii_lowercase());
        }
    }
    name
}

/// The names of keys that are no characters.
const NAMED: [(&str, KeyCode); 20] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("↑", KeyCode::Up),
    ("↓", KeyCode::Down),
    ("←", KeyCode::Left),
    ("→", KeyCode::Right),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Space", KeyCode::Char(' ')),
    ("Return", KeyCode::Enter),
];

impl Keys {
    /// Reads keys as they are written: `x`, `uu`, `Space h`, `Ctrl-P`, `F5`; `None` where no key is written so.
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [one] => key(one).map(Self::One).or_else(|| {
                let mut letters = one.chars();
                let pair = (letters.next()?, letters.next()?);
                let is_pair = letters.next().is_none();
                is_pair.then(|| Self::Two(Key::char(pair.0), Key::char(pair.1)))
            }),
            [first, second] => Some(Self::Two(key(first)?, key(second)?)),
            _ => None,
        }
    }
}

fn key(word: &str) -> Option<Key> {
    let named = NAMED
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    if let Some((_, code)) = named {
        return Some(Key::plain(*code));
    }
    let held = |prefix: &str| {
        let (head, letter) = word.split_at_checked(prefix.len())?;
        let letter = only(letter)?;
        head.eq_ignore_ascii_case(prefix).then_some(letter)
    };
    if let Some(letter) = held("Ctrl-") {
        return Some(Key::ctrl(letter.to_ascii_lowercase()));
    }
    if let Some(letter) = held("Alt-") {
        return Some(Key {
            alt: true,
            ..Key::char(letter)
        });
    }
    if let Some(number) = word.strip_prefix(['F', 'f'])
        && let Ok(number @ 1..=24) = number.parse()
    {
        return Some(Key::plain(KeyCode::Function(number)));
    }
    only(word).map(Key::char)
}

fn only(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let letter = letters.next()?;
    letters.next().is_none().then_some(letter)
}

/// Says why nobody may give this key a meaning; `None` where anybody may.
pub(super) fn reserved(key: Key) -> Option<&'static str> {
    if key.alt {
        return Some("Alt and a letter arrive like Escape and a letter");
    }
    let KeyCode::Char(letter) = key.code else {
        return None;
    };
    match (key.ctrl, letter) {
        (true, 's' | 'q') => Some("the terminal stops and goes on with it"),
        (true, 'a' | 'b') => Some("tmux and screen take it"),
        (true, 'i') => Some("it arrives as Tab"),
        (true, 'm' | 'j') => Some("it arrives as Enter"),
        (true, 'h') => Some("it arrives as Backspace"),
        (true, '[') => Some("it arrives as Esc"),
        _ => None,
    }
}

/// Counts the letters that are to be added, left out or changed.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (place, letter) in one.chars().enumerate() {
        let mut next = vec![place + 1];
        for (above, expected) in row.windows(2).zip(other.chars()) {
            let [diagonal, up] = above else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push(
                (diagonal + usize::from(letter != expected))
                    .min(up + 1)
                    .min(left + 1),
            );
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{App, Copied, Link, Record};

    #[test]
    fn a_command_is_called_as_it_is_in_the_code() {
        for (action, name) in [
            (Action::Record(Record::TimerStart), "timer-start"),
            (Action::App(App::Browse(Link::Issue)), "browse-issue"),
            (Action::App(App::Part(2)), "part-2"),
            (Action::Copy(Copied::Rollback), "copy-rollback"),
            (Action::Record(Record::Rollback), "rollback"),
        ] {
            assert_eq!(action.name(), name);
        }
        assert_eq!(Context::ImportPreview.name(), "import-preview");
    }

    #[test]
    fn keys_are_read_as_they_are_spoken() {
        for written in [
            "x",
            "uu",
            "Space h",
            "Ctrl-P",
            "F5",
            "↑",
            "Shift-Tab",
            "%",
            "Space Space",
            "Del",
        ] {
            assert_eq!(Keys::parse(written).unwrap().spoken(), written);
        }
        assert_eq!(Keys::parse("up"), Keys::parse("↑"));
        for wrong in ["", "abc", "Ctrl-", "F99", "a b c", "Hyper-x"] {
            assert_eq!(Keys::parse(wrong), None, "{wrong}");
        }
    }
}
