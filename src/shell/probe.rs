//! One question to the terminal: how dark is your background, and how wide are your signs? Its answers never become keys.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::ear::{Ear, Heard};
use super::keyboard::Pressed;
use super::terminal;

/// Asks for the background, prints two signs, asks where the cursor is, and takes the signs away.
/// Sources: xterm control sequences, OSC 11 and DSR 6.
const BACKGROUND: &str = "\x1b]11;?\x1b\\";
const WIDTHS: &str = "\x1b[H\u{2026}\u{2500}\x1b[6n\x1b[H\x1b[2K";

/// How long the terminal has to answer. The first frame does not wait for it.
const LONGEST: Duration = Duration::from_millis(120);
/// A question that was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probe {
    /// When it was asked.
    pub asked: Instant,
}

/// What the terminal said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// Whether its background is light; `None` where it did not say.
    pub is_light: Option<bool>,
    /// Whether signs of ambiguous width take two columns.
    pub is_wide: bool,
    /// How long the answer took; `None` where none came in time.
    pub after: Option<Duration>,
}

/// Tells whether a terminal of this kind can be asked; some print what they do not know, and screen passes nothing on.
pub fn can_be_asked(term: Option<&str>, in_screen: bool) -> bool {
    let is_known = term.is_some_and(|term| {
        let is_mute = matches!(term, "" | "dumb" | "linux" | "unknown" | "cons25");
        let is_old = ["vt", "sun", "screen"]
            .iter()
            .any(|old| term.starts_with(old));
        !is_mute && !is_old
    });
    is_known && !in_screen
}

/// Asks, before anything is drawn: the signs are gone again before the first frame.
pub(super) fn ask() -> io::Result<Probe> {
    terminal::write(format!("{BACKGROUND}{WIDTHS}").as_bytes())?;
    Ok(Probe {
        asked: Instant::now(),
    })
}

impl Probe {
    /// Reads until the answers are there or the time is over. Whatever else comes is told at once, in its order, and what has only begun stays in
    /// the ear; `None` when nobody takes it.
    pub(super) fn listen(
        self,
        ear: &mut Ear,
        mut tell: impl FnMut(Pressed) -> bool,
    ) -> Option<Answers> {
        let mut answers = Answers::default();
        loop {
            let left = LONGEST.saturating_sub(self.asked.elapsed());
            let Some(bytes) = more(left) else {
                return Some(answers);
            };
            let mut is_answered = false;
            for heard in ear.hear(&bytes) {
                match heard {
                    Heard::Pressed(pressed) => tell(pressed).then_some(())?,
                    Heard::Color(said) => answers.is_light = light(&said).or(answers.is_light),
                    Heard::Column(column) => {
                        answers.is_wide = column > 3;
                        answers.after = Some(self.asked.elapsed());
                        is_answered = true;
                    }
                }
            }
            if is_answered {
                return Some(answers);
            }
        }
    }
}

/// Reads what there is, and waits so long for it; `None` when nothing came.
fn more(patience: Duration) -> Option<Vec<u8>> {
    let stdin = io::stdin();
    let timeout = Timespec {
        tv_sec: 0,
        tv_nsec: patience.subsec_nanos().into(),
    };
    let mut descriptors = [PollFd::new(&stdin, PollFlags::IN)];
    let ready = poll(&mut descriptors, Some(&timeout));
    if !matches!(ready, Ok(1..)) {
        return None;
    }
    let mut buffer = [0; 4096];
    let read = rustix::io::read(&stdin, &mut buffer).ok()?;
    let bytes = buffer.get(..read).filter(|bytes| !bytes.is_empty())?;
    Some(bytes.to_vec())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_background_is_light_or_dark_by_what_the_eye_sees_of_it() {
        for (said, expected) in [
            ("11;rgb:ffff/ffff/f0f0", Some(true)),
            ("11;rgb:1e/1e/1e", Some(false)),
            ("11;rgb:0/0/f", Some(false)),
            ("11;rgb:", None),
            ("10;rgb:0/0/0", None),
            ("11;rgb:fffffffff/0/0", None),
        ] {
            assert_eq!(light(said), expected, "{said}");
        }
    }

    #[test]
    fn only_terminals_that_answer_are_asked() {
        assert!(can_be_asked(Some("xterm-256color"), false));
        for (term, in_screen) in [
            (None, false),
            (Some("dumb"), false),
            (Some("linux"), false),
            (Some("screen-256color"), false),
            (Some("screen"), false),
            (Some("xterm-256color"), true),
        ] {
            assert!(!can_be_asked(term, in_screen), "{term:?}");
        }
    }
}
