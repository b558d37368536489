//! The dialog for the question what is written while the flag is off. No answer is preselected that nobody gave.

use super::{dialogs, qa};
use crate::domain::cohort::{Cohort, Writes};
use crate::domain::rollout::Command;
use crate::projection::RolloutView;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::form::{Button, Form, Item, buttons, gap, words};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The button of other dialogs that opens this one.
pub(super) const ASK: &str = "writes";

const ANSWER: &str = "answer";
const LINK: &str = "link";
const DONE: &str = "done";

/// The answers, by the words of the shell.
const ANSWERS: [(&str, &str); 4] = [
    ("nothing", "nothing: what is made then stays without it"),
    ("always", "the same as while it is on"),
    ("backfilled", "nothing, and a backfill writes it afterwards"),
    (
        "lazily",
        "nothing, and it is written when somebody first touches the thing",
    ),
];

/// Asks the question about the open rollout.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    if view.flag.is_none() {
        model.tell(Tone::Warn, "this rollout has no flag that could be off");
        return vec![];
    }
    let answer = ANSWERS
        .iter()
        .position(|(key, _)| Some(*key) == view.writes.answer);
    let options = ANSWERS.map(|(key, text)| (key.to_owned(), text.to_owned()));
    let items = vec![
        words(Role::Title, view.name().to_owned()),
        words(
            Role::Body,
            "The flag is off at first, and off again after a rollback. What does the feature write then?",
        ),
        Item::Choice {
            name: ANSWER.to_owned(),
            label: "While the flag is off".to_owned(),
            options: options.into(),
            at: answer.unwrap_or(0),
            chosen: answer,
        },
        gap(),
        words(Role::Wait, ""),
        buttons("go", "Record the answer", false),
    ];
    let dialog = Dialog::new(
        "Written while the flag is off",
        Purpose::Writes,
        Form::new(items),
        model.now,
    )
    .about(view.id.clone(), view.seq);
    dialogs::open(model, dialog)
}

/// Puts the button that leads here at the end of a row, where it is wanted and there is a flag.
pub(super) fn offer(view: &RolloutView, is_wanted: bool, row: &mut Item) {
    let label = if view.writes.answer.is_some() {
        "Written while off…"
    } else {
        "Say what is written while off…"
    };
    let Some(buttons) = row.buttons_mut() else {
        return;
    };
    if is_wanted && view.flag.is_some() {
        let button = Button {
            name: ASK,
            label: label.to_owned(),
            enabled: true,
        };
        buttons.push(button);
    }
}

/// Asks about the backfill where there is one, and says which data the answer makes QA try.
pub(super) fn changed(model: &Model, form: &mut Form) {
    let is_backfilled = form.chosen(ANSWER) == Some("backfilled");
    let known = model.view().map(|view| &view.writes);
    qa::show(form, LINK, is_backfilled, || Item::Field {
        name: LINK,
        label: "Where it is described".to_owned(),
        field: Field::single().with(known.and_then(|known| known.link.as_deref()).unwrap_or("")),
        rows: 1,
    });
    qa::show(form, DONE, is_backfilled, || Item::Tick {
        name: DONE,
        label: "it has run to its end".to_owned(),
        on: known.is_some_and(|known| known.done == Some(true)),
    });
    let answer = answer(form);
    form.set_button("go", answer.is_some());
    let text = answer.map_or_else(
        || {
            "Space chooses an answer. Without one, the gate before the ramp stays closed."
                .to_owned()
        },
        |answer| {
            let cohorts = answer.cohorts().iter();
            let cohorts: Vec<&str> = cohorts.map(|cohort: &Cohort| cohort.text()).collect();
            format!(
                "Then QA has to pass on data {}.",
                cohorts.join(", on data ")
            )
        },
    );
    qa::say_before(form, "", &text);
}

/// Returns what is to be recorded.
pub(super) fn command(form: &Form) -> Option<Command> {
    let answer = answer(form)?;
    Some(Command::SayWrites { answer })
}

fn answer(form: &Form) -> Option<Writes> {
    let link = || Some(form.text(LINK)).filter(|link| !link.trim().is_empty());
    match form.chosen(ANSWER)? {
        "nothing" => Some(Writes::Nothing),
        "always" => Some(Writes::Always),
        "backfilled" => Some(Writes::Backfilled {
            link: link(),
            done: form.is_ticked(DONE),
        }),
        "lazily" => Some(Writes::Lazily),
        _ => None,
    }
}
