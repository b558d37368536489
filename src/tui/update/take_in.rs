//! The question before another version of a document is taken into a rollout: how much changes, and the word to type.

use super::{dialogs, import_preview, reason};
use crate::tui::dialog::{Dialog, ImportAsked, Purpose, WORD};
use crate::tui::effect::Effect;
use crate::tui::form::{CANCEL, Form, buttons, gap, single, words};
use crate::tui::keymap::{Action, Record};
use crate::tui::model::Model;
use crate::tui::screen::Role;

/// Asks whether the document in the preview is to be taken in.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(onto) = import_preview::preview(model).and_then(|preview| preview.onto.clone()) else {
        return vec![];
    };
    let (changed, added, removed) = onto.counts();
    let word = reason::confirming(model, &onto.name);
    let form = Form::new(vec![
        words(Role::Title, onto.name.clone()),
        words(
            Role::Body,
            format!(
                "{} steps stay as they are, {changed} change, {added} are new, {removed} go.",
                onto.kept()
            ),
        ),
        words(
            Role::Body,
            format!(
                "What was recorded stays with the same steps; {} takes the new version back.",
                model.key_of(Action::Record(Record::Undo))
            ),
        ),
        gap(),
        words(Role::Body, format!("Type {word} to confirm:")),
        single(WORD, "Word"),
        gap(),
        buttons("go", "Take it in", false),
    ])
    .focused_on(CANCEL)
    .pinning(0..2);
    let purpose = Purpose::Import(ImportAsked::TakeIn(word));
    let dialog = Dialog::new("Import again", purpose, form, model.now);
    dialogs::open(model, dialog)
}

/// Lets the button be pressed once the word is typed.
pub(super) fn changed(form: &mut Form, word: &str) {
    let is_typed = form.text(WORD) == word;
    form.set_button("go", is_typed);
}

/// Asks the shell to take the document in.
pub(super) fn submitted(model: &mut Model) -> Vec<Effect> {
    let preview = import_preview::preview(model);
    let wish = preview.map(|preview| import_preview::wish(preview));
    wish.map(|wish| Effect::Import(Box::new(wish)))
        .into_iter()
        .collect()
}
