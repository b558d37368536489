//! What is written down, and how a question is answered.

use super::{changed, wish};
use crate::cli::answer::Answer;
use crate::cli::args::{Decide, Note};
use crate::cli::session::Session;
use crate::domain::id::DecisionKey;
use crate::domain::rollout::Command;
use crate::error::Report;

/// Writes something down.
pub(crate) fn note(session: &mut Session<'_, '_>, args: &Note) -> Result<Answer, Report> {
    let text = session.text(&args.text)?.trim_end().to_owned();
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(&args.flag)?;
    let history = tracker.history(&id)?;
    let step = args
        .step
        .as_deref()
        .map(|name| tracker.find_step(&history, name))
        .transpose()?;
    let events = tracker.dispatch(&id, &Command::AddNote { step, text }, None)?;
    changed(session, &tracker, &id, &events)
}

/// Answers a question.
pub(crate) fn decide(session: &Session<'_, '_>, args: &Decide) -> Result<Answer, Report> {
    let decision = DecisionKey::new(args.key.as_str());
    wish(
        session,
        &args.flag,
        &Command::Decide {
            decision,
            option: args.value.clone(),
        },
    )
}
