//! Taking back what was recorded of an incident or of the packages, and bringing it back. It says what before it asks for it.

use super::{dialogs, incident_form};
use crate::domain::{incident, package};
use crate::tui::dialog::{Beside, Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, gap, words};
use crate::tui::keymap::Record;
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// Asks for what takes back a record of an incident or of the packages, or brings it back.
pub(super) fn beside(model: &mut Model, what: Record) -> Vec<Effect> {
    let is_redo = matches!(what, Record::RedoIncident | Record::RedoPackages);
    if matches!(what, Record::UndoIncident | Record::RedoIncident) {
        incident(model, is_redo)
    } else {
        packages(model, is_redo)
    }
}

/// Asks whether the last record of the selected incident is to be taken back, or brought back.
fn incident(model: &mut Model, is_redo: bool) -> Vec<Effect> {
    let Some(incident) = incident_form::selected(model) else {
        return vec![];
    };
    let (undo, redo) = (incident.undo.clone(), incident.redo.clone());
    let what = if is_redo { redo } else { undo };
    let head = format!("{}  {}", incident.id, incident.title);
    let purpose = Purpose::Beside(Beside::TakeBackIncident(incident.id, is_redo));
    ask(model, what, (&head, is_redo), purpose)
}

/// Asks whether the last record of the packages is to be taken back, or brought back.
fn packages(model: &mut Model, is_redo: bool) -> Vec<Effect> {
    let read = model.snapshot.as_ref();
    let packages = read.and_then(|read| read.packages.as_ref());
    let what = packages.and_then(|packages| {
        let what = if is_redo {
            &packages.redo
        } else {
            &packages.undo
        };
        what.clone()
    });
    let purpose = Purpose::Beside(Beside::TakeBackPackages(is_redo));
    ask(model, what, ("The packages", is_redo), purpose)
}

fn ask(
    model: &mut Model,
    what: Option<String>,
    (head, is_redo): (&str, bool),
    purpose: Purpose,
) -> Vec<Effect> {
    let (verb, button) = if is_redo {
        ("bring back", "Bring it back")
    } else {
        ("take back", "Take it back")
    };
    let Some(what) = what else {
        let text = format!("{head}: there is nothing to {verb}");
        model.tell(Tone::Warn, text);
        return vec![];
    };
    let question = if is_redo {
        "This was taken back and will count again:"
    } else {
        "This was recorded last and will not count any more:"
    };
    let items = vec![
        words(Role::Title, head),
        gap(),
        words(Role::Body, question),
        words(Role::Focus, what),
        gap(),
        words(Role::Dim, "Both stay in the log."),
        gap(),
        buttons("go", button, true),
    ];
    let mut title = verb.to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now);
    dialogs::open(model, dialog)
}

/// Returns the wish about an incident.
pub(super) const fn of_incident(is_redo: bool) -> incident::Command {
    if is_redo {
        incident::Command::Redo
    } else {
        incident::Command::Undo
    }
}

/// Returns the wish about the packages.
pub(super) const fn of_packages(is_redo: bool) -> package::Command {
    if is_redo {
        package::Command::Redo
    } else {
        package::Command::Undo
    }
}
