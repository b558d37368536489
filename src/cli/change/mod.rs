//! The commands that record something. Each opens the data, asks for what must be confirmed, and hands a wish to the rules.

mod backfill;
mod blocker;
mod deadline;
mod import;
mod incident;
mod link;
mod life;
mod new;
mod note;
mod observe;
mod passage;
mod qa;
mod reimport;
mod ramp;
mod rollback;
mod said;
mod stage;
mod step;
mod timer;
mod vouch;
mod writes;

pub(crate) use blocker::blocker;
pub(crate) use deadline::deadline;
pub(crate) use import::import;
pub(crate) use incident::incident;
pub(crate) use life::{abandon, attempt, close, redo, undo};
pub(crate) use new::new;
pub(crate) use note::{decide, note};
pub(crate) use observe::{change_issue, observe};
pub(crate) use qa::qa;
pub(crate) use ramp::set_ramp;
pub(crate) use rollback::{Beginning, finish_rollback, mark_item, record_drill, start_rollback};
pub(crate) use stage::{advance, hold, reopen, resume};
pub(crate) use step::step;
pub(crate) use timer::timer;
pub(crate) use vouch::vouch;
pub(crate) use writes::writes;

use serde::Serialize;

use super::answer::{Answer, Body};
use super::output::{Line, Page, Role};
use super::session::Session;
use super::suggest::next_command;
use crate::domain::id::RolloutId;
use crate::domain::rollout::Command;
use crate::error::Report;
use crate::projection::RolloutView;
use crate::tracker::{Recorded, Tracker};

#[derive(Serialize)]
struct Change<'a> {
    dry_run: bool,
    events: &'a [Recorded],
    rollout: &'a RolloutView,
}

/// Hands a plain wish about the rollout called `name` to the rules.
fn wish(session: &Session<'_, '_>, name: &str, command: &Command) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(name)?;
    let events = tracker.dispatch(&id, command, None)?;
    changed(session, &tracker, &id, &events)
}

/// Says what was recorded, each once where several rollouts are told the same, and what comes next.
fn changed(
    session: &Session<'_, '_>,
    tracker: &Tracker,
    id: &RolloutId,
    events: &[Recorded],
) -> Result<Answer, Report> {
    let rollout = tracker.view(id, None)?;
    let dry_run = session.global.dry_run;
    let change = Change {
        dry_run,
        events,
        rollout: &rollout,
    };
    let mut answer = Answer::with(&change, Body::Word(word(&change)))?;
    answer = answer.warn(rollout.warnings.clone());
    answer.changed = !events.is_empty() && !dry_run;
    Ok(answer)
}

fn word(change: &Change<'_>) -> Page {
    let mut page = Page::new();
    let verb = if change.dry_run { "would record" } else { "ok" };
    let role = if change.dry_run {
        Role::Waiting
    } else {
        Role::Good
    };
    let mut texts: Vec<&str> = change
        .events
        .iter()
        .map(|event| event.text.as_str())
        .collect();
    texts.dedup();
    for text in texts {
        page.push(Line::new().word(role, verb).plain(" ").plain(text));
    }
    if change.events.is_empty() {
        page.push(
            Line::new()
                .word(role, verb)
                .plain(" ")
                .plain(nothing(change.dry_run)),
        );
    }
    let next = Line::new()
        .plain("Next: ")
        .word(Role::Strong, &next_command(change.rollout));
    page.push(next.word(
        Role::Quiet,
        &format!("   {}", change.rollout.next.in_one_line()),
    ));
    let coming = &change.rollout.next;
    let line = coming.instruction.as_ref();
    // On the way back nobody should have to look up what to run.
    if let Some(line) = line.filter(|line| coming.kind == "rollback" && **line != coming.text) {
        page.say(&format!("      {line}"));
    }
    page
}

const fn nothing(dry_run: bool) -> &'static str {
    if dry_run {
        "nothing: it is so already"
    } else {
        "it was so already"
    }
}
