//! Dialogs: opening, keys, closing, and keeping what is typed. Keys typed ahead of a dialog are dropped.

use super::{
    advance, beside, browse, draft, drill, export, from_template, import_preview, look_back, qa,
    ramp, reason, rollback, run, submit, take_in, timer, vouch, watch, writes,
};
use crate::tui::dialog::{Dialog, ImportAsked, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{CANCEL, Form, FormEvent};
use crate::tui::key::{Key, KeyCode};
use crate::tui::model::{Model, Tone};
use crate::tui::reading::Reading;

/// How long after a dialog has opened keys are dropped, in milliseconds.
const TYPED_AHEAD_MS: i64 = 250;

/// Opens a dialog, and looks for text that was kept for it.
pub(super) fn open(model: &mut Model, dialog: Dialog) -> Vec<Effect> {
    if !look_back::may_open(model, &dialog) {
        return vec![];
    }
    let draft = dialog.draft.clone();
    model.prefix = None;
    model.search = None;
    model.dialog = Some(dialog);
    changed(model);
    if let Some(dialog) = &mut model.dialog {
        dialog.dirty = false;
    }
    let Some(key) = draft else {
        return vec![];
    };
    // What could not be kept is newer than what the store has.
    match model.pending.drafts.get(&key).cloned() {
        Some(text) => draft_found(model, &key, &text),
        None => vec![Effect::FindDraft(key)],
    }
}

/// Gives a key to the dialog.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(dialog) = &mut model.dialog else {
        return vec![];
    };
    let since = model.now - dialog.opened_at;
    // Whoever presses Escape wants out, however early: it commits nothing and what was typed is kept.
    let is_escape = key == Key::plain(KeyCode::Esc);
    if model.fine_clock && since.num_milliseconds() < TYPED_AHEAD_MS && !is_escape {
        return vec![];
    }
    let is_typing = dialog.form.is_typing();
    let asks_for_help = key == Key::char('?') && !is_typing;
    if asks_for_help || key == Key::plain(KeyCode::Function(1)) {
        model.help = Some(0);
        model.reading = Reading::default();
        return vec![];
    }
    dialog.errors.clear();
    if qa::press(model, key) {
        return vec![];
    }
    let Some(dialog) = &mut model.dialog else {
        return vec![];
    };
    match dialog.form.press(key) {
        FormEvent::Nothing => vec![],
        FormEvent::Changed => {
            changed(model);
            vec![]
        }
        FormEvent::Pressed(CANCEL) | FormEvent::Closed => close(model),
        FormEvent::Pressed(draft::EMPTY) => draft::start_empty(model),
        FormEvent::Pressed(button @ (rollback::NEXT | rollback::BACK)) => {
            rollback::turn(model, button)
        }
        FormEvent::Pressed(ramp::COPY) => run::copy(model),
        FormEvent::Pressed(button) => submit::submit(model, button),
        FormEvent::Copy if matches!(dialog.purpose, Purpose::Rollback(_)) => rollback::copy(model),
        FormEvent::Copy => run::copy(model),
        FormEvent::Edit => edit(model),
    }
}

/// Hands the text with the focus to the person's own editor; what was typed so far is kept before.
fn edit(model: &mut Model) -> Vec<Effect> {
    let mut effects = keep_draft(model);
    let focused = model.dialog.as_ref().and_then(|dialog| {
        let form = &dialog.form;
        form.field(form.focused()).map(Field::text)
    });
    effects.extend(focused.map(Effect::Edit));
    effects
}

/// Takes what the editor gave back.
pub(super) fn edited(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(dialog) = &mut model.dialog else {
        return vec![];
    };
    let name = dialog.form.focused().to_owned();
    if let Some(field) = dialog.form.field_mut(&name) {
        field.set(text.trim_end_matches(['\n', '\r']));
        changed(model);
    }
    // Nobody typed ahead of the editor's end.
    keep_draft(model)
}

