//! How a rollout begins, stands still, begins anew and ends.

use super::{must_be_active, must_be_step, must_have_reason, wrong_state};
use crate::domain::Timestamp;
use crate::domain::id::{StageId, StepId};
use crate::domain::plan::{Plan, StepKind, StepState};
use crate::domain::rollout::command::Command;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::gate::{Reason, gates, reasons_against};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};
use crate::domain::rollout::survey::survey;

pub(super) fn import(command: &Command) -> Result<Vec<Event>, Rejection> {
    let Command::Import { plan, source } = command else {
        return Err(Rejection::new(
            RejectionCode::NotFound,
            "rollout",
            "there is no such rollout",
        ));
    };
    Ok(vec![Event::RolloutImported {
        plan: plan.clone(),
        source: source.clone(),
    }])
}

/// Takes another reading of the document. One about another flag is refused: what was recorded is about this one.
pub(super) fn revise(
    rollout: &Rollout,
    plan: &Plan,
    revised: &Plan,
    source: &str,
) -> Result<Vec<Event>, Rejection> {
    if !matches!(
        rollout.facts.phase,
        Phase::Planned | Phase::Active | Phase::RolledBack
    ) {
        must_be_active(rollout)?;
    }
    if let (Some(flag), Some(other)) = (&plan.flag, &revised.flag)
        && flag != other
    {
        return Err(wrong_state(&format!(
            "the document is about {other}, the rollout about {flag}"
        )));
    }
    if revised.stages.is_empty() {
        return Err(wrong_state("the document has no stage left"));
    }
    if revised == plan {
        return Ok(vec![]);
    }
    Ok(vec![Event::PlanRevised {
        plan: Box::new(revised.clone()),
        source: source.to_owned(),
    }])
}

pub(super) fn start(rollout: &Rollout, plan: &Plan) -> Result<Vec<Event>, Rejection> {
    match rollout.facts.phase {
        Phase::Active => Ok(vec![]),
        Phase::Planned if plan.stages.is_empty() => {
            Err(wrong_state("the plan has no stage to begin with"))
        }
        Phase::Planned => Ok(vec![Event::RolloutStarted]),
        Phase::RollingBack | Phase::RolledBack | Phase::Abandoned | Phase::Closed => {
            must_be_active(rollout).map(|()| vec![])
        }
    }
}

pub(super) fn hold(rollout: &Rollout, reason: &str) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let reason = must_have_reason(reason, "a hold")?;
    match &rollout.facts.hold {
        Some(hold) if hold.reason == reason => Ok(vec![]),
        Some(hold) => Err(wrong_state(&format!("held already: {}", hold.reason))),
        None => Ok(vec![Event::RolloutHeld { reason }]),
    }
}

pub(super) fn resume(rollout: &Rollout, reason: Option<&str>) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    if rollout.facts.hold.is_none() {
        return Ok(vec![]);
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    Ok(vec![Event::RolloutResumed {
        reason: reason.map(str::to_owned),
    }])
}

pub(super) fn note(
    plan: &Plan,
    step: Option<&StepId>,
    text: &str,
) -> Result<Vec<Event>, Rejection> {
    if let Some(step) = step {
        must_be_step(plan, step)?;
    }
    let text = must_have_reason(text, "a note").map_err(|_empty| {
        Rejection::new(RejectionCode::ReasonMissing, "note", "a note needs words")
    })?;
    Ok(vec![Event::NoteAdded {
        step: step.cloned(),
        text,
    }])
}

/// Begins anew: what a rollback undid or what must be seen again is open again, the rest stays as it is. It begins no later
/// than where the rollout stood, so that no stage is passed that nobody went through.
pub(super) fn start_attempt(
    rollout: &Rollout,
    plan: &Plan,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    if rollout.facts.phase != Phase::RolledBack {
        return Err(wrong_state(
            "a new attempt follows a finished rollback; there is none",
        ));
    }
    let is_reset = |kind: StepKind| {
        matches!(
            kind,
            StepKind::Instruction | StepKind::Qa | StepKind::Wait | StepKind::Watch
        )
    };
    let mut reset = Vec::new();
    let mut first: Option<StageId> = None;
    for stage in &plan.stages {
        for standing in survey(rollout, &stage.steps, now) {
            let left_out = matches!(
                standing.state,
                StepState::NotApplicable | StepState::Skipped
            );
            let taken_back = standing.state == StepState::RolledBack;
            if taken_back || is_reset(standing.step.kind) && !left_out {
                reset.push(standing.step.id.clone());
                first.get_or_insert_with(|| stage.id.clone());
            }
        }
    }
    let place = |stage: &StageId| plan.stage_index(stage);
    let stage = first
        .into_iter()
        .chain(rollout.facts.current.clone())
        .min_by_key(place);
    Ok(vec![Event::AttemptStarted {
        attempt: rollout.facts.attempt + 1,
        stage,
        reset,
    }])
}

pub(super) fn abandon(rollout: &Rollout, reason: &str) -> Result<Vec<Event>, Rejection> {
    let reason = must_have_reason(reason, "to abandon a rollout")?;
    match rollout.facts.phase {
        Phase::Planned | Phase::Active | Phase::RolledBack => {
            Ok(vec![Event::RolloutAbandoned { reason }])
        }
        Phase::Abandoned => Ok(vec![]),
        Phase::RollingBack | Phase::Closed => must_be_active(rollout).map(|()| vec![]),
    }
}

/// Ends a rollout at its last stage, when every gate of it is open.
pub(super) fn close(
    rollout: &Rollout,
    plan: &Plan,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    if rollout.facts.phase == Phase::Closed {
        return Ok(vec![]);
    }
    must_be_active(rollout)?;
    let mut reasons = Vec::new();
    if let Some(current) = rollout.current_stage() {
        let place = plan.stage_index(&current.id).map_or(0, |place| place + 1);
        for stage in plan.stages.iter().skip(place) {
            reasons.push(Reason::new(
                stage.id.as_str(),
                format!("stage {} {} is not reached", stage.number, stage.title),
            ));
        }
        reasons.extend(reasons_against(&gates(rollout, current, now)));
    }
    if reasons.is_empty() {
        Ok(vec![Event::RolloutClosed])
    } else {
        Err(Rejection::for_reasons(RejectionCode::GateClosed, reasons))
    }
}
