//! What is said about a step of the way back: who has confirmed, why it failed and what then, why it is left out. Nothing is run.

use crate::domain::plan::StepState;
use crate::domain::rollout::Command;
use crate::projection::{RollbackStepView, RolloutView};
use crate::tui::dialog::TEXT;
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, Radio, buttons, gap, multi, single, words};
use crate::tui::model::Model;
use crate::tui::screen::Role;

const THEN: &str = "then";
const ASK: &str = "ask";
const WITHOUT: &str = "without";

/// Returns the title and the form that ask about `step`, which then gets `state`; without one it keeps its own.
pub(super) fn form(
    view: &RolloutView,
    step: &RollbackStepView,
    state: Option<StepState>,
) -> (String, Form) {
    let order = step.order;
    let (title, why, button) = match state {
        Some(StepState::Failed) => (
            format!("Step {order} failed"),
            "",
            format!("Record step {order} as FAILED"),
        ),
        Some(StepState::Done) => (
            format!("Step {order}: who has confirmed?"),
            "An SRE, or who else may open a Rails console there, and says that they switch it off.",
            format!("Record step {order} as done"),
        ),
        Some(_) => (
            format!("Skip step {order}"),
            "It counts as settled, and the log keeps why.",
            format!("Skip step {order}"),
        ),
        None => (
            format!("Note on step {order}"),
            "",
            "Keep the note".to_owned(),
        ),
    };
    let mut items = vec![
        words(Role::Title, view.name().to_owned()),
        words(Role::Body, format!("{order} {}", step.text)),
    ];
    items.extend((!why.is_empty()).then(|| words(Role::Dim, why)));
    items.push(if state == Some(StepState::Done) {
        single(TEXT, "Name")
    } else {
        multi(TEXT, "What is there to say?", 3)
    });
    items.extend((state == Some(StepState::Failed)).then(|| then(view, step)));
    items.extend([gap(), buttons("go", button, false)]);
    (title, Form::new(items))
}

/// Asks what comes after a step that failed: the console is a way for a line of chatops only.
fn then(view: &RolloutView, step: &RollbackStepView) -> Item {
    let ask = fallback(view, step).map(|line| format!("ask an SRE: {line}"));
    let mut options = vec![("again", "try again")];
    options.extend(ask.as_deref().map(|ask| (ASK, ask)));
    options.push((WITHOUT, "go on without it"));
    Item::Radio(Radio::new(THEN, "Then    ", &options).with(0))
}

/// Returns the line for a console that does what the line of `step` was to do.
///
/// Source: docs.gitlab.com, "Enable and disable GitLab features deployed behind feature flags".
fn fallback(view: &RolloutView, step: &RollbackStepView) -> Option<String> {
    let flag = view.flag.as_deref()?;
    step.command().filter(|_| step.environment.is_some())?;
    Some(format!("Feature.disable(:{flag})"))
}

/// Returns what is to be recorded and, where somebody is to be asked, the sentence for the clipboard.
pub(super) fn said(
    model: &Model,
    form: &Form,
    (order, state): (usize, StepState),
) -> (Command, Option<Effect>) {
    let note = form.text(TEXT);
    let run = model
        .view()
        .and_then(|view| Some((view, view.rollback.last.as_ref()?)));
    let asked = run.filter(|_| form.chosen(THEN) == Some(ASK));
    let asked = asked.and_then(|(view, run)| {
        let step = run.steps.get(order.checked_sub(1)?)?;
        let place = step.environment?;
        Some((view.name(), place, fallback(view, step)?))
    });
    let is_left_out = form.chosen(THEN) == Some(WITHOUT);
    let state = if is_left_out {
        StepState::Skipped
    } else {
        state
    };
    let command = |note| Command::MarkRollbackStep {
        order,
        state,
        note: Some(note),
    };
    let Some((name, place, line)) = asked else {
        return (command(note), None);
    };
    let text =
        format!("Rollback of {name}: please run {line} in {place}, chatops could not: {note}");
    let copy = Effect::Copy {
        text,
        label: format!("{name}  sentence to send"),
    };
    let note = format!("{note}; an SRE is asked to run {line}");
    (command(note), Some(copy))
}
