//! What a message does to the model, and what is asked of the shell for it. It has no effects of its own and reads no clock.

mod answer;
mod app;
mod copy;
mod fleet;
mod hook;
mod import_preview;
mod browse;
mod keys;
mod look_back;
mod mouse;
mod movement;
mod pending;
mod next_thing;
mod open_step;
mod record;
mod search;
mod palette;

mod advance;
mod confirm;
mod decide;
mod dialogs;
mod draft;
mod qa;
mod ramp;
mod ramp_form;
mod reason;
mod rollback;
mod rollback_plan;
mod rollback_run;
mod run;
mod stale;
mod submit;
mod timer;

pub(super) use ramp_form::RUN;

use super::effect::Effect;
use super::message::Message;
use super::model::{Model, Tone};

/// Lets `message` act on `model`, and returns what the shell is asked to do, in order.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effects = act(model, message);
    let effects = look_back::filtered(model, effects);
    pending::filtered(model, effects)
}

fn act(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => keys::press(model, key),
        Message::Pasted(text) if model.palette.is_some() => {
            palette::pasted(model, &text);
            vec![]
        }
        Message::Pasted(text) => import_preview::pasted(model, text),
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
            model.now = now;
            ramp::weigh_again(model);
            dialogs::keep_draft(model)
        }
        Message::Refreshed(snapshot) => answer::refreshed(model, *snapshot),
        Message::Recorded { rollout: _, texts } => {
            pending::recorded(model);
            answer::recorded(model, &texts)
        }
        Message::Imported { rollout } => answer::imported(model, rollout),
        Message::Failed(failure) if failure.unsaved && model.pending.sent.is_some() => {
            pending::not_saved(model, &failure)
        }
        Message::Failed(failure) => {
            model.pending.sent = None;
            answer::failed(model, &failure)
        }
        Message::FileRead { name, text } => import_preview::open(model, text, name),
        Message::DraftFound { key, text } => dialogs::draft_found(model, &key, &text),
        Message::Copied { words } | Message::Browsed { words } => {
            model.say(words);
            vec![]
        }
        Message::ChangedElsewhere { words } => {
            model.tell(Tone::Warn, words);
            vec![]
        }
        Message::DemoEntered(on) => answer::demo(model, on),
    }
}
