//! What the shell answers: data, records, refusals. A refused dialog comes back with what was typed and with every reason.

use super::{copy, dialogs, export, keys, qa, ramp, rollback_run, which};
use crate::domain::id::{RolloutId, Seq};
use crate::domain::rollout::Command;
use crate::export::Copy;
use crate::projection::Snapshot;
use crate::tui::dialog::{Beside, Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Button, CANCEL, Form, Item, gap, words};
use crate::tui::keymap::{Action, App, Copied, Record};
use crate::tui::message::Failure;
use crate::tui::model::{Model, Tone};
use crate::tui::page::{Page, RolloutPage};
use crate::tui::screen::Role;
use crate::tui::shown::Shown;

const UNDO: Action = Action::Record(Record::Undo);
const REDO: Action = Action::Record(Record::Redo);
const NEXT: Action = Action::App(App::NextThing);

/// Takes what was read.
pub(super) fn refreshed(model: &mut Model, snapshot: Snapshot) -> Vec<Effect> {
    let open = snapshot.open.as_ref().map(|open| open.view.id.clone());
    model.snapshot = Some(snapshot.after(model.snapshot.take()));
    pin(model);
    ramp::weigh_again(model);
    which::look_again(model);
    let is_waited_for = model
        .after_open
        .as_ref()
        .is_some_and(|(id, _)| Some(id) == open.as_ref());
    if is_waited_for && let Some((_, action)) = model.after_open.take() {
        return keys::perform(model, action);
    }
    export::read_days(model)
}

/// Keeps what is selected selected: nothing but a key moves a selection.
fn pin(model: &mut Model) {
    if model.fleet.selected.is_none() {
        model.fleet.selected = model.selected_row().map(|row| row.id.clone());
    }
    let step = model.step().map(|step| step.id.clone());
    if let Some(page) = model.rollout_page_mut() {
        page.step = step;
    }
}

/// Takes the news that a command was accepted.
pub(super) fn recorded(model: &mut Model, texts: &[String]) -> Vec<Effect> {
    let sent = model.sent.take();
    if texts.is_empty() {
        model.say("it was so already");
    } else {
        let text = texts.join("; ");
        let back = if text.starts_with("undo") {
            format!("{} brings it back", model.key_of(REDO))
        } else {
            format!("{} undoes", model.key_of(UNDO))
        };
        let raised = sent.as_ref().is_some_and(raised_a_blocker);
        let issue = if raised {
            format!(
                "   {}, then {} copies its text for the issue",
                model.key_of(Action::App(App::Blockers)),
                model.key_of(Action::Copy(Copied::Text(Copy::Issue)))
            )
        } else {
            String::new()
        };
        model.say(format!("{text}   {back}{issue}"));
    }
    if let Some(dialog) = &sent {
        rollback_run::recorded(model, dialog);
        follow(model, &dialog.purpose);
    }
    let goes_back = sent.as_ref().is_some_and(asks_for_the_way_back);
    let draft = sent.and_then(|dialog| dialog.draft);
    let forget = |key| Effect::SaveDraft {
        key,
        text: String::new(),
    };
    let mut effects: Vec<Effect> = draft.into_iter().map(forget).collect();
    if goes_back {
        effects.extend(keys::perform(model, Action::Record(Record::Rollback)));
    }
    effects
}

/// Tells whether a test result raised a blocker.
fn raised_a_blocker(dialog: &Dialog) -> bool {
    matches!(dialog.purpose, Purpose::Qa(_)) && dialog.form.is_ticked(qa::BLOCKER)
}

fn asks_for_the_way_back(dialog: &Dialog) -> bool {
    matches!(dialog.purpose, Purpose::Qa(_)) && dialog.form.is_ticked(qa::WAY_BACK)
}

/// Takes the news that something was recorded that the undo of a rollout does not reach.
pub(super) fn recorded_beside(model: &mut Model, texts: &[String]) -> Vec<Effect> {
    let sent = model.sent.take();
    if texts.is_empty() {
        model.say("it was so already");
    } else {
        let back = sent
            .as_ref()
            .and_then(|dialog| taken_back_by(&dialog.purpose));
        let back = back.map(|record| {
            let key = model.key_of(Action::Record(record));
            format!("   {key} takes it back")
        });
        model.say(texts.join("; ") + &back.unwrap_or_default());
    }
    let draft = sent.and_then(|dialog| dialog.draft);
    let forget = |key| Effect::SaveDraft {
        key,
        text: String::new(),
    };
    draft.into_iter().map(forget).collect()
}

/// Returns what takes back what a dialog recorded beside the rollouts; `None` where nothing does, or where that was its own doing.
const fn taken_back_by(purpose: &Purpose) -> Option<Record> {
    if matches!(purpose, Purpose::Beside(Beside::Backfill(_))) {
        return Some(Record::UndoBackfill);
    }
    if matches!(purpose, Purpose::Beside(Beside::Package(_))) {
        return Some(Record::UndoPackages);
    }
    if matches!(
        purpose,
        Purpose::Beside(
            Beside::IncidentStatus(_) | Beside::IncidentDetails(_) | Beside::CloseIncident(_)
        )
    ) {
        return Some(Record::UndoIncident);
    }
    None
}

