//! Documents on their way in: pasted, from a file, or of an issue. Each ends in the preview, and nothing is saved from here.

use super::{beside, blocker_form, dialogs, from_link, import_preview, no_rollout, search, shown};
use crate::domain::id::RolloutId;
use crate::domain::issue_link::IssueLink;
use crate::domain::plan::{Plan, ReferenceKind};
use crate::tui::dialog::{Dialog, ImportAsked, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, buttons, words};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{ImportPreview, Onto, Page};
use crate::tui::screen::Role;

/// Takes pasted text: into the field with the focus, else into the preview. It never acts as keys.
pub(super) fn pasted(model: &mut Model, text: String) -> Vec<Effect> {
    model.prefix = None;
    let is_whole = text.trim().contains('\n');
    let takes_text = |dialog: &Dialog| {
        let asks = [Purpose::OpenFile, Purpose::Import(ImportAsked::Link)];
        let is_by_hand = dialog.purpose == Purpose::Import(ImportAsked::ByHand);
        is_by_hand || (is_whole && asks.contains(&dialog.purpose))
    };
    if model.dialog.as_ref().is_some_and(takes_text) {
        return open(model, text, "paste".to_owned());
    }
    if let Some(dialog) = &mut model.dialog {
        if blocker_form::pasted(dialog, &text) || dialog.form.paste(&text) {
            dialogs::changed(model);
        } else {
            model.tell(
                Tone::Warn,
                "the paste was not used: no text field has the focus",
            );
        }
        return vec![];
    }
    if model.search.is_some() {
        return search::paste(model, &text);
    }
    if text.trim().is_empty() {
        model.tell(Tone::Warn, "the paste is empty");
        return vec![];
    }
    if let Some(effects) = beside::pasted(model, &text) {
        return effects;
    }
    if IssueLink::is_address(&text) {
        return from_link::given(model, &text);
    }
    if let Some(effects) = shown::pasted(model, &text) {
        return effects;
    }
    // A paste that nobody was asked for is about no rollout but the one that its flag names.
    model.arrival.into = None;
    open(model, text, "paste".to_owned())
}

/// Shows the preview of a document or, where it is no rollout, what it looks like instead.
pub(super) fn open(model: &mut Model, text: String, source: String) -> Vec<Effect> {
    model.help = None;
    model.dialog = None;
    model.sent = None;
    let mut preview = ImportPreview::new(text, source);
    let into = model.arrival.into.take();
    if !preview.reading.is_rollout {
        return no_rollout::open(model, &preview);
    }
    preview.link = model.arrival.link.take();
    preview.onto = into.map(|(id, name)| Onto::new(id, name, true));
    if matches!(model.pages.last(), Some(Page::ImportPreview(_))) {
        model.pages.pop();
    }
    model.pages.push(Page::ImportPreview(Box::new(preview)));
    look_for_rollout(model)
}

/// Takes the document for another version where there is a rollout of its flag that is not over, and asks for what that says.
pub(super) fn look_for_rollout(model: &mut Model) -> Vec<Effect> {
    let rows = model.snapshot.iter().flat_map(|snapshot| &snapshot.fleet);
    let living: Vec<(RolloutId, Option<String>, String)> = rows
        .filter(|row| !row.is_over())
        .map(|row| (row.id.clone(), row.flag.clone(), row.name().to_owned()))
        .collect();
    let Some(preview) = import_preview::preview(model) else {
        return vec![];
    };
    if !preview.onto.as_ref().is_some_and(|onto| onto.is_said) {
        let flag = preview.reading.plan.flag.as_ref().map(ToString::to_string);
        let mut same = living.into_iter();
        let same = same.find(|(_, known, _)| flag.is_some() && *known == flag);
        let is_known = |onto: &Onto| same.as_ref().is_some_and(|(id, ..)| *id == onto.id);
        if preview.onto.as_ref().is_some_and(is_known) {
            return vec![];
        }
        preview.onto = same.map(|(id, _, name)| Onto::new(id, name, false));
        let part = preview.part;
        if !preview.parts().any(|known| known == part) {
            preview.part = crate::tui::page::Part::Steps;
        }
    }
    let unread = preview.onto.as_ref().filter(|onto| !onto.is_read());
    unread
        .map(|onto| Effect::FindPlan(onto.id.clone()))
        .into_iter()
        .collect()
}

/// Holds the document in the preview against what the rollout has.
pub(super) fn plan_found(model: &mut Model, rollout: &RolloutId, plan: Plan) -> Vec<Effect> {
    if let Some(preview) = import_preview::preview(model) {
        preview.hold_against(rollout, plan);
        let name = preview.onto.as_ref().map(|onto| onto.name.clone());
        model.say(format!(
            "another version of the document of {}: w takes it in, what is done stays done",
            name.unwrap_or_default()
        ));
    }
    vec![]
}

/// Asks for a document: pasted, by the name of its file or by the link of its issue.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    model.arrival.into = None;
    open_source(model, "Import a document", "")
}

/// Asks for another version of the document of the rollout that is open.
pub(super) fn ask_again(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let mut links = view.references.iter().filter(|found| {
        found.kind == ReferenceKind::Issue && IssueLink::parse(&found.target).is_ok()
    });
    let link = links.next().map(|found| found.target.clone());
    let into = (view.id.clone(), view.name().to_owned());
    let title = format!("Import {} again", into.1);
    model.arrival.into = Some(into);
    open_source(model, &title, &link.unwrap_or_default())
}

fn open_source(model: &mut Model, title: &str, known: &str) -> Vec<Effect> {
    let form = Form::new(vec![
        words(
            Role::Body,
            "Paste the text of the document now, or name its file or the link of its issue.",
        ),
        Item::Field {
            name: TEXT,
            label: "File or link".to_owned(),
            field: Field::single().with(known),
            rows: 1,
        },
        buttons("go", "Read it", !known.is_empty()),
    ]);
    let dialog = Dialog::new(title, Purpose::OpenFile, form, model.now);
    dialogs::open(model, dialog)
}

/// Reads the file that was named, or goes on with the link.
pub(super) fn named(model: &mut Model, text: &str) -> Vec<Effect> {
    if IssueLink::is_address(text) {
        return from_link::given(model, text);
    }
    vec![Effect::ReadFile(text.to_owned())]
}
