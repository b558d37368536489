//! The way back: open from every state but closed with the flag on nowhere, gone through as a checklist, over only when every step of it is settled.

use super::{must_be_found, must_have_reason, wrong_state};
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::plan::StepState;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::gate::Reason;
use crate::domain::rollout::record::{Rollback, RollbackItem};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};
use crate::domain::rollout::rollback_details::RollbackDetails;
use crate::domain::rollout::rollback_plan::{RollbackAction, is_on_by_default, rollback_plan};

pub(super) fn trigger(
    rollout: &Rollout,
    reason: &str,
    (already_at, seen_by_users): (Option<Timestamp>, bool),
    details: &RollbackDetails,
) -> Result<Vec<Event>, Rejection> {
    let details = details.tidied();
    match rollout.facts.phase {
        Phase::Closed if !is_on_anywhere(rollout) => {
            return Err(wrong_state(
                "the rollout is closed and the flag is on nowhere: nothing to roll back",
            ));
        }
        Phase::RollingBack => {
            return must_be_the_same(rollout, reason, (already_at, seen_by_users), &details);
        }
        Phase::Planned | Phase::Active | Phase::RolledBack | Phase::Abandoned | Phase::Closed => {}
    }
    let reason = must_have_reason(reason, "a rollback")?;
    let plan = rollback_plan(rollout);
    details.must_fit(&plan)?;
    let actions = plan.within(&details.scope).actions;
    Ok(vec![Event::RollbackTriggered {
        reason,
        actions,
        already_at,
        seen_by_users,
        details,
    }])
}

fn is_on_anywhere(rollout: &Rollout) -> bool {
    let places = rollout
        .facts
        .flags
        .keys()
        .chain(rollout.facts.observed.keys());
    let mut places = places.copied();
    places.any(|place| {
        rollout.believed_gates(place).is_on_for_anyone() || is_on_by_default(rollout, place)
    })
}

/// Said twice in the same words it changes nothing. Other words would be lost: they are refused.
fn must_be_the_same(
    rollout: &Rollout,
    reason: &str,
    (already_at, seen_by_users): (Option<Timestamp>, bool),
    details: &RollbackDetails,
) -> Result<Vec<Event>, Rejection> {
    let is_same = rollout.facts.rollback.as_deref().is_some_and(|running| {
        running.reason == reason.trim()
            && running.already_at == already_at
            && running.seen_by_users == seen_by_users
            && running.details == *details
    });
    if is_same {
        return Ok(vec![]);
    }
    Err(wrong_state(
        "a rollback is running already, begun for another reason or time: mark its steps",
    ))
}

/// Takes down a rehearsal. It touches nothing, so it is refused only where nothing can be rehearsed any more.
pub(super) fn drill(
    rollout: &Rollout,
    took_s: u64,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    match rollout.facts.phase {
        Phase::Closed | Phase::Abandoned => Err(wrong_state("the rollout is over")),
        Phase::RollingBack => Err(wrong_state(
            "a rollback is running: this is no time to rehearse",
        )),
        Phase::Planned | Phase::Active | Phase::RolledBack => {
            let at = Some(now);
            Ok(vec![Event::RollbackDrilled { took_s, at }])
        }
    }
}