/// Goes along to where the rollout has gone, when that was what was asked.
fn follow(model: &mut Model, purpose: &Purpose) {
    let goes_on = match purpose {
        Purpose::Advance => true,
        Purpose::Confirm(command) => matches!(command, Command::Start | Command::StartAttempt),
        Purpose::Reason(_)
        | Purpose::Decide
        | Purpose::Override(_)
        | Purpose::Run(_)
        | Purpose::Qa(_)
        | Purpose::Rollback(_)
        | Purpose::Ramp(_)
        | Purpose::Timer(..)
        | Purpose::Drill
        | Purpose::Vouch
        | Purpose::Writes
        | Purpose::Watch(_)
        | Purpose::Beside(_)
        | Purpose::Browse
        | Purpose::Export(_)
        | Purpose::RollbackItem(..)
        | Purpose::NotARollout
        | Purpose::Shown(_)
        | Purpose::Blank(_)
        | Purpose::OpenFile
        | Purpose::Import(_)
        | Purpose::Stale
        | Purpose::Failure
        | Purpose::Quit
        | Purpose::LeaveDemo => false,
    };
    if let Some(page) = model.rollout_page_mut()
        && goes_on
    {
        page.stage = None;
        page.step = None;
    }
}

/// Opens a rollout that was just imported.
pub(super) fn imported(model: &mut Model, rollout: RolloutId) -> Vec<Effect> {
    model.sent = None;
    model.pages.clear();
    model.fleet.selected = Some(rollout.clone());
    model
        .pages
        .push(Page::Rollout(RolloutPage::new(rollout.clone())));
    let next = model.key_of(NEXT);
    model.say(format!(
        "imported and begun   {next} goes to the next thing to do"
    ));
    vec![Effect::Open(Some(rollout))]
}

/// Goes back to a rollout that has taken in another version of its document.
pub(super) fn taken_in(model: &mut Model, rollout: RolloutId, texts: &[String]) -> Vec<Effect> {
    model.sent = None;
    model.pages.clear();
    model.fleet.selected = Some(rollout.clone());
    model
        .pages
        .push(Page::Rollout(RolloutPage::new(rollout.clone())));
    if texts.is_empty() {
        model.say("it was so already: the text is the one that is kept");
    } else {
        let undo = model.key_of(UNDO);
        model.say(format!("{}   {undo} undoes", texts.join("; ")));
    }
    vec![Effect::Open(Some(rollout))]
}

/// Tells a refusal, with every reason, until the next key.
pub(super) fn failed(model: &mut Model, failure: &Failure) -> Vec<Effect> {
    let hint = failure.hint.as_ref().map(|hint| format!("   {hint}"));
    let text = format!("{}{}", failure.message, hint.unwrap_or_default());
    model.tell(Tone::Error, text);
    if let Some(mut dialog) = model.sent.take()
        && model.dialog.is_none()
    {
        dialog.errors = vec![failure.message.clone()];
        let more = failure
            .reasons
            .iter()
            .filter(|reason| **reason != failure.message);
        dialog.errors.extend(more.cloned());
        dialog.opened_at = model.now;
        // What happened meanwhile was told: who presses again means it.
        if let (Some((rollout, seen)), Some(view)) = (&mut dialog.about, model.view())
            && view.id == *rollout
        {
            *seen = Seq::new(view.seq);
        }
        model.dialog = Some(dialog);
        return vec![];
    }
    let room = usize::from(model.width).saturating_sub(6);
    let is_long = notice_width(model) > room;
    if (failure.reasons.len() > 1 || is_long) && model.dialog.is_none() {
        let dialog = reasons(model, failure);
        return dialogs::open(model, dialog);
    }
    vec![]
}

fn notice_width(model: &Model) -> usize {
    model
        .notice
        .as_ref()
        .map_or(0, |notice| Shown::of(&notice.text).width())
}

fn reasons(model: &Model, failure: &Failure) -> Dialog {
    let mut items = vec![words(Role::Bad, failure.message.clone()), gap()];
    let reasons = failure.reasons.iter();
    let reasons = reasons.filter(|reason| **reason != failure.message);
    items.extend(reasons.map(|reason| words(Role::Body, format!("- {reason}"))));
    if let Some(hint) = &failure.hint {
        items.extend([gap(), words(Role::Body, hint.clone())]);
    }
    items.push(Item::Buttons(vec![Button {
        name: CANCEL,
        label: "Close".to_owned(),
        enabled: true,
    }]));
    let title = if failure.refused {
        "Refused"
    } else {
        "It did not work"
    };
    let mut form = Form::new(items);
    form.up = failure.reasons.len() + 6;
    Dialog::new(title, Purpose::Failure, form, model.now)
}

/// Takes the news that the demo's data is there, or gone.
pub(super) fn demo(model: &mut Model, on: bool) -> Vec<Effect> {
    model.demo = on;
    model.pages.clear();
    model.dialog = None;
    model.fleet.selected = None;
    if on {
        model.walk.begin();
        let next = model.key_of(NEXT);
        let open = model.key_of(Action::App(App::Open));
        model.say(format!(
            "demo: nothing here is real   {open} opens, {next} is the next thing to do"
        ));
    } else {
        model.say("the demo was thrown away");
    }
    vec![Effect::Refresh]
}

/// Says what cannot be copied, and why.
pub(super) fn not_copied(model: &mut Model, why: impl Into<String>) -> Vec<Effect> {
    model.tell(Tone::Warn, format!("{}: {}", copy::NOTHING, why.into()));
    vec![]
}
