//! Typed text that is kept when a dialog closes. A dialog of many fields keeps them all; a verdict or a choice is never kept.

use std::collections::BTreeMap;

use super::{qa, ramp};
use crate::tui::dialog::{Beside, Dialog, ImportAsked, Purpose, TEXT, WORD};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, Form, Item};
use crate::tui::model::Model;

/// The button that forgets what was kept.
pub(super) const EMPTY: &str = "empty";

/// The name under which added links are kept.
const LINKS: &str = "links";

/// Returns what is to be kept of a dialog: the one text or, of a dialog with many fields, all of them as JSON.
pub(super) fn of(dialog: &Dialog) -> String {
    let form = dialog.pages.first().unwrap_or(&dialog.form);
    let links = if let Purpose::Qa(asked) = &dialog.purpose {
        asked.evidence.join("\n")
    } else if matches!(
        dialog.purpose,
        Purpose::Rollback(_)
            | Purpose::Import(ImportAsked::Blanks(_))
            | Purpose::Beside(Beside::RaiseBlocker)
    ) {
        String::new()
    } else if matches!(dialog.purpose, Purpose::Ramp(_)) {
        return of_ramp(form);
    } else {
        return form.text(TEXT);
    };
    let mut kept: BTreeMap<&str, String> = fields(form)
        .filter(|name| *name != WORD)
        .map(|name| (name, form.text(name)))
        .chain([(LINKS, links)])
        .collect();
    kept.retain(|_, text| !text.is_empty());
    let is_typed = |name: &str| kept.contains_key(name);
    let names = [TEXT, LINKS, qa::TESTER, qa::BUILD];
    let has_main = names.into_iter().any(is_typed);
    let is_template = matches!(dialog.purpose, Purpose::Import(ImportAsked::Blanks(_)));
    if kept.is_empty() || !(has_main || is_template) {
        return String::new();
    }
    serde_json::to_string(&kept).unwrap_or_default()
}

/// Keeps the words of a ramp dialog; a number or a choice is never kept.
fn of_ramp(form: &Form) -> String {
    let names = [TEXT, ramp::REPLY];
    let mut kept: BTreeMap<&str, String> = names.map(|name| (name, form.text(name))).into();
    kept.retain(|_, text| !text.is_empty());
    if kept.is_empty() {
        return String::new();
    }
    serde_json::to_string(&kept).unwrap_or_default()
}

/// Puts what was kept where it was typed, unless something is there already; tells whether anything was put.
pub(super) fn put(dialog: &mut Dialog, text: &str) -> bool {
    // What was typed there last comes before what the document proposes.
    let is_proposed = is_short(&dialog.purpose) && !dialog.dirty;
    let is_empty = dialog.form.text(TEXT).is_empty() || is_proposed;
    let is_free = dialog.pages.is_empty() && is_empty && !text.is_empty();
    if !is_free || dialog.form.field(TEXT).is_none() {
        return false;
    }
    let has_many = matches!(
        dialog.purpose,
        Purpose::Qa(_)
            | Purpose::Rollback(_)
            | Purpose::Ramp(_)
            | Purpose::Import(ImportAsked::Blanks(_))
            | Purpose::Beside(Beside::RaiseBlocker)
    );
    let kept = Some(text).filter(|_| has_many);
    let kept = kept.and_then(|text| serde_json::from_str::<BTreeMap<String, String>>(text).ok());
    let mut kept = kept.unwrap_or_else(|| BTreeMap::from([(TEXT.to_owned(), text.to_owned())]));
    if let Purpose::Qa(asked) = &mut dialog.purpose {
        let links = kept.remove(LINKS).unwrap_or_default();
        asked.evidence = links.lines().map(str::to_owned).collect();
        asked.accepted = kept.remove(qa::ACCEPT).unwrap_or_default();
    }
    let names: Vec<&'static str> = fields(&dialog.form).collect();
    for name in names {
        if let (Some(text), Some(field)) = (kept.get(name), dialog.form.field_mut(name)) {
            field.set(text);
        }
    }
    if !is_short(&dialog.purpose) {
        offer_empty(&mut dialog.form);
    }
    true
}

/// Tells whether it asks for a single name or address, which is taken at once.
pub(super) const fn is_short(purpose: &Purpose) -> bool {
    matches!(
        purpose,
        Purpose::Import(ImportAsked::Flag | ImportAsked::Link) | Purpose::Blank(_)
    )
}

fn fields(form: &Form) -> impl Iterator<Item = &'static str> {
    form.items.iter().filter_map(|item| {
        if let Item::Field { name, .. } = item {
            Some(*name)
        } else {
            None
        }
    })
}

fn offer_empty(form: &mut Form) {
    let buttons = form.items.iter_mut().find_map(Item::buttons_mut);
    if let Some(buttons) = buttons.filter(|buttons| buttons.iter().all(|b| b.name != EMPTY)) {
        let label = "Start empty".to_owned();
        let button = Button {
            name: EMPTY,
            label,
            enabled: true,
        };
        buttons.insert(1.min(buttons.len()), button);
    }
}

/// Forgets what was kept, and empties the field it was in.
pub(super) fn start_empty(model: &mut Model) -> Vec<Effect> {
    let Some(dialog) = &mut model.dialog else {
        return vec![];
    };
    for name in [TEXT, ramp::REPLY] {
        if let Some(field) = dialog.form.field_mut(name) {
            field.set("");
        }
    }
    if let Purpose::Qa(asked) = &mut dialog.purpose {
        asked.evidence.clear();
        asked.accepted.clear();
    }
    for buttons in dialog.form.items.iter_mut().filter_map(Item::buttons_mut) {
        buttons.retain(|button| button.name != EMPTY);
    }
    dialog.form.focus = 0;
    let draft = dialog.draft.clone();
    super::dialogs::changed(model);
    if let Some(dialog) = &mut model.dialog {
        dialog.dirty = false;
    }
    let forget = |key| Effect::SaveDraft {
        key,
        text: String::new(),
    };
    draft.into_iter().map(forget).collect()
}
