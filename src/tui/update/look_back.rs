//! Looking at a rollout as it stood at an entry of its log. Nothing can be recorded until one is back at now.

use super::movement;
use crate::domain::Timestamp;
use crate::projection::{TimelineEntry, claim_in_words, claimed_later};
use crate::tui::dialog::{Beside, Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::keymap::{Action, App, Context, Move, Record};
use crate::tui::model::{Model, Tone};

/// Looks at the selected entry; where one looks back already, goes back to now.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    if model.as_of().is_some() {
        return to_now(model);
    }
    at_entry(model)
}

/// Goes to an older entry, or to a newer one, and looks at the rollout as it stood there. After the newest comes now.
pub(super) fn scrub(model: &mut Model, is_older: bool) -> Vec<Effect> {
    let is_looking = model.as_of().is_some();
    let newest = model.entries().first().map(|entry| entry.seq);
    let is_at_newest = model.entry().map(|entry| entry.seq) == newest;
    if !is_older && is_at_newest {
        return if is_looking { to_now(model) } else { vec![] };
    }
    // The first step back looks at the entry that is selected.
    if is_looking || !is_older {
        movement::by_entries(model, if is_older { 1 } else { -1 });
    }
    at_entry(model)
}

fn at_entry(model: &mut Model) -> Vec<Effect> {
    let Some(at) = model
        .entry()
        .map(|entry| entry.recorded_at.unwrap_or(entry.at))
    else {
        return vec![];
    };
    set(model, Some(at));
    let key = |what| model.key_of(what);
    let (older, newer) = (
        key(Action::Move(Move::Left)),
        key(Action::Move(Move::Right)),
    );
    let back = key(Action::App(App::Back));
    let later = later(model, at);
    let text = later.unwrap_or_else(|| {
        format!("nothing is recorded   {older}{newer} older, newer   {back} back to now")
    });
    model.tell(Tone::Warn, text);
    vec![Effect::LookAt(Some(at))]
}

/// Says that a later record claims something else of that moment; what is shown is what was known then.
fn later(model: &Model, moment: Timestamp) -> Option<String> {
    let entries: Vec<TimelineEntry> = model.entries().into_iter().cloned().collect();
    let later = claimed_later(&entries, moment);
    let claim = claim_in_words(later.last()?, model.clock());
    Some(format!("as it was known then; later: {claim}"))
}

/// Goes back to now.
pub(super) fn to_now(model: &mut Model) -> Vec<Effect> {
    set(model, None);
    model.say("this is now again");
    vec![Effect::LookAt(None)]
}

fn set(model: &mut Model, moment: Option<Timestamp>) {
    if let Some(page) = model.rollout_page_mut() {
        page.as_of = moment;
    }
}

/// Refuses to record while one looks back; the way back is begun at now instead.
pub(super) fn refused(model: &mut Model, what: Record) -> Option<Vec<Effect>> {
    model.as_of()?;
    let id = model.rollout_page().map(|page| page.id.clone());
    if what == Record::Rollback
        && let Some(id) = id
    {
        let effects = to_now(model);
        model.after_open = Some((id, Action::Record(what)));
        return Some(effects);
    }
    refuse(model);
    Some(vec![])
}

/// Tells whether a dialog may open: while one looks back, only one that records nothing.
pub(super) fn may_open(model: &mut Model, dialog: &Dialog) -> bool {
    let is_harmless = matches!(
        dialog.purpose,
        Purpose::Failure
            | Purpose::Quit
            | Purpose::LeaveDemo
            | Purpose::Browse
            | Purpose::Beside(Beside::Which)
            | Purpose::Export(_)
    );
    if model.as_of().is_none() || is_harmless || model.page_context() == Context::Fleet {
        return true;
    }
    refuse(model);
    false
}

/// Lets no record through while one looks back, whatever asked for it.
pub(super) fn filtered(model: &mut Model, effects: Vec<Effect>) -> Vec<Effect> {
    if model.as_of().is_none() || !effects.iter().any(Effect::records) {
        return effects;
    }
    refuse(model);
    effects
        .into_iter()
        .filter(|effect| !effect.records())
        .collect()
}

fn refuse(model: &mut Model) {
    let at = model.clock().format(model.moment(), "%d %b %H:%M %Z");
    let back = model.key_of(Action::App(App::Back));
    let text = format!("this is as of {at}: nothing is recorded   {back} goes back to now");
    model.tell(Tone::Error, text);
}
