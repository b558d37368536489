//! Going about on a page: by row, by page, by stage, by wheel. It moves a selection and records nothing.

use super::{blockers, board, fleet, import_preview, look_back, packages, rollback_run, settings};
use crate::domain::id::{StageId, StepId};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Move};
use crate::tui::model::Model;

/// Further than any list is long.
const FAR: isize = 1 << 40;

/// Goes one way.
pub(super) fn go(model: &mut Model, way: Move) -> Vec<Effect> {
    let page = isize::try_from(model.height).unwrap_or(24) / 2;
    let rows = match way {
        Move::Up => -1,
        Move::Down => 1,
        Move::PageUp => -page,
        Move::PageDown => page,
        Move::Top => -FAR,
        Move::Bottom => FAR,
        Move::Left | Move::Right if is_settings(model) => {
            return settings::change(model, way == Move::Right);
        }
        Move::Left => return by_stage(model, -1),
        Move::Right => return by_stage(model, 1),
    };
    let pages = matches!(way, Move::PageUp | Move::PageDown);
    if !(pages && scroll_detail(model, rows)) {
        by_rows(model, rows);
    }
    vec![]
}

/// Pages in the detail that is shown alone; tells whether it is.
fn scroll_detail(model: &mut Model, rows: isize) -> bool {
    let is_alone = model.rollout_page().is_some_and(|page| page.zoomed);
    let is_read = matches!(model.context(), Context::Checklist | Context::Blockers);
    if !is_alone || !is_read {
        return false;
    }
    let last = crate::tui::frame::zoom_last(model);
    if let Some(page) = model.rollout_page_mut() {
        let from = page.detail_from.min(last);
        page.detail_from = from.saturating_add_signed(rows).min(last);
    }
    true
}

/// Returns the place of the selection in the list of the page.
pub(super) fn place(model: &Model) -> Option<usize> {
    match model.page_context() {
        Context::Fleet => model.selected_place(),
        Context::Checklist => {
            let selected = &model.step()?.id;
            model
                .steps()
                .iter()
                .position(|(_, step)| step.id == *selected)
        }
        Context::Timeline => {
            let selected = model.entry()?.seq;
            model
                .entries()
                .iter()
                .position(|entry| entry.seq == selected)
        }
        Context::Blockers => {
            let selected = model.selected_in_the_way()?.id();
            let mut all = model.in_the_way().into_iter();
            all.position(|found| found.id() == selected)
        }
        Context::Board => board::place(model),
        Context::Packages | Context::OpenedPackages => {
            let selected = &model.package_line()?.row.package;
            let mut all = model.package_lines().into_iter();
            all.position(|line| line.row.package == *selected)
        }
        Context::Base
        | Context::Working
        | Context::Opened
        | Context::Ramp
        | Context::Plain
        | Context::Info
        | Context::Help
        | Context::Settings
        | Context::FirstRun
        | Context::ImportPreview
        | Context::Rollback => None,
    }
}

fn is_settings(model: &Model) -> bool {
    model.context() == Context::Settings
}

pub(super) fn by_rows(model: &mut Model, rows: isize) {
    if let Some(from) = model.help {
        let last = crate::tui::frame::help_length(model).saturating_sub(1);
        model.help = Some(from.saturating_add_signed(rows).min(last));
        return;
    }
    if let Some(from) = model.plain {
        let last = crate::tui::frame::plain_length(model).saturating_sub(1);
        model.plain = Some(from.saturating_add_signed(rows).min(last));
        return;
    }
    if is_settings(model) {
        settings::move_by(model, rows);
        return;
    }
    match model.page_context() {
        Context::Fleet => fleet::move_by(model, rows),
        Context::Checklist => by_steps(model, rows),
        Context::Timeline => by_entries(model, rows),
        Context::Blockers => blockers::move_by(model, rows),
        Context::Board => board::move_by(model, rows),
        Context::Packages | Context::OpenedPackages => packages::move_by(model, rows),
        Context::ImportPreview => import_preview::move_by(model, rows),
        Context::Rollback => rollback_run::move_by(model, rows),
        Context::Info => {
            let last = crate::tui::frame::info_length(model).saturating_sub(1);
            if let Some(page) = model.rollout_page_mut() {
                page.info_from = page.info_from.saturating_add_signed(rows).min(last);
            }
        }
        Context::Ramp => {
            let last = crate::tui::frame::ramp_length(model).saturating_sub(1);
            if let Some(page) = model.rollout_page_mut() {
                page.ramp_from = page.ramp_from.saturating_add_signed(rows).min(last);
            }
        }
        Context::Base
        | Context::Working
        | Context::Opened
        | Context::Plain
        | Context::Help
        | Context::Settings
        | Context::FirstRun => {}
    }
}

fn by_steps(model: &mut Model, rows: isize) {
    let ids: Vec<StepId> = model
        .steps()
        .iter()
        .map(|(_, step)| step.id.clone())
        .collect();
    let selected = model.step().map(|step| step.id.clone());
    let place = ids.iter().position(|id| Some(id) == selected.as_ref());
    let stage = model.stage().map(|stage| stage.id.clone());
    if let Some(page) = model.rollout_page_mut() {
        page.step = ids.get(moved(place, rows, ids.len())).cloned();
        page.stage = stage;
        page.detail_from = 0;
    }
}

pub(super) fn by_entries(model: &mut Model, rows: isize) {
    let entries: Vec<u64> = model.entries().iter().map(|entry| entry.seq).collect();
    let selected = model.entry().map(|entry| entry.seq);
    let place = entries.iter().position(|seq| Some(*seq) == selected);
    if let Some(page) = model.rollout_page_mut() {
        page.entry = entries.get(moved(place, rows, entries.len())).copied();
    }
}

fn by_stage(model: &mut Model, stages: isize) -> Vec<Effect> {
    let is_log = model.context() == Context::Timeline;
    if is_log {
        return look_back::scrub(model, stages < 0);
    }
    if model.help.is_none() && model.page_context() == Context::Blockers {
        blockers::move_in_plan(model, stages);
        return vec![];
    }
    let is_packages = matches!(
        model.page_context(),
        Context::Packages | Context::OpenedPackages
    );
    if model.help.is_none() && is_packages {
        packages::turn_place(model, stages);
        return vec![];
    }
    if model.page_context() != Context::Checklist || model.help.is_some() {
        return vec![];
    }
    let ids: Vec<StageId> = model
        .view()
        .map(|view| view.stages.iter().map(|stage| stage.id.clone()).collect())
        .unwrap_or_default();
    let shown = model.stage().map(|stage| stage.id.clone());
    let place = ids.iter().position(|id| Some(id) == shown.as_ref());
    if let Some(page) = model.rollout_page_mut() {
        page.stage = ids.get(moved(place, stages, ids.len())).cloned();
        page.step = None;
    }
    vec![]
}

pub(super) fn moved(place: Option<usize>, by: isize, count: usize) -> usize {
    let place = place.unwrap_or(0).saturating_add_signed(by);
    place.min(count.saturating_sub(1))
}
