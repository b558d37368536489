//! Who watches, who is watched, and for whom production is switched: four small dialogs. None of them runs anything.

use super::dialogs;
use crate::domain::calendar::FlagType;
use crate::domain::flag::{ActorDoubt, FlipperId, Scope, ScopeKind};
use crate::domain::id::Actor;
use crate::domain::rollout::{Command, Outcome, Passage, Rejection};
use crate::export::Copy;
use crate::projection::{RolloutView, Targeted};
use crate::tui::dialog::{Dialog, Purpose, TEXT, WatchVerb};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, Form, Item, Radio, buttons, gap, single, words};
use crate::tui::keymap::{Action, Copied};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The question which kind of scope is meant, or which type a flag is of.
const KIND: &str = "kind";
/// The question whether it is switched on or off.
const VALUE: &str = "value";
/// What copies the handover pack.
const PACK: Action = Action::Copy(Copied::Text(Copy::Handover));
/// The button that copies the line.
const COPY: &str = "copy";

/// Opens the dialog.
pub(super) fn open(model: &mut Model, verb: WatchVerb) -> Vec<Effect> {
    let Some(view) = model.view() else {
        return vec![];
    };
    if view.flag.is_none() && verb != WatchVerb::HandOver {
        model.tell(Tone::Warn, "this rollout is about no flag");
        return vec![];
    }
    if verb == WatchVerb::HandOver && view.timers.iter().all(|timer| timer.is_over(model.now)) {
        model.tell(Tone::Warn, "no time runs that could be handed over");
        return vec![];
    }
    let (title, items) = match verb {
        WatchVerb::HandOver => ("Hand the watch over", hand_over(view, model)),
        WatchVerb::Actors => ("Actors of interest", actors(model)),
        WatchVerb::FlagType => ("Type of the flag", flag_type(view, model)),
        WatchVerb::Target => ("Production for some only", target()),
    };
    let mut dialog = Dialog::new(title, Purpose::Watch(verb), Form::new(items), model.now)
        .about(view.id.clone(), view.seq);
    view.name().clone_into(&mut dialog.right);
    dialogs::open(model, dialog)
}

fn hand_over(view: &RolloutView, model: &Model) -> Vec<Item> {
    let running = view.timers.iter().filter(|timer| !timer.is_over(model.now));
    let mut items: Vec<Item> = running
        .map(|timer| {
            let watcher = timer.watcher.as_deref();
            let watcher = watcher.map_or_else(String::new, |name| format!("   watched by {name}"));
            let text = format!("◷ {} {}{watcher}", timer.number, timer.text);
            words(Role::Wait, text)
        })
        .collect();
    let pack = model.key_of(PACK);
    items.extend([
        gap(),
        single(TEXT, "Who watches from now on?"),
        words(
            Role::Dim,
            format!("{pack} copies the pack for whoever takes over"),
        ),
        buttons("go", "Hand over", false),
    ]);
    items
}

fn actors(model: &Model) -> Vec<Item> {
    let ramp = model.ramp();
    let known = ramp.iter().flat_map(|ramp| &ramp.actors);
    let mut items: Vec<Item> = known
        .map(|turn| words(Role::Body, format!("{} {}", turn.actor, turn.in_words())))
        .collect();
    items.push(single(
        TEXT,
        "All of them, as Project:278964 User:7; empty forgets them",
    ));
    items.push(buttons("go", "Keep these", true));
    items
}

fn flag_type(view: &RolloutView, model: &Model) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(deadline) = &view.deadline {
        items.push(words(Role::Body, deadline.in_words(model.now)));
    }
    let options = FlagType::ALL.map(|kind| (kind.as_str(), kind.as_str()));
    items.push(Item::Radio(Radio::new(KIND, "Type", &options)));
    items.push(words(
        Role::Dim,
        "Counted from the import; rollgate deadline --since counts from another day",
    ));
    items.push(buttons("go", "Record the type", false));
    items
}

