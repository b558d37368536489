//! A pasted answer of chatops on the page of a rollout: what it shows, and the offer to record it. Nothing is recorded by a paste.

use super::dialogs;
use crate::chatops::read_reply;
use crate::domain::flag::{Environment, FlagName, GateValues};
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, gap, words};
use crate::tui::model::Model;
use crate::tui::page::ImportPreview;
use crate::tui::screen::Role;

/// Opens the offer where the text shows the flag of the open rollout somewhere; `None` where it does not.
pub(super) fn pasted(model: &mut Model, text: &str) -> Option<Vec<Effect>> {
    let view = model.view()?;
    let flag = view.flag.as_deref().and_then(FlagName::parse)?;
    let reply = read_reply(text, &flag);
    let seen = reply.seen.iter();
    let seen = seen.filter_map(|(place, gates)| Some((*place.as_ref()?, gates.in_words())));
    let changed = reply.changes.iter().map(|made| {
        let after = GateValues::default().after(&made.change);
        (made.environment, after.in_words())
    });
    let shown: Vec<(Environment, String)> = changed.chain(seen).collect();
    let is_document = || {
        let preview = ImportPreview::new(text.to_owned(), "paste".to_owned());
        preview.reading.is_rollout
    };
    if shown.is_empty() || reply.refused || is_document() {
        return None;
    }
    let mut items = vec![words(Role::Title, flag.to_string())];
    items.extend(
        shown
            .into_iter()
            .map(|(place, words_of)| words(Role::Body, format!("{place}: {words_of}"))),
    );
    items.extend([gap(), words(Role::Body, next(view))]);
    items.push(buttons("go", "Record it", true));
    let purpose = Purpose::Shown(text.to_owned());
    let title = "What chatops showed";
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now);
    let dialog = dialog.about(view.id.clone(), view.seq);
    Some(dialogs::open(model, dialog))
}

/// Says which step is settled by it, if it is the answer to its line.
fn next(view: &crate::projection::RolloutView) -> String {
    let line = view.next.instruction.as_ref();
    let step = view.next.step.as_ref().zip(line);
    step.filter(|_| view.next.kind == "step").map_or_else(
        || "It is recorded as seen.".to_owned(),
        |(number, _)| {
            format!("It is recorded as seen; where it is what the line of {number} gives, {number} is recorded as run with it.")
        },
    )
}

/// Records what the dialog shows.
pub(super) fn submitted(dialog: &Dialog, text: &str) -> Vec<Effect> {
    let about = dialog.about.clone();
    about
        .map(|(rollout, _)| Effect::TakeAnswer {
            rollout,
            text: text.to_owned(),
        })
        .into_iter()
        .collect()
}
