//! Documents on their way in: pasted text, a file to read, and the preview from which they are saved.

use super::dialogs;
use crate::tui::dialog::{Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{ImportPreview, Page};
use crate::tui::screen::Role;

/// Takes pasted text: into the field with the focus, else into the preview. It never acts as keys.
pub(super) fn pasted(model: &mut Model, text: String) -> Vec<Effect> {
    model.prefix = None;
    let asks_for_file = |dialog: &Dialog| dialog.purpose == Purpose::OpenFile;
    if model.dialog.as_ref().is_some_and(asks_for_file) && text.trim().contains('\n') {
        return open(model, text, "paste".to_owned());
    }
    if let Some(dialog) = &mut model.dialog {
        if dialog.form.paste(&text) {
            dialogs::changed(model);
        } else {
            model.tell(
                Tone::Warn,
                "the paste was not used: no text field has the focus",
            );
        }
        return vec![];
    }
    if let Some(field) = &mut model.search {
        field.paste(&text);
        return vec![];
    }
    if text.trim().is_empty() {
        model.tell(Tone::Warn, "the paste is empty");
        return vec![];
    }
    open(model, text, "paste".to_owned())
}

/// Shows the preview of a document.
pub(super) fn open(model: &mut Model, text: String, source: String) -> Vec<Effect> {
    model.help = None;
    model.dialog = None;
    model.sent = None;
    if matches!(model.pages.last(), Some(Page::ImportPreview(_))) {
        model.pages.pop();
    }
    let preview = ImportPreview::new(text, source);
    model.pages.push(Page::ImportPreview(preview));
    vec![]
}

/// Saves what is previewed.
pub(super) fn save(model: &Model) -> Vec<Effect> {
    match model.pages.last() {
        Some(Page::ImportPreview(preview)) => vec![Effect::Import {
            text: preview.text.clone(),
            source: preview.source.clone(),
            done_to: None,
        }],
        Some(Page::Rollout(_)) | None => vec![],
    }
}

/// Asks for the name of a file.
pub(super) fn ask_for_file(model: &mut Model) -> Vec<Effect> {
    let form = Form::new(vec![
        words(
            Role::Body,
            "Paste the text of the document now, or name its file.",
        ),
        single(TEXT, "File"),
        buttons("go", "Read it", false),
    ]);
    let dialog = Dialog::new("Import a document", Purpose::OpenFile, form, model.now);
    dialogs::open(model, dialog)
}
