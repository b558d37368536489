//! The settings page: every setting with its value and where that comes from, and how each state looks. It changes none.

use super::chrome::{framed, hints, message, path, role_of, rule};
use crate::domain::plan::StepState;
use crate::tui::layout::Size;
use crate::tui::look::SettingLine;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// The signs that must take one column each, between lines that show it.
const SIGNS: &str = "|☐|▸|✓|~|⊘|✗|◷|↷|⚑|↺|◌|";
const LETTERS: &str = "|x|x|x|x|x|x|x|x|x|x|x|";

/// Draws the whole page.
pub(super) fn rows(model: &Model, size: Size) -> Vec<Line> {
    let (width, height) = (usize::from(model.width), usize::from(model.height));
    let room = height.saturating_sub(if size <= Size::Small { 4 } else { 5 });
    let body = body(model, (width.saturating_sub(4), room));
    let mut rows = vec![path(model, "rollgate › Settings", &model.look.file)];
    if size <= Size::Small {
        rows.push(rule("", "", width));
        rows.extend(body);
    } else {
        let area = (width, height.saturating_sub(3));
        rows.extend(framed("Settings", "", body, area));
    }
    rows.resize(height.saturating_sub(2), Line::new());
    rows.push(message(model));
    rows.push(hints(model, size));
    rows
}

fn body(model: &Model, (width, room): (usize, usize)) -> Vec<Line> {
    let selected = model.look.page.unwrap_or_default();
    let all = &model.look.settings;
    let beneath = beneath(model, width);
    let list = room.saturating_sub(beneath.len()).max(3);
    let from = selected.saturating_sub(list.saturating_sub(1));
    let shown = all.iter().enumerate().skip(from).take(list);
    let mut lines: Vec<Line> = shown
        .map(|(place, line)| row(model, line, place == selected))
        .collect();
    lines.extend(beneath);
    lines
}

fn row(model: &Model, line: &SettingLine, is_selected: bool) -> Line {
    let mark = if is_selected { "▌ " } else { "  " };
    let value = if line.choices.is_empty() {
        format!("  {}", line.value)
    } else {
        format!("◂ {} ▸", line.value)
            .replace('◂', "‹")
            .replace('▸', "›")
    };
    let origin = if line.name == "theme" {
        let chosen = &model.look.chosen;
        format!("{}   {} ({})", line.origin, chosen.name, chosen.why)
    } else {
        line.origin.to_owned()
    };
    let shown = Line::new()
        .and(Role::Title, &format!("{mark}{:<17}", line.name))
        .and_shown(Role::Body, Shown::of(&value).pad(24))
        .and(Role::Body, &format!(" {origin}"));
    if is_selected { shown.selected() } else { shown }
}

/// What stands beneath the list: what the selected setting is for, the states, and the test of the signs.
fn beneath(model: &Model, width: usize) -> Vec<Line> {
    let about = model.look.selected().map(|line| line.about);
    let about = Shown::of(about.unwrap_or_default()).wrap(width);
    let mut lines = vec![Line::new()];
    lines.extend(about.into_iter().map(|line| Line::shown(Role::Body, line)));
    lines.push(Line::new());
    let mut row = Line::new();
    for state in StepState::ALL {
        let text = format!("{} {}  ", slot(state).trim_end(), state.label());
        let columns = Shown::of(&text).width();
        if row.width() + columns > width {
            lines.push(std::mem::take(&mut row));
        }
        let marked = row.and(role_of(state), &slot(state));
        row = marked.and(Role::Body, &format!("{}  ", state.label()));
    }
    lines.push(row);
    lines.push(Line::new());
    lines.push(Line::of(&format!("  {SIGNS}  one column each, in line?")));
    lines.push(Line::of(&format!("  {LETTERS}  if not, set ascii")));
    lines
}
