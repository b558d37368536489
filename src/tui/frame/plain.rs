//! What is selected as plain text: no boxes, nothing cut, for readers, screen readers and the terminal's own selection.

use super::bar::Truth;
use super::chrome::{hints, message, path};
use super::{detail, ramp_chart};
use crate::tui::keymap::Context;
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the whole screen from line `from` of the text on.
pub(super) fn rows(model: &Model, size: Size, from: usize) -> Vec<Line> {
    let (width, height) = (usize::from(model.width), usize::from(model.height));
    let text = text(model);
    let room = height.saturating_sub(4);
    let from = from.min(text.len().saturating_sub(room));
    let right = if text.len() > room { "PgDn more" } else { "" };
    let mut rows = vec![
        path(model, "rollgate › plain text", right),
        bar(model, width),
    ];
    let shown = text.into_iter().skip(from).take(room).enumerate();
    rows.extend(shown.map(|(place, line)| {
        let caret = Line::new().and(Role::Caret, "");
        if place == 0 {
            caret.and_line(line)
        } else {
            line
        }
    }));
    rows.resize(height.saturating_sub(2), Line::new());
    rows.push(message(model));
    rows.push(hints(model, size));
    rows
}

fn bar(model: &Model, width: usize) -> Line {
    let now = model.moment();
    let truth = match (model.view(), model.selected_row()) {
        (Some(view), _) if !model.pages.is_empty() => Truth::of_view(view).as_of(model.as_of()),
        (_, Some(row)) if model.pages.is_empty() => Truth::of_row(row),
        _ => return Line::new().and(Role::Bar, "▌no rollout is selected"),
    };
    truth.line(now, model.demo, width)
}

/// Returns how many lines there are.
pub(in crate::tui) fn length(model: &Model) -> usize {
    text(model).len()
}

fn text(model: &Model) -> Vec<Line> {
    let width = usize::from(model.width);
    let mut lines = Vec::new();
    let mut say = |role: Role, text: &str| {
        let wrapped = text.lines().flat_map(|line| Shown::of(line).wrap(width));
        lines.extend(wrapped.map(|line| Line::shown(role, line)));
    };
    if let Some(dialog) = &model.dialog {
        say(Role::Title, &dialog.title);
    }
    match model.page_context() {
        Context::Checklist => {
            let step = model.step();
            let command = step.into_iter().flat_map(|step| &step.instructions);
            for line in command {
                say(Role::Body, &line.normalised);
            }
            if let Some(view) = model.view() {
                lines.push(Line::new());
                lines.extend(detail::lines(model, view, width.saturating_sub(1)));
            }
        }
        Context::Ramp => {
            if let Some(ramp) = model.ramp() {
                say(Role::Body, ramp.instruction.as_deref().unwrap_or_default());
                lines.push(ramp_chart::in_one_line(&ramp, None, width));
            }
        }
        Context::Timeline => {
            if let Some(entry) = model.entry() {
                let at = entry.at.format("%Y-%m-%d %H:%M:%S UTC");
                say(Role::Body, &format!("{at} {}", entry.actor));
                say(Role::Body, &entry.text);
                say(Role::Body, entry.reason.as_deref().unwrap_or_default());
            }
        }
        Context::Fleet => {
            if let Some(row) = model.selected_row() {
                say(Role::Title, row.name());
                say(Role::Body, &row.title);
                say(Role::Body, &format!("next: {}", row.next));
            }
        }
        _ => {
            if let Some(view) = model.view() {
                say(Role::Title, view.name());
                say(Role::Body, &view.title);
                say(Role::Body, &view.next.in_one_line());
            }
        }
    }
    if let Some(view) = model.view() {
        let plan = &view.rollback.plan;
        let lines_back = plan
            .steps
            .iter()
            .filter_map(|step| step.instruction.as_deref());
        let back: Vec<&str> = lines_back.collect();
        if !back.is_empty() {
            lines.push(Line::new());
            let wrapped = |text: &&str| Shown::of(text).wrap(width);
            lines.push(Line::new().and(Role::Title, "the way back:"));
            lines.extend(
                back.iter()
                    .flat_map(wrapped)
                    .map(|line| Line::shown(Role::Body, line)),
            );
        }
    }
    lines
}
