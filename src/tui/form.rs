//! A form: what a dialog is made of. It knows focus and fields, and nothing of what they are for.

use super::field::Field;
use super::key::{Key, KeyCode};
use super::radio::{Radio, press_choice};
use super::screen::Role;

/// Words, fields and buttons, and which of them has the focus.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// What stands in it, from the top.
    pub items: Vec<Item>,
    /// Which stop has the focus, in the order of [`Form::stops`].
    pub focus: usize,
}

/// A part of a form.
#[derive(Debug, Clone)]
pub enum Item {
    /// Words to read; an empty text is an empty line.
    Words(Role, String),
    /// A text field.
    Field {
        /// Its name.
        name: &'static str,
        /// What stands before it, or above it where it has many rows.
        label: String,
        /// What is typed.
        field: Field,
        /// How many rows it takes.
        rows: usize,
    },
    /// Answers of which one is chosen; none at first.
    Choice {
        /// Its name.
        name: String,
        /// The question.
        label: String,
        /// The keys and words of the answers.
        options: Vec<(String, String)>,
        /// The answer on which the cursor is.
        at: usize,
        /// The answer that was chosen.
        chosen: Option<usize>,
    },
    /// Answers side by side.
    Radio(Radio),
    /// A box to tick.
    Tick {
        /// Its name.
        name: &'static str,
        /// What it says.
        label: String,
        /// Whether it is ticked.
        on: bool,
    },
    /// Buttons side by side.
    Buttons(Vec<Button>),
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub label: String,
    /// Whether it can be pressed.
    pub enabled: bool,
}

