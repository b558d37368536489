//! Where pages and dialogs of their own are opened that stand in their own files.

use crate::domain::plan::StepState;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// Opens the dialog for the result of a test of the selected step.
pub(super) fn open_qa(model: &mut Model) -> Vec<Effect> {
    model.tell(Tone::Warn, "record it with: rollgate qa");
    vec![]
}

/// Opens the way back of the rollout, or of the selected row.
pub(super) fn open_rollback(model: &mut Model) -> Vec<Effect> {
    model.tell(
        Tone::Warn,
        "yr copies the way back; record it with: rollgate rollback",
    );
    vec![]
}

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
        .filter(|row| row.state == StepState::RolledBack && row.needs_me(model.now))
        .map(|row| row.name().to_owned())
        .collect();
    if going_back.is_empty() {
        return vec![Effect::Quit];
    }
    let mut items = vec![words(Role::Bad, "A rollback is running:")];
    items.extend(
        going_back
            .iter()
            .map(|name| words(Role::Body, format!("  {name}"))),
    );
    items.push(words(
        Role::Body,
        "It stays as it is and can be gone on with.",
    ));
    items.push(buttons("go", "Quit", true));
    let form = Form::new(items);
    model.dialog = Some(Dialog::new("Quit?", Purpose::Quit, form, model.now));
    vec![]
}
