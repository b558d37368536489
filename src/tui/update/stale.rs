//! Dialogs about a rollout that somebody else has changed since they opened: said before anything is saved, with three ways on.

use super::rollback_plan::read_from_top;
use super::{dialogs, draft, submit};
use crate::domain::id::Seq;
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, CANCEL, Form, Item, gap, words};
use crate::tui::model::Model;
use crate::tui::page::{Page, RolloutPage, Tab};
use crate::tui::screen::Role;

/// The button that shows what changed.
const LOOK: &str = "look";
/// The button that records all the same.
const MINE: &str = "mine";

/// How many changes are told.
const TOLD: usize = 3;

/// Tells whether the rollout that a dialog is about has changed since the person saw it.
pub(super) fn is(model: &Model, dialog: &Dialog) -> bool {
    let view = model.view();
    dialog
        .about
        .as_ref()
        .zip(view)
        .is_some_and(|((rollout, seen), view)| view.id == *rollout && Seq::new(view.seq) > *seen)
}

/// Says what changed, and asks how to go on; the dialog waits with what was typed.
pub(super) fn open(model: &mut Model, dialog: Dialog) -> Vec<Effect> {
    let seen = dialog.about.as_ref().map(|(_, seen)| *seen);
    let open = model.opened().into_iter();
    let news = open.flat_map(|open| open.timeline.iter().rev());
    let news = news.filter(|entry| Some(Seq::new(entry.seq)) > seen);
    let told = news.take(TOLD).map(|entry| {
        let at = model.clock().format(entry.at, "%H:%M:%S %Z");
        let ago = (model.now - entry.at).num_seconds().max(0);
        let text = format!("{} recorded: {}", entry.actor, entry.text);
        format!("{text} ({at}, {ago} seconds ago)")
    });
    let label = dialog.form.button_label("go").unwrap_or(&dialog.title);
    let mut items: Vec<Item> = told.map(|text| words(Role::Body, text)).collect();
    items.extend([
        gap(),
        words(Role::Bad, format!("Yours is not saved: {label}.")),
        words(Role::Body, "It is kept as a draft."),
        gap(),
        buttons(),
    ]);
    let title = "Another rollgate has changed this rollout";
    // What the other did is read first, at every size.
    let form = read_from_top(Form::new(items), (model.width, model.height));
    let asked = Dialog::new(title, Purpose::Stale, form, model.now);
    let key = dialog.draft.clone();
    let text = draft::of(&dialog);
    model.pending.stale = Some(Box::new(dialog));
    model.dialog = Some(asked);
    kept(key, text)
}

fn buttons() -> Item {
    let button = |name, label: &str| Button {
        name,
        label: label.to_owned(),
        enabled: true,
    };
    Item::Buttons(vec![
        button(LOOK, "Look at what changed"),
        button(MINE, "Record mine as well"),
        button(CANCEL, "Close"),
    ])
}

/// Acts on a button of the question.
pub(super) fn pressed(model: &mut Model, button: &str) -> Vec<Effect> {
    model.dialog = None;
    let Some(dialog) = model.pending.stale.take() else {
        return vec![];
    };
    if button == MINE {
        return again(model, *dialog);
    }
    let rollout = dialog.about.as_ref().map(|(rollout, _)| rollout.clone());
    if let Some(page) = model.rollout_page_mut() {
        page.tab = Tab::Timeline;
        page.zoomed = false;
        page.entry = None;
    } else if let Some(rollout) = rollout {
        let mut page = RolloutPage::new(rollout.clone());
        page.tab = Tab::Timeline;
        model.pages.push(Page::Rollout(page));
        return vec![Effect::Open(Some(rollout))];
    }
    model.say("yours is kept as a draft");
    vec![]
}

/// Records all the same: the person has seen what changed.
fn again(model: &mut Model, mut dialog: Dialog) -> Vec<Effect> {
    if let (Some((_, seen)), Some(view)) = (&mut dialog.about, model.view()) {
        *seen = Seq::new(view.seq);
    }
    model.dialog = Some(dialog);
    dialogs::changed(model);
    submit::submit(model, "go")
}

/// Keeps what was typed in a dialog.
fn kept(key: Option<String>, text: String) -> Vec<Effect> {
    let save = key.filter(|_| !text.is_empty());
    save.map(|key| Effect::SaveDraft { key, text })
        .into_iter()
        .collect()
}
