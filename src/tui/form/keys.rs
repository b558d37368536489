//! What a key does to a form: typing, choosing, going from stop to stop, pressing. Enter never presses from a text field.

use super::{Form, FormEvent, Item};
use crate::tui::key::{Key, KeyCode};

/// How many lines a page of a form is.
const PAGE: usize = 5;

impl Form {
    /// Acts on a key.
    pub fn press(&mut self, key: Key) -> FormEvent {
        if key == Key::plain(KeyCode::Esc) {
            return FormEvent::Closed;
        }
        if key == Key::ctrl('y') {
            return FormEvent::Copy;
        }
        if key == Key::ctrl('e') && self.is_typing() {
            return FormEvent::Edit;
        }
        if key == Key::plain(KeyCode::PageUp) {
            self.scroll_up(PAGE);
        } else if key == Key::plain(KeyCode::PageDown) {
            self.scroll_down(PAGE);
        } else {
            (self.up, self.down) = (0, 0);
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
            Some(Item::Boxes(boxes)) => boxes.press(key),
            Some(Item::Tick { on, .. }) if key == Key::char(' ') => {
                *on = !*on;
                Some(FormEvent::Changed)
            }
            Some(Item::Buttons(buttons)) => buttons
                .get(part)
                .filter(|button| button.enabled && key == Key::plain(KeyCode::Enter))
                .map(|button| FormEvent::Pressed(button.name)),
            Some(Item::Tick { .. } | Item::Words(..) | Item::Copyable(_)) | None => None,
        };
        event.unwrap_or_else(|| self.go(key))
    }

    /// Moves the view up, the focus stays.
    pub fn scroll_up(&mut self, lines: usize) {
        self.up += lines.saturating_sub(self.down);
        self.down = self.down.saturating_sub(lines);
    }

    /// Moves the view down, the focus stays; not further than there is something to see.
    pub fn scroll_down(&mut self, lines: usize) {
        let most = 2 * self.items.len();
        self.down = (self.down + lines.saturating_sub(self.up)).min(most);
        self.up = self.up.saturating_sub(lines);
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
            KeyCode::Char(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::Function(_) => {}
        }
        FormEvent::Nothing
    }
}

/// Acts on a key in a question; `None` where the key leaves it.
pub(super) fn press_choice(
    key: Key,
    count: usize,
    at: &mut usize,
    chosen: &mut Option<usize>,
) -> Option<FormEvent> {
    let (has_more, has_less) = (*at + 1 < count, *at > 0);
    let is = |codes: &[KeyCode]| codes.contains(&key.code);
    if key == Key::char(' ') {
        *chosen = Some(*at);
        return Some(FormEvent::Changed);
    }
    if has_more && is(&[KeyCode::Down, KeyCode::Right, KeyCode::Char('j')]) {
        *at += 1;
    } else if has_less && is(&[KeyCode::Up, KeyCode::Left, KeyCode::Char('k')]) {
        *at -= 1;
    } else {
        return None;
    }
    Some(FormEvent::Nothing)
}

/// Acts on a key in a question whose answers stand in one row; `None` where the key leaves it, as up and down do.
pub(super) fn press_row(
    key: Key,
    count: usize,
    at: &mut usize,
    chosen: &mut Option<usize>,
) -> Option<FormEvent> {
    if matches!(key.code, KeyCode::Up | KeyCode::Down) {
        return None;
    }
    let key = if key == Key::char('h') {
        Key::plain(KeyCode::Left)
    } else if key == Key::char('l') {
        Key::plain(KeyCode::Right)
    } else {
        key
    };
    press_choice(key, count, at, chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::form::{CANCEL, buttons, multi, words};
    use crate::tui::screen::Role;

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
        form.set_button("go", false);
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
