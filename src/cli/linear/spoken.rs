//! Pages and states in words that can be read aloud: every mark becomes its word. It changes no other letter.

use std::io::{self, Write};

use crate::cli::answer::Body;
use crate::cli::output::{Page, shown};
use crate::domain::plan::StepState;
use crate::error::Report;

/// Returns a state as a word in a sentence.
pub(super) fn state(state: StepState) -> String {
    if state == StepState::Todo {
        return "to do".to_owned();
    }
    if state == StepState::NotApplicable {
        return "not applicable".to_owned();
    }
    state.label().to_lowercase()
}

/// Returns the word of a rollout's state in a sentence; `label` is its word in capitals.
pub(super) fn labelled(state: StepState, label: &str) -> String {
    if state == StepState::RolledBack {
        return label.to_lowercase();
    }
    self::state(state)
}

/// Returns the lines of what a command answered.
pub(super) fn body(body: &Body) -> Vec<String> {
    match body {
        Body::Word(page) | Body::Page(page) => self::page(page),
        Body::Raw(text) => text.lines().map(shown).collect(),
        Body::Nothing(_) => Vec::new(),
    }
}

/// Returns what was changed as one line: each fact. What comes next is read at the place, so it is left out here.
pub(super) fn announced(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| line.trim());
    let facts = lines.take_while(|line| !line.is_empty() && !line.starts_with("Next: "));
    let facts = facts.map(|line| line.strip_prefix("ok ").unwrap_or(line));
    format!("ok: {}", facts.collect::<Vec<_>>().join("; "))
}

/// Returns a refusal as one line: what, why, and what next.
pub(super) fn refused(report: &Report) -> String {
    let mut text = format!("error: {}", report.message);
    let reasons = report.reasons.iter();
    for reason in reasons.filter(|reason| **reason != report.message) {
        text.push_str("; ");
        text.push_str(reason);
    }
    if let Some(hint) = &report.hint {
        text.push_str("; hint: ");
        text.push_str(hint);
    }
    shown(&text.replace(['\n', '\r'], " "))
}

fn page(page: &Page) -> Vec<String> {
    let lines = page.lines().iter().map(|line| {
        let words = line.words();
        let mut text = String::new();
        for (index, (_, word)) in words.iter().enumerate() {
            let next = words.get(index + 1).map_or("", |(_, next)| next.trim());
            text.push_str(&unmarked(word, next));
        }
        text.trim_end().to_owned()
    });
    lines.collect()
}

/// A writer that says words for marks, and remembers whether a line is open.
pub(super) struct Aloud<'a> {
    /// Where the words go.
    pub(super) inner: &'a mut dyn Write,
    /// Whether the last line has not ended.
    pub(super) is_open: bool,
}

impl Write for Aloud<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let lines = text.split_inclusive('\n').map(unmarked_line);
        let text: String = lines.collect();
        self.inner.write_all(text.as_bytes())?;
        self.is_open = !text.ends_with('\n');
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Puts the words of states for their marks; a mark that its word follows is left out.
fn unmarked(word: &str, next: &str) -> String {
    let is_alone = word.chars().count() == 1;
    let mut text = String::new();
    for letter in word.chars() {
        // Two marks are letters of any text as well; they are marks only where they stand alone.
        let found = StepState::ALL
            .into_iter()
            .find(|state| state.mark() == letter);
        match found.filter(|_| is_alone || !letter.is_ascii()) {
            Some(found) if is_alone && next.starts_with(found.label()) => {}
            Some(StepState::RolledBack) if is_alone && next.starts_with("ROLLING BACK") => {}
            Some(found) => {
                if !text.is_empty() && !text.ends_with([' ', '\n']) {
                    text.push_str(", ");
                }
                text.push_str(&state(found));
            }
            None => text.push(letter),
        }
    }
    text
}

/// Puts the words of states for the marks of a printed line, at whose beginning a mark may be a letter as well.
fn unmarked_line(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let (indent, rest) = line.split_at_checked(indent).unwrap_or(("", line));
    let text = match rest.split_once(' ') {
        Some((mark, rest)) if mark.chars().count() == 1 => {
            format!("{} {}", unmarked(mark, ""), unmarked(rest, ""))
        }
        _ => unmarked(rest, ""),
    };
    format!("{indent}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::Line;

    #[test]
    fn a_mark_is_read_as_its_word_and_once() {
        let mut shown = Page::new();
        shown.push(Line::new().mark(StepState::Done).plain(" 1 Prepare"));
        shown.push(Line::new().mark(StepState::Done).plain(" DONE   25%"));
        shown.push(Line::new().plain("✓◷☐"));
        shown.push(Line::new().plain("~team: really?"));
        assert_eq!(
            page(&shown),
            [
                "done 1 Prepare",
                " DONE   25%",
                "done, waiting, to do",
                "~team: really?"
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        assert_eq!(
            unmarked_line("  ~ 1.1 left out?\n"),
            "  not applicable 1.1 left out?\n"
        );
        assert_eq!(unmarked_line("keep it? [y/N] "), "keep it? [y/N] ");
    }

    #[test]
    fn every_announcement_is_one_line() {
        let lines = ["ok 1.1 is done", "ok 1 is done", "Next: rollgate list"].map(str::to_owned);
        assert_eq!(announced(&lines), "ok: 1.1 is done; 1 is done");
        let report = Report::new("X", "no\nway", crate::error::Exit::Refused).hint("go");
        assert_eq!(refused(&report), "error: no way; hint: go");
    }
}