fn target() -> Vec<Item> {
    let options = ScopeKind::ALL.map(|kind| (kind.as_str(), kind.as_str()));
    let values = [("on", "true: on"), ("off", "false: off")];
    vec![
        Item::Radio(Radio::new(KIND, "For", &options).with(0)),
        single(TEXT, "Which? Several are parted by commas"),
        Item::Radio(Radio::new(VALUE, "To", &values).with(0)),
        gap(),
        words(
            Role::Title,
            "Copy this and run it yourself; nothing is run from here.",
        ),
        Item::Copyable(String::new()),
        Item::Buttons(vec![Button {
            name: COPY,
            label: "Ctrl-Y Copy".to_owned(),
            enabled: true,
        }]),
        buttons("go", "Record as run", false),
    ]
}

/// Brings the line and the button up to date.
pub(super) fn changed(model: &Model, dialog: &mut Dialog, verb: WatchVerb) {
    let form = &mut dialog.form;
    let is_ready = match verb {
        WatchVerb::HandOver => !form.text(TEXT).is_empty(),
        WatchVerb::Actors => {
            let typed = ids(&form.text(TEXT));
            dialog.errors = typed.iter().flatten().filter_map(no_actor).collect();
            typed.is_some() && dialog.errors.is_empty()
        }
        WatchVerb::FlagType => form.chosen(KIND).is_some(),
        WatchVerb::Target => match targeted(model, form) {
            Some(Ok(targeted)) => {
                form.set_copyable(vec![targeted.line.normalised]);
                let label = format!("Record {} as run", targeted.number);
                form.label_button("go", label);
                dialog.errors.clear();
                true
            }
            Some(Err(rejection)) => {
                let reasons = rejection.reasons.iter();
                dialog.errors = reasons.map(|reason| reason.text.clone()).collect();
                false
            }
            None => {
                form.set_copyable(vec![String::new()]);
                false
            }
        },
    };
    dialog.form.set_button("go", is_ready);
}

/// Returns what is to be recorded.
pub(super) fn command(model: &Model, form: &Form, verb: WatchVerb) -> Option<Command> {
    match verb {
        WatchVerb::HandOver => Some(Command::HandOver {
            steps: vec![],
            to: Actor::new(form.text(TEXT)),
        }),
        WatchVerb::Actors => Some(Command::NameActors {
            actors: ids(&form.text(TEXT))?,
        }),
        WatchVerb::FlagType => Some(Command::TypeFlag {
            kind: FlagType::parse(form.chosen(KIND)?)?,
            since: None,
        }),
        WatchVerb::Target => {
            let targeted = targeted(model, form)?.ok()?;
            Some(Command::RunInstruction {
                step: targeted.step,
                instructions: vec![targeted.line],
                outcome: Outcome::Succeeded,
                reply: None,
                passage: Passage::default(),
            })
        }
    }
}

/// Reads ids parted by spaces or commas; `None` where one of them is none.
fn ids(text: &str) -> Option<Vec<FlipperId>> {
    let words = text.split([',', ' ', '\n']).filter(|word| !word.is_empty());
    words.map(FlipperId::parse).collect()
}

/// Says of what looks like an actor and is none what may be meant.
fn no_actor(actor: &FlipperId) -> Option<String> {
    let doubt = actor.doubt().filter(ActorDoubt::is_no_actor)?;
    Some(format!("{actor} is no actor: {}", doubt.hint()))
}

/// Weighs what is chosen and typed; `None` while nobody is named.
fn targeted(model: &Model, form: &Form) -> Option<Result<Targeted, Rejection>> {
    let chosen = form.chosen(KIND)?;
    let kind = ScopeKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == chosen)?;
    let text = form.text(TEXT);
    let names = text.split([',', ' ']).filter(|name| !name.is_empty());
    let values: Vec<String> = names.map(str::to_owned).collect();
    let is_plain = |name: &String| !name.contains(['<', '>', '`', '-']) || !name.starts_with('-');
    if values.is_empty() || !values.iter().all(is_plain) {
        return None;
    }
    let scopes = [Scope { kind, values }];
    let on = form.chosen(VALUE) != Some("off");
    Some(model.opened()?.target((on, &scopes), model.now))
}
