//! The dialog in which a person vouches for what no line shows: about what, what is so, what shows it.

use super::dialogs;
use crate::domain::flag::Environment;
use crate::domain::rollout::{Answer, Command, Statement, Topic};
use crate::tui::dialog::{Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, gap, single};
use crate::tui::model::Model;

/// The choice of what it is about.
const TOPIC: &str = "topic";

/// The choice of what is so.
const ANSWER: &str = "answer";

/// Between a topic and where it is so.
const IN: char = '@';

/// The answers that are offered, with their words; other types of flag are said from the shell.
const ANSWERS: [(&str, &str); 6] = [
    ("yes", "yes"),
    ("no", "no"),
    ("na", "does not apply"),
    ("beta", "type beta"),
    ("ops", "type ops"),
    ("gitlab_com_derisk", "type gitlab_com_derisk"),
];

/// Asks what is vouched for.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let places = view.environments.keys().rev();
    let code = places.map(|place| {
        let text = format!("the code is in {place}");
        (format!("{}{IN}{place}", Topic::Code.as_str()), text)
    });
    let others = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Code);
    let others = others.map(|topic| (topic.as_str().to_owned(), topic.text().to_owned()));
    let topics: Vec<(String, String)> = code.chain(others).collect();
    let answers = ANSWERS.map(|(key, text)| (key.to_owned(), text.to_owned()));
    let items = vec![
        choice(TOPIC, "About", topics),
        gap(),
        choice(ANSWER, "It is so", answers.into()),
        gap(),
        single(TEXT, "What shows it: a merge commit, a package, a link"),
        buttons("go", "Record it", false),
    ];
    let dialog = Dialog::new("Vouch for", Purpose::Vouch, Form::new(items), model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/vouch", view.id));
    dialogs::open(model, dialog)
}

fn choice(name: &str, label: &str, options: Vec<(String, String)>) -> Item {
    Item::Choice {
        name: name.to_owned(),
        label: label.to_owned(),
        options,
        chosen: None,
        at: 0,
    }
}

/// Lets nothing be recorded before both questions have an answer.
pub(super) fn changed(form: &mut Form) {
    let is_said = command(form).is_some();
    form.set_button("go", is_said);
}

/// Returns what was said; `None` where nothing was chosen.
pub(super) fn command(form: &Form) -> Option<Command> {
    let chosen = form.chosen(TOPIC)?;
    let (topic, place) = chosen.split_once(IN).unwrap_or((chosen, ""));
    let note = form.text(TEXT);
    Some(Command::State(Statement {
        topic: Topic::parse(topic)?,
        environment: Environment::parse(place),
        answer: Answer::parse(form.chosen(ANSWER)?)?,
        note: Some(note).filter(|note| !note.trim().is_empty()),
    }))
}
