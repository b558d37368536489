//! A rollout from a template: which one, the flag and the blanks, then the same preview as for any other document.

use std::collections::BTreeMap;

use super::{arrival, dialogs};
use crate::checklist::Template;
use crate::domain::flag::FlagName;
use crate::tui::dialog::{Dialog, ImportAsked, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The name of the question which template is meant.
const TEMPLATE: &str = "template";

/// The names of the fields, in their order: the flag's, where there is one, then those of the blanks. What has no field is
/// asked in the preview.
const FIELDS: [&str; 11] = [
    TEXT, "blank1", "blank2", "blank3", "blank4", "blank5", "blank6", "blank7", "blank8", "blank9",
    "blank10",
];

/// Asks which template.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let options = model.arrival.templates.iter().map(|template| {
        let own = if template.is_own { "  (yours)" } else { "" };
        let words = format!("{:<14}{}{own}", template.name, template.about);
        (template.name.clone(), words)
    });
    let options: Vec<(String, String)> = options.collect();
    if options.is_empty() {
        model.tell(Tone::Warn, "there is no template");
        return vec![];
    }
    let form = Form::new(vec![
        Item::Choice {
            name: TEMPLATE.to_owned(),
            label: "Begin from which template? Space chooses.".to_owned(),
            options,
            at: 0,
            chosen: Some(0),
        },
        buttons("go", "Fill it in", true),
    ]);
    let purpose = Purpose::Import(ImportAsked::Template);
    let dialog = Dialog::new("A rollout from a template", purpose, form, model.now);
    dialogs::open(model, dialog)
}

/// Asks for the flag and for what the blanks stand for.
pub(super) fn chosen(model: &mut Model, form: &Form) -> Vec<Effect> {
    let Some(template) = form.chosen(TEMPLATE).and_then(|name| named(model, name)) else {
        return vec![];
    };
    let mut items = Vec::new();
    for (place, (name, blank)) in fields(&template).into_iter().enumerate() {
        let label = blank.map_or_else(
            || "Name of the flag".to_owned(),
            |blank| blank.trim_matches(['<', '>']).replace('-', " "),
        );
        items.push(single(name, label));
        if place == 0 {
            items.push(words(
                Role::Dim,
                "What is left empty stays a blank and is asked for when a step needs it.",
            ));
        }
    }
    items.push(buttons("go", "Show the rollout", true));
    let title = format!("From the template {}", template.name);
    let draft = draft_key(&template.name);
    let purpose = Purpose::Import(ImportAsked::Blanks(template.name));
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now).draft(draft);
    dialogs::open(model, dialog)
}

fn draft_key(name: &str) -> String {
    format!("template/{name}")
}

/// Returns the names of the fields with the blanks that they are for; the field of the flag has none.
fn fields(template: &Template) -> Vec<(&'static str, Option<String>)> {
    let flag = template.asks_for_flag().then_some(None);
    let blanks = template.blanks().into_iter().map(Some);
    FIELDS
        .into_iter()
        .zip(flag.into_iter().chain(blanks))
        .collect()
}

/// Lets the button be pressed once the flag is named, where there is one.
pub(super) fn changed(model: &Model, name: &str, form: &mut Form) {
    let asks = named(model, name).is_some_and(|template| template.asks_for_flag());
    let is_named = FlagName::parse(&form.text(TEXT)).is_some();
    form.set_button("go", !asks || is_named);
}

/// Shows the preview of the template as it was filled.
pub(super) fn filled(model: &mut Model, name: &str, form: &Form) -> Vec<Effect> {
    let Some(template) = named(model, name) else {
        return vec![];
    };
    let flag = FlagName::parse(&form.text(TEXT)).filter(|_| template.asks_for_flag());
    let values = fields(&template).into_iter();
    let values = values.filter_map(|(field, blank)| Some((blank?, form.text(field))));
    let values: BTreeMap<String, String> = values.collect();
    let text = template.filled(flag.as_ref(), &values);
    model.arrival.into = None;
    let mut effects = arrival::open(model, text, format!("template {name}"));
    effects.push(Effect::SaveDraft {
        key: draft_key(name),
        text: String::new(),
    });
    effects
}

fn named(model: &Model, name: &str) -> Option<Template> {
    let mut templates = model.arrival.templates.iter();
    templates.find(|template| template.name == name).cloned()
}
