//! `timer`: the times that run for steps, begun, made longer, paused and stopped.

use super::changed;
use super::passage::seconds;
use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::TimerVerb;
use crate::cli::output::Page;
use crate::cli::read;
use crate::cli::session::Session;
use crate::domain::id::Actor;
use crate::domain::rollout::{Command, TimerChange};
use crate::error::Report;

/// Shows or changes what runs.
pub(crate) fn timer(session: &Session<'_, '_>, verb: &TimerVerb) -> Result<Answer, Report> {
    let (flag, step, change, reason) = match verb {
        TimerVerb::List(named) => return read::timers(session, &named.flag),
        TimerVerb::Start {
            flag,
            step,
            span,
            reason,
        } => (
            flag,
            step,
            TimerChange::Start(seconds(span)?),
            reason.clone(),
        ),
        TimerVerb::Extend {
            flag,
            step,
            span,
            reason,
        } => (
            flag,
            step,
            TimerChange::Extend(seconds(span)?),
            reason.clone(),
        ),
        TimerVerb::Pause { flag, step, reason } => (flag, step, TimerChange::Pause, reason.clone()),
        TimerVerb::Resume { flag, step, reason } => {
            (flag, step, TimerChange::Resume, reason.clone())
        }
        TimerVerb::Handover { flag, name, step } => {
            return hand_over(session, flag, (name, step.as_deref()));
        }
        TimerVerb::Stop { flag, step, reason } => {
            (flag, step, TimerChange::Stop, Some(reason.clone()))
        }
    };
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(flag)?;
    let step = tracker.find_step(&tracker.history(&id)?, step)?;
    let command = Command::ChangeTimer {
        step,
        change,
        reason,
    };
    let events = tracker.dispatch(&id, &command, None)?;
    changed(session, &tracker, &id, &events)
}

/// Gives what runs to somebody else, and prints the pack that they need.
fn hand_over(
    session: &Session<'_, '_>,
    flag: &str,
    (name, step): (&str, Option<&str>),
) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(flag)?;
    let history = tracker.history(&id)?;
    let step = step.map(|step| tracker.find_step(&history, step));
    let command = Command::HandOver {
        steps: step.transpose()?.into_iter().collect(),
        to: Actor::new(name.trim()),
    };
    let events = tracker.dispatch(&id, &command, None)?;
    let mut answer = changed(session, &tracker, &id, &events)?;
    let pack = read::pack(session, &tracker, &id)?;
    if let Some(data) = answer.data.as_object_mut() {
        data.insert("text".to_owned(), json!(pack.join("\n")));
    }
    let mut page = Page::new();
    for line in &pack {
        page.say(line);
    }
    answer
        .warnings
        .extend(events.iter().map(|event| event.text.clone()));
    answer.body = Body::Page(page);
    Ok(answer)
}
