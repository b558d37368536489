//! What a message does to the model, and what is asked of the shell for it. It has no effects of its own and reads no clock.

mod answer;
mod app;
mod arrival;
mod copy;
mod fleet;
mod from_link;
mod from_template;
mod hook;
mod import_preview;
mod browse;
mod keys;
mod look_back;
mod mouse;
mod movement;
mod pending;
mod next_thing;
mod no_rollout;
mod open_step;
mod backfill;
mod beside;
mod blocker_edit;
mod blocker_form;
mod blockers;
mod board;
mod incident_details;
mod incident_form;
mod package_form;
mod packages;
mod when;
mod writes;
mod which;
mod record;
mod scan;
mod search;
mod settings;
mod palette;

mod advance;
mod confirm;
mod decide;
mod export;
mod dialogs;
mod draft;
mod drill;
mod qa;
mod ramp;
mod ramp_form;
mod reason;
mod rollback;
mod rollback_plan;
mod rollback_run;
mod rollback_say;
mod rollback_scope;
mod rollback_word;
mod run;
mod severity;
mod shown;
mod stale;
mod submit;
mod take_back;
mod take_in;
mod timer;
mod vouch;
mod watch;

pub(super) use ramp_form::RUN;

use super::effect::Effect;
use super::message::{Failure, Message};
use super::model::{Model, Tone};
use super::walk::Happened;
use crate::domain::Timestamp;

/// Lets `message` act on `model`, and returns what the shell is asked to do, in order.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let happened = Happened::of(&message);
    let effects = act(model, message);
    model.follow_walk(happened);
    let effects = look_back::filtered(model, effects);
    let effects = pending::filtered(model, effects);
    pending::drafts_sent(model, &effects);
    let effects = scan::begun(model, effects);
    let effects = board::asked_for(model, effects);
    packages::asked_for(model, effects)
}

fn pasted(model: &mut Model, text: String) -> Vec<Effect> {
    if model.palette.is_some() {
        palette::pasted(model, &text);
        vec![]
    } else if model.look.editing.is_some() {
        settings::pasted(model, &text)
    } else {
        arrival::pasted(model, text)
    }
}

fn failed(model: &mut Model, failure: &Failure) -> Vec<Effect> {
    if failure.unsaved && model.pending.sent.is_some() {
        return pending::not_saved(model, failure);
    }
    model.pending.sent = None;
    answer::failed(model, failure)
}

/// Says of now what was said of `before`, where a time ran: texts of a time are as old as what is seen beside them.
fn say_of_now(model: &mut Model, before: Timestamp) {
    if model.as_of().is_some() {
        return;
    }
    let now = model.now;
    let open = model.snapshot.as_mut().and_then(|read| read.open.as_mut());
    if let Some(open) = open.filter(|open| open.says_else(before, now)) {
        open.say_of(now);
    }
}

fn act(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => keys::press(model, key),
        Message::Pasted(text) => pasted(model, text),
        Message::Scrolled(rows) => mouse::scroll(model, rows),
        Message::Clicked { column, row } => mouse::click(model, column, row),
        Message::ClickedOther => mouse::click_other(model),
        Message::Edited(text) => dialogs::edited(model, &text),
        Message::Resized { width, height } => {
            model.width = width;
            model.height = height;
            ramp::weigh_again(model);
            vec![]
        }
        Message::Ticked(now) => {
            let before = std::mem::replace(&mut model.now, now);
            say_of_now(model, before);
            ramp::weigh_again(model);
            dialogs::keep_draft(model)
        }
        Message::Refreshed(snapshot) => answer::refreshed(model, *snapshot),
        Message::Recorded { rollout: _, texts } => {
            pending::recorded(model);
            answer::recorded(model, &texts)
        }
        Message::RecordedBeside { texts } => {
            pending::recorded(model);
            answer::recorded_beside(model, &texts)
        }
        Message::BackfillPlanned(plan) => backfill::planned(model, &plan),
        Message::ScanGoesOn(words) => scan::goes_on(model, words),
        Message::ScanEnded(answer) => scan::ended(model, answer),
        Message::Imported { rollout } => answer::imported(model, rollout),
        Message::TakenIn { rollout, texts } => answer::taken_in(model, rollout, &texts),
        Message::PlanFound { rollout, plan } => arrival::plan_found(model, &rollout, *plan),
        Message::ForgeAnswered { link, answer } => from_link::answered(model, &link, answer),
        Message::Failed(failure) => failed(model, &failure),
        Message::FileRead { name, text } => arrival::open(model, text, name),
        Message::DraftNotKept { key, text, why } => {
            pending::draft_not_kept(model, key, text, &why);
            vec![]
        }
        Message::DraftFound { key, text } => dialogs::draft_found(model, &key, &text),
        Message::Copied { words } | Message::Browsed { words } | Message::Exported { words } => {
            model.say(words);
            vec![]
        }
        Message::Hinted(hint) => {
            model.hint_at(hint);
            vec![]
        }
        Message::ChangedElsewhere { words } => {
            model.tell(Tone::Warn, words);
            vec![]
        }
        Message::DaysRead(days) => export::days_read(model, days),
        Message::Kept { name, answer } => settings::kept(model, &name, answer),
        Message::SettingsRead(read) => settings::read_again(model, read),
        Message::DemoEntered(on) => answer::demo(model, on),
    }
}