pub(super) fn mark(
    rollout: &Rollout,
    order: usize,
    state: StepState,
    note: Option<&str>,
) -> Result<Vec<Event>, Rejection> {
    let rollback = running(rollout)?;
    let name = order.to_string();
    let place = order
        .checked_sub(1)
        .and_then(|place| rollback.items.get(place));
    let item = must_be_found(place, "rollback step", &name)?;
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    match state {
        StepState::Done => may_be_done(rollout, rollback, item, note)?,
        StepState::Todo => {}
        StepState::Failed | StepState::Skipped => {
            must_have_reason(
                note.unwrap_or_default(),
                &format!("a rollback step that is {state}"),
            )?;
        }
        StepState::Unknown
        | StepState::Doing
        | StepState::NotApplicable
        | StepState::Blocked
        | StepState::Waiting
        | StepState::Elapsed
        | StepState::Overridden
        | StepState::RolledBack => {
            return Err(wrong_state(&format!(
                "a rollback step is done, failed, skipped or todo, not {state}"
            )));
        }
    }
    let is_stale = seen_too_early(rollback, item).is_some();
    if item.state == state && item.note.as_deref() == note && !is_stale {
        return Ok(vec![]);
    }
    Ok(vec![Event::RollbackStepMarked {
        order,
        state,
        note: note.map(str::to_owned),
    }])
}

pub(super) fn finish(rollout: &Rollout) -> Result<Vec<Event>, Rejection> {
    let rollback = running(rollout)?;
    let items = rollback.items.iter().enumerate();
    let open = items.filter_map(|(place, item)| {
        let order = place + 1;
        let text = match seen_too_early(rollback, item) {
            _ if !item.state.is_settled() => format!("rollback step {order} is {}", item.state),
            Some(later) => {
                format!(
                    "rollback step {order} was done before step {later}: see again that it is off"
                )
            }
            None => return None,
        };
        Some(Reason::new(order.to_string(), text))
    });
    let open: Vec<Reason> = open.collect();
    if open.is_empty() {
        Ok(vec![Event::RollbackFinished])
    } else {
        Err(Rejection::for_reasons(RejectionCode::GateClosed, open))
    }
}

/// Asks for what a step needs before it is done: a name, an answer to what chatops refuses, the switches that it looks at.
///
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, consistency check: staging is not switched off under production.
fn may_be_done(
    rollout: &Rollout,
    rollback: &Rollback,
    item: &RollbackItem,
    note: Option<&str>,
) -> Result<(), Rejection> {
    if let RollbackAction::Verify { environments } = &item.action {
        let items = rollback.items.iter().enumerate();
        let looked_at = items.filter(|(_, other)| {
            other.state == StepState::Todo && other.action.switches_in(environments)
        });
        let reasons = looked_at.map(|(place, _)| {
            let order = place + 1;
            let text = format!("rollback step {order} is todo: that it is off is seen after it");
            Reason::new(order.to_string(), text)
        });
        let reasons: Vec<Reason> = reasons.collect();
        if !reasons.is_empty() {
            return Err(Rejection::for_reasons(RejectionCode::GateClosed, reasons));
        }
    }
    let leaves_production = item.action.switched() == Some(Environment::Staging)
        && rollout
            .believed_gates(Environment::Production)
            .is_on_for_anyone();
    let what = match &item.action {
        RollbackAction::Confirm { .. } => "a confirmation, with the name of who has confirmed,",
        _ if leaves_production => {
            "staging switched off while production is on, which chatops refuses,"
        }
        RollbackAction::Switch { .. }
        | RollbackAction::Console { .. }
        | RollbackAction::Document { .. }
        | RollbackAction::Verify { .. } => return Ok(()),
    };
    must_have_reason(note.unwrap_or_default(), what).map(|_| ())
}

/// Returns the order of a switch that was settled after a step saw that it is off there; `None` where it was seen since.
fn seen_too_early(rollback: &Rollback, item: &RollbackItem) -> Option<usize> {
    let RollbackAction::Verify { environments } = &item.action else {
        return None;
    };
    let mut items = rollback.items.iter();
    let place =
        items.position(|other| other.seq > item.seq && other.action.switches_in(environments))?;
    (item.state == StepState::Done).then_some(place + 1)
}

fn running(rollout: &Rollout) -> Result<&Rollback, Rejection> {
    match &rollout.facts.rollback {
        Some(rollback) if rollout.facts.phase == Phase::RollingBack => Ok(rollback),
        _ => Err(wrong_state("no rollback is running")),
    }
}
