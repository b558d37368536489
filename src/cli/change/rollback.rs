//! The way back: begun with a typed word, gone through step by step, ended by saying so.

use super::passage::seconds;
use super::{changed, wish};
use crate::cli::answer::Answer;
use crate::cli::args::ItemState;
use crate::cli::confirm::confirmed;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::id::Seq;
use crate::domain::rollout::{Command, RollbackDetails};
use crate::error::Report;
use crate::projection::RampView;

/// What is said when a way back begins.
#[derive(Debug, Clone)]
pub(crate) struct Beginning<'a> {
    /// Why.
    pub(crate) reason: &'a str,
    /// When the flag was switched off, as typed.
    pub(crate) already_at: Option<&'a str>,
    /// Whether users saw something worse.
    pub(crate) seen_by_users: bool,
    /// How far it reaches, which incident it belongs to, who has confirmed it.
    pub(crate) details: RollbackDetails,
    /// Whether an incident is raised for it.
    pub(crate) raise_incident: bool,
    /// The word that confirms it.
    pub(crate) confirm: Option<&'a str>,
}

/// Begins the way back.
pub(crate) fn start_rollback(
    session: &mut Session<'_, '_>,
    flag: &str,
    beginning: Beginning<'_>,
) -> Result<Answer, Report> {
    let already_at = beginning
        .already_at
        .map(|text| session.past(text))
        .transpose()?;
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(flag)?;
    let view = tracker.view(&id, None)?;
    confirmed(
        session,
        &tracker,
        (&view, beginning.confirm),
        "a rollback of",
    )?;
    let command = Command::TriggerRollback {
        reason: beginning.reason.to_owned(),
        already_at,
        seen_by_users: beginning.seen_by_users,
        details: beginning.details,
    };
    let title = format!("Rollback of {}: {}", view.name(), beginning.reason.trim());
    let raised = Some(title.as_str()).filter(|_| beginning.raise_incident);
    let seen = Some(Seq::new(view.seq));
    let events = tracker.start_rollback(&id, &command, seen, raised)?;
    let late = already_at.and_then(|at| recorded_later(&tracker.ramp(&id, None).ok()?, at));
    let answer = changed(session, &tracker, &id, &events)?;
    let unsaid = (!beginning.seen_by_users).then(|| {
        "did users see it? say so with --seen-by-users at the start: the next attempt then needs a change issue".to_owned()
    });
    Ok(answer
        .warn(view.rollback.plan.impossible)
        .warn(late.into_iter().chain(unsaid).collect()))
}

/// Says that production was recorded to go up after the time from which the flag is said to be off; it may have been recorded late.
fn recorded_later(ramp: &RampView, off_since: Timestamp) -> Option<String> {
    let last = ramp
        .points
        .iter()
        .rfind(|point| point.percentage > Percentage::NONE);
    let (point, at) = last.and_then(|point| Some((point, point.at?)))?;
    (off_since < at).then(|| {
        format!(
            "{}% in production was recorded at {}, after the time since when it is said to be off, {}: kept as said",
            point.percentage,
            at.format("%d %b %H:%M UTC"),
            off_since.format("%d %b %H:%M UTC")
        )
    })
}

/// Gives a step of the way back a state.
pub(crate) fn mark_item(
    session: &Session<'_, '_>,
    flag: &str,
    (order, state): (usize, ItemState),
    note: Option<&str>,
) -> Result<Answer, Report> {
    let note = note.map(str::to_owned);
    wish(
        session,
        flag,
        &Command::MarkRollbackStep {
            order,
            state: state.into(),
            note,
        },
    )
}

/// Says that the way back is over.
pub(crate) fn finish_rollback(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find(flag)?;
    let events = tracker.dispatch(&id, &Command::FinishRollback, None)?;
    let view = tracker.view(&id, None)?;
    let answer = changed(session, &tracker, &id, &events)?;
    let text = format!("rollgate text issue {}", view.name());
    let then = view.rollback.plan.afterwards.join("; ");
    Ok(answer.warn(vec![format!("now {then}: {text}")]))
}

/// Records how long a rehearsal of the way back took.
pub(crate) fn record_drill(
    session: &Session<'_, '_>,
    flag: &str,
    took: &str,
) -> Result<Answer, Report> {
    let took_s = seconds(took)?;
    wish(session, flag, &Command::RecordDrill { took_s })
}
