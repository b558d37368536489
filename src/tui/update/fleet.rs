//! The fleet: which row is selected, and opening it.

use super::movement;
use crate::domain::id::RolloutId;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::model::Model;

/// Opens the selected rollout.
pub(super) fn open_selected(model: &mut Model) -> Vec<Effect> {
    let selected = model.selected_row().map(|row| row.id.clone());
    selected.map_or_else(Vec::new, |id| open(model, id))
}

/// Opens a rollout on its page.
pub(super) fn open(model: &mut Model, id: RolloutId) -> Vec<Effect> {
    model.begin_at(Some(id.clone()));
    vec![Effect::Open(Some(id))]
}

/// Reads the selected rollout without opening its page, and does `action` when it is there.
pub(super) fn read_then(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(id) = model.selected_row().map(|row| row.id.clone()) else {
        return vec![];
    };
    model.fleet.selected = Some(id.clone());
    model.after_open = Some((id.clone(), action));
    vec![Effect::Open(Some(id))]
}

/// Moves the selection by so many rows.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    let shown = model.rows();
    let to = shown.get(movement::moved(model.selected_place(), rows, shown.len()));
    model.fleet.selected = to.map(|row| row.id.clone());
}
