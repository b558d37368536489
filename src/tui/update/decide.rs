//! The dialog with the questions of a rollout: all of them, or the one that a step stands for.

use super::{dialogs, writes};
use crate::domain::id::DecisionKey;
use crate::projection::DecisionView;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, gap, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// Asks the question with this key, or every question.
pub(super) fn open(model: &mut Model, only: Option<&DecisionKey>) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let asked: Vec<&DecisionView> = view
        .decisions
        .iter()
        .filter(|decision| only.is_none_or(|only| decision.key == *only))
        .collect();
    if asked.is_empty() && only.is_none() && view.flag.is_some() {
        return writes::open(model);
    }
    if asked.is_empty() {
        model.tell(Tone::Warn, "this document asks no question");
        return vec![];
    }
    let mut items: Vec<Item> = asked
        .iter()
        .flat_map(|decision| [question(decision), gap()])
        .collect();
    items.push(words(
        Role::Dim,
        "Steps of the other answers become n/a. An answer can change until a step of it is done.",
    ));
    let mut row = buttons("go", "Record the answers", true);
    writes::offer(view, only.is_none(), &mut row);
    items.push(row);
    let dialog = Dialog::new("Decisions", Purpose::Decide, Form::new(items), model.now)
        .about(view.id.clone(), view.seq);
    dialogs::open(model, dialog)
}

fn question(decision: &DecisionView) -> Item {
    let options: Vec<(String, String)> = decision
        .options
        .iter()
        .map(|option| (option.key.clone(), option.label.clone()))
        .collect();
    let chosen = options
        .iter()
        .position(|(key, _)| Some(key) == decision.answer.as_ref());
    Item::Choice {
        name: decision.key.as_str().to_owned(),
        label: format!("{}  {}", decision.step, decision.question),
        at: chosen.unwrap_or(0),
        options,
        chosen,
    }
}
