//! Documents on their way in: pasted text, a file to read, and the preview from which they are saved.

use super::dialogs;
use crate::tui::dialog::{Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Button, CANCEL, Form, Item, buttons, gap, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{ImportPreview, Page, Part};
use crate::tui::screen::Role;

/// How much of the first line is told of a text that is no rollout, in characters.
const TOLD: usize = 120;

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

/// Shows the preview of a document or, where it is no rollout, what it looks like instead.
pub(super) fn open(model: &mut Model, text: String, source: String) -> Vec<Effect> {
    model.help = None;
    model.dialog = None;
    model.sent = None;
    let preview = ImportPreview::new(text, source);
    if !preview.reading.is_rollout {
        return not_a_rollout(model, &preview);
    }
    if matches!(model.pages.last(), Some(Page::ImportPreview(_))) {
        model.pages.pop();
    }
    model.pages.push(Page::ImportPreview(Box::new(preview)));
    vec![]
}

/// Says what the text looks like, and offers to keep it as what stands in the way of the rollout that is open.
fn not_a_rollout(model: &mut Model, preview: &ImportPreview) -> Vec<Effect> {
    let mut lines = preview.text.lines().filter(|line| !line.trim().is_empty());
    let first: String = lines
        .next()
        .unwrap_or_default()
        .trim()
        .chars()
        .take(TOLD)
        .collect();
    let count = preview.text.lines().count();
    let counted = if count == 1 { "line" } else { "lines" };
    let mut items = vec![
        words(
            Role::Body,
            format!(
                "No checklist and no chatops command in the {count} {counted} from {}.",
                preview.source
            ),
        ),
        words(Role::Body, format!("The first line is: \"{first}\"")),
        gap(),
    ];
    for found in &preview.reading.diagnostics {
        items.push(words(Role::Bad, found.message.clone()));
        items.extend(
            found
                .hint
                .iter()
                .map(|hint| words(Role::Body, hint.clone())),
        );
    }
    items.push(gap());
    let view = model
        .view()
        .map(|view| (view.name(), view.id.clone(), view.seq));
    let about = view.as_ref().map(|(_, id, seq)| (id.clone(), *seq));
    match view {
        Some((name, _, _)) => items.extend([
            Item::Field {
                name: TEXT,
                label: "Blocker".to_owned(),
                field: Field::single().with(&first),
                rows: 1,
            },
            words(Role::Title, format!("of {name}")),
            gap(),
            buttons("go", "Add it as a blocker", false),
        ]),
        None => items.push(Item::Buttons(vec![Button {
            name: CANCEL,
            label: "Close".to_owned(),
            enabled: true,
        }])),
    }
    let title = "I could not read this as a rollout";
    let form = Form::new(items).focused_on(CANCEL);
    let mut dialog = Dialog::new(title, Purpose::NotARollout, form, model.now);
    if let Some((id, seq)) = about {
        dialog = dialog.about(id, seq);
    }
    dialogs::open(model, dialog)
}

fn preview(model: &mut Model) -> Option<&mut ImportPreview> {
    match model.pages.last_mut() {
        Some(Page::ImportPreview(preview)) => Some(preview),
        _ => None,
    }
}

/// Saves what is previewed.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    let Some(preview) = preview(model) else {
        return vec![];
    };
    vec![Effect::Import {
        text: preview.text.clone(),
        source: preview.source.clone(),
        done_to: preview.done_to.clone(),
    }]
}

/// Says that all up to the cursor is done already, or takes that back.
pub(super) fn done_to(model: &mut Model) -> Vec<Effect> {
    let Some(preview) = preview(model) else {
        return vec![];
    };
    preview.part = Part::Steps;
    let said = preview.toggle_done();
    match said {
        Some(number) => model.say(format!(
            "done up to {number}: kept when w saves   m takes it back"
        )),
        None => model.say("no step is said to be done"),
    }
    vec![]
}

/// Folds or unfolds a stage.
pub(super) fn fold(model: &mut Model) -> Vec<Effect> {
    if let Some(preview) = preview(model).filter(|preview| preview.part == Part::Steps) {
        preview.toggle_fold();
    }
    vec![]
}

/// Goes to the part of this place.
pub(super) fn to_part(model: &mut Model, place: usize) -> Vec<Effect> {
    if let (Some(preview), Some(part)) = (preview(model), Part::ALL.get(place)) {
        preview.part = *part;
    }
    vec![]
}

/// Goes to the part after the one that has the cursor, or so many further.
pub(super) fn turn_part(model: &mut Model, by: usize) -> Vec<Effect> {
    if let Some(preview) = preview(model) {
        let place = (preview.part.place() + by) % Part::ALL.len();
        return to_part(model, place);
    }
    vec![]
}

/// Moves the cursor by so many rows.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    if let Some(preview) = preview(model) {
        preview.move_by(rows);
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
