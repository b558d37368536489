//! What can be answered in a dialog: choices below each other and side by side. A long answer goes on below itself, whole.

use crate::tui::form::{Boxes, Radio};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Returns `text` in lines of `width` columns; what goes on below stands under the words, not under their mark.
pub(super) fn hung(role: Role, text: &str, width: usize) -> Vec<Line> {
    let words = text.trim_start_matches(' ');
    let lead = text.len() - words.len() + mark_of(words);
    let lead = text.get(..lead).unwrap_or_default();
    let words = text.get(lead.len()..).unwrap_or_default();
    let lead = Shown::of(lead);
    let indent = lead.width();
    let lines = Shown::of(words).wrap(width.saturating_sub(indent));
    let lines = lines.into_iter().enumerate().map(|(place, line)| {
        let before = if place == 0 {
            lead.clone()
        } else {
            Shown::blanks(indent)
        };
        Line::shown(role, before).and_shown(role, line)
    });
    lines.collect()
}

/// Returns how many bytes of `words` are a mark: a box, or a sign, with its blank.
fn mark_of(words: &str) -> usize {
    for mark in ["[ ] ", "[x] ", "( ) ", "(*) "] {
        if words.starts_with(mark) {
            return mark.len();
        }
    }
    match words.split_once(' ') {
        Some((mark, _)) if "✓✗☐⊘⚑◷▸↺~?!".contains(mark) && !mark.is_empty() => {
            mark.len() + 1
        }
        _ => 0,
    }
}

/// Draws answers below each other; also says which line the cursor is in.
pub(super) fn choice(
    label: &str,
    options: &[(String, String)],
    (at, has_focus, chosen): (usize, bool, Option<usize>),
    width: usize,
) -> (Vec<Line>, usize) {
    let label = Shown::of(label).wrap(width).into_iter();
    let mut lines: Vec<Line> = label.map(|line| Line::shown(Role::Title, line)).collect();
    let mut cursor = 0;
    for (place, (_, words)) in options.iter().enumerate() {
        let mark = if chosen == Some(place) { "(*)" } else { "( )" };
        if place == at {
            cursor = lines.len();
        }
        let drawn = hung(Role::Body, &format!("  {mark} {words}"), width).into_iter();
        lines.extend(drawn.map(|line| {
            let line = line.fit(width);
            if has_focus && place == at {
                line.selected()
            } else {
                line
            }
        }));
    }
    (lines, cursor)
}

/// What stands between two answers in a row.
const GAP: &str = "   ";

/// Draws answers in one row, or in as few as they fit in; also says in which of them the cursor is.
pub(super) fn side_by_side(radio: &Radio, has_focus: bool, width: usize) -> (Vec<Line>, usize) {
    let marked = radio.options.iter().enumerate().map(|(place, (_, words))| {
        let is_chosen = radio.chosen == Some(place);
        format!("{} {words}", if is_chosen { "(*)" } else { "( )" })
    });
    row(radio.label, marked, (radio.at, has_focus), width)
}

/// Draws boxes as answers are drawn.
pub(super) fn boxes_in_a_row(boxes: &Boxes, has_focus: bool, width: usize) -> (Vec<Line>, usize) {
    let options = boxes.options.iter().enumerate();
    let marked = options.map(|(place, (_, words))| format!("{} {words}", boxes.mark(place)));
    row(boxes.label, marked, (boxes.at, has_focus), width)
}

fn row(
    label: &str,
    marked: impl Iterator<Item = String>,
    (at, has_focus): (usize, bool),
    width: usize,
) -> (Vec<Line>, usize) {
    let label = Shown::of(&format!("{label}  "));
    let indent = label.width();
    let role = if has_focus { Role::Focus } else { Role::Body };
    let (mut lines, mut cursor) = (Vec::new(), 0);
    let mut line = Line::shown(role, label);
    for (place, words) in marked.enumerate() {
        let mut part = Line::of(&words);
        // The gap stands between two answers: none at the end, where it would look like more.
        if line.width() > indent && line.width() + GAP.len() + part.width() > width {
            lines.push(line);
            line = Line::shown(Role::Body, Shown::blanks(indent));
        } else if line.width() > indent {
            line = line.and(Role::Body, GAP);
        }
        if has_focus && at == place {
            part = part.selected();
            cursor = lines.len();
        }
        line = line.and_line(part);
    }
    lines.push(line);
    (lines, cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        let texts = lines.iter().map(Line::text);
        texts.map(|text| text.trim_end().to_owned()).collect()
    }

    #[test]
    fn what_goes_on_below_stands_under_the_words() {
        let drawn = hung(Role::Body, "  ( ) one two three", 11);
        assert_eq!(texts(&drawn), ["  ( ) one", "      two", "      three"]);
        let drawn = hung(Role::Body, "✗ one two", 6);
        assert_eq!(texts(&drawn), ["✗ one", "  two"]);
        let drawn = hung(Role::Body, "one two", 4);
        assert_eq!(texts(&drawn), ["one", "two"]);
    }

    #[test]
    fn the_cursor_is_on_its_answer_though_the_ones_before_take_two_lines() {
        let option = |words: &str| (words.to_owned(), words.to_owned());
        let options = [option("a long answer"), option("no")];
        let (lines, cursor) = choice("Which", &options, (1, true, None), 14);
        assert_eq!(cursor, 3);
        assert_eq!(
            texts(&lines),
            ["Which", "  ( ) a long", "      answer", "  ( ) no"]
        );
    }
}
