//! How a rollout goes from stage to stage: through open gates, back with a reason, past a closed gate with a reason that stays.

use super::{must_be_active, must_be_found, must_have_reason, wrong_state};
use crate::domain::Timestamp;
use crate::domain::id::StageId;
use crate::domain::plan::Plan;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::gate::{GateKind, gates, reasons_against};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

pub(super) fn advance(
    rollout: &Rollout,
    plan: &Plan,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let Some(current) = rollout.current_stage() else {
        return Err(wrong_state("the plan has no stages"));
    };
    let reasons = reasons_against(&gates(rollout, current, now));
    if !reasons.is_empty() {
        return Err(Rejection::for_reasons(RejectionCode::GateClosed, reasons));
    }
    let after = plan.stage_index(&current.id).map_or(0, |place| place + 1);
    match plan.stages.get(after) {
        Some(stage) => Ok(vec![Event::StageAdvanced {
            from: current.id.clone(),
            to: stage.id.clone(),
        }]),
        None => Err(wrong_state("this is the last stage: close the rollout")),
    }
}

pub(super) fn reopen(
    rollout: &Rollout,
    plan: &Plan,
    stage: &StageId,
    reason: &str,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let place = must_be_found(plan.stage_index(stage), "stage", stage.as_str())?;
    let reason = must_have_reason(reason, "to reopen a stage")?;
    let current = rollout
        .facts
        .current
        .as_ref()
        .and_then(|current| plan.stage_index(current));
    match current {
        Some(current) if place < current => Ok(vec![Event::StageReopened {
            stage: stage.clone(),
            reason,
        }]),
        Some(current) if place == current => Ok(vec![]),
        _ => Err(wrong_state("only an earlier stage can be reopened")),
    }
}

/// Opens a closed gate of the current stage for the reasons that close it now; a reason that comes later closes it again.
pub(super) fn override_gate(
    rollout: &Rollout,
    kind: GateKind,
    reason: &str,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let reason = must_have_reason(reason, "to override a gate")?;
    let Some(stage) = rollout.current_stage() else {
        return Err(wrong_state("the plan has no stages"));
    };
    if kind == GateKind::Hold {
        return Err(wrong_state("a hold is not overridden: resume the rollout"));
    }
    let gate = gates(rollout, stage, now)
        .into_iter()
        .find(|gate| gate.id == kind);
    let gate = must_be_found(gate, "gate", kind.as_str())?;
    if gate.open {
        let why = if gate.overridden.is_some() {
            "overridden already"
        } else {
            "open"
        };
        return Err(wrong_state(&format!("the gate {kind} is {why}: advance")));
    }
    let covers = gate
        .reasons
        .into_iter()
        .map(|reason| reason.about)
        .collect();
    Ok(vec![Event::GateOverridden {
        stage: stage.id.clone(),
        gate: kind,
        covers,
        reason,
    }])
}
