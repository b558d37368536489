//! The dialog of an instruction: the exact line to copy, its blanks as fields, and the record that it was run.

use std::collections::BTreeMap;

use super::dialogs;
use crate::chatops::{self, blanks};
use crate::domain::id::StepId;
use crate::projection::StepView;
use crate::tui::dialog::{Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Form, Item, buttons, gap, multi, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The names of the fields for blanks, in the order in which the blanks stand.
const BLANKS: [&str; 6] = ["blank1", "blank2", "blank3", "blank4", "blank5", "blank6"];

/// Opens the dialog for the selected step.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let (Some(view), Some(step)) = (model.view(), model.step()) else {
        return vec![];
    };
    let mut items = vec![
        words(Role::Title, format!("{} {}", step.number, step.text)),
        gap(),
        words(
            Role::Body,
            "Copy this and run it yourself; nothing is run from here.",
        ),
    ];
    items.extend(step.instructions.iter().flat_map(|line| {
        let problems = line.problems.iter();
        let problems = problems.map(|problem| words(Role::Bad, format!("! {}", problem.message)));
        std::iter::once(Item::Copyable(line.normalised.clone())).chain(problems)
    }));
    items.push(gap());
    let open = open_blanks(step);
    items.extend(open.iter().zip(BLANKS).map(|(blank, name)| Item::Field {
        name,
        label: blank.clone(),
        field: Field::single(),
        rows: 1,
    }));
    items.push(multi(TEXT, "What was answered (may stay empty)", 2));
    items.push(buttons("go", "Record as run", open.is_empty()));
    let dialog = Dialog::new(
        "Run elsewhere",
        Purpose::Run(step.id.clone()),
        Form::new(items),
        model.now,
    )
    .about(view.id.clone(), view.seq)
    .draft(format!("{}/run/{}", view.id, step.id));
    dialogs::open(model, dialog)
}

fn open_blanks(step: &StepView) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for blank in step.instructions.iter().flat_map(|line| &line.blanks) {
        if !open.contains(blank) {
            open.push(blank.clone());
        }
    }
    open.truncate(BLANKS.len());
    open
}

/// Returns what was typed for each blank.
pub(super) fn typed(step: &StepView, form: &Form) -> BTreeMap<String, String> {
    open_blanks(step)
        .into_iter()
        .zip(BLANKS)
        .map(|(blank, name)| (blank, form.text(name)))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// Shows the lines as they would be with what was typed.
pub(super) fn changed(model: &Model, form: &mut Form, step: &StepId) {
    let Some(step) = model.step_with(step) else {
        return;
    };
    let typed = typed(step, form);
    let lines = step.instructions.iter();
    let lines = lines.map(|line| chatops::fill(line, &typed).normalised);
    form.set_copyable(lines.collect());
    let is_whole = open_blanks(step).len() == typed.len();
    form.set_button("go", is_whole);
}

/// Copies the lines as they are shown; not while something in them is blank.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(dialog) = &model.dialog else {
        return vec![];
    };
    let text = dialog.form.copyable().join("\n");
    let open = blanks(&text);
    if text.is_empty() || !open.is_empty() {
        let why = if open.is_empty() {
            "there is no command here".to_owned()
        } else {
            format!("{} is not filled", open.join(", "))
        };
        model.tell(Tone::Warn, format!("nothing copied: {why}"));
        return vec![];
    }
    let name = model.view().map(|view| view.name().to_owned());
    let label = format!("{}  command", name.unwrap_or_default());
    vec![Effect::Copy { text, label }]
}
