//! The two sets of signs: Unicode, and ASCII for terminals that cannot be trusted with more. A column never shifts between them.

use super::screen::{Line, Span};
use super::shown::Shown;
use crate::domain::plan::StepState;

/// Which signs are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Symbols {
    /// Signs of neutral width, and box lines.
    #[default]
    Unicode,
    /// ASCII only; the marks are those of task lists.
    Ascii,
}

/// The signs that have a counterpart of one column.
const PLAIN: [(char, char); 47] = [
    ('…', '~'),
    ('▌', '>'),
    ('│', '|'),
    ('─', '-'),
    ('┌', '+'),
    ('┐', '+'),
    ('└', '+'),
    ('┘', '+'),
    ('├', '+'),
    ('┤', '+'),
    ('║', '|'),
    ('═', '='),
    ('╔', '+'),
    ('╗', '+'),
    ('╚', '+'),
    ('╝', '+'),
    ('↑', '^'),
    ('↓', 'v'),
    ('←', '<'),
    ('→', '>'),
    ('›', '>'),
    ('‹', '<'),
    ('·', '.'),
    ('☐', '_'),
    ('▸', '>'),
    ('✓', 'x'),
    ('⊘', '#'),
    ('✗', '!'),
    ('◷', 'w'),
    ('↷', '/'),
    ('⚑', '^'),
    ('↺', '<'),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('–', '-'),
    ('—', '-'),
    ('◌', '.'),
    ('␛', '^'),
    ('␊', '^'),
    ('┆', ':'),
    ('╌', '.'),
    ('┬', '+'),
    ('▐', '['),
    ('█', '#'),
    ('░', '.'),
];

/// Returns the mark of `state` in its slot of three columns.
pub fn slot(state: StepState) -> String {
    format!(" {} ", state.mark())
}

impl Symbols {
    /// Returns `line` in these signs.
    #[must_use]
    pub fn applied(self, mut line: Line) -> Line {
        if self == Self::Ascii {
            for span in &mut line.spans {
                ascii(span);
            }
        }
        line
    }
}

fn ascii(span: &mut Span) {
    let text = span.text.as_str();
    let state = StepState::ALL
        .into_iter()
        .find(|state| text == slot(*state));
    let plain = match state {
        Some(state) => bracketed(state).to_owned(),
        // The end of a bar has the sign of the selection.
        None if text.starts_with('▐') => text.replace('▌', "]").chars().map(one_column).collect(),
        None => text.chars().map(one_column).collect(),
    };
    // A letter of two columns must keep both of them.
    span.text = Shown::of(&plain).pad(span.text.width());
}

const fn bracketed(state: StepState) -> &'static str {
    match state {
        StepState::Unknown => "[?]",
        StepState::Todo => "[ ]",
        StepState::Doing => "[>]",
        StepState::Done => "[x]",
        StepState::NotApplicable => "[~]",
        StepState::Blocked => "[#]",
        StepState::Failed => "[!]",
        StepState::Waiting | StepState::Elapsed => "[w]",
        StepState::Skipped => "[/]",
        StepState::Overridden => "[^]",
        StepState::RolledBack => "[<]",
    }
}

fn one_column(sign: char) -> char {
    if sign.is_ascii() {
        return sign;
    }
    let found = PLAIN.iter().find(|(from, _)| *from == sign);
    found.map_or('?', |(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screen::Role;

    #[test]
    fn a_mark_keeps_its_three_columns() {
        for state in StepState::ALL {
            let line = Line::new().and(Role::Body, &slot(state));
            let plain = Symbols::Ascii.applied(line.clone());
            assert_eq!(plain.width(), line.width());
            assert!(plain.text().starts_with('['), "{}", plain.text());
        }
    }

    #[test]
    fn no_sign_is_left_and_no_column_moves() {
        let line = Line::of("▌ ✓ 世界 naïve …│ e\u{301}");
        let plain = Symbols::Ascii.applied(line.clone());
        assert!(plain.text().is_ascii());
        assert_eq!(plain.width(), line.width());
    }
}
