//! Dialogs that ask for a reason or a note, and nothing is recorded without it.

use super::dialogs;
use super::rollback_plan::read_from_top;
use crate::domain::plan::StepState;
use crate::projection::{FleetRow, RolloutView};
use crate::tui::dialog::{Dialog, Purpose, ReasonFor, TEXT, WORD};
use crate::tui::effect::Effect;
use crate::tui::form::{CANCEL, Form, Item, buttons, gap, multi, single, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The name of the question which blocker is meant.
pub(super) const BLOCKER: &str = "blocker";

/// What holding does.
const HELD: &str = "Nothing goes up or on until it is resumed. The way back stays open.";

/// Asks why the selected step gets `state`.
pub(super) fn mark(model: &mut Model, state: StepState) -> Vec<Effect> {
    let Some(step) = model.step() else {
        return vec![];
    };
    let label = format!("Mark {} {}", step.number, state.label());
    let about = words(Role::Title, format!("{} {}", step.number, step.text));
    let what = ReasonFor::Mark(step.id.clone(), state);
    open(model, &label, what, (Some("Why?"), &label), vec![about])
}

/// Asks for a note on the selected step, or on the rollout where no step is shown.
pub(super) fn note(model: &mut Model) -> Vec<Effect> {
    let step = model
        .step()
        .map(|step| (step.number.clone(), step.id.clone()));
    let title = step.as_ref().map_or_else(
        || "Note on the rollout".to_owned(),
        |(number, _)| format!("Note on {number}"),
    );
    let what = ReasonFor::Note(step.map(|(_, id)| id));
    open(
        model,
        &title,
        what,
        (Some("What is there to know?"), "Add the note"),
        vec![],
    )
}

/// Asks why the rollout is to stand still or, where it does, to go on.
pub(super) fn hold(model: &mut Model) -> Vec<Effect> {
    let current = model.view().and_then(|view| view.hold.clone());
    match current {
        None => open(
            model,
            "Hold the rollout",
            ReasonFor::Hold,
            (Some("Why?"), "Hold"),
            vec![words(Role::Body, HELD)],
        ),
        Some(hold) => {
            let said = format!("Held by {}: {}", hold.by, hold.text);
            let items = vec![words(Role::Bad, said), gap()];
            let asked = (Some("Why may it go on? (may stay empty)"), "Resume");
            open(model, "Resume the rollout", ReasonFor::Resume, asked, items)
        }
    }
}

/// Asks why the rollout is given up, and for its first word.
pub(super) fn abandon(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let word = confirming(model, view.name());
    let form = Form::new(vec![
        words(Role::Bad, format!("{} is over after this.", view.name())),
        multi(TEXT, "Why?", 3),
        words(Role::Body, format!("Type {word} to confirm:")),
        single(WORD, "Word"),
        gap(),
        buttons("go", "Abandon", false),
    ])
    .focused_on(CANCEL)
    .pinning(0..1);
    let form = read_from_top(form, (model.width, model.height));
    ask(model, "Abandon the rollout", ReasonFor::Abandon(word), form)
}

/// Asks which blocker is closed, and why.
pub(super) fn close_blocker(model: &mut Model) -> Vec<Effect> {
    let options: Vec<(String, String)> = model
        .view()
        .into_iter()
        .flat_map(|view| &view.blockers)
        .filter(|blocker| blocker.open)
        .map(|blocker| {
            (
                blocker.id.clone(),
                format!("{} {}", blocker.id, blocker.title),
            )
        })
        .collect();
    if options.is_empty() {
        model.tell(Tone::Warn, "no blocker is open");
        return vec![];
    }
    let chosen = (options.len() == 1).then_some(0);
    let items = vec![Item::Choice {
        name: BLOCKER.to_owned(),
        label: "Which?".to_owned(),
        options,
        at: 0,
        chosen,
    }];
    let what = ReasonFor::CloseBlocker;
    open(
        model,
        "Close a blocker",
        what,
        (Some("Why?"), "Close the blocker"),
        items,
    )
}

fn open(
    model: &mut Model,
    title: &str,
    what: ReasonFor,
    (question, button): (Option<&str>, &str),
    mut items: Vec<Item>,
) -> Vec<Effect> {
    items.push(question.map_or_else(|| single(TEXT, "What"), |question| multi(TEXT, question, 4)));
    items.push(gap());
    items.push(buttons("go", button, false));
    ask(model, title, what, Form::new(items))
}

fn ask(model: &mut Model, title: &str, what: ReasonFor, form: Form) -> Vec<Effect> {
    let Some(view) = model.view() else {
        model.tell(Tone::Warn, "no rollout is open");
        return vec![];
    };
    let draft = draft_key(view, &what);
    let dialog = Dialog::new(title, Purpose::Reason(what), form, model.now)
        .about(view.id.clone(), view.seq)
        .draft(draft);
    dialogs::open(model, dialog)
}

fn draft_key(view: &RolloutView, what: &ReasonFor) -> String {
    let what = match what {
        ReasonFor::Mark(step, state) => format!("{state}/{step}"),
        ReasonFor::Note(Some(step)) => format!("note/{step}"),
        ReasonFor::Note(None) => "note".to_owned(),
        ReasonFor::Hold => "hold".to_owned(),
        ReasonFor::Resume => "resume".to_owned(),
        ReasonFor::Abandon(_) => "abandon".to_owned(),
        ReasonFor::CloseBlocker => "close-blocker".to_owned(),
    };
    format!("{}/{what}", view.id)
}

/// Lets the button be pressed when all is there that the record needs.
pub(super) fn changed(form: &mut Form, what: &ReasonFor) {
    let said = !form.text(TEXT).is_empty();
    let ready = match what {
        ReasonFor::Resume => true,
        ReasonFor::Abandon(word) => said && form.text(WORD) == *word,
        ReasonFor::CloseBlocker => said && form.chosen(BLOCKER).is_some(),
        ReasonFor::Mark(..) | ReasonFor::Note(_) | ReasonFor::Hold => said,
    };
    form.set_button("go", ready);
}

/// Returns what confirms something severe about the rollout that is open: the first word of its name, or as many as tell it
/// from every other rollout.
pub(super) fn confirming(model: &Model, name: &str) -> String {
    let rows = model.snapshot.iter().flat_map(|snapshot| &snapshot.fleet);
    let others: Vec<&str> = rows
        .map(FleetRow::name)
        .filter(|other| *other != name)
        .collect();
    let ends = name.match_indices(['_', '-', ':', '.', ' ']);
    let mut beginnings = ends.filter_map(|(end, _)| name.get(..end));
    let tells = |beginning: &&str| {
        !beginning.is_empty() && !others.iter().any(|other| other.starts_with(*beginning))
    };
    beginnings.find(tells).unwrap_or(name).to_owned()
}
