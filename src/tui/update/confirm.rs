//! Small dialogs that name what a button will do, for records that need no words.

use super::dialogs;
use crate::domain::rollout::Command;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, gap, words};
use crate::tui::model::Model;
use crate::tui::screen::Role;

/// Asks whether `command` is to be recorded; the button says `title`.
pub(super) fn open(model: &mut Model, title: &str, command: Command) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let form = Form::new(vec![
        words(Role::Title, view.name().to_owned()),
        words(Role::Body, view.next.text.clone()),
        gap(),
        buttons("go", title, true),
    ]);
    let dialog = Dialog::new(title, Purpose::Confirm(command), form, model.now)
        .about(view.id.clone(), view.seq);
    dialogs::open(model, dialog)
}
