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
    ('▾', 'v'),
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

/// The mark of a cut.
const CUT: char = '…';

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
            line = with_three_dots(line);
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

/// Writes the mark of a cut as three dots, which no other sign is: over the blanks behind it, else over what stands on both sides of it,
/// else over what stands before it.
fn with_three_dots(mut line: Line) -> Line {
    let mut signs: Vec<char> = line
        .spans
        .iter()
        .flat_map(|span| span.text.as_str().chars())
        .collect();
    let places: Vec<usize> = (0..signs.len())
        .filter(|place| signs.get(*place) == Some(&CUT))
        .collect();
    if places.is_empty() {
        return line;
    }
    let is_blank = |signs: &[char], place: usize| signs.get(place).is_some_and(|sign| *sign == ' ');
    let is_letter = |signs: &[char], place: Option<usize>| {
        place
            .and_then(|place| signs.get(place))
            .is_some_and(|sign| !matches!(sign, ' ' | '|' | '+' | '-'))
    };
    let is_free = |signs: &[char], place: Option<usize>| {
        let sign = place.and_then(|place| signs.get(place));
        sign.is_some_and(|sign| !matches!(sign, '|' | '+' | '-' | '>' | ']'))
    };
    for place in places {
        let (before, after) = (place.checked_sub(1), place + 1);
        let dots = if is_blank(&signs, after) && is_blank(&signs, place + 2) {
            place..place + 3
        } else if is_letter(&signs, before) && is_letter(&signs, Some(after)) {
            place.saturating_sub(1)..place + 2
        } else if is_free(&signs, before) && is_free(&signs, place.checked_sub(2)) {
            place.saturating_sub(2)..place + 1
        } else {
            place..place + 1
        };
        for dot in signs.iter_mut().skip(dots.start).take(dots.len()) {
            *dot = '.';
        }
    }
    let mut rest = signs.into_iter();
    for span in &mut line.spans {
        let text: String = rest
            .by_ref()
            .take(span.text.as_str().chars().count())
            .collect();
        span.text = Shown::of(&text);
    }
    line
}

fn one_column(sign: char) -> char {
    if sign.is_ascii() || sign == CUT {
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

    #[test]
    fn a_cut_has_three_dots_and_shares_its_sign_with_no_state() {
        let plain = |text: &str| Symbols::Ascii.applied(Line::of(text)).text();
        assert_eq!(plain("QA result…   x"), "QA result... x");
        assert_eq!(plain("garden_la…erywhere"), "garden_l...rywhere");
        assert_eq!(plain("Look at the fe…│"), "Look at the ...|");
        assert_eq!(plain("│  … 4 more │"), "|... 4 more |");
        assert_eq!(plain("and 4 m…│"), "and 4...|");
        assert_eq!(plain("…│"), ".|");
        for state in StepState::ALL {
            assert!(!bracketed(state).contains('.'));
        }
    }
}
