//! What another version of a document changes: first how much stays, then every step that is other, new or gone.

use super::import_panes::{around, nothing, told};
use crate::domain::plan::Step;
use crate::tui::page::{ChangeRow, ImportPreview};
use crate::tui::screen::{Line, Role};

/// Draws it in at most so many columns and rows.
pub(super) fn lines(
    preview: &ImportPreview,
    at: (usize, bool),
    (width, height): (usize, usize),
) -> Vec<Line> {
    let Some(onto) = &preview.onto else {
        return nothing("this is no other version of anything");
    };
    if !onto.is_read() {
        return nothing("reading what the rollout has");
    }
    let mut lines = told(Role::Title, "of ", &onto.name, width);
    let kept = onto.kept();
    let stay = if kept == 1 {
        "step stays"
    } else {
        "steps stay"
    };
    lines.push(Line::new().and(Role::Done, &format!("{kept} {stay} just as they are")));
    lines.push(Line::new());
    let rows = preview.changes();
    if rows.is_empty() {
        lines.extend(nothing("no step is other, new or gone"));
        return lines;
    }
    let room = height.saturating_sub(lines.len());
    lines.extend(around(&rows, at, room, |row| drawn(row, width)));
    lines
}

fn drawn(row: &ChangeRow<'_>, width: usize) -> Vec<Line> {
    let says = |step: &Step| format!("{} {}", step.number, step.text);
    match row {
        ChangeRow::Changed(step, what) => {
            let word = if what.contains(&"text") {
                "reworded "
            } else {
                "changed  "
            };
            let others: Vec<&str> = what
                .iter()
                .copied()
                .filter(|what| *what != "text")
                .collect();
            let others = if others.is_empty() {
                String::new()
            } else {
                format!("   ({})", others.join(", "))
            };
            told(Role::Wait, word, &format!("{}{others}", says(step)), width)
        }
        ChangeRow::Added(step) => told(Role::Done, "new      ", &says(step), width),
        ChangeRow::Removed(step) => told(Role::Bad, "gone     ", &says(step), width),
    }
}
