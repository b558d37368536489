//! Packages out of a git repository: the form for its folder, and what is told while somebody reads it. The screen waits for nothing.

use super::dialogs;
use crate::domain::Timestamp;
use crate::tui::dialog::{Beside, Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, buttons, gap, words};
use crate::tui::message::Failure;
use crate::tui::model::{Model, Tone};
use crate::tui::page::Scanning;
use crate::tui::screen::Role;

/// Asks for the folder of the repository.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(scanning) = &model.packages.scanning {
        let text = format!("{} is being read already", scanning.folder);
        model.tell(Tone::Warn, text);
        return vec![];
    }
    let dialog = form(model.now, "");
    dialogs::open(model, dialog)
}

fn form(now: Timestamp, folder: &str) -> Dialog {
    let form = Form::new(vec![
        words(
            Role::Body,
            "Its tags of auto-deploy packages are read, and the migrations that each package brought.",
        ),
        words(
            Role::Body,
            "The screen goes on meanwhile. What was read before is not read again.",
        ),
        gap(),
        Item::Field {
            name: TEXT,
            label: "Folder of the repository".to_owned(),
            field: Field::single().with(folder),
            rows: 1,
        },
        gap(),
        buttons("go", "Read its packages", false),
    ]);
    let purpose = Purpose::Beside(Beside::Scan);
    let dialog = Dialog::new("Packages out of a git repository", purpose, form, now);
    if folder.is_empty() {
        dialog.draft("packages/repository".to_owned())
    } else {
        dialog
    }
}

/// Lets the button be pressed once a folder is named.
pub(super) fn changed(form: &mut Form) {
    let is_named = !form.text(TEXT).is_empty();
    form.set_button("go", is_named);
}

/// Sends somebody to read it.
pub(super) fn submitted(form: &Form) -> Vec<Effect> {
    let folder = form.text(TEXT);
    let key = "packages/repository".to_owned();
    let kept = Effect::SaveDraft {
        key,
        text: folder.clone(),
    };
    vec![kept, Effect::ScanPackages(folder)]
}

/// Remembers that somebody was sent.
pub(super) fn begun(model: &mut Model, effects: Vec<Effect>) -> Vec<Effect> {
    let folder = effects.iter().find_map(Effect::scanned_folder);
    if let Some(folder) = folder.map(str::to_owned) {
        model.packages.scanning = Some(Scanning {
            folder,
            since: model.now,
            words: String::new(),
        });
    }
    effects
}

/// Takes the news how far the reading is.
pub(super) fn goes_on(model: &mut Model, words: String) -> Vec<Effect> {
    if let Some(scanning) = &mut model.packages.scanning {
        scanning.words = words;
    }
    vec![]
}

/// Takes the news that it was read, or why not: then the form comes back with the folder in it.
pub(super) fn ended(model: &mut Model, answer: Result<String, Failure>) -> Vec<Effect> {
    let scanning = model.packages.scanning.take();
    match answer {
        Ok(words) => model.say(words),
        Err(failure) => {
            let hint = failure.hint.map(|hint| format!("   {hint}"));
            let text = format!("{}{}", failure.message, hint.unwrap_or_default());
            model.tell(Tone::Error, text.clone());
            let is_free = model.dialog.is_none() && model.wanted_packages().is_some();
            if let Some(scanning) = scanning.filter(|_| is_free) {
                let mut dialog = form(model.now, &scanning.folder);
                dialog.errors = vec![text];
                return dialogs::open(model, dialog);
            }
        }
    }
    vec![]
}
