//! Copying, and what can truly be said of it. Nothing is claimed that cannot be known.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;

use super::terminal;
use crate::export::shown;

/// What is known of the place where the program runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about a place"
)]
pub struct Place {
    /// Whether the terminal is on another machine.
    pub over_ssh: bool,
    /// Whether tmux stands between.
    pub in_tmux: bool,
    /// Whether there is a Wayland session.
    pub wayland: bool,
    /// Whether there is an X11 session.
    pub x11: bool,
}

/// The most that is sent to the terminal's clipboard, in bytes; terminals drop longer texts in silence.
const MOST: usize = 100_000;

/// Copies `text` and says in words what became of it.
pub(super) fn copy(text: &str, label: &str, place: Place) -> String {
    let text = &harmless(text);
    if let Some(program) = local_program(place)
        && run(&program, text).is_ok()
    {
        return format!("copied  {label}");
    }
    if text.len() > MOST {
        return format!(
            "not copied: {} bytes are too much for a terminal  {label}",
            text.len()
        );
    }
    match send(text, place) {
        Ok(()) if place.in_tmux => {
            format!("sent to the terminal, tmux may drop it unless set-clipboard is on  {label}")
        }
        Ok(()) => format!("sent to the terminal's clipboard  {label}"),
        Err(error) => format!("not copied: {error}  {label}"),
    }
}

/// Says in words what copying does at this place.
pub fn way_to_copy(place: Place) -> String {
    match local_program(place) {
        Some(program) => format!("by {}, else OSC 52 to the terminal", program.join(" ")),
        None if place.in_tmux => {
            "OSC 52 through tmux, which drops it unless set-clipboard is on".to_owned()
        }
        None => "OSC 52 to the terminal, which may refuse it".to_owned(),
    }
}

/// Makes visible what would act where it is pasted: what is copied is what was shown. Line breaks and tabs stay.
fn harmless(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let parts = text.split_inclusive(['\n', '\t']).map(|part| {
        let end = part.chars().next_back();
        match end.filter(|end| matches!(end, '\n' | '\t')) {
            Some(end) => shown(part.trim_end_matches(end)) + &end.to_string(),
            None => shown(part),
        }
    });
    parts.collect()
}

fn local_program(place: Place) -> Option<Vec<&'static str>> {
    if place.over_ssh {
        return None;
    }
    if cfg!(target_os = "macos") {
        return Some(vec!["pbcopy"]);
    }
    if place.wayland {
        return Some(vec!["wl-copy"]);
    }
    place.x11.then(|| vec!["xclip", "-selection", "clipboard"])
}

/// Hands the text to a program's standard input; the program sees no descriptor of ours and no shell reads the text.
fn run(program: &[&str], text: &str) -> io::Result<()> {
    let (name, arguments) = program
        .split_first()
        .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    let mut child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other("the clipboard program failed"))
    }
}

fn send(text: &str, place: Place) -> io::Result<()> {
    let mut sequence = Vec::new();
    crossterm::queue!(sequence, CopyToClipboard::to_clipboard_from(text))?;
    if place.in_tmux {
        let mut wrapped = b"\x1bPtmux;".to_vec();
        for byte in &sequence {
            if *byte == 0x1b {
                wrapped.push(0x1b);
            }
            wrapped.push(*byte);
        }
        wrapped.extend(b"\x1b\\");
        terminal::write(&wrapped)?;
    }
    terminal::write(&sequence)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_is_pasted_can_neither_act_nor_hide() {
        for (text, expected) in [
            ("/chatops run x true", "/chatops run x true"),
            ("two\n\tlines\n", "two\n\tlines\n"),
            ("a\u{1b}[201~b", "a‹U+001B›[201~b"),
            ("a\rb\u{202e}c", "a‹U+000D›b‹U+202E›c"),
            ("grüße 世界", "grüße 世界"),
        ] {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }
}
