//! The screen below 40 by 12: what is needed, what there is, and the bar of truth.

use super::bar::Truth;
use super::time;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws it.
pub(super) fn rows(model: &Model) -> Vec<Line> {
    let width = usize::from(model.width);
    let mut rows = vec![
        Line::of(" rollgate needs 40 x 12 cells."),
        Line::of(&format!(
            " This window has {} x {}.",
            model.width, model.height
        )),
        Line::new(),
    ];
    let found = match model.view().filter(|_| !model.pages.is_empty()) {
        Some(view) => Some((view.name().to_owned(), Truth::of_view(view))),
        None => model
            .selected_row()
            .map(|row| (row.name().to_owned(), Truth::of_row(row))),
    };
    if let Some((name, truth)) = found {
        let production = truth.production_words().replacen("PRODUCTION", "PROD", 1);
        let role = if truth.is_on {
            Role::Production
        } else {
            Role::Bar
        };
        let all = format!("{name} {production}");
        let wrapped = Shown::of(&all).wrap(width.saturating_sub(1)).into_iter();
        rows.extend(wrapped.map(|line| Line::of(" ").and_shown(role, line)));
        let timer = truth
            .timer
            .as_ref()
            .map(|timer| format!("◷ {}   ", time::left(timer, model.now)));
        let timer = timer.unwrap_or_default();
        rows.push(Line::of(&format!(" {timer}blockers {}", truth.blockers)));
        rows.push(Line::new());
    }
    rows.push(Line::of(" Nothing is lost. Make it larger, or"));
    rows.push(Line::of(" use:  rollgate status   (q quits)"));
    rows
}
