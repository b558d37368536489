//! The dialog in which a person vouches for what no line shows: about what, what is so, what shows it.

use super::dialogs;
use crate::domain::calendar::FlagType;
use crate::domain::flag::Environment;
use crate::domain::rollout::{Answer, Command, GateKind, Statement, Topic, topics_asked};
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

/// The answers to every topic but the type of the flag, with their words.
const ANSWERS: [(Answer, &str); 3] = [
    (Answer::Yes, "yes"),
    (Answer::No, "no"),
    (Answer::NotApplicable, "does not apply"),
];

/// Asks what is vouched for. What a closed gate asks for now is offered first, and the first of it is chosen.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    let asked = asked(model);
    let places = view.environments.keys().rev();
    let code = places.map(|place| {
        let text = format!("the code is in {place}");
        (format!("{}{IN}{place}", Topic::Code.as_str()), text)
    });
    let others = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Code);
    let others = others.map(|topic| (topic.as_str().to_owned(), topic.text().to_owned()));
    let (mut topics, rest): (Vec<_>, Vec<_>) = code
        .chain(others)
        .partition(|(name, _)| asked.contains(name));
    for (_, text) in &mut topics {
        text.push_str(" (asked)");
    }
    let chosen = (!topics.is_empty()).then_some(0);
    topics.extend(rest);
    let items = vec![
        choice(TOPIC, "About", topics, chosen),
        gap(),
        choice(ANSWER, "It is so", answers(None), None),
        gap(),
        single(TEXT, "What shows it: a commit, a package, a link"),
        buttons("go", "Record it", false),
    ];
    let dialog = Dialog::new("Vouch for", Purpose::Vouch, Form::new(items), model.now)
        .about(view.id.clone(), view.seq)
        .draft(format!("{}/vouch", view.id));
    dialogs::open(model, dialog)
}

/// Returns the names of the topics that closed gates ask for: those of the stage, and the code where production waits for it.
fn asked(model: &Model) -> Vec<String> {
    let open = model.opened();
    let topics = open.map_or_else(Vec::new, |open| {
        topics_asked(&open.history.rollout, model.moment())
    });
    let ramp = model.ramp();
    let mut gates = ramp.iter().flat_map(|ramp| &ramp.gates);
    let waits = gates.any(|gate| gate.id == GateKind::Code && !gate.open);
    let code = format!("{}{IN}{}", Topic::Code.as_str(), Environment::Production);
    let names = topics.into_iter().map(|topic| topic.as_str().to_owned());
    names.chain(waits.then_some(code)).collect()
}

/// Returns the answers that a topic can have: the types of a flag for its type, else yes, no and that it does not apply.
fn answers(topic: Option<Topic>) -> Vec<(String, String)> {
    if topic == Some(Topic::Type) {
        let types = FlagType::ALL.into_iter();
        return types
            .map(|kind| (kind.as_str().to_owned(), kind.as_str().to_owned()))
            .collect();
    }
    let all = ANSWERS.into_iter();
    all.map(|(answer, text)| (answer.as_str().to_owned(), text.to_owned()))
        .collect()
}

fn choice(name: &str, label: &str, options: Vec<(String, String)>, chosen: Option<usize>) -> Item {
    Item::Choice {
        name: name.to_owned(),
        label: label.to_owned(),
        options,
        chosen,
        at: 0,
    }
}

/// Offers the answers that fit the topic, and lets nothing be recorded before both questions have one.
pub(super) fn changed(form: &mut Form) {
    let wanted = answers(topic(form).map(|(topic, _)| topic));
    for item in &mut form.items {
        if let Item::Choice {
            name,
            options,
            chosen,
            at,
            ..
        } = item
            && name == ANSWER
            && *options != wanted
        {
            options.clone_from(&wanted);
            (*chosen, *at) = (None, 0);
        }
    }
    let is_said = command(form).is_some();
    form.set_button("go", is_said);
}

fn topic(form: &Form) -> Option<(Topic, Option<Environment>)> {
    let chosen = form.chosen(TOPIC)?;
    let (topic, place) = chosen.split_once(IN).unwrap_or((chosen, ""));
    Some((Topic::parse(topic)?, Environment::parse(place)))
}

/// Returns what was said; `None` where nothing was chosen.
pub(super) fn command(form: &Form) -> Option<Command> {
    let (topic, environment) = topic(form)?;
    let note = form.text(TEXT);
    Some(Command::State(Statement {
        topic,
        environment,
        answer: Answer::parse(form.chosen(ANSWER)?)?,
        note: Some(note).filter(|note| !note.trim().is_empty()),
    }))
}
