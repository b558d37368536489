//! One question to the terminal: how dark is your background, and how wide are your signs? Its answers never become keys.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode as Code, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::terminal;
use crate::tui::{Key, KeyCode};

/// Asks for the background, prints two signs, asks where the cursor is, and takes the signs away.
/// Sources: xterm control sequences, OSC 11 and DSR 6.
const BACKGROUND: &str = "\x1b]11;?\x1b\\";
const WIDTHS: &str = "\x1b[H\u{2026}\u{2500}\x1b[6n\x1b[H\x1b[2K";

/// How long the terminal has to answer. The first frame does not wait for it.
const LONGEST: Duration = Duration::from_millis(120);
/// The most that is read while one waits for the answers, in bytes.
const MOST: usize = 1 << 20;
/// The most keys that a late answer can look like.
const LATE: u8 = 40;

/// A question that was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probe {
    deadline: Instant,
}

/// What the terminal said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// Whether its background is light; `None` where it did not say.
    pub is_light: Option<bool>,
    /// Whether signs of ambiguous width take two columns.
    pub is_wide: bool,
}

/// What was read while the answers were waited for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// The answers.
    pub answers: Answers,
    /// Keys that were typed meanwhile.
    pub keys: Vec<Key>,
    /// Texts that were pasted meanwhile.
    pub pastes: Vec<String>,
    /// Whether the last answer is among it.
    pub is_whole: bool,
    /// Whether it ends within something.
    is_cut: bool,
}

/// Tells whether a terminal of this kind can be asked; some print what they do not know, and screen passes nothing on.
pub fn can_be_asked(term: Option<&str>, in_screen: bool) -> bool {
    let is_known = term.is_some_and(|term| {
        let is_mute = matches!(term, "" | "dumb" | "linux" | "unknown" | "cons25");
        !is_mute && !term.starts_with("vt") && !term.starts_with("sun")
    });
    is_known && !in_screen
}

/// Asks, before anything is drawn: the signs are gone again before the first frame.
pub(super) fn ask() -> io::Result<Probe> {
    terminal::write(format!("{BACKGROUND}{WIDTHS}").as_bytes())?;
    Ok(Probe {
        deadline: Instant::now() + LONGEST,
    })
}

impl Probe {
    /// Reads until the last answer is there or the time is over.
    pub(super) fn listen(self) -> Heard {
        let mut bytes = Vec::new();
        loop {
            let heard = parted(&bytes);
            let left = self.deadline.saturating_duration_since(Instant::now());
            let is_over = left.is_zero() && !heard.is_cut;
            if heard.is_whole || is_over || bytes.len() > MOST {
                return heard;
            }
            let patience = left.max(Duration::from_millis(20));
            if !more(&mut bytes, patience) {
                return parted(&bytes);
            }
        }
    }
}

/// Reads what there is, and waits so long for it; `false` when nothing came.
fn more(bytes: &mut Vec<u8>, patience: Duration) -> bool {
    let stdin = io::stdin();
    let timeout = Timespec {
        tv_sec: 0,
        tv_nsec: patience.subsec_nanos().into(),
    };
    let mut descriptors = [PollFd::new(&stdin, PollFlags::IN)];
    let ready = poll(&mut descriptors, Some(&timeout));
    if !matches!(ready, Ok(1..)) {
        return false;
    }
    let mut buffer = [0; 4096];
    match rustix::io::read(&stdin, &mut buffer) {
        Ok(read @ 1..) => {
            bytes.extend(buffer.iter().take(read));
            true
        }
        Ok(_) | Err(_) => false,
    }
}

/// Parts answers from keys.
pub(super) fn parted(bytes: &[u8]) -> Heard {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    let mut heard = Heard::default();
    while let Some(first) = rest.chars().next() {
        rest = if let Some(after) = rest.strip_prefix("\x1b[200~") {
            let Some((pasted, after)) = after.split_once("\x1b[201~") else {
                heard.is_cut = true;
                return heard;
            };
            heard.pastes.push(pasted.replace('\r', "\n"));
            after
        } else if let Some(after) = rest.strip_prefix("\x1b]") {
            let Some((said, after)) = string(after) else {
                heard.is_cut = after.len() < 64;
                return heard;
            };
            heard.answers.is_light = light(said).or(heard.answers.is_light);
            after
        } else if let Some(after) = rest.strip_prefix("\x1b[") {
            let Some(end) = after.find(|letter: char| ('@'..='~').contains(&letter)) else {
                heard.is_cut = true;
                return heard;
            };
            let (numbers, after) = after.split_at(end);
            heard.control(numbers, after.chars().next());
            after.get(1..).unwrap_or_default()
        } else if let Some(after) = rest.strip_prefix("\x1bO") {
            // A function key; none of them is worth keeping.
            after.get(1..).unwrap_or_default()
        } else if let Some(after) = rest.strip_prefix('\x1b') {
            // Escape and a letter arrive as one where somebody waits for more: it is the Escape that was meant.
            heard.is_cut = after.is_empty();
            heard.keys.push(Key::plain(KeyCode::Esc));
            let skipped = after.chars().next().map_or(0, char::len_utf8);
            after.get(skipped..).unwrap_or_default()
        } else {
            heard.keys.extend(key(first));
            rest.get(first.len_utf8()..).unwrap_or_default()
        };
    }
    heard
}

