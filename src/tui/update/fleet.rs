//! The fleet: which row is selected, and opening it.

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
    let ids: Vec<RolloutId> = model.rows().iter().map(|row| row.id.clone()).collect();
    let selected = model.selected_row().map(|row| row.id.clone());
    let place = ids.iter().position(|id| Some(id) == selected.as_ref());
    let place = place.unwrap_or(0).saturating_add_signed(rows);
    let place = place.min(ids.len().saturating_sub(1));
    model.fleet.selected = ids.get(place).cloned();
}
