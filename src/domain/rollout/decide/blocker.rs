//! How something gets in the way, and out of it again with a reason.

use super::{must_be_found, must_have_reason, wrong_state};
use crate::domain::id::BlockerId;
use crate::domain::rollout::blocker::BlockerDetails;
use crate::domain::rollout::event::{BlockerCause, Event};
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

pub(super) fn raise(
    rollout: &Rollout,
    (title, link): (&str, Option<&str>),
    details: &BlockerDetails,
) -> Result<Vec<Event>, Rejection> {
    must_be_open(rollout)?;
    let title = must_have_reason(title, "a blocker").map_err(|_empty| {
        Rejection::new(
            RejectionCode::ReasonMissing,
            "title",
            "a blocker needs a title",
        )
    })?;
    let link = link
        .map(str::trim)
        .filter(|link| !link.is_empty())
        .map(str::to_owned);
    Ok(vec![Event::BlockerRaised(BlockerCause {
        id: next_blocker_id(rollout),
        title,
        link,
        details: cleaned(details),
    })])
}

pub(super) fn close(
    rollout: &Rollout,
    id: &BlockerId,
    reason: &str,
) -> Result<Vec<Event>, Rejection> {
    must_be_open(rollout)?;
    let found = rollout
        .facts
        .blockers
        .iter()
        .find(|blocker| blocker.id == *id);
    let blocker = must_be_found(found, "blocker", id.as_str())?;
    if blocker.closed.is_some() {
        return Ok(vec![]);
    }
    let reason = if reason.trim().is_empty() && blocker.is_worked_off() {
        "its plan is worked off".to_owned()
    } else {
        must_have_reason(reason, "to close a blocker")?
    };
    Ok(vec![Event::BlockerClosed {
        blocker: id.clone(),
        reason,
    }])
}

/// Gives a step of a blocker's plan a state.
pub(super) fn mark(
    rollout: &Rollout,
    id: &BlockerId,
    order: usize,
    done: bool,
) -> Result<Vec<Event>, Rejection> {
    must_be_open(rollout)?;
    let found = rollout.facts.blockers.iter().find(|known| known.id == *id);
    let blocker = must_be_found(found, "blocker", id.as_str())?;
    if blocker.closed.is_some() {
        return Err(wrong_state(&format!("{id} is closed")));
    }
    let count = blocker.details.plan.len();
    let place = order.checked_sub(1).filter(|place| *place < count);
    let Some(place) = place else {
        let text = match count {
            0 => format!("{id} has no plan"),
            count => format!("the steps of {id} are 1 to {count}"),
        };
        return Err(Rejection::new(RejectionCode::NotFound, id.as_str(), text));
    };
    if blocker.is_done(place) == done {
        return Ok(vec![]);
    }
    Ok(vec![Event::BlockerStepMarked {
        blocker: id.clone(),
        order,
        done,
    }])
}

/// Takes the blanks off the ends of every text, and what is empty away.
pub(super) fn cleaned(details: &BlockerDetails) -> BlockerDetails {
    let said = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    BlockerDetails {
        owner: details.owner.as_ref().and_then(said),
        description: details.description.as_ref().and_then(said),
        why: details.why.as_ref().and_then(said),
        plan: details.plan.iter().filter_map(said).collect(),
        expected: details.expected.iter().filter_map(said).collect(),
        ..details.clone()
    }
}

/// Returns the name that the next blocker gets. Names are never used twice: closed blockers stay.
pub(super) fn next_blocker_id(rollout: &Rollout) -> BlockerId {
    BlockerId::new(format!("B{}", rollout.facts.blockers.len() + 1))
}

pub(super) fn must_be_open(rollout: &Rollout) -> Result<(), Rejection> {
    match rollout.facts.phase {
        Phase::Abandoned => Err(wrong_state("the rollout is abandoned")),
        Phase::Closed => Err(wrong_state("the rollout is closed")),
        Phase::Planned | Phase::Active | Phase::RollingBack | Phase::RolledBack => Ok(()),
    }
}
