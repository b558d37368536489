//! Bytes of a terminal as keys, clicks, pastes and answers, in the order in which they came. What is cut waits for its end; no answer is a key.

use std::time::Duration;

use super::keyboard::{Mouse, Pressed, WHEEL};
use crate::tui::{Key, KeyCode};

/// Begin and end of a text that is pasted. Source: xterm control sequences, bracketed paste mode.
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";
/// How long the rest of what has begun is waited for. An Escape that stands alone is soon the key; what has gone on is somebody's sequence on
/// a slow line, and an answer is never let go for keys.
const ALONE: Duration = Duration::from_millis(40);
const BEGUN: Duration = Duration::from_millis(50);
const ANSWER: Duration = Duration::from_millis(500);
/// More than any answer to what is asked has, in bytes.
const LONGEST_ANSWER: usize = 64;

/// One thing that was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// A person did something.
    Pressed(Pressed),
    /// The terminal said what its colour of this number is: `11;rgb:ffff/ffff/ffff`.
    Color(String),
    /// The terminal said where its cursor is: the column, from 1.
    Column(u16),
}

/// Takes bytes as they come and tells what they say.
#[derive(Debug, Default)]
pub(super) struct Ear {
    bytes: Vec<u8>,
    /// How far the end of a paste was looked for already.
    searched: usize,
    /// Whether a line feed is Enter, as it is until the terminal is in our hands; then it is Ctrl-J.
    pub(super) is_early: bool,
}

/// What the first bytes are: so many of them, and what they say.
enum First {
    /// They wait for more.
    Cut,
    /// They are whole; some say nothing to anybody.
    Whole(usize, Option<Heard>),
}

impl Ear {
    /// Takes bytes, and returns all that is whole with them.
    pub(super) fn hear(&mut self, bytes: &[u8]) -> Vec<Heard> {
        self.bytes.extend_from_slice(bytes);
        let mut heard = Vec::new();
        while let First::Whole(count, what) = self.first() {
            self.bytes.drain(..count.min(self.bytes.len()));
            self.searched = 0;
            heard.extend(what);
        }
        heard
    }

    /// Tells whether something has begun and not ended.
    #[cfg(test)]
    const fn is_cut(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Returns how long to wait for more; `None` where it can come at any time, as to the end of a paste, none of which ever becomes a key.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.bytes.as_slice() {
            [] => None,
            [0x1b] => Some(ALONE),
            bytes if bytes.starts_with(PASTE) => None,
            [0x1b, b']', ..] => Some(ANSWER),
            _ => Some(BEGUN),
        }
    }

    /// Gives up waiting for what has begun: an Escape alone, or with a bracket behind it, was the key.
    pub(super) fn give_up(&mut self) -> Option<Heard> {
        self.searched = 0;
        let bytes = std::mem::take(&mut self.bytes);
        let is_escape = bytes.first() == Some(&0x1b);
        let is_text = bytes.starts_with(b"\x1b]1") || bytes.starts_with(PASTE);
        (is_escape && !is_text).then(|| key(KeyCode::Esc))
    }

    fn first(&mut self) -> First {
        match self.bytes.as_slice() {
            [] | [0x1b] => First::Cut,
            bytes if bytes.starts_with(PASTE) => self.paste(),
            [0x1b, b'[', rest @ ..] => control(rest),
            [0x1b, b']', rest @ ..] => answer(rest),
            [0x1b, b'O'] => First::Cut,
            [0x1b, b'O', last, ..] => First::Whole(3, named(*last).map(key)),
            // Escape twice is Escape twice, and Ctrl-C behind one is nobody's Alt: it is never lost.
            [0x1b, 0x1b | 0x03, ..] => First::Whole(1, Some(key(KeyCode::Esc))),
            // Escape and a letter arrive as one where somebody waits for more: it is the Escape that was meant.
            [0x1b, rest @ ..] => match letter(rest) {
                Some((count, _)) => First::Whole(count + 1, Some(key(KeyCode::Esc))),
                None => First::Cut,
            },
            bytes => match letter(bytes) {
                Some((count, Some('\n'))) if self.is_early => {
                    First::Whole(count, Some(key(KeyCode::Enter)))
                }
                Some((count, letter)) => First::Whole(count, letter.and_then(typed)),
                None => First::Cut,
            },
        }
    }

    fn paste(&mut self) -> First {
        let from = self.searched.max(PASTE.len());
        let rest = self.bytes.get(from..).unwrap_or_default();
        let found = rest.windows(PASTED.len()).position(|part| part == PASTED);
        let Some(end) = found.map(|found| found + from) else {
            self.searched = self.bytes.len().saturating_sub(PASTED.len());
            return First::Cut;
        };
        let text = self.bytes.get(PASTE.len()..end).unwrap_or_default();
        let text = String::from_utf8_lossy(text).replace('\r', "\n");
        let pasted = Heard::Pressed(Pressed::Paste(text));
        First::Whole(end + PASTED.len(), Some(pasted))
    }
}

fn key(code: KeyCode) -> Heard {
    Heard::Pressed(Pressed::Key(Key::plain(code)))
}

