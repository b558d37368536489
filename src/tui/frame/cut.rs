//! Lists that are longer than their room: what is left out is said, and by which key it is seen. Nothing ends without a sign.

use crate::tui::layout::window;
use crate::tui::screen::{Line, Role};

/// Returns as many lines as fit; where some are left out, the last row says how many and which key shows them.
pub(super) fn within(lines: Vec<Line>, (width, height): (usize, usize), key: &str) -> Vec<Line> {
    if lines.len() <= height || height == 0 {
        return lines.into_iter().take(height).collect();
    }
    let left = lines.len() - (height - 1);
    let rows = if left == 1 { "line" } else { "lines" };
    let text = format!("   … {left} more {rows}   {key} shows all");
    let mut kept: Vec<Line> = lines.into_iter().take(height - 1).collect();
    kept.push(Line::new().and(Role::Dim, &text).fit(width));
    kept
}

/// Returns the rows around `cursor` that fit; where some are left out, the first and the last row say how many.
pub(super) fn around(rows: Vec<Line>, cursor: usize, (width, height): (usize, usize)) -> Vec<Line> {
    let count = rows.len();
    if count <= height {
        return rows;
    }
    let range = window(count, cursor, height);
    let (before, after) = (range.start, count - range.end);
    let kept = rows.into_iter().skip(before).take(range.len()).collect();
    signed(kept, cursor - before, (before, after), width)
}

/// Returns the rows of a window with `before` rows above and `after` rows below it: the first and the last say so.
pub(super) fn signed(
    mut kept: Vec<Line>,
    cursor: usize,
    (before, after): (usize, usize),
    width: usize,
) -> Vec<Line> {
    let count = kept.len();
    let says = |count: usize, way: &str| {
        let text = format!("   … {count} more {way}");
        Line::new().and(Role::Dim, &text).fit(width)
    };
    // The row that says so stands in the place of one that is then left out too; never of the selected one.
    if before > 0
        && cursor > 0
        && let Some(first) = kept.first_mut()
    {
        *first = says(before + 1, "above");
    }
    if after > 0
        && cursor + 1 < count
        && let Some(last) = kept.last_mut()
    {
        *last = says(after + 1, "below");
    }
    kept
}

/// Draws what is shown alone from the row on to which it was paged.
pub(super) fn paged(
    mut lines: Vec<Line>,
    from: usize,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let last = lines.len().saturating_sub(height);
    let from = from.min(last);
    let (before, after) = (from, last - from);
    lines = lines.into_iter().skip(from).take(height).collect();
    // The signs of what is left out stand in the first and the last row, whichever of them has the cursor.
    let middle = lines.len() / 2;
    let mut lines = signed(lines, middle, (before, after), width + 2);
    if let Some(first) = lines.first_mut() {
        // The terminal's cursor waits at what is read.
        *first = Line::new().and(Role::Caret, "").and_line(first.clone());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Vec<Line> {
        (0..count).map(|row| Line::of(&row.to_string())).collect()
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        let texts = lines.iter().map(Line::text);
        texts.map(|text| text.trim().to_owned()).collect()
    }

    #[test]
    fn a_list_that_fits_has_no_sign() {
        assert_eq!(within(lines(3), (40, 3), "z"), lines(3));
        assert_eq!(around(lines(3), 2, (40, 3)), lines(3));
    }

    #[test]
    fn a_list_that_is_cut_says_how_much_is_left_out() {
        let cut = within(lines(5), (40, 3), "z");
        assert_eq!(texts(&cut), ["0", "1", "… 3 more lines   z shows all"]);
        let cut = around(lines(9), 4, (40, 5));
        assert_eq!(
            texts(&cut),
            ["… 3 more above", "3", "4", "5", "… 3 more below"]
        );
    }

    #[test]
    fn the_selected_row_is_never_taken_by_a_sign() {
        for cursor in 0..9 {
            for height in 1..9 {
                let cut = around(lines(9), cursor, (40, height));
                assert!(texts(&cut).contains(&cursor.to_string()));
                assert_eq!(cut.len(), height);
            }
        }
    }
}
