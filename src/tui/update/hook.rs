//! Leaving the program, which asks first while a rollback runs. It stops nothing and records nothing.

use crate::domain::rollout::Phase;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, words};
use crate::tui::model::Model;
use crate::tui::screen::Role;

pub(super) use super::qa::open as open_qa;
pub(super) use super::rollback::open as open_rollback;
pub(super) use super::rollback_run::open_attempt;

/// Ends the program; asks first where a rollback is running. The demo ends instead of the program.
pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    if model.demo {
        let form = Form::new(vec![
            words(
                Role::Body,
                "Nothing of the demo is kept; your own data is as it was.",
            ),
            buttons("go", "Keep nothing", true),
        ]);
        let title = "Leave the demo?";
        model.dialog = Some(Dialog::new(title, Purpose::LeaveDemo, form, model.now));
        return vec![];
    }
    let rows = model.snapshot.iter().flat_map(|snapshot| &snapshot.fleet);
    let going_back: Vec<String> = rows
        .filter(|row| row.phase == Phase::RollingBack)
        .map(|row| row.name().to_owned())
        .collect();
    let unsaved = model.pending.unsaved.as_ref();
    let texts = model.pending.drafts.len();
    if going_back.is_empty() && unsaved.is_none() && texts == 0 {
        return vec![Effect::Quit];
    }
    let mut items = Vec::new();
    if let Some(unsaved) = unsaved {
        let text = format!("1 record is not saved and will be lost: {}", unsaved.words);
        items.push(words(Role::Bad, text));
    }
    if texts > 0 {
        let text = "What was typed in a dialog could not be kept and will be lost.";
        items.push(words(Role::Bad, text));
    }
    if !going_back.is_empty() {
        items.push(words(Role::Bad, "A rollback is running:"));
    }
    items.extend(
        going_back
            .iter()
            .map(|name| words(Role::Body, format!("  {name}"))),
    );
    if !going_back.is_empty() {
        let text = "It stays as it is and can be gone on with.";
        items.push(words(Role::Body, text));
    }
    items.push(buttons("go", "Quit", true));
    let form = Form::new(items);
    model.dialog = Some(Dialog::new("Quit?", Purpose::Quit, form, model.now));
    vec![]
}
