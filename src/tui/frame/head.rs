//! The rows above every page, where a name is too long for one of them: the name gets the rows it needs, and is never cut.

use super::bar::Truth;
use super::time;
use crate::projection::RolloutView;
use crate::tui::keymap::Context;
use crate::tui::layout::Size;
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// Returns the path of the page of a rollout: the name whole and, where it leaves room, the program before it.
pub(super) fn place(model: &Model, view: &RolloutView, size: Size) -> String {
    let long = format!("rollgate › {}", view.name());
    let clock = time::short(model.now, model.clock());
    let fits = Shown::of(&long).width() + clock.len() + 3 <= usize::from(model.width);
    if size >= Size::Medium && fits {
        long
    } else {
        view.name().to_owned()
    }
}

/// Returns how many rows more than one the name needs.
pub(super) fn more(model: &Model) -> usize {
    match model.pages.last() {
        None if model.page_context() == Context::Fleet => of_fleet(model),
        Some(Page::Rollout(_) | Page::Rollback(_)) => of_rollout(model).len().saturating_sub(1),
        None | Some(Page::ImportPreview(_) | Page::Packages | Page::Board) => 0,
    }
}

/// Puts the rows with the whole name, `more` than one, in the place of the row that has not room for it.
pub(super) fn put(model: &Model, more: usize, rows: &mut Vec<Line>) {
    match model.pages.last() {
        None if model.page_context() == Context::Fleet => {
            if more > 0 && rows.len() > 1 {
                rows.splice(1..2, fleet(model, more));
            }
        }
        Some(Page::Rollout(_) | Page::Rollback(_)) => {
            let head = of_rollout(model);
            if !head.is_empty() && !rows.is_empty() {
                rows.splice(0..1, head);
            }
        }
        None | Some(Page::ImportPreview(_) | Page::Packages | Page::Board) => {}
    }
}

/// Returns the rows of a path that has not room for the name of the rollout beside the clock; none where it has.
fn of_rollout(model: &Model) -> Vec<Line> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let width = usize::from(model.width);
    let clock = format!(" {} ", time::short(model.now, model.clock()));
    let name = Shown::of(view.name());
    if name.width() + clock.len() < width {
        return vec![];
    }
    let mut rows: Vec<Line> = in_rows(&name, width.saturating_sub(1))
        .into_iter()
        .map(|part| Line::of(" ").and_shown(Role::Title, part))
        .collect();
    if let Some(last) = rows.last_mut() {
        // Where the name takes the row, the clock gives way: the bar tells what runs.
        if last.width() + clock.len() <= width {
            *last = last.clone().and_right(Line::of(&clock), width);
        }
    }
    rows
}

/// Returns how many rows the name of the selected rollout needs, or the longest there is, so that the list stays where it is.
fn of_fleet(model: &Model) -> usize {
    let width = usize::from(model.width);
    let clock = model.clock();
    let longest = model.rows().longest();
    let needed = longest.into_iter().chain(model.selected_row()).map(|row| {
        if Truth::of_row(row).is_whole(clock, model.demo, width) {
            0
        } else {
            in_rows(&Shown::of(row.name()), width.saturating_sub(1)).len()
        }
    });
    needed.max().unwrap_or(0)
}

/// Returns the bar of the selected rollout in one row and `more`: the name first, what is live below it.
fn fleet(model: &Model, more: usize) -> Vec<Line> {
    let Some(row) = model.selected_row() else {
        return vec![Line::new().and(Role::Bar, "▌no rollout is selected"); more + 1];
    };
    Truth::of_row(row).rows((model.clock(), model.demo), more, usize::from(model.width))
}

/// Breaks a name into rows of `columns`.
pub(super) fn in_rows(name: &Shown, columns: usize) -> Vec<Shown> {
    name.wrap(columns)
}
