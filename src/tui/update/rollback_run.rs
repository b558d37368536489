//! The checklist of a way back: copied, ticked, failed or skipped step by step, until nothing of it is open.

use super::{confirm, dialogs, record, rollback_say};
use crate::domain::plan::StepState;
use crate::domain::rollout::{Command, Phase};
use crate::projection::{RollbackRunView, RollbackStepView};
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, gap, words};
use crate::tui::keymap::{Action, Record};
use crate::tui::model::{Model, Tone};
use crate::tui::page::{Page, RollbackPage, copyable, last};
use crate::tui::screen::Role;

/// Shows the checklist; where it is shown already, goes to the next thing to do.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    if view.rollback.last.is_none() {
        let key = model.key_of(Action::Record(Record::Rollback));
        let text = format!("no rollback has begun: {key} opens the wizard");
        model.tell(Tone::Warn, text);
        return vec![];
    }
    let (id, kind) = (view.id.clone(), view.next.kind);
    if let Some(Page::Rollback(page)) = model.pages.last_mut() {
        page.at = None;
        return match kind {
            "finish_rollback" | "attempt" => open_end(model),
            _ => vec![],
        };
    }
    model.pages.push(Page::Rollback(RollbackPage::new(id)));
    vec![]
}

/// Goes on after a record: a rollback that began is shown, a new attempt leaves the old one's checklist.
pub(super) fn recorded(model: &mut Model, sent: &Dialog) {
    let is_shown = matches!(model.pages.last(), Some(Page::Rollback(_)));
    if matches!(sent.purpose, Purpose::Rollback(_)) {
        open(model);
    } else if sent.purpose == Purpose::Confirm(Command::StartAttempt) && is_shown {
        model.pages.pop();
    }
}

/// Returns the checklist that is shown with the place of the cursor.
fn shown(model: &Model) -> Option<(&RollbackRunView, usize)> {
    let Some(Page::Rollback(page)) = model.pages.last() else {
        return None;
    };
    let run = model.view()?.rollback.last.as_ref()?;
    Some((run, page.place(run)))
}

fn step(model: &Model) -> Option<&RollbackStepView> {
    let (run, place) = shown(model)?;
    run.steps.get(place.checked_sub(1)?)
}

fn page(model: &mut Model) -> Option<&mut RollbackPage> {
    match model.pages.last_mut() {
        Some(Page::Rollback(page)) => Some(page),
        _ => None,
    }
}

/// Moves the cursor by so many steps.
pub(super) fn move_by(model: &mut Model, rows: isize) {
    let Some((run, place)) = shown(model) else {
        return;
    };
    let to = place.saturating_add_signed(rows).clamp(1, last(run).max(1));
    if let Some(page) = page(model) {
        page.at = Some(to);
    }
}

/// Copies what the step says; the next Enter, or the first where there is nothing to copy, ticks it.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Some(step) = step(model) else {
        return open_end(model);
    };
    let (order, is_settled) = (step.order, step.state.is_settled());
    if is_settled {
        model.tell(
            Tone::Warn,
            format!(
                "step {order} is settled: {} opens it again",
                model.key_of(Action::Record(Record::RollbackTick))
            ),
        );
        return vec![];
    }
    let was_copied = page(model).is_some_and(|page| page.copied == Some(order));
    if was_copied || copied(model).is_err() {
        return mark(model, StepState::Done);
    }
    if let Some(page) = page(model) {
        page.copied = Some(order);
    }
    let made = copied(model);
    made.map(|(text, label)| Effect::Copy { text, label })
        .into_iter()
        .collect()
}

/// Returns the text of the selected step for the clipboard and what it is, or why there is none.
pub(super) fn copied(model: &Model) -> Result<(String, String), String> {
    let (Some(view), Some(step)) = (model.view(), step(model)) else {
        return Err("no step is selected".to_owned());
    };
    let text = copyable(step).ok_or_else(|| format!("step {} has nothing to copy", step.order))?;
    if !crate::chatops::blanks(text).is_empty() {
        return Err(format!("something in {text} is not filled"));
    }
    let place = step.environment.map(|place| format!(", {place}"));
    let label = format!("{}  rollback{}", view.name(), place.unwrap_or_default());
    Ok((text.to_owned(), label))
}

/// Ticks the selected step, or opens it again.
pub(super) fn tick(model: &mut Model) -> Vec<Effect> {
    let Some(step) = step(model) else {
        return open_end(model);
    };
    let state = if step.state.is_settled() {
        StepState::Todo
    } else {
        StepState::Done
    };
    mark(model, state)
}

fn mark(model: &mut Model, state: StepState) -> Vec<Effect> {
    let Some(step) = step(model) else {
        return vec![];
    };
    if is_over(model) {
        return vec![];
    }
    if state == StepState::Done && step.needs_a_name() {
        return say(model, Some(state));
    }
    let command = Command::MarkRollbackStep {
        order: step.order,
        state,
        note: step.note.clone(),
    };
    let effects = record::dispatch(model, command, false);
    if let Some(page) = page(model) {
        (page.at, page.copied) = (None, None);
    }
    effects
}

fn is_over(model: &Model) -> bool {
    model
        .view()
        .is_none_or(|view| view.phase != Phase::RollingBack)
}

/// Asks what is to be said about the selected step, which then gets this state; without one it keeps its own.
pub(super) fn say(model: &mut Model, state: Option<StepState>) -> Vec<Effect> {
    let (Some(view), Some(step)) = (model.view(), step(model)) else {
        return vec![];
    };
    if is_over(model) {
        model.tell(
            Tone::Warn,
            "the rollback is over: nothing in it changes any more",
        );
        return vec![];
    }
    let (title, form) = rollback_say::form(view, step, state);
    let order = step.order;
    let state = state.unwrap_or(step.state);
    let purpose = Purpose::RollbackItem(order, state);
    let dialog = Dialog::new(title, purpose, form, model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("rollback/{}/{order}/{state}", view.id));
    dialogs::open(model, dialog)
}

/// Opens what ends a rollback: saying that it is over and, after that, the next attempt.
pub(super) fn open_end(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    match view.next.kind {
        "finish_rollback" => confirm::open(model, "Finish the rollback", Command::FinishRollback),
        "attempt" => open_attempt(model),
        _ => {
            let text = view.next.in_one_line();
            model.tell(Tone::Warn, text);
            vec![]
        }
    }
}

/// Asks whether to begin anew.
pub(super) fn open_attempt(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let title = format!("Start attempt {}", view.attempt + 1);
    let again = format!(
        "Commands, tests and waits are open again, and what the rollback undid. The records of attempt {} stay in the log.",
        view.attempt
    );
    let gives_up = model.key_of(Action::Record(Record::Abandon));
    let form = Form::new(vec![
        words(Role::Title, view.name().to_owned()),
        words(Role::Body, again),
        words(
            Role::Dim,
            format!("{gives_up} gives the rollout up instead."),
        ),
        gap(),
        buttons("go", title.clone(), true),
    ]);
    let purpose = Purpose::Confirm(Command::StartAttempt);
    let dialog = Dialog::new(title, purpose, form, model.now).about(view.id.clone(), view.seq);
    dialogs::open(model, dialog)
}
