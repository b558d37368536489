//! What is selected as plain text: no boxes, nothing cut, for readers, screen readers and the terminal's own selection.

use super::bar::Truth;
use super::chrome::{message, path};
use super::hints::hints;
use super::{blockers, board, detail, head, package_detail, packages, ramp_chart};
use crate::tui::keymap::Context;
use crate::tui::layout::Size;
use crate::tui::model::{Model, Tone};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Draws the whole screen from line `from` of the text on.
pub(super) fn rows(model: &Model, size: Size, from: usize) -> Vec<Line> {
    let (width, height) = (usize::from(model.width), usize::from(model.height));
    let text = text(model);
    let room = height.saturating_sub(3 + bar(model, width).len());
    let from = from.min(text.len().saturating_sub(room));
    let right = if text.len() > room { "PgDn more" } else { "" };
    let title = match (model.told.is_shown, width < 60) {
        (true, true) => "errors and warnings",
        (true, false) => "rollgate › errors and warnings",
        (false, true) => "plain text",
        (false, false) => "rollgate › plain text",
    };
    let mut rows = vec![path(model, title, right)];
    rows.extend(bar(model, width));
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

fn bar(model: &Model, width: usize) -> Vec<Line> {
    let clock = model.clock();
    if model.page_context() == Context::Packages {
        return vec![packages::bar(model, width)];
    }
    if model.page_context() == Context::Board {
        return vec![board::bar(model, width)];
    }
    let truth = match (model.view(), model.selected_row()) {
        (Some(view), _) if !model.pages.is_empty() => Truth::of_view(view)
            .at_moment(model.as_of())
            .with_timer(model.told_window()),
        (_, Some(row)) if model.pages.is_empty() => {
            let (truth, more) = (Truth::of_row(row), head::more(model));
            if more > 0 {
                return truth.rows((clock, model.demo), more, width);
            }
            truth
        }
        _ => return vec![Line::new().and(Role::Bar, "▌no rollout is selected")],
    };
    vec![truth.line(clock, model.demo, width)]
}

/// Returns how many lines there are.
pub(in crate::tui) fn length(model: &Model) -> usize {
    text(model).len()
}

fn text(model: &Model) -> Vec<Line> {
    let width = usize::from(model.width);
    if model.told.is_shown {
        return told(model, width);
    }
    let mut lines = selected(model, width);
    if let Some(view) = model.view() {
        let steps = view.rollback.plan.steps.iter();
        let back: Vec<&str> = steps
            .filter_map(|step| step.command().map(String::as_str))
            .collect();
        if !back.is_empty() {
            lines.push(Line::new());
            lines.push(Line::new().and(Role::Title, "the way back:"));
        }
        for line in back {
            lines.extend(wrapped(Role::Body, line, width));
        }
    }
    lines
}

/// Returns what went wrong before, the newest first.
fn told(model: &Model, width: usize) -> Vec<Line> {
    if model.told.log.is_empty() {
        return vec![Line::of(
            "nothing has gone wrong since the screen was opened",
        )];
    }
    let lines = model.told.log.iter().flat_map(|(at, notice)| {
        let (word, role) = if notice.tone == Tone::Error {
            ("err", Role::Error)
        } else {
            ("!  ", Role::Body)
        };
        let at = at.format("%H:%M:%S");
        wrapped(role, &format!("{at}  {word}  {}", notice.text), width)
    });
    lines.collect()
}

fn wrapped(role: Role, text: &str, width: usize) -> Vec<Line> {
    let lines = text.lines().flat_map(|line| Shown::of(line).wrap(width));
    lines.map(|line| Line::shown(role, line)).collect()
}

/// Returns the text of what is selected: its command first, whole and alone on its lines.
fn selected(model: &Model, width: usize) -> Vec<Line> {
    match model.page_context() {
        Context::Checklist => step(model, width),
        Context::Ramp => ramp(model, width),
        Context::Timeline => entry(model, width),
        Context::Blockers => in_the_way(model, width),
        Context::Board => board::whole(model, width),
        Context::Packages | Context::OpenedPackages => package(model, width),
        Context::Fleet => row(model, width),
        Context::Base
        | Context::Working
        | Context::Opened
        | Context::Info
        | Context::Rollback
        | Context::Help
        | Context::Settings
        | Context::Plain
        | Context::FirstRun
        | Context::ImportPreview => rollout(model, width),
    }
}

fn step(model: &Model, width: usize) -> Vec<Line> {
    let step = model.step();
    let commands = step.into_iter().flat_map(|step| &step.instructions);
    let mut lines: Vec<Line> = commands
        .flat_map(|line| wrapped(Role::Body, &line.normalised, width))
        .collect();
    if let Some(view) = model.view() {
        lines.push(Line::new());
        lines.extend(detail::lines(model, view, width.saturating_sub(1)));
    }
    lines
}

fn ramp(model: &Model, width: usize) -> Vec<Line> {
    let Some(ramp) = model.ramp() else {
        return rollout(model, width);
    };
    let line = ramp.instruction.as_deref().unwrap_or_default();
    let mut lines = wrapped(Role::Body, line, width);
    lines.push(ramp_chart::in_one_line(&ramp, None, width));
    lines
}

fn in_the_way(model: &Model, width: usize) -> Vec<Line> {
    let Some((found, view)) = model.selected_in_the_way().zip(model.view()) else {
        return rollout(model, width);
    };
    let title = format!("{}  {}", found.id(), found.title());
    let mut lines = wrapped(Role::Title, &title, width);
    lines.extend(blockers::whole(
        model,
        view,
        Some(found),
        width.saturating_sub(1),
    ));
    lines
}

fn package(model: &Model, width: usize) -> Vec<Line> {
    let (Some(view), Some(line)) = (model.packages_view(), model.package_line()) else {
        return rollout(model, width);
    };
    let mut lines = wrapped(Role::Title, &line.row.package.to_string(), width);
    let width = width.saturating_sub(1);
    lines.extend(package_detail::lines(model, view, Some(line), width));
    lines.push(Line::new());
    lines.extend(package_detail::answer(model, view, width));
    lines
}

fn entry(model: &Model, width: usize) -> Vec<Line> {
    let Some(entry) = model.entry() else {
        return rollout(model, width);
    };
    let at = model.clock().format(entry.at, "%Y-%m-%d %H:%M:%S %Z");
    let reason = entry.reason.as_deref().unwrap_or_default();
    let text = format!("{at} {}\n{}\n{reason}", entry.actor, entry.text);
    wrapped(Role::Body, &text, width)
}

fn row(model: &Model, width: usize) -> Vec<Line> {
    let Some(row) = model.selected_row() else {
        return vec![];
    };
    let mut lines = wrapped(Role::Title, row.name(), width);
    let text = format!("{}\nnext: {}", row.title, row.next_at(model.now));
    lines.extend(wrapped(Role::Body, &text, width));
    lines
}

fn rollout(model: &Model, width: usize) -> Vec<Line> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let mut lines = wrapped(Role::Title, view.name(), width);
    let text = format!("{}\n{}", view.title, view.next.in_one_line());
    lines.extend(wrapped(Role::Body, &text, width));
    lines
}
