//! Going to the next thing to do, wherever it is, and from an entry of the log to its step.

use super::{advance, confirm, hook, movement};
use crate::domain::id::{StageId, StepId};
use crate::domain::rollout::{Command, spoken};
use crate::projection::{RolloutView, StepView};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Move};
use crate::tui::model::{Model, Tone};
use crate::tui::page::Tab;

/// Goes to the next thing to do: to a step, or to the dialog that asks for it.
pub(super) fn go(model: &mut Model) -> Vec<Effect> {
    if model.page_context() == Context::Fleet {
        return movement::go(model, Move::Top);
    }
    let Some(view) = model.view() else {
        return vec![];
    };
    let next = view.next.clone();
    if let Some(number) = &next.step
        && next.kind == "step"
    {
        let number = number.clone();
        return to_number(model, &number);
    }
    match next.kind {
        "start" => confirm::open(model, "Start the rollout", Command::Start),
        "advance" | "gate" => advance::open(model),
        "close" => confirm::open(model, "Close the rollout", Command::Close),
        "attempt" => hook::open_attempt(model),
        "rollback" | "finish_rollback" => hook::open_rollback(model),
        "wait" => wait(model, next.text),
        _ => {
            model.tell(Tone::Warn, next.text);
            vec![]
        }
    }
}

/// Goes to the step whose time runs, and says what is left of it now.
fn wait(model: &mut Model, text: String) -> Vec<Effect> {
    let now = model.moment();
    let timer = model.first_window().filter(|timer| !timer.is_over(now));
    let Some(timer) = timer.cloned() else {
        model.tell(Tone::Warn, text);
        return vec![];
    };
    let effects = to_number(model, &timer.number);
    let left = spoken(timer.seconds_left(now));
    let words = format!("wait: {left} left of the time of {}", timer.number);
    model.tell(Tone::Warn, words);
    effects
}

/// Goes to the step of the selected entry of the log.
pub(super) fn go_to_step_of_entry(model: &mut Model) -> Vec<Effect> {
    let Some(entry) = model.entry() else {
        return vec![];
    };
    let words: Vec<&str> = entry.text.split([' ', ':']).collect();
    let number = model.view().and_then(|view| {
        let mut numbers = words.iter().filter(|word| find(view, word).is_some());
        numbers.next().map(|number| (*number).to_owned())
    });
    if let Some(number) = number {
        return to_number(model, &number);
    }
    model.tell(Tone::Warn, "this entry is about no single step");
    vec![]
}

/// Goes to the step of this number, on whatever view one is.
pub(super) fn to_number(model: &mut Model, number: &str) -> Vec<Effect> {
    let found = model.view().and_then(|view| find(view, number));
    match (found, model.rollout_page_mut()) {
        (Some((stage, step)), Some(page)) => {
            page.tab = Tab::Checklist;
            page.stage = Some(stage);
            page.step = Some(step);
        }
        _ => model.tell(Tone::Warn, format!("step {number} is not on this page")),
    }
    vec![]
}

fn find(view: &RolloutView, number: &str) -> Option<(StageId, StepId)> {
    view.stages.iter().find_map(|stage| {
        let mut steps = stage.steps.iter().flat_map(StepView::outline);
        let step = steps.find(|step| step.number == number)?;
        Some((stage.id.clone(), step.id.clone()))
    })
}
