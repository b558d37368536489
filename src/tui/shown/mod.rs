//! Text that may be put on a screen. Only the sanitizer here can make it, so nothing else ever reaches a cell.

mod cut;
mod plain;
mod sanitize;

use std::fmt;

/// One line of text without anything that a terminal would obey, hide or reorder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    text: String,
    /// How many columns it takes: it never changes, and is asked for again and again.
    width: usize,
}

impl Shown {
    /// Cleans `text`, visibly: a control character becomes its picture, an invisible one its code point, a tab the blanks up to
    /// the next eighth column.
    pub fn of(text: &str) -> Self {
        Self::clean(sanitize::sanitize(text))
    }

    /// Takes text that is clean already, as all is that was cut out of such.
    fn clean(text: String) -> Self {
        let width = cut::width(&text);
        Self { text, width }
    }

    /// Returns `count` blanks.
    pub fn blanks(count: usize) -> Self {
        Self {
            text: " ".repeat(count),
            width: count,
        }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
