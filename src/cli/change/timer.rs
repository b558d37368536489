//! `timer`: the times that run for steps, begun, made longer, paused and stopped.

use super::changed;
use super::passage::seconds;
use crate::cli::answer::Answer;
use crate::cli::args::TimerVerb;
use crate::cli::read;
use crate::cli::session::Session;
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
        TimerVerb::Extend { flag, step, span } => {
            (flag, step, TimerChange::Extend(seconds(span)?), None)
        }
        TimerVerb::Pause { flag, step } => (flag, step, TimerChange::Pause, None),
        TimerVerb::Resume { flag, step } => (flag, step, TimerChange::Resume, None),
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
