//! Long pages handed to a pager, as its own words and past every shell. A page that fits the terminal is not handed over.

use std::io::{ErrorKind, Write as _};
use std::process::{Command, Stdio};

/// Shows `text` through `pager`; `false` where it fits, or where the pager cannot be begun, so that it is still to be printed.
pub fn page(pager: &str, text: &str) -> bool {
    let rows = crossterm::terminal::size().map_or(usize::MAX, |(_, rows)| usize::from(rows));
    if text.lines().count() < rows {
        return false;
    }
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else {
        return false;
    };
    let begun = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut child) = begun else {
        return false;
    };
    let written = child
        .stdin
        .take()
        .map(|mut stdin| stdin.write_all(text.as_bytes()));
    let ended = child.wait();
    // Whoever leaves the pager early has seen enough.
    let is_read = match written {
        Some(Err(error)) => error.kind() == ErrorKind::BrokenPipe,
        Some(Ok(())) => true,
        None => false,
    };
    is_read && ended.is_ok()
}