impl Heard {
    /// Takes in a control sequence: a place of the cursor, or a key.
    fn control(&mut self, numbers: &str, last: Option<char>) {
        let code = match last {
            Some('R') => {
                let column = numbers
                    .rsplit(';')
                    .next()
                    .and_then(|text| text.parse().ok());
                self.answers.is_wide = column.is_some_and(|column: u16| column > 3);
                self.is_whole = true;
                return;
            }
            Some('A') => KeyCode::Up,
            Some('B') => KeyCode::Down,
            Some('C') => KeyCode::Right,
            Some('D') => KeyCode::Left,
            Some('H') => KeyCode::Home,
            Some('F') => KeyCode::End,
            _ => return,
        };
        self.keys.push(Key::plain(code));
    }
}

/// Cuts a string off that ends with BEL or ST.
fn string(text: &str) -> Option<(&str, &str)> {
    let end = text.find(['\x07', '\x1b'])?;
    let (said, after) = text.split_at(end);
    let after = after
        .strip_prefix('\x07')
        .or_else(|| after.strip_prefix("\x1b\\"))?;
    Some((said, after))
}

/// Tells whether a colour is light, out of `11;rgb:ffff/ffff/ffff`. Source of the weights: WCAG 2.1, without its curve.
fn light(said: &str) -> Option<bool> {
    let colors = said.strip_prefix("11;rgb:")?;
    let mut parts = colors.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?;
        let value = u32::from_str_radix(part, 16).ok()?;
        Some(f64::from(value) / f64::from(most - 1))
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5)
}

fn key(letter: char) -> Option<Key> {
    let code = match letter {
        '\r' | '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x7f' => KeyCode::Backspace,
        '\x01'..='\x1a' => {
            let letter = u8::try_from(u32::from(letter)).ok()? + b'a' - 1;
            return Some(Key::ctrl(char::from(letter)));
        }
        letter if letter.is_control() => return None,
        letter => KeyCode::Char(letter),
    };
    Some(Key::plain(code))
}

/// Drops an answer that comes after its time, which looks like keys by then.
#[derive(Debug, Default)]
pub(super) struct LateAnswer {
    /// Whether one may still come.
    pub expected: bool,
    left: u8,
}

impl LateAnswer {
    /// Tells whether an event belongs to a late answer.
    pub(super) fn takes(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else {
            return false;
        };
        let is = |modifier, letter| key.code == Code::Char(letter) && key.modifiers == modifier;
        if self.left > 0 {
            let is_end = is(KeyModifiers::CONTROL, 'g') || is(KeyModifiers::ALT, '\\');
            self.left = if is_end { 0 } else { self.left - 1 };
            return true;
        }
        if self.expected && is(KeyModifiers::ALT, ']') {
            self.expected = false;
            self.left = LATE;
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn answers_are_read_and_keys_between_them_are_kept() {
        let heard = parted(b"x\x1b]11;rgb:ffff/ffff/f0f0\x1b\\j\x1b[A\x1b[1;3R");
        assert_eq!(heard.answers.is_light, Some(true));
        assert!(heard.is_whole && !heard.answers.is_wide);
        let keys = [Key::char('x'), Key::char('j'), Key::plain(KeyCode::Up)];
        assert_eq!(heard.keys, keys);
        let dark = parted(b"\x1b]11;rgb:1e/1e/1e\x07\x1b[1;5R");
        assert_eq!(dark.answers.is_light, Some(false));
        assert!(dark.answers.is_wide && dark.keys.is_empty());
    }

    #[test]
    fn half_an_answer_is_waited_for_and_is_no_key() {
        for cut in [
            "\x1b]11;rgb:ff",
            "\x1b[",
            "\x1b[200~yy",
            "\x1b]11;rgb:0/0/0\x1b",
        ] {
            let heard = parted(cut.as_bytes());
            assert!(heard.is_cut && heard.keys.is_empty(), "{cut:?}: {heard:?}");
        }
    }

    #[test]
    fn escape_is_kept_and_what_comes_with_it_is_no_letter() {
        let esc = Key::plain(KeyCode::Esc);
        for (typed, expected) in [
            ("\x1bx", vec![esc]),
            ("\x1bOP", vec![]),
            ("\x1b", vec![esc]),
        ] {
            assert_eq!(parted(typed.as_bytes()).keys, expected, "{typed:?}");
        }
    }

    #[test]
    fn a_paste_stays_a_paste() {
        let heard = parted(b"\x1b[200~- [ ] a\r- [ ] b\x1b[201~q");
        assert_eq!(heard.pastes, ["- [ ] a\n- [ ] b"]);
        assert_eq!(heard.keys, [Key::char('q')]);
    }

    #[test]
    fn an_answer_that_comes_late_presses_no_key() {
        let mut late = LateAnswer {
            expected: true,
            left: 0,
        };
        let press = |letter, held| Event::Key(KeyEvent::new(Code::Char(letter), held));
        assert!(!late.takes(&press('x', KeyModifiers::NONE)));
        assert!(late.takes(&press(']', KeyModifiers::ALT)));
        for letter in "11;rgb:0/0/0".chars() {
            assert!(late.takes(&press(letter, KeyModifiers::NONE)));
        }
        assert!(late.takes(&press('\\', KeyModifiers::ALT)));
        assert!(!late.takes(&press('q', KeyModifiers::NONE)));
        assert!(!late.takes(&press(']', KeyModifiers::ALT)));
    }

    #[test]
    fn only_terminals_that_answer_are_asked() {
        assert!(can_be_asked(Some("xterm-256color"), false));
        for (term, in_screen) in [
            (None, false),
            (Some("dumb"), false),
            (Some("linux"), false),
            (Some("screen-256color"), true),
        ] {
            assert!(!can_be_asked(term, in_screen), "{term:?}");
        }
    }
}