/// The name of the button that closes every dialog and changes nothing.
pub const CANCEL: &str = "cancel";

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormEvent {
    /// Nothing but perhaps the focus has changed.
    Nothing,
    /// A field, a choice or a box has changed.
    Changed,
    /// A button was pressed.
    Pressed(&'static str),
    /// It is to be closed.
    Closed,
    /// What it shows is to be copied.
    Copy,
}

impl Form {
    /// Makes a form of `items` with the focus on the first stop.
    pub const fn new(items: Vec<Item>) -> Self {
        Self { items, focus: 0 }
    }

    /// Returns the places that can have the focus: item and button within it.
    pub fn stops(&self) -> Vec<(usize, usize)> {
        let items = self.items.iter().enumerate();
        items
            .flat_map(|(place, item)| {
                let count = match item {
                    Item::Words(..) => 0,
                    Item::Field { .. } | Item::Choice { .. } | Item::Radio(_) | Item::Tick { .. } => 1,
                    Item::Buttons(buttons) => buttons.len(),
                };
                (0..count).map(move |part| (place, part))
            })
            .collect()
    }

    /// Returns the stop that has the focus.
    pub fn stop(&self) -> (usize, usize) {
        let stops = self.stops();
        stops.get(self.focus).copied().unwrap_or_default()
    }

    /// Puts the focus on the button of this name.
    #[must_use]
    pub fn focused_on(mut self, name: &str) -> Self {
        let place = self.stops().iter().position(|(item, part)| {
            matches!(self.items.get(*item), Some(Item::Buttons(buttons))
                if buttons.get(*part).is_some_and(|button| button.name == name))
        });
        self.focus = place.unwrap_or(0);
        self
    }

    /// Tells whether a text field has the focus, so that letters are text.
    pub fn is_typing(&self) -> bool {
        matches!(self.items.get(self.stop().0), Some(Item::Field { .. }))
    }

    /// Returns the text of the field of this name, without the blanks at its ends.
    pub fn text(&self, wanted: &str) -> String {
        self.field(wanted)
            .map(|field| field.text().trim().to_owned())
            .unwrap_or_default()
    }

    /// Returns the field of this name.
    pub fn field(&self, wanted: &str) -> Option<&Field> {
        self.items.iter().find_map(|item| match item {
            Item::Field { name, field, .. } if *name == wanted => Some(field),
            _ => None,
        })
    }

    /// Returns the field of this name, to change it.
    pub fn field_mut(&mut self, wanted: &str) -> Option<&mut Field> {
        self.items.iter_mut().find_map(|item| match item {
            Item::Field { name, field, .. } if *name == wanted => Some(field),
            _ => None,
        })
    }

    /// Returns the key of the answer that was chosen for the question of this name.
    pub fn chosen(&self, wanted: &str) -> Option<&str> {
        self.items.iter().find_map(|item| match item {
            Item::Choice {
                name,
                options,
                chosen: Some(chosen),
                ..
            } if name == wanted => options.get(*chosen).map(|(key, _)| key.as_str()),
            Item::Radio(radio) if radio.name == wanted => radio.answer(),
            _ => None,
        })
    }

    /// Tells whether the box of this name is ticked.
    pub fn is_ticked(&self, wanted: &str) -> bool {
        self.items
            .iter()
            .any(|item| matches!(item, Item::Tick { name, on: true, .. } if *name == wanted))
    }

    /// Lets the button of this name be pressed, or not, and says what stands on it.
    pub fn set_button(&mut self, wanted: &str, enabled: bool, label: Option<String>) {
        let buttons = self.items.iter_mut().filter_map(|item| match item {
            Item::Buttons(buttons) => Some(buttons),
            _ => None,
        });
        for button in buttons.flatten().filter(|button| button.name == wanted) {
            button.enabled = enabled;
            if let Some(label) = &label {
                button.label.clone_from(label);
            }
        }
    }

    /// Takes pasted text into the field with the focus; tells whether there was one.
    pub fn paste(&mut self, text: &str) -> bool {
        let place = self.stop().0;
        if let Some(Item::Field { field, .. }) = self.items.get_mut(place) {
            field.paste(text);
            return true;
        }
        false
    }

    /// Acts on a key.
    pub fn press(&mut self, key: Key) -> FormEvent {
        if key == Key::plain(KeyCode::Esc) {
            return FormEvent::Closed;
        }
        if key == Key::ctrl('y') {
            return FormEvent::Copy;
        }
        let (place, part) = self.stop();
        let event = match self.items.get_mut(place) {
            Some(Item::Field { field, .. }) => field.press(key).then_some(FormEvent::Changed),
            Some(Item::Choice {
                options,
                at,
                chosen,
                ..
            }) => press_choice(key, options.len(), at, chosen),
            Some(Item::Radio(radio)) => radio.press(key),
            Some(Item::Tick { on, .. }) if key == Key::char(' ') => {
                *on = !*on;
                Some(FormEvent::Changed)
            }
            Some(Item::Buttons(buttons)) => buttons
                .get(part)
                .filter(|button| button.enabled && key == Key::plain(KeyCode::Enter))
                .map(|button| FormEvent::Pressed(button.name)),
            Some(Item::Tick { .. } | Item::Words(..)) | None => None,
        };
        event.unwrap_or_else(|| self.go(key))
    }

    fn go(&mut self, key: Key) -> FormEvent {
        let count = self.stops().len().max(1);
        let is_button = matches!(self.items.get(self.stop().0), Some(Item::Buttons(_)));
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.focus = (self.focus + 1) % count,
            KeyCode::Enter if !is_button => self.focus = (self.focus + 1) % count,
            KeyCode::Right if is_button => self.focus = (self.focus + 1) % count,
            KeyCode::Left if is_button => self.focus = (self.focus + count - 1) % count,
            KeyCode::BackTab | KeyCode::Up => self.focus = (self.focus + count - 1) % count,
            _ => {}
        }
        FormEvent::Nothing
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new(vec![
            words(Role::Body, "say why"),
            multi("reason", "Reason", 3),
            buttons("go", "Do it", true),
        ])
    }

    #[test]
    fn enter_in_a_text_field_never_presses_a_button() {
        let mut form = form();
        assert_eq!(form.press(Key::plain(KeyCode::Enter)), FormEvent::Changed);
        assert_eq!(form.text("reason"), "");
        form.press(Key::plain(KeyCode::Tab));
        assert_eq!(
            form.press(Key::plain(KeyCode::Enter)),
            FormEvent::Pressed(CANCEL)
        );
        form.press(Key::plain(KeyCode::Right));
        assert_eq!(
            form.press(Key::plain(KeyCode::Enter)),
            FormEvent::Pressed("go")
        );
    }

    #[test]
    fn a_button_that_is_off_cannot_be_pressed() {
        let mut form = form().focused_on("go");
        form.set_button("go", false, None);
        assert_eq!(form.press(Key::plain(KeyCode::Enter)), FormEvent::Nothing);
    }

    #[test]
    fn nothing_is_chosen_until_somebody_chooses() {
        let mut form = Form::new(vec![Item::Choice {
            name: "q".to_owned(),
            label: "Really?".to_owned(),
            options: vec![
                ("yes".to_owned(), "Yes".to_owned()),
                ("no".to_owned(), "No".to_owned()),
            ],
            at: 0,
            chosen: None,
        }]);
        form.press(Key::plain(KeyCode::Down));
        form.press(Key::plain(KeyCode::Enter));
        assert_eq!(form.chosen("q"), None);
        form.press(Key::char(' '));
        assert_eq!(form.chosen("q"), Some("no"));
    }
}
