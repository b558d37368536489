//! What may be done to a time that runs: more of it, a stand-still, an end before its time with a reason.

use super::step::refused;
use super::{must_be_active, must_be_step, must_have_reason};
use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::plan::Plan;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::record::{Timer, TimerChange};
use crate::domain::rollout::rejection::Rejection;

pub(super) fn change(
    rollout: &Rollout,
    plan: &Plan,
    (id, change, reason): (&StepId, TimerChange, Option<&str>),
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let step = must_be_step(plan, id)?;
    if !step.kind.has_state() || plan.stage_of(id).is_none() {
        return Err(refused(step, "no time can run for it"));
    }
    let running = rollout.facts.steps.get(id).and_then(|record| record.timer);
    let timer = match (change, running) {
        (TimerChange::Start(_), Some(timer)) if !timer.is_over(now) => {
            return Err(refused(step, "its time runs already: extend it"));
        }
        (TimerChange::Start(seconds), _) => Timer::begin(now, seconds),
        (_, None) => return Err(refused(step, "no time runs for it")),
        (TimerChange::Pause, Some(timer)) if timer.paused_with.is_some() => return Ok(vec![]),
        (TimerChange::Resume, Some(timer)) if timer.paused_with.is_none() => return Ok(vec![]),
        (change, Some(timer)) => timer.after(change, now),
    };
    if timer.is_none() && change != TimerChange::Stop {
        return Err(refused(step, "it would end after the end of time"));
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if change == TimerChange::Stop {
        must_have_reason(reason.unwrap_or_default(), "to stop a time before its end")
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
