//! Boxes side by side, each ticked by itself. The first of them may stay ticked whatever is pressed.

use super::FormEvent;
use super::keys::press_row;
use crate::tui::key::Key;

/// A question of which several answers hold at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxes {
    /// Its name.
    pub name: &'static str,
    /// What stands before the boxes.
    pub label: &'static str,
    /// The keys and words of the boxes.
    pub options: Vec<(&'static str, String)>,
    /// Whether each of them is ticked, in their order.
    pub on: Vec<bool>,
    /// How many of them, from the first, stay as they are.
    pub fixed: usize,
    /// The box on which the cursor is.
    pub at: usize,
}

impl Boxes {
    /// Asks which of `options` hold; all of them do, and the first `fixed` stay so.
    pub fn all(
        name: &'static str,
        label: &'static str,
        options: Vec<(&'static str, String)>,
        fixed: usize,
    ) -> Self {
        Self {
            name,
            label,
            on: vec![true; options.len()],
            at: fixed.min(options.len().saturating_sub(1)),
            options,
            fixed,
        }
    }

    /// Returns the mark of the box at `place`.
    pub fn mark(&self, place: usize) -> &'static str {
        match (place < self.fixed, self.on.get(place)) {
            (true, _) => "(*)",
            (false, Some(true)) => "[x]",
            (false, Some(false) | None) => "[ ]",
        }
    }

    /// Returns the keys of the boxes that are ticked.
    pub fn ticked(&self) -> Vec<&'static str> {
        let pairs = self.options.iter().zip(&self.on);
        let ticked = pairs.filter(|(_, on)| **on);
        ticked.map(|((key, _), _)| *key).collect()
    }

    /// Acts on a key; `None` where the key leaves it. Up and down leave it, for it is one row.
    pub fn press(&mut self, key: Key) -> Option<FormEvent> {
        let mut pressed = None;
        let event = press_row(key, self.options.len(), &mut self.at, &mut pressed);
        if let Some(place) = pressed
            && place >= self.fixed
            && let Some(on) = self.on.get_mut(place)
        {
            *on = !*on;
        }
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::KeyCode;

    #[test]
    fn space_turns_one_box_and_never_one_that_stays() {
        let options = ["a", "b", "c"].map(|key| (key, key.to_owned())).to_vec();
        let mut boxes = Boxes::all("scope", "Scope", options, 1);
        assert_eq!(boxes.ticked(), ["a", "b", "c"]);
        boxes.press(Key::char(' '));
        assert_eq!(
            boxes.ticked(),
            ["a", "c"],
            "the cursor began behind what stays"
        );
        boxes.press(Key::plain(KeyCode::Left));
        boxes.press(Key::char(' '));
        assert_eq!(boxes.ticked(), ["a", "c"]);
        assert_eq!(
            [boxes.mark(0), boxes.mark(1), boxes.mark(2)],
            ["(*)", "[ ]", "[x]"]
        );
    }
}
