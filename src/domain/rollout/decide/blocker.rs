//! How something gets in the way, and out of it again with a reason.

use super::{must_be_found, must_have_reason, wrong_state};
use crate::domain::id::BlockerId;
use crate::domain::rollout::event::{BlockerCause, Event};
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

pub(super) fn raise(
    rollout: &Rollout,
    title: &str,
    link: Option<&str>,
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
    let reason = must_have_reason(reason, "to close a blocker")?;
    Ok(vec![Event::BlockerClosed {
        blocker: id.clone(),
        reason,
    }])
}

/// Returns the name that the next blocker gets. Names are never used twice: closed blockers stay.
pub(super) fn next_blocker_id(rollout: &Rollout) -> BlockerId {
    BlockerId::new(format!("B{}", rollout.facts.blockers.len() + 1))
}

fn must_be_open(rollout: &Rollout) -> Result<(), Rejection> {
    match rollout.facts.phase {
        Phase::Abandoned => Err(wrong_state("the rollout is abandoned")),
        Phase::Closed => Err(wrong_state("the rollout is closed")),
        Phase::Planned | Phase::Active | Phase::RollingBack | Phase::RolledBack => Ok(()),
    }
}
