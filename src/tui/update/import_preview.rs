//! Documents on their way in: pasted text, a file to read, and the preview from which they are saved.

use std::collections::BTreeMap;

use super::{beside, blocker_form, dialogs};
use crate::domain::id::DecisionKey;
use crate::tui::dialog::{Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Button, CANCEL, Form, Item, buttons, gap, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{Asked, ImportPreview, Page, Part};
use crate::tui::screen::Role;

/// How much of the first line is told of a text that is no rollout, in characters.
const TOLD: usize = 120;

/// The key of the question that no answer before the import can settle.
const FLAG: &str = "flag";

/// Takes pasted text: into the field with the focus, else into the preview. It never acts as keys.
pub(super) fn pasted(model: &mut Model, text: String) -> Vec<Effect> {
    model.prefix = None;
    let asks_for_file = |dialog: &Dialog| dialog.purpose == Purpose::OpenFile;
    if model.dialog.as_ref().is_some_and(asks_for_file) && text.trim().contains('\n') {
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
    if let Some(field) = &mut model.search {
        field.paste(&text);
        return vec![];
    }
    if text.trim().is_empty() {
        model.tell(Tone::Warn, "the paste is empty");
        return vec![];
    }
    if let Some(effects) = beside::pasted(model, &text) {
        return effects;
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
    let mut blanks = BTreeMap::new();
    let mut decisions = Vec::new();
    for asked in preview.asked() {
        match asked {
            Asked::Blank(blank, Some(value)) => {
                blanks.insert(blank.to_owned(), value.to_owned());
            }
            Asked::Question(question, Some(option)) => {
                decisions.push((DecisionKey::new(&question.key), option.to_owned()));
            }
            Asked::Blank(_, None) | Asked::Question(_, None) => {}
        }
    }
    vec![Effect::Import {
        text: preview.text.clone(),
        source: preview.source.clone(),
        done_to: preview.done_to.clone(),
        refused: preview.refused.clone(),
        blanks,
        decisions,
    }]
}

/// Accepts the repair at the cursor or refuses it, or answers what is asked there.
pub(super) fn choose(model: &mut Model) -> Vec<Effect> {
    match preview(model).map(|preview| preview.part) {
        Some(Part::Repairs) => refuse(model),
        Some(Part::Answers) => return answer(model),
        Some(Part::Steps | Part::Warnings) => {
            model.tell(Tone::Warn, "x is for repairs and answers: 2 and 4 go there");
        }
        None => {}
    }
    vec![]
}

fn refuse(model: &mut Model) {
    let Some(preview) = preview(model) else {
        return;
    };
    if preview.reading.repairs.is_empty() {
        model.tell(Tone::Warn, "nothing had to be mended");
        return;
    }
    let done = preview.done_to.is_some();
    match preview.toggle_repair() {
        Some(true) => read_again(model, done, "accepted, and the text read again"),
        Some(false) => read_again(model, done, "refused: the text is read as found there"),
        None => model.tell(
            Tone::Warn,
            "this one only comes up because another was refused: accept that one",
        ),
    }
}

/// Accepts every repair.
pub(super) fn accept_all(model: &mut Model) -> Vec<Effect> {
    if let Some(preview) = preview(model) {
        let done = preview.done_to.is_some();
        preview.accept_all();
        read_again(model, done, "every repair is accepted");
    }
    vec![]
}

/// Says what came of another reading; what was lost by it comes first.
fn read_again(model: &mut Model, was_done: bool, said: &str) {
    let Some(preview) = preview(model) else {
        return;
    };
    let is_lost = was_done && preview.done_to.is_none();
    if !preview.reading.is_rollout {
        model.tell(
            Tone::Warn,
            "read so, the text is no rollout: A accepts all repairs",
        );
    } else if is_lost {
        model.tell(
            Tone::Warn,
            "the last step that was done is no more: say again with m",
        );
    } else {
        model.say(said);
    }
}

/// Goes on to the next answer of the question at the cursor, or asks what the placeholder there stands for.
fn answer(model: &mut Model) -> Vec<Effect> {
    let Some(preview) = preview(model) else {
        return vec![];
    };
    let asked = preview.asked();
    let (blank, value) = match asked.get(preview.cursor(Part::Answers)) {
        Some(Asked::Blank(blank, value)) => (
            (*blank).to_owned(),
            value.map(ToOwned::to_owned).unwrap_or_default(),
        ),
        Some(Asked::Question(question, _)) if question.key == FLAG => {
            model.tell(Tone::Warn, "name the flag in the text, and import that");
            return vec![];
        }
        Some(Asked::Question(..)) => {
            preview.next_answer();
            return vec![];
        }
        None => return vec![],
    };
    let form = Form::new(vec![
        words(Role::Body, format!("What does {blank} stand for?")),
        Item::Field {
            name: TEXT,
            label: "Value".to_owned(),
            field: Field::single().with(&value),
            rows: 1,
        },
        words(
            Role::Dim,
            "Kept when w saves. Left empty, a step that needs it asks again.",
        ),
        buttons("go", "Keep it", true),
    ]);
    let dialog = Dialog::new("A placeholder", Purpose::Blank(blank), form, model.now);
    dialogs::open(model, dialog)
}

/// Keeps what a placeholder stands for until the import; empty text forgets it.
pub(super) fn fill(model: &mut Model, blank: &str, value: &str) -> Vec<Effect> {
    if let Some(preview) = preview(model) {
        let value = Some(value.trim()).filter(|value| !value.is_empty());
        preview.set_answer(blank.to_owned(), value.map(ToOwned::to_owned));
    }
    vec![]
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

/// Folds or unfolds a stage, or answers what is asked at the cursor.
pub(super) fn fold(model: &mut Model) -> Vec<Effect> {
    if preview(model).is_some_and(|preview| preview.part == Part::Answers) {
        return answer(model);
    }
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
