//! What was seen, and what was agreed elsewhere: taken down as said, in every state of a rollout but the last.

use super::{must_have_reason, wrong_state};
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::flag::{Environment, FlipperId, GateValues};
use crate::domain::plan::Plan;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

pub(super) fn observe(
    rollout: &Rollout,
    plan: &Plan,
    (environment, gates): (Environment, &GateValues),
    source: &str,
) -> Result<Vec<Event>, Rejection> {
    if plan.flag.is_none() {
        return Err(wrong_state("the rollout has no flag to be seen"));
    }
    if rollout.facts.phase == Phase::Closed {
        return Err(wrong_state("the rollout is closed"));
    }
    let source = must_have_reason(source, "an observation")?;
    let gates = gates.clone();
    Ok(vec![Event::FlagObserved {
        environment,
        gates,
        source,
    }])
}

pub(super) fn name_actors(
    rollout: &Rollout,
    plan: &Plan,
    actors: &[FlipperId],
) -> Result<Vec<Event>, Rejection> {
    if plan.flag.is_none() {
        return Err(wrong_state(
            "the rollout has no flag to turn on for anybody",
        ));
    }
    if matches!(rollout.facts.phase, Phase::Closed | Phase::Abandoned) {
        return Err(wrong_state("the rollout is over"));
    }
    let mut actors = actors.to_vec();
    actors.sort();
    actors.dedup();
    if *rollout.facts.actors == actors {
        return Ok(vec![]);
    }
    Ok(vec![Event::ActorsNamed { actors }])
}

/// Says of which type the flag is. The day that was said before stays where none is given.
pub(super) fn type_flag(
    rollout: &Rollout,
    plan: &Plan,
    (kind, since): (FlagType, Option<Timestamp>),
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    if plan.flag.is_none() {
        return Err(wrong_state(
            "the rollout has no flag that could be of a type",
        ));
    }
    if matches!(rollout.facts.phase, Phase::Closed | Phase::Abandoned) {
        return Err(wrong_state("the rollout is over"));
    }
    if since.is_some_and(|since| since > now) {
        return Err(wrong_state(
            "a flag cannot have been introduced in the future",
        ));
    }
    let known = rollout.facts.flag_type.and_then(|(_, since)| since);
    let since = since.or(known);
    if rollout.facts.flag_type == Some((kind, since)) {
        return Ok(vec![]);
    }
    Ok(vec![Event::FlagTyped {
        kind,
        since,
        note: None,
    }])
}

pub(super) fn link_change_issue(rollout: &Rollout, link: &str) -> Result<Vec<Event>, Rejection> {
    if matches!(rollout.facts.phase, Phase::Closed | Phase::Abandoned) {
        return Err(wrong_state("the rollout is over"));
    }
    if rollout.facts.phase == Phase::RollingBack {
        return Err(wrong_state(
            "a rollback is running: name the change issue of the next attempt after it",
        ));
    }
    let link = must_have_reason(link, "a change issue").map_err(|_empty| {
        Rejection::new(
            RejectionCode::ReasonMissing,
            "link",
            "a change issue needs a link",
        )
    })?;
    if rollout.facts.change_issue.as_deref() == Some(link.as_str()) {
        return Ok(vec![]);
    }
    Ok(vec![Event::ChangeIssueLinked { link }])
}