/// Closes the dialog; what was typed is kept.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let Some(dialog) = model.dialog.take() else {
        return vec![];
    };
    // What waits behind a question is closed with it; it was kept when the question opened.
    model.pending.stale = None;
    let text = draft::of(&dialog);
    match dialog.draft {
        Some(key) if !text.is_empty() || dialog.dirty => {
            model.say("closed; the text is kept");
            vec![Effect::SaveDraft { key, text }]
        }
        _ => vec![],
    }
}

/// Brings what depends on the typed text up to date.
pub(super) fn changed(model: &mut Model) {
    let Some(mut dialog) = model.dialog.take() else {
        return;
    };
    dialog.dirty = true;
    match dialog.purpose.clone() {
        Purpose::Reason(what) => reason::changed(&mut dialog.form, &what),
        Purpose::Override(word) => advance::override_changed(&mut dialog.form, &word),
        Purpose::Run(step) => run::changed(model, &mut dialog.form, &step),
        Purpose::OpenFile | Purpose::RollbackItem(..) | Purpose::NotARollout => {
            let named = !dialog.form.text(TEXT).is_empty();
            dialog.form.set_button("go", named);
        }
        Purpose::Qa(_) => qa::changed(&mut dialog),
        Purpose::Ramp(_) => ramp::changed(model, &mut dialog),
        Purpose::Timer(_, verb) => timer::changed(&mut dialog.form, verb),
        Purpose::Drill => drill::changed(&mut dialog.form),
        Purpose::Vouch => vouch::changed(&mut dialog.form),
        Purpose::Writes => writes::changed(model, &mut dialog.form),
        Purpose::Watch(verb) => watch::changed(model, &mut dialog, verb),
        Purpose::Beside(what) => beside::changed(model, &mut dialog, &what),
        Purpose::Browse => browse::changed(&mut dialog.form),
        Purpose::Export(name) => export::changed(&mut dialog.form, &name),
        Purpose::Rollback(_) => rollback::changed(model, &mut dialog),
        Purpose::Decide => {
            dialog.form.set_button("go", true);
        }
        Purpose::Import(ref asked) => import_changed(model, &mut dialog.form, asked),
        Purpose::Confirm(_)
        | Purpose::Blank(_)
        | Purpose::Shown(_)
        | Purpose::Advance
        | Purpose::Stale
        | Purpose::Failure
        | Purpose::Quit
        | Purpose::LeaveDemo => {}
    }
    model.dialog = Some(dialog);
}

fn import_changed(model: &Model, form: &mut Form, asked: &ImportAsked) {
    match asked {
        ImportAsked::Flag => import_preview::flag_changed(form),
        ImportAsked::Link => {
            let is_typed = !form.text(TEXT).is_empty();
            form.set_button("go", is_typed);
        }
        ImportAsked::Blanks(name) => from_template::changed(model, name, form),
        ImportAsked::TakeIn(word) => take_in::changed(form, word),
        ImportAsked::Agree(_)
        | ImportAsked::Waiting(_)
        | ImportAsked::ByHand
        | ImportAsked::Template => {}
    }
}

/// Keeps what was typed since it was kept last.
pub(super) fn keep_draft(model: &mut Model) -> Vec<Effect> {
    let Some(dialog) = model.dialog.as_mut().filter(|dialog| dialog.dirty) else {
        return vec![];
    };
    dialog.dirty = false;
    let text = draft::of(dialog);
    dialog
        .draft
        .clone()
        .map(|key| Effect::SaveDraft { key, text })
        .into_iter()
        .collect()
}

/// Puts text that was kept into the field it was typed in, unless something is there already.
pub(super) fn draft_found(model: &mut Model, key: &str, text: &str) -> Vec<Effect> {
    let Some(dialog) = &mut model.dialog else {
        return vec![];
    };
    if dialog.draft.as_deref() == Some(key) && draft::put(dialog, text) {
        model.tell(Tone::Ok, "this was typed before   Ctrl-U clears a line");
        changed(model);
    }
    vec![]
}
