//! The rehearsal of the way back: its steps to go through with nothing switched, and the time that it took. It touches no flag.

use super::{dialogs, timer};
use crate::domain::Timestamp;
use crate::domain::rollout::{Command, spoken};
use crate::projection::RollbackStepView;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, gap, single, words};
use crate::tui::model::Model;
use crate::tui::screen::Role;

/// The field for how long it took.
const TOOK: &str = "took";

/// Shows the way back to go through, and asks how long it took.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let clock = model.clock();
    let begun = clock.format(model.now, "%H:%M:%S %Z");
    let head = format!("Begun {begun}. Go through it and switch nothing.");
    let mut items = vec![words(Role::Body, head), gap()];
    let plan = &view.rollback.plan;
    items.extend(plan.steps.iter().map(step));
    let why = |text: &String| words(Role::Special, format!("⚑ {text}"));
    items.extend(plan.impossible.iter().map(why));
    if plan.steps.is_empty() && plan.impossible.is_empty() {
        items.push(words(Role::Body, "There is nothing to switch back now."));
    }
    if let Some(drill) = &view.rollback.drill {
        let at = drill.at.map(|at| clock.format(at, ", %d %b %H:%M %Z"));
        let by = drill.by.as_deref().unwrap_or_default();
        let took = spoken(drill.took_s);
        let text = format!("Last time: {took}, {by}{}", at.unwrap_or_default());
        items.extend([gap(), words(Role::Dim, text)]);
    }
    items.extend([
        gap(),
        single(TOOK, "Took (empty: since it was begun)"),
        buttons("go", "Record the rehearsal", true),
    ]);
    let form = Form::new(items);
    let mut dialog = Dialog::new("Rehearse the way back", Purpose::Drill, form, model.now)
        .about(view.id.clone(), view.seq);
    view.name().clone_into(&mut dialog.right);
    dialogs::open(model, dialog)
}

fn step(step: &RollbackStepView) -> Item {
    words(Role::Body, format!("[ ] {} {}", step.order, step.text))
}

/// Lets the button be pressed while the time is one, or left to the clock.
pub(super) fn changed(form: &mut Form) {
    let typed = form.text(TOOK);
    let is_read = typed.trim().is_empty() || timer::seconds(&typed).is_some();
    form.set_button("go", is_read);
}

/// Returns the rehearsal with the time that was typed, else with the time since it was begun.
pub(super) fn command(dialog: &Dialog, now: Timestamp) -> Option<Command> {
    let typed = dialog.form.text(TOOK);
    let took_s = if typed.trim().is_empty() {
        u64::try_from((now - dialog.opened_at).num_seconds()).ok()?
    } else {
        timer::seconds(&typed)?
    };
    Some(Command::RecordDrill { took_s })
}
