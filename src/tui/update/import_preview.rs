//! The preview of a document: what is refused, answered and said to be done there, and the wish that saves it all.

use super::{arrival, dialogs, take_in};
use crate::checklist::Question;
use crate::domain::flag::FlagName;
use crate::domain::id::DecisionKey;
use crate::tui::dialog::{Dialog, ImportAsked, Purpose, TEXT};
use crate::tui::effect::{Effect, ImportWish};
use crate::tui::form::{Form, buttons, filled, words};
use crate::tui::keymap::{Action, App};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{Asked, FLAG, ImportPreview, Page, Part};
use crate::tui::screen::Role;

/// Returns the preview that is open.
pub(super) fn preview(model: &mut Model) -> Option<&mut ImportPreview> {
    match model.pages.last_mut() {
        Some(Page::ImportPreview(preview)) => Some(preview),
        _ => None,
    }
}

/// Saves what is previewed; asks first where it is another version of a document.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    let Some(preview) = preview(model) else {
        return vec![];
    };
    if let Some(why) = preview.misfit() {
        model.tell(Tone::Error, why);
        return vec![];
    }
    if preview.onto.is_some() {
        return take_in::open(model);
    }
    vec![Effect::Import(Box::new(wish(preview)))]
}

/// Returns everything that was said in the preview.
pub(super) fn wish(preview: &ImportPreview) -> ImportWish {
    let mut wish = ImportWish {
        text: preview.text.clone(),
        source: preview.source.clone(),
        into: preview.onto.as_ref().map(|onto| onto.id.clone()),
        done_to: preview.done_to.clone(),
        refused: preview.refused.clone(),
        flag: preview.flag.clone(),
        link: preview.link.clone(),
        ..ImportWish::default()
    };
    for asked in preview.asked() {
        match asked {
            Asked::Blank(blank, Some(value)) => {
                wish.blanks.insert(blank.to_owned(), value.to_owned());
            }
            Asked::Question(question, Some(option)) if question.key != FLAG => {
                let decision = DecisionKey::new(&question.key);
                wish.decisions.push((decision, option.to_owned()));
            }
            Asked::Blank(_, None) | Asked::Question(..) => {}
        }
    }
    wish
}

/// Accepts the repair at the cursor or refuses it, or answers what is asked there.
pub(super) fn choose(model: &mut Model) -> Vec<Effect> {
    match preview(model).map(|preview| preview.part) {
        Some(Part::Repairs) => {
            refuse(model);
            return arrival::look_for_rollout(model);
        }
        Some(Part::Answers) => return answer(model),
        Some(Part::Steps | Part::Warnings | Part::Changes) => {
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
        None => {}
    }
}

/// Accepts every repair.
pub(super) fn accept_all(model: &mut Model) -> Vec<Effect> {
    if let Some(preview) = preview(model) {
        let done = preview.done_to.is_some();
        preview.accept_all();
        read_again(model, done, "every repair is accepted");
    }
    arrival::look_for_rollout(model)
}

/// Says what came of another reading; what was lost by it comes first.
fn read_again(model: &mut Model, was_done: bool, said: &str) {
    let Some(preview) = preview(model) else {
        return;
    };
    let is_lost = was_done && preview.done_to.is_none();
    if !preview.reading.is_rollout {
        let key = model.key_of(Action::App(App::AcceptAll));
        let text = format!("read so, the text is no rollout: {key} accepts all repairs");
        model.tell(Tone::Warn, text);
    } else if is_lost {
        let key = model.key_of(Action::App(App::DoneTo));
        let text = format!("the last step that was done is no more: say again with {key}");
        model.tell(Tone::Warn, text);
    } else {
        model.say(said);
    }
}

/// Goes on to the next answer of the question at the cursor, or asks what the placeholder there stands for.
fn answer(model: &mut Model) -> Vec<Effect> {
    let saves = model.key_of(Action::App(App::SaveImport));
    let Some(preview) = preview(model) else {
        return vec![];
    };
    let asked = preview.asked();
    let (blank, value) = match asked.get(preview.cursor(Part::Answers)) {
        Some(Asked::Blank(blank, value)) => (
            (*blank).to_owned(),
            value.map(ToOwned::to_owned).unwrap_or_default(),
        ),
        Some(Asked::Question(question, answer)) if question.key == FLAG => {
            let form = flag_form(question, *answer);
            let purpose = Purpose::Import(ImportAsked::Flag);
            let dialog = Dialog::new("Which flag?", purpose, form, model.now)
                .draft("import/flag".to_owned());
            return dialogs::open(model, dialog);
        }
        Some(Asked::Question(..)) => {
            preview.next_answer();
            return vec![];
        }
        None => return vec![],
    };
    let form = Form::new(vec![
        words(Role::Body, format!("What does {blank} stand for?")),
        filled(TEXT, "Value", &value),
        words(
            Role::Dim,
            format!("Kept when {saves} saves. Left empty, a step that needs it asks again."),
        ),
        buttons("go", "Keep it", true),
    ]);
    let draft = format!("import/blank/{blank}");
    let dialog = Dialog::new("A placeholder", Purpose::Blank(blank), form, model.now).draft(draft);
    dialogs::open(model, dialog)
}

fn flag_form(question: &Question, answer: Option<&str>) -> Form {
    let found = question.options.join(", ");
    let value = answer.or_else(|| question.options.first().map(String::as_str));
    let mut items = vec![words(Role::Body, question.text.clone())];
    if !found.is_empty() {
        items.push(words(Role::Body, format!("The text changes {found}.")));
    }
    items.extend([
        filled(TEXT, "Flag", value.unwrap_or_default()),
        words(
            Role::Dim,
            "Its placeholders are filled with it. Left empty, the rollout goes by its title.",
        ),
        buttons("go", "Keep it", true),
    ]);
    Form::new(items)
}

/// Lets the button be pressed where the name can be one of a flag, or where nothing is named.
pub(super) fn flag_changed(form: &mut Form) {
    let text = form.text(TEXT);
    form.set_button("go", text.is_empty() || FlagName::parse(&text).is_some());
}

/// Takes the name of the flag, or forgets it, and looks whether there is a rollout of it.
pub(super) fn name_flag(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(preview) = preview(model) {
        preview.name_flag(FlagName::parse(text));
    }
    arrival::look_for_rollout(model)
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

/// Goes to the part of this place, where there is one.
pub(super) fn to_part(model: &mut Model, place: usize) -> Vec<Effect> {
    if let Some(preview) = preview(model) {
        let mut parts = preview.parts();
        if let Some(part) = parts.find(|part| part.place() == place) {
            drop(parts);
            preview.part = part;
        }
    }
    vec![]
}

/// Goes to the part after the one that has the cursor, or to the one before.
pub(super) fn turn_part(model: &mut Model, is_back: bool) -> Vec<Effect> {
    let Some(preview) = preview(model) else {
        return vec![];
    };
    let count = preview.parts().count();
    let by = if is_back { count - 1 } else { 1 };
    let place = (preview.part.place() + by) % count;
    to_part(model, place)
}

/// Moves the cursor by so many rows.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    if let Some(preview) = preview(model) {
        preview.move_by(rows);
    }
}
