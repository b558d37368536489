//! Records that are on their way: one that the store cannot take is kept in memory, and no other is made before it is saved.

use crate::tui::dialog::{Dialog, TEXT};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Action, App};
use crate::tui::message::Failure;
use crate::tui::model::{Model, Tone};
use crate::tui::pending::Unsaved;

const AGAIN: Action = Action::App(App::Reload);

/// Remembers the record that goes out; while one is not saved, lets no other through.
pub(super) fn filtered(model: &mut Model, effects: Vec<Effect>) -> Vec<Effect> {
    let Some(record) = effects.iter().find(|effect| effect.records()) else {
        return effects;
    };
    if model.pending.unsaved.is_none() {
        model.pending.sent = Some(record.clone());
        return effects;
    }
    if model.pending.sent.is_some() {
        return effects;
    }
    if let Some(dialog) = model.sent.take() {
        model.dialog = Some(dialog);
    }
    let text = format!(
        "not recorded: an earlier record is not saved yet   {} tries again",
        model.key_of(AGAIN)
    );
    model.tell(Tone::Error, text);
    let rest = effects.into_iter();
    rest.filter(|effect| !effect.records()).collect()
}

/// Keeps the record that the store could not take.
pub(super) fn not_saved(model: &mut Model, failure: &Failure) -> Vec<Effect> {
    let Some(effect) = model.pending.sent.take() else {
        return vec![];
    };
    let dialog = model.sent.take();
    let words = dialog.map_or_else(|| told(&effect).to_owned(), |dialog| said(&dialog));
    let unsaved = Unsaved {
        effect,
        words,
        why: failure.message.clone(),
    };
    model.pending.unsaved = Some(unsaved);
    model.tell(Tone::Error, failure.message.clone());
    vec![]
}

/// Takes the news that a record was saved.
pub(super) fn recorded(model: &mut Model) {
    model.pending.sent = None;
    model.pending.unsaved = None;
}

/// Reads the data again; a record that is not saved is tried again first.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    let drafts = model.pending.drafts.clone().into_iter();
    let drafts = drafts.map(|(key, text)| Effect::SaveDraft { key, text });
    let first = if let Some(unsaved) = &model.pending.unsaved {
        model.pending.sent = Some(unsaved.effect.clone());
        unsaved.effect.clone()
    } else {
        Effect::Refresh
    };
    std::iter::once(first).chain(drafts).collect()
}

/// Keeps in memory what was typed and the store could not keep: the next opening of its dialog shows it.
pub(super) fn draft_not_kept(model: &mut Model, key: String, text: String, why: &str) {
    model.pending.drafts.insert(key, text);
    model.tell(
        Tone::Error,
        format!("the text is kept until you quit   {why}"),
    );
}

/// Leaves to the store what goes out to it; it comes back where it cannot be kept.
pub(super) fn drafts_sent(model: &mut Model, effects: &[Effect]) {
    for effect in effects {
        if let Effect::SaveDraft { key, .. } = effect {
            model.pending.drafts.remove(key);
        }
    }
}

/// Says what was asked with a dialog: the words of its button, and what was typed.
fn said(dialog: &Dialog) -> String {
    let text = dialog.form.text(TEXT);
    let label = dialog.form.button_label("go");
    let label = label.unwrap_or(&dialog.title);
    if text.is_empty() {
        label.to_owned()
    } else {
        format!("{label}: {text}")
    }
}

/// Says what a record is that came from no dialog.
const fn told(effect: &Effect) -> &'static str {
    if matches!(effect, Effect::SetPercentage { .. }) {
        "a percentage"
    } else {
        "the last record"
    }
}