/// Reads a control sequence behind its bracket. Source: ECMA-48, 5.4.
fn control(rest: &[u8]) -> First {
    let is_inner = |byte: &u8| (0x20..=0x3f).contains(byte);
    let end = rest.iter().position(|byte| !is_inner(byte));
    let Some((end, last)) = end.and_then(|end| Some((end, *rest.get(end)?))) else {
        return First::Cut;
    };
    if !(0x40..=0x7e).contains(&last) {
        // It was broken off; what broke it is something else.
        return First::Whole(end + 2, None);
    }
    let inner = rest.get(..end).unwrap_or_default();
    let inner = String::from_utf8_lossy(inner);
    let heard = match (inner.strip_prefix('<'), last) {
        (Some(numbers), b'M') => click(numbers),
        (Some(_), _) => None,
        (None, b'R') => numbers(&inner).get(1).copied().map(Heard::Column),
        (None, b'~') => tilde(&numbers(&inner)),
        (None, b'Z') => Some(key(KeyCode::BackTab)),
        (None, last) => named(last).map(|code| held(code, &numbers(&inner))),
    };
    First::Whole(end + 3, heard)
}

fn numbers(text: &str) -> Vec<u16> {
    let numbers = text.split(';').map(|number| number.parse().unwrap_or(0));
    numbers.collect()
}

/// Reads an answer behind its bracket: it ends with BEL or with Escape and a backslash.
fn answer(rest: &[u8]) -> First {
    let Some(end) = rest.iter().position(|byte| matches!(byte, 0x07 | 0x1b)) else {
        return if rest.len() < LONGEST_ANSWER {
            First::Cut
        } else {
            First::Whole(rest.len() + 2, None)
        };
    };
    let said = rest.get(..end).unwrap_or_default();
    let said = Some(Heard::Color(String::from_utf8_lossy(said).into_owned()));
    match (rest.get(end), rest.get(end + 1)) {
        (Some(0x07), _) => First::Whole(end + 3, said),
        (_, Some(b'\\')) => First::Whole(end + 4, said),
        (_, None) => First::Cut,
        (_, Some(_)) => First::Whole(end + 2, None),
    }
}

const fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P' => KeyCode::Function(1),
        b'Q' => KeyCode::Function(2),
        b'R' => KeyCode::Function(3),
        b'S' => KeyCode::Function(4),
        _ => return None,
    })
}

/// Reads keys that are told by number, as xterm and the Linux console number them.
fn tilde(numbers: &[u16]) -> Option<Heard> {
    let number = u8::try_from(*numbers.first()?).ok()?;
    let code = match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::Function(number - 10),
        17..=21 => KeyCode::Function(number - 11),
        23..=24 => KeyCode::Function(number - 12),
        _ => return None,
    };
    Some(held(code, numbers))
}

/// Adds what is held with a key: 1 and the sum of 1 for Shift, 2 for Alt, 4 for Ctrl.
fn held(code: KeyCode, numbers: &[u16]) -> Heard {
    let bits = numbers.get(1).map_or(0, |held| held.saturating_sub(1));
    let key = Key {
        code,
        ctrl: bits & 4 != 0,
        alt: bits & 2 != 0,
    };
    Heard::Pressed(Pressed::Key(key))
}

/// Reads what the mouse did: the button with what is held, the column and the row from 1.
fn click(text: &str) -> Option<Heard> {
    let numbers = numbers(text);
    let [button, column, row] = numbers.as_slice() else {
        return None;
    };
    // Shift leaves the mouse to the terminal, and a move is no click.
    if button & (4 | 32) != 0 {
        return None;
    }
    let mouse = match button & !(8 | 16) {
        0 => Mouse::Click(column.saturating_sub(1), row.saturating_sub(1)),
        2 => Mouse::Other,
        64 => Mouse::Wheel(-WHEEL),
        65 => Mouse::Wheel(WHEEL),
        _ => return None,
    };
    Some(Heard::Pressed(Pressed::Mouse(mouse)))
}

/// Cuts the first letter off, with how many bytes it has; `None` while it is cut. A byte that begins none is one by itself.
fn letter(bytes: &[u8]) -> Option<(usize, Option<char>)> {
    let first = *bytes.first()?;
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let is_inner = |byte: &&u8| (0x80..=0xbf).contains(*byte);
    let found = bytes.iter().skip(1).take(length - 1).take_while(is_inner);
    let count = found.count() + 1;
    if count < length && bytes.len() == count {
        return None;
    }
    let text = bytes.get(..count).unwrap_or_default();
    let text = std::str::from_utf8(text).ok();
    Some((count, text.and_then(|text| text.chars().next())))
}

fn typed(letter: char) -> Option<Heard> {
    let code = match letter {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x7f' => KeyCode::Backspace,
        '\x01'..='\x1a' => {
            let letter = u8::try_from(u32::from(letter)).ok()? + b'a' - 1;
            let key = Key::ctrl(char::from(letter));
            return Some(Heard::Pressed(Pressed::Key(key)));
        }
        letter if letter.is_control() => return None,
        letter => KeyCode::Char(letter),
    };
    Some(key(code))
}

#[cfg(test)]
mod tests;
