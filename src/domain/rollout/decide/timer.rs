//! What may be done to a time that runs: more of it, a stand-still, an end before its time with a reason.

use super::step::refused;
use super::{must_be_active, must_be_step, must_have_reason};
use crate::domain::Timestamp;
use crate::domain::calendar::Period;
use crate::domain::id::StepId;
use crate::domain::plan::{Plan, Step, StepKind};
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::gate::{Reason, spoken};
use crate::domain::rollout::record::{Timer, TimerChange};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};
use crate::domain::rollout::stay::stay_at;

pub(super) fn change(
    rollout: &Rollout,
    plan: &Plan,
    (id, change, reason): (&StepId, TimerChange, Option<&str>),
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let step = must_be_step(plan, id)?;
    if !takes_time(step.kind) || plan.stage_of(id).is_none() {
        return Err(refused(step, "no time can run for it"));
    }
    let running = running(rollout, id).filter(|timer| !timer.is_over(now));
    let timer = match (change, running) {
        (TimerChange::Start(_), Some(_)) => {
            return Err(refused(step, "its time runs already: extend it"));
        }
        (TimerChange::Start(seconds), None) => start(rollout, step, seconds, now)?,
        (_, None) => return Err(refused(step, "no time runs for it")),
        (TimerChange::Extend(0), Some(_)) => return Ok(vec![]),
        (TimerChange::Pause, Some(timer)) if timer.paused_with.is_some() => return Ok(vec![]),
        (TimerChange::Resume, Some(timer)) if timer.paused_with.is_none() => return Ok(vec![]),
        (change, Some(timer)) => timer.after(change, now),
    };
    if change == TimerChange::Stop
        && let Some(why) = must_stay(rollout, plan, id, now)
    {
        let closed = Reason::new("dwell", why);
        return Err(Rejection::for_reasons(RejectionCode::GateClosed, vec![closed]).about_step(id));
    }
    if timer.is_none() && change != TimerChange::Stop {
        return Err(refused(step, "its time would end after the end of time"));
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if let Some(what) = needs_reason(step, change) {
        must_have_reason(reason.unwrap_or_default(), what)
            .map_err(|rejection| rejection.about_step(id))?;
    }
    let reason = reason.map(str::to_owned);
    Ok(vec![Event::TimerChanged {
        step: id.clone(),
        change,
        timer,
        reason,
    }])
}

/// Tells whether time can run for a step of this kind: not for a question, whose answer it would hide.
const fn takes_time(kind: StepKind) -> bool {
    kind.has_state() && !matches!(kind, StepKind::Decision)
}

/// Returns the time that was begun for a step: its own, or that of the percentage that it set last.
pub(super) fn running(rollout: &Rollout, id: &StepId) -> Option<Timer> {
    let facts = &rollout.facts;
    let own = facts.steps.get(id).and_then(|record| record.timer);
    let point = facts.ramp_point_of(id);
    own.or_else(|| point.and_then(|point| point.dwell))
}

fn start(
    rollout: &Rollout,
    step: &Step,
    seconds: u64,
    now: Timestamp,
) -> Result<Option<Timer>, Rejection> {
    let state = rollout.facts.state_of(step);
    if state.is_settled() {
        let why = format!("it is {state}: set it to todo before a time begins for it");
        return Err(refused(step, &why));
    }
    Ok(Timer::begin(now, seconds))
}

/// Says why the stay at a percentage is not stopped: it is a hard gate until its least time is over, so whoever goes on before
/// passes the gate with a reason that is kept at the next percentage.
///
/// Source: GitLab rollout template, 15 minutes between steps, or what the plan asks for.
fn must_stay(rollout: &Rollout, plan: &Plan, id: &StepId, now: Timestamp) -> Option<String> {
    let point = rollout.facts.ramp_point_of(id)?;
    let stay = stay_at(plan, id, point.percentage).filter(|stay| stay.period == Period::Dwell)?;
    let left = stay.seconds.saturating_sub(elapsed(point.dwell?, now));
    (left > 0).then(|| {
        format!(
            "{} left of the least stay at {}%: it is not stopped, who goes on before overrides the gate dwell with a reason",
            spoken(left),
            point.percentage
        )
    })
}

fn elapsed(timer: Timer, now: Timestamp) -> u64 {
    u64::try_from((now - timer.started).num_seconds()).unwrap_or(0)
}

/// Says what asks for a reason, if anything does: less time than there was to be.
fn needs_reason(step: &Step, change: TimerChange) -> Option<&'static str> {
    match change {
        TimerChange::Stop => Some("to stop a time before its end"),
        TimerChange::Start(seconds) if step.wait_s.is_some_and(|asked| seconds < asked) => {
            Some("to begin with less time than the document asks for")
        }
        TimerChange::Start(_)
        | TimerChange::Extend(_)
        | TimerChange::Pause
        | TimerChange::Resume => None,
    }
}
