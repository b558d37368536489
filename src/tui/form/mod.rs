//! A form: what a dialog is made of. It knows focus and fields, and nothing of what they are for.

mod boxes;
mod keys;
mod make;
mod radio;

pub use boxes::Boxes;
pub use make::{buttons, filled, gap, multi, single, words};
pub use radio::Radio;

use std::ops::Range;

use super::field::Field;
use super::screen::Role;

/// Words, fields and buttons, and which of them has the focus.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// What stands in it, from the top.
    pub items: Vec<Item>,
    /// Which stop has the focus, in the order of [`Form::stops`].
    pub focus: usize,
    /// How many lines above the focus the view is, after paging up.
    pub up: usize,
    /// How many lines below the focus the view is, after paging down.
    pub down: usize,
    /// Which items say what happens, and stay in sight where there is room for little else.
    pub pinned: Range<usize>,
}

/// A part of a form.
#[derive(Debug, Clone)]
pub enum Item {
    /// Words to read; an empty text is an empty line.
    Words(Role, String),
    /// A line to copy and run elsewhere.
    Copyable(String),
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
    /// Boxes side by side.
    Boxes(Boxes),
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
    /// The text with the focus is to be edited in the person's own editor.
    Edit,
}

impl Form {
    /// Makes a form of `items` with the focus on the first stop.
    pub const fn new(items: Vec<Item>) -> Self {
        Self {
            items,
            focus: 0,
            up: 0,
            down: 0,
            pinned: 0..0,
        }
    }

    /// Says which items stay in sight wherever the focus is.
    #[must_use]
    pub fn pinning(mut self, items: Range<usize>) -> Self {
        self.pinned = items;
        self
    }

    /// Returns the places that can have the focus: item and button within it.
    pub fn stops(&self) -> Vec<(usize, usize)> {
        let items = self.items.iter().enumerate();
        items
            .flat_map(|(place, item)| {
                let count = match item {
                    Item::Words(..) | Item::Copyable(_) => 0,
                    Item::Field { .. }
                    | Item::Choice { .. }
                    | Item::Radio(_)
                    | Item::Boxes(_)
                    | Item::Tick { .. } => 1,
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

    /// Returns the name of the part that has the focus.
    pub fn focused(&self) -> &str {
        let (place, part) = self.stop();
        match self.items.get(place) {
            Some(Item::Buttons(buttons)) => buttons.get(part).map_or("", |button| button.name),
            Some(item) => item.name(),
            None => "",
        }
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
        self.items.iter().find_map(|item| {
            if let Item::Field { name, field, .. } = item
                && *name == wanted
            {
                Some(field)
            } else {
                None
            }
        })
    }

    /// Returns the field of this name, to change it.
    pub fn field_mut(&mut self, wanted: &str) -> Option<&mut Field> {
        self.items.iter_mut().find_map(|item| {
            if let Item::Field { name, field, .. } = item
                && *name == wanted
            {
                Some(field)
            } else {
                None
            }
        })
    }

    /// Returns the key of the answer that was chosen for the question of this name.
    pub fn chosen(&self, wanted: &str) -> Option<&str> {
        self.items.iter().find_map(|item| {
            if let Item::Radio(radio) = item
                && radio.name == wanted
            {
                radio.answer()
            } else if let Item::Choice {
                name,
                options,
                chosen,
                ..
            } = item
                && name == wanted
            {
                let chosen = options.get((*chosen)?);
                chosen.map(|(key, _)| key.as_str())
            } else {
                None
            }
        })
    }

    /// Returns the keys of what is ticked in the row of boxes of this name.
    pub fn ticked(&self, wanted: &str) -> Vec<&'static str> {
        let rows = self.items.iter().filter_map(|item| {
            if let Item::Boxes(boxes) = item {
                (boxes.name == wanted).then(|| boxes.ticked())
            } else {
                None
            }
        });
        rows.flatten().collect()
    }

    /// Tells whether the box of this name is ticked.
    pub fn is_ticked(&self, wanted: &str) -> bool {
        self.items
            .iter()
            .any(|item| matches!(item, Item::Tick { name, on: true, .. } if *name == wanted))
    }

    /// Lets the button of this name be pressed, or not.
    pub fn set_button(&mut self, wanted: &str, enabled: bool) {
        for item in &mut self.items {
            if let Item::Buttons(buttons) = item {
                for button in buttons.iter_mut().filter(|button| button.name == wanted) {
                    button.enabled = enabled;
                }
            }
        }
    }

    /// Says what stands on the button of this name.
    pub fn label_button(&mut self, wanted: &str, label: String) {
        let buttons = self.items.iter_mut().filter_map(Item::buttons_mut);
        if let Some(button) = buttons.flatten().find(|button| button.name == wanted) {
            button.label = label;
        }
    }

    /// Returns what stands on the button of this name.
    pub fn button_label(&self, wanted: &str) -> Option<&str> {
        let items = self.items.iter().filter_map(|item| {
            if let Item::Buttons(buttons) = item {
                Some(buttons)
            } else {
                None
            }
        });
        let mut found = items.flatten().filter(|button| button.name == wanted);
        found.next().map(|button| button.label.as_str())
    }

    /// Returns the lines to copy.
    pub fn copyable(&self) -> Vec<&str> {
        let lines = self.items.iter().map(|item| {
            if let Item::Copyable(line) = item {
                Some(line.as_str())
            } else {
                None
            }
        });
        lines.flatten().collect()
    }

    /// Puts `lines` in place of the lines to copy, in their order.
    pub fn set_copyable(&mut self, lines: Vec<String>) {
        let mut lines = lines.into_iter();
        for item in &mut self.items {
            if let Item::Copyable(line) = item
                && let Some(new) = lines.next()
            {
                *line = new;
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
}

impl Item {
    /// Returns the buttons, to change them, where it is a row of them.
    pub const fn buttons_mut(&mut self) -> Option<&mut Vec<Button>> {
        if let Self::Buttons(buttons) = self {
            Some(buttons)
        } else {
            None
        }
    }

    /// Returns the name, where it is a field, a box or answers side by side.
    pub fn name(&self) -> &str {
        match self {
            Self::Field { name, .. } | Self::Tick { name, .. } => name,
            Self::Choice { name, .. } => name,
            Self::Radio(radio) => radio.name,
            Self::Boxes(boxes) => boxes.name,
            Self::Words(..) | Self::Copyable(_) | Self::Buttons(_) => "",
        }
    }
}
