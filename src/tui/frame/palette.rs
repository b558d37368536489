//! The commands by name as they are seen: each with its key, what it does first, and why it cannot be done now.

use super::chrome::framed;
use crate::tui::layout::window;
use crate::tui::model::Model;
use crate::tui::palette::{Palette, Row, all, found};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// The widest that it is.
const WIDE: usize = 100;

/// Lays the palette over `rows`, below the path and the bar of truth.
pub(super) fn lay_over(model: &Model, palette: &Palette, rows: &mut [Line]) {
    let screen = usize::from(model.width);
    let width = screen.saturating_sub(2).min(WIDE);
    let inner = width.saturating_sub(2);
    let room = rows.len().saturating_sub(2);
    let shown = found(model);
    let count = format!("{} of {}", shown.len(), all(model).len());
    let typed = palette.field.lines(inner.saturating_sub(4), 1, true);
    let typed = typed.into_iter().next().unwrap_or_default();
    let mut body = vec![
        Line::new().and(Role::Title, " > ").and_line(typed),
        Line::new().and(Role::Frame, &"─".repeat(inner)),
    ];
    let most = room.saturating_sub(7).clamp(1, 20);
    let seen = window(shown.len(), palette.at, most);
    let lines = shown.iter().enumerate().skip(seen.start).take(seen.len());
    body.extend(lines.map(|(place, row)| line(model, row, (place == palette.at, inner))));
    if shown.is_empty() {
        body.push(Line::new().and(Role::Dim, " nothing is called that"));
    }
    let below = Shown::of(&below(palette, shown.get(palette.at))).cut_end(inner.saturating_sub(3));
    body.push(Line::new());
    body.push(Line::of("   ").and_shown(Role::Body, below));
    let height = (body.len() + 2).min(room);
    let lines = framed(": command", &count, body, (width, height));
    let column = screen.saturating_sub(width) / 2;
    for (row, line) in rows.iter_mut().skip(2).zip(lines) {
        *row = row.clone().fit(screen).under(line, column);
    }
}

/// Says what is typed in a shell for the selected row, or what else can be looked for.
fn below(palette: &Palette, row: Option<&Row>) -> String {
    if !palette.twins {
        return "#word a rollout   /word a step   F1 what a shell does".to_owned();
    }
    let twin = row.and_then(Row::twin);
    twin.map_or_else(
        || "only the screen has this".to_owned(),
        |twin| format!("in a shell   {twin}"),
    )
}

fn line(model: &Model, row: &Row, (is_selected, width): (bool, usize)) -> Line {
    let is_dim = row.impossible.is_some();
    let role = if is_dim { Role::Dim } else { Role::Body };
    let mark = if is_selected { "▌" } else { " " };
    let right = row
        .impossible
        .clone()
        .unwrap_or_else(|| row.consequence(model));
    let is_narrow = width < 60;
    let keys = Shown::of(&format!(" {}", row.keys())).pad(if is_narrow { 8 } else { 12 });
    let told = Shown::of(&right).cut_end(if is_narrow { 16 } else { 28 });
    let told = told.pad(if is_narrow { 16 } else { 28 });
    let right = Line::shown(Role::Title, keys).and_shown(Role::Dim, told);
    let line = Line::of(mark)
        .and(role, &format!(" {}", row.label))
        .and_right(right, width);
    // The caret stays where letters are typed; what is selected is told by its mark and reversed.
    if is_selected { line.selected() } else { line }
}
