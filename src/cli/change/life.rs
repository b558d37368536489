//! How a rollout begins anew, ends, and how the last record is taken back.

use super::{changed, wish};
use crate::cli::answer::Answer;
use crate::cli::args::{Named, NamedWithReason};
use crate::cli::confirm::agreed;
use crate::cli::session::Session;
use crate::domain::flag::Environment;
use crate::domain::rollout::{Command, Phase};
use crate::error::Report;
use crate::projection::Told;

/// Begins a new attempt.
pub(crate) fn attempt(session: &Session<'_, '_>, args: &Named) -> Result<Answer, Report> {
    wish(session, &args.flag, &Command::StartAttempt)
}

/// Ends a rollout.
pub(crate) fn close(session: &Session<'_, '_>, args: &Named) -> Result<Answer, Report> {
    wish(session, &args.flag, &Command::Close)
}

/// Gives a rollout up.
pub(crate) fn abandon(
    session: &mut Session<'_, '_>,
    args: &NamedWithReason,
) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let rollout = tracker.history(&id)?.rollout;
    let production = rollout.believed_gates(Environment::Production);
    if production.is_on_for_anyone() && rollout.facts.phase != Phase::Abandoned {
        let words = production.in_words();
        let what = format!(
            "production is {words} and stays so: giving {} up switches nothing off, a rollback does",
            args.flag
        );
        agreed(session, &what)?;
    }
    let reason = args.reason.clone();
    let events = tracker.dispatch(&id, &Command::Abandon { reason }, None)?;
    changed(session, &tracker, &id, &events)
}

/// Takes back the last record.
pub(crate) fn undo(session: &mut Session<'_, '_>, args: &Named) -> Result<Answer, Report> {
    take_back(session, args, &Command::Undo)
}

/// Brings back what was taken back last.
pub(crate) fn redo(session: &mut Session<'_, '_>, args: &Named) -> Result<Answer, Report> {
    take_back(session, args, &Command::Redo)
}

/// Asks first when the record is somebody else's.
fn take_back(
    session: &mut Session<'_, '_>,
    args: &Named,
    command: &Command,
) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let history = tracker.history(&id)?;
    let rollout = &history.rollout;
    let (verb, record) = if *command == Command::Undo {
        ("undo", rollout.undoable())
    } else {
        ("redo", rollout.redoable())
    };
    let told: Option<&Told> = record.and_then(|seq| history.get(seq));
    if let Some(told) = told
        && told.by != session.signed()?
    {
        let text = history.words(told).text;
        agreed(
            session,
            &format!("{verb} what {} recorded: {text}", told.by),
        )?;
    }
    let events = tracker.dispatch(&id, command, Some(rollout.seq))?;
    changed(session, &tracker, &id, &events)
}
