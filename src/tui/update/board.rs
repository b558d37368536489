//! What is done on the board of all rollouts: going about, sorting, going to what is selected. It records nothing by itself.

use super::copy::Made;
use super::{incident_form, movement};
use crate::domain::id::RolloutId;
use crate::projection::BoardRow;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::model::{Model, Tone};
use crate::tui::page::{BoardKey, OnBoard, Page, Tab};

/// Shows the board over what is on the screen.
pub(super) fn show(model: &mut Model) -> Vec<Effect> {
    if let Some(place) = model
        .pages
        .iter()
        .position(|page| matches!(page, Page::Board))
    {
        model.pages.truncate(place + 1);
        return vec![];
    }
    model.pages.push(Page::Board);
    vec![]
}

/// Asks the shell to read the board when it is shown, and to stop when it is left.
pub(super) fn asked_for(model: &mut Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    let wanted = model.wants_board();
    if model.board.read != wanted {
        model.board.read = wanted;
        effects.push(Effect::ReadBoard(wanted));
    }
    effects
}

/// Returns the place of the selection.
pub(super) fn place(model: &Model) -> Option<usize> {
    let selected = model.board_row()?.key();
    let mut rows = model.board_rows().into_iter();
    rows.position(|row| row.key() == selected)
}

/// Selects another row.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    let keys: Vec<BoardKey> = model.board_rows().into_iter().map(OnBoard::key).collect();
    let to = movement::moved(place(model), rows, keys.len());
    model.board.selected = keys.get(to).cloned();
}

/// Turns between what holds first and what is due first.
pub(super) fn turn_order(model: &mut Model) -> Vec<Effect> {
    model.board.order = model.board.order.other();
    let word = model.board.order.as_str();
    model.say(format!("sorted by {word}"));
    vec![]
}

/// Opens the rollout of the selected row at what stands there; an incident about no rollout is given a status.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(found) = model.board_row() else {
        return nothing(model);
    };
    let name = found.row.id().to_owned();
    match found.rollout.map(|(id, _)| id.clone()) {
        Some(rollout) => go(model, rollout, name),
        None => incident_form::status(model),
    }
}

/// Opens the rollout of the selected blocker, and does `action` there; `None` where an incident is selected, which needs no rollout.
pub(super) fn of_blocker(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if !matches!(model.pages.last(), Some(Page::Board)) {
        return None;
    }
    let Some(found) = model.board_row() else {
        return Some(nothing(model));
    };
    let BoardRow::Blocker(blocker) = found.row else {
        return None;
    };
    let (rollout, name) = (blocker.rollout_id.clone(), blocker.blocker.id.clone());
    model.after_open = Some((rollout.clone(), action));
    Some(go(model, rollout, name))
}

fn nothing(model: &mut Model) -> Vec<Effect> {
    model.tell(Tone::Warn, "nothing stands in the way of any rollout");
    vec![]
}

fn go(model: &mut Model, rollout: RolloutId, name: String) -> Vec<Effect> {
    model.begin_at(Some(rollout.clone()));
    if let Some(page) = model.rollout_page_mut() {
        page.tab = Tab::Blockers;
        page.blockers.selected = Some(name);
    }
    vec![Effect::Open(Some(rollout))]
}

/// Shows the selected row alone, or the board again.
pub(super) fn zoom(model: &mut Model) -> Vec<Effect> {
    model.board.zoomed = !model.board.zoomed;
    vec![]
}

/// Shows the board again; tells whether a row was shown alone.
pub(super) fn unzoomed(model: &mut Model) -> bool {
    matches!(model.pages.last(), Some(Page::Board)) && std::mem::take(&mut model.board.zoomed)
}

/// Returns the selected blocker as text that is ready for an issue.
pub(super) fn text(model: &Model) -> Made {
    let found = model.board_row().map(|found| found.row);
    let Some(BoardRow::Blocker(found)) = found else {
        return Err("no blocker is selected: an incident has no text for an issue".to_owned());
    };
    let label = format!("{}  {} for an issue", found.rollout, found.blocker.id);
    Ok((found.blocker.markdown(&found.rollout), label))
}
