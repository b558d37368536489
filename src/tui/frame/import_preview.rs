//! The preview of an import: where the text came from, how long it is, and how it begins.

use super::chrome::{path, rule};
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::screen::{Line, Role};

/// Draws it.
pub(super) fn rows(model: &Model, _size: Size) -> Vec<Line> {
    let Some(Page::ImportPreview(preview)) = model.pages.last() else {
        return Vec::new();
    };
    let width = usize::from(model.width);
    let count = preview.text.lines().count();
    let mut rows = vec![
        path(model, "rollgate › Import preview", ""),
        Line::new().and(
            Role::Bar,
            &format!(
                "▌NOTHING IS SAVED YET │ {count} lines from {}",
                preview.source
            ),
        ),
        rule("The text", "w saves it as a rollout, Esc forgets it", width),
    ];
    let room = usize::from(model.height).saturating_sub(6);
    rows.extend(
        preview
            .text
            .lines()
            .take(room)
            .enumerate()
            .map(|(place, line)| {
                let line = Line::of(" ").and(Role::Body, line).fit(width);
                if place == 0 { line.selected() } else { line }
            }),
    );
    rows
}
