//! The parts of a form in few words.

use super::{Button, CANCEL, Item};
use crate::tui::field::Field;
use crate::tui::screen::Role;

/// Makes words to read.
pub fn words(role: Role, text: impl Into<String>) -> Item {
    Item::Words(role, text.into())
}

/// Makes an empty line.
pub const fn gap() -> Item {
    Item::Words(Role::Body, String::new())
}

/// Makes a field of one line.
pub fn single(name: &'static str, label: impl Into<String>) -> Item {
    Item::Field {
        name,
        label: label.into(),
        field: Field::single(),
        rows: 1,
    }
}

/// Makes a field of one line that begins with `text`.
pub fn filled(name: &'static str, label: impl Into<String>, text: &str) -> Item {
    Item::Field {
        name,
        label: label.into(),
        field: Field::single().with(text),
        rows: 1,
    }
}

/// Makes a field of many lines.
pub fn multi(name: &'static str, label: impl Into<String>, rows: usize) -> Item {
    Item::Field {
        name,
        label: label.into(),
        field: Field::multi(),
        rows,
    }
}

/// Makes the two buttons that end a dialog: the one that changes nothing, and the one that does what it says.
pub fn buttons(name: &'static str, label: impl Into<String>, enabled: bool) -> Item {
    let button = |name, label, enabled| Button {
        name,
        label,
        enabled,
    };
    Item::Buttons(vec![
        button(CANCEL, "Cancel".to_owned(), true),
        button(name, label.into(), enabled),
    ])
}
