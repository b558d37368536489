//! Steers a dialog: goes to one of its parts by name, and presses its button. It looks at nothing.

use super::{Effect, Key, KeyCode, Message, Model, press, update};

/// Goes with Tab to the part of this name.
pub(super) fn to(model: &mut Model, name: &str) {
    for _ in 0..30 {
        if model.dialog.as_ref().unwrap().form.focused() == name {
            return;
        }
        update(model, Message::Key(Key::plain(KeyCode::Tab)));
    }
    panic!("no part is called {name}");
}

/// Goes to the button and presses it.
pub(super) fn go(model: &mut Model) -> Vec<Effect> {
    to(model, "go");
    press(model, "\n")
}
