//! Leaving a stage: every gate with its reasons, and the override of one, which asks why and for a word.

use super::rollback_plan::read_from_top;
use super::{dialogs, reason, writes};
use crate::domain::rollout::GateKind;
use crate::projection::{GateView, RolloutView};
use crate::tui::dialog::{Dialog, Purpose, TEXT, WORD};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, gap, multi, single, words};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The name of the question which gate is meant.
pub(super) const GATE: &str = "gate";

/// Shows every gate of the current stage; the button names the next stage and is off while a gate is closed.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let Some(current) = view.current_stage() else {
        model.tell(Tone::Warn, view.next.text.clone());
        return vec![];
    };
    let after = view
        .stages
        .iter()
        .find(|stage| stage.number == current.number + 1);
    let Some(after) = after else {
        let key = model.key_of(Action::App(App::NextThing));
        let text = format!("this is the last stage: {key} closes the rollout when all is done");
        model.tell(Tone::Warn, text);
        return vec![];
    };
    let is_open = current.gates.iter().all(|gate| gate.open);
    let mut items = vec![words(
        Role::Title,
        format!("Gates of {} {}", current.number, current.title),
    )];
    items.extend(current.gates.iter().flat_map(gate_words));
    items.push(gap());
    if !is_open {
        let key = model.key_of(Action::Record(Record::Override));
        items.push(words(
            Role::Body,
            format!("{key} overrides a closed gate, with a reason."),
        ));
    }
    let label = format!("Advance to {} {}", after.number, after.title);
    let mut row = buttons("go", label, is_open);
    let is_asked = current
        .gates
        .iter()
        .any(|gate| gate.id == GateKind::Writes && !gate.open);
    writes::offer(view, is_asked, &mut row);
    items.push(row);
    let dialog = Dialog::new("Advance", Purpose::Advance, Form::new(items), model.now)
        .about(view.id.clone(), view.seq);
    dialogs::open(model, dialog)
}

fn gate_words(gate: &GateView) -> Vec<Item> {
    let (mark, role) = match (gate.open, &gate.overridden) {
        (_, Some(_)) => ('⚑', Role::Special),
        (true, None) => ('✓', Role::Done),
        (false, None) => ('☐', Role::Bad),
    };
    let mut items = vec![words(role, format!("{mark} {}", gate.text))];
    items.extend(
        gate.reasons
            .iter()
            .chain(&gate.asks)
            .map(|reason| words(Role::Body, format!("    {reason}"))),
    );
    if let Some(why) = &gate.overridden {
        items.push(words(Role::Special, format!("    OVERRIDE: {why}")));
    }
    items
}

/// Asks which closed gate is passed against the rules, why, and for the first word of the flag.
pub(super) fn open_override(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let options = closed(view);
    if options.is_empty() {
        model.tell(Tone::Warn, "no gate is closed that could be overridden");
        return vec![];
    }
    let word = reason::confirming(model, view.name());
    let chosen = (options.len() == 1).then_some(0);
    let form = Form::new(vec![
        words(Role::Title, view.name().to_owned()),
        Item::Choice {
            name: GATE.to_owned(),
            label: "Which closed gate?".to_owned(),
            options,
            at: 0,
            chosen,
        },
        multi(
            TEXT,
            "Why is it right to pass it? This is kept for ever.",
            3,
        ),
        words(Role::Body, format!("Type {word} to confirm:")),
        single(WORD, "Word"),
        buttons("go", "Override the gate", false),
    ])
    .focused_on(crate::tui::form::CANCEL);
    let form = read_from_top(form, (model.width, model.height));
    let dialog = Dialog::new("Override a gate", Purpose::Override(word), form, model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/override", view.id));
    dialogs::open(model, dialog)
}

fn closed(view: &RolloutView) -> Vec<(String, String)> {
    view.gates
        .iter()
        .filter(|gate| !gate.open && gate.id != GateKind::Hold)
        .map(|gate| {
            let reasons = gate.reasons.join("; ");
            (gate.id.to_string(), format!("{}: {reasons}", gate.text))
        })
        .collect()
}

/// Lets the button be pressed when gate, reason and word are there.
pub(super) fn override_changed(form: &mut Form, word: &str) {
    let ready =
        form.chosen(GATE).is_some() && !form.text(TEXT).is_empty() && form.text(WORD) == word;
    form.set_button("go", ready);
}
