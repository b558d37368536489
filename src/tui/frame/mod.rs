//! From the model to a screen: one file for each part of what is seen. Nothing is changed and nothing is painted here.

mod answers;
mod banner;
mod bar;
mod chrome;
mod time;

mod days;
mod dialog;
mod first_run;
mod one_field;
mod fleet;
mod fleet_cells;
mod fleet_list;
mod fleet_preview;
mod names;
mod head;
mod hints;
mod help;
mod help_all;
mod import_changes;
mod import_facts;
mod import_preview;
mod import_panes;
mod name;
mod palette;
mod plain;
mod ramp_dialog;
mod rollback;
mod menu;
mod settings;
mod state_menu;
mod theme_preview;
mod too_small;

mod blocker_detail;
mod blocker_words;
mod blocker_plan;
mod blockers;
mod board;
mod board_cells;
mod cut;
mod checklist;
mod detail;
mod incident_detail;
mod package_detail;
mod packages;
mod info;
mod ladder;
mod rail;
mod ramp;
mod ramp_chart;
mod windows;
mod rollout;
mod stage_bars;
mod timeline;

use super::keymap::Context;
use super::layout::Size;
use super::model::Model;
use super::screen::{Line, Screen};
use super::shown::Shown;

pub(super) use help::length as help_length;
pub(super) use info::length as info_length;
pub(super) use ladder::rung_in_words;
pub(super) use plain::length as plain_length;
pub(super) use ramp::length as ramp_length;
pub(super) use rollout::zoom_last;

/// Shows the model.
pub fn screen(model: &Model) -> Screen {
    let size = Size::of(model.width, model.height);
    let rows = if size == Size::TooSmall {
        too_small::rows(model)
    } else if let Some(from) = model.help {
        help::rows(model, size, from)
    } else if let Some(from) = model.plain {
        plain::rows(model, size, from)
    } else if model.look.page.is_some() {
        settings::rows(model, size)
    } else {
        page(model, size)
    };
    // The mark of a cut is a sign too: rows are brought to their width before signs are exchanged.
    let columns = usize::from(model.width);
    let rows = rows
        .into_iter()
        .map(|row| model.symbols.applied(row.fit(columns)));
    let rows: Vec<Line> = rows.take(usize::from(model.height)).collect();
    Screen::of(model.width, rows, title(model))
}

fn page(model: &Model, size: Size) -> Vec<Line> {
    let banner = banner::rows(model);
    let more = head::more(model);
    let height = below(model, banner.len() + more);
    let mut rows = page_rows(model, size, height);
    rows.splice(2..2, banner);
    head::put(model, more, &mut rows);
    rows
}

/// The rows that a page has: below a banner and a long name the page gets smaller, nothing of it is covered.
fn page_height(model: &Model) -> u16 {
    below(model, banner::rows(model).len() + head::more(model))
}

/// The rows that are left below so many.
fn below(model: &Model, above: usize) -> u16 {
    let above = u16::try_from(above).unwrap_or(0);
    model.height.saturating_sub(above)
}

fn page_rows(model: &Model, size: Size, height: u16) -> Vec<Line> {
    let mut rows = match model.page_context() {
        Context::FirstRun => first_run::rows(model, size),
        Context::ImportPreview => import_preview::rows(model, size),
        Context::Fleet if model.snapshot.is_none() => chrome::waiting(model),
        Context::Fleet => fleet::rows(model, size, usize::from(height)),
        Context::Rollback => rollback::rows(model, size),
        Context::Packages => packages::rows(model, size),
        Context::Board => board::rows(model, size),
        Context::Checklist
        | Context::Ramp
        | Context::Blockers
        | Context::OpenedPackages
        | Context::Timeline
        | Context::Plain
        | Context::Info
        | Context::Opened
        | Context::Working
        | Context::Help
        | Context::Settings
        | Context::Base => rollout::rows(model, size),
    };
    rows.resize(usize::from(height).saturating_sub(2), Line::new());
    let is_over = model.dialog.is_some() || model.prefix.is_some() || model.palette.is_some();
    if is_over || model.search.is_some() {
        rows = rows.into_iter().map(Line::unselected).collect();
    }
    if let Some(open) = &model.palette {
        palette::lay_over(model, open, &mut rows);
    } else if let Some(open) = &model.dialog {
        dialog::lay_over(model, open, size, &mut rows);
    } else if let Some(prefix) = model.prefix {
        menu::lay_over(model, prefix, &mut rows);
    }
    rows.push(chrome::message(model));
    rows.push(hints::hints(model, size));
    rows
}

/// Returns the title of the window: what a glance at the tab must tell. It changes once a minute, not with every second that is painted.
fn title(model: &Model) -> Shown {
    let text = model
        .view()
        .filter(|_| !model.pages.is_empty())
        .map(|view| {
            let truth = bar::Truth::of_view(view);
            let timer = model
                .first_window()
                .map(|timer| time::left_by_the_minute(timer, model.now));
            let timer = timer.map(|left| format!(" {left}")).unwrap_or_default();
            format!("{}{timer} {}", truth.production_words(), view.name())
        });
    Shown::of(&text.unwrap_or_else(|| "rollgate".to_owned()))
}
