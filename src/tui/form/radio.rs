//! Answers side by side, of which one is chosen. It chooses nothing by itself: the cursor is not the choice.

use super::FormEvent;
use super::keys::press_row;
use crate::tui::key::Key;

/// A question whose answers stand in one row, or in as few as they fit in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radio {
    /// Its name.
    pub name: &'static str,
    /// What stands before the answers.
    pub label: &'static str,
    /// The keys and words of the answers.
    pub options: Vec<(&'static str, String)>,
    /// The answer on which the cursor is.
    pub at: usize,
    /// The answer that was chosen.
    pub chosen: Option<usize>,
}

impl Radio {
    /// Asks for one of `options`; none is chosen.
    pub fn new(name: &'static str, label: &'static str, options: &[(&'static str, &str)]) -> Self {
        let options = options.iter();
        Self {
            name,
            label,
            options: options
                .map(|(key, words)| (*key, (*words).to_owned()))
                .collect(),
            at: 0,
            chosen: None,
        }
    }

    /// Returns it with this answer chosen.
    #[must_use]
    pub const fn with(mut self, chosen: usize) -> Self {
        self.at = chosen;
        self.chosen = Some(chosen);
        self
    }

    /// Returns the key of the answer that was chosen.
    pub fn answer(&self) -> Option<&'static str> {
        let chosen = self.options.get(self.chosen?);
        chosen.map(|(key, _)| *key)
    }

    /// Acts on a key; `None` where the key leaves it. Up and down leave it, for it is one row.
    pub fn press(&mut self, key: Key) -> Option<FormEvent> {
        press_row(key, self.options.len(), &mut self.at, &mut self.chosen)
    }
}
