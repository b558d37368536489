//! A text field: typed text and a caret. The editing is the crate's, the keys and the drawing are ours.

use ratatui_textarea::{CursorMove, TextArea};

use super::key::{Key, KeyCode};
use super::screen::{Line, Role};
use super::shown::Shown;

/// A field of one line or of many.
#[derive(Debug, Clone)]
pub struct Field {
    area: Box<TextArea<'static>>,
    is_single: bool,
}

impl Field {
    /// Makes an empty field of one line.
    pub fn single() -> Self {
        Self::new(true)
    }

    /// Makes an empty field of many lines.
    pub fn multi() -> Self {
        Self::new(false)
    }

    /// Returns the field with `text` in it and the caret behind it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.set(text);
        self
    }

    fn new(is_single: bool) -> Self {
        Self {
            area: Box::default(),
            is_single,
        }
    }

    /// Tells whether it has one line only.
    pub const fn is_single(&self) -> bool {
        self.is_single
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Tells whether nothing but blanks is in it.
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Puts `text` in place of what was there.
    pub fn set(&mut self, text: &str) {
        *self.area = TextArea::default();
        self.paste(text);
    }

    /// Adds pasted text at the caret; in a field of one line its line breaks become blanks.
    pub fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.is_single {
            let line = text.trim_end_matches('\n').replace('\n', " ");
            self.area.insert_str(line);
        } else {
            self.area.insert_str(text);
        }
    }

    /// Acts on `key`; tells whether it was one of editing.
    pub fn press(&mut self, key: Key) -> bool {
        if key.alt {
            return false;
        }
        if key.ctrl {
            return matches!(key.code, KeyCode::Char(letter) if self.press_ctrl(letter));
        }
        match key.code {
            KeyCode::Char(character) => self.area.insert_char(character),
            KeyCode::Enter if !self.is_single => self.area.insert_newline(),
            KeyCode::Backspace => {
                self.area.delete_char();
            }
            KeyCode::Delete => {
                self.area.delete_next_char();
            }
            KeyCode::Left => self.area.move_cursor(CursorMove::Back),
            KeyCode::Right => self.area.move_cursor(CursorMove::Forward),
            KeyCode::Home => self.area.move_cursor(CursorMove::Head),
            KeyCode::End => self.area.move_cursor(CursorMove::End),
            KeyCode::Up if self.caret().0 > 0 => self.area.move_cursor(CursorMove::Up),
            KeyCode::Down if self.caret().0 + 1 < self.area.lines().len() => {
                self.area.move_cursor(CursorMove::Down);
            }
            KeyCode::Enter
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::BackTab
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Function(_) => return false,
        }
        true
    }

    fn press_ctrl(&mut self, letter: char) -> bool {
        match letter {
            'a' => self.area.move_cursor(CursorMove::Head),
            'e' => self.area.move_cursor(CursorMove::End),
            'w' => {
                self.area.delete_word();
            }
            'u' => {
                self.area.delete_line_by_head();
            }
            'k' => {
                self.area.delete_line_by_end();
            }
            'j' if !self.is_single => self.area.insert_newline(),
            _ => return false,
        }
        true
    }

    /// Returns line and character of the caret, from 0.
    fn caret(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Returns how many lines of the text are above and below the `rows` that are seen.
    pub fn unseen(&self, rows: usize) -> (usize, usize) {
        let above = (self.caret().0 + 1).saturating_sub(rows);
        let below = self.area.lines().len().saturating_sub(above + rows);
        (above, below)
    }

    /// Draws it in `rows` lines of `columns`, scrolled to the caret, which is shown where `has_focus`.
    pub fn lines(&self, columns: usize, rows: usize, has_focus: bool) -> Vec<Line> {
        let (row, character) = self.caret();
        let first = (row + 1).saturating_sub(rows);
        (first..first + rows)
            .map(|place| {
                let text = self.area.lines().get(place).map_or("", String::as_str);
                if has_focus && place == row {
                    with_caret(text, character, columns)
                } else {
                    Line::of(text).fit(columns)
                }
            })
            .collect()
    }
}

/// Draws a line around its caret; what is left of the window is scrolled away.
fn with_caret(text: &str, character: usize, columns: usize) -> Line {
    let before: String = text.chars().take(character).collect();
    let after: String = text.chars().skip(character).collect();
    let before = Shown::of(&before);
    let (width, room) = (before.width(), columns.saturating_sub(1));
    let before = before.slice(width.saturating_sub(room), width);
    let room = columns.saturating_sub(before.width());
    let after = Shown::of(&after).slice(0, room);
    Line::shown(Role::Body, before)
        .and(Role::Caret, "")
        .and_shown(Role::Body, after)
        .fit(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_edit_as_readline_does() {
        let mut field = Field::single().with("one two");
        field.press(Key::ctrl('w'));
        field.press(Key::char('X'));
        assert_eq!(field.text(), "one X");
        field.press(Key::ctrl('a'));
        field.press(Key::ctrl('k'));
        assert!(field.is_blank());
        assert!(!field.press(Key::plain(KeyCode::Enter)));
    }

    #[test]
    fn a_field_of_one_line_stays_one_line() {
        let mut field = Field::single();
        field.paste("two\r\nlines\n");
        assert_eq!(field.text(), "two lines");
        assert!(!field.press(Key::ctrl('j')));
    }

    #[test]
    fn a_text_that_is_longer_than_its_room_says_so() {
        let mut field = Field::multi().with("1\n2\n3\n4\n5");
        assert_eq!(field.unseen(5), (0, 0));
        assert_eq!(field.unseen(3), (2, 0));
        field.press(Key::plain(KeyCode::Up));
        field.press(Key::plain(KeyCode::Up));
        field.press(Key::plain(KeyCode::Up));
        assert_eq!(field.unseen(3), (0, 2));
    }

    #[test]
    fn the_caret_stays_in_view() {
        let field = Field::single().with("a very long line of text");
        let line = &field.lines(8, 1, true)[0];
        assert_eq!(line.width(), 8);
        assert!(line.spans.iter().any(|span| span.role == Role::Caret));
        assert!(line.text().starts_with("of text"), "{}", line.text());
    }
}
