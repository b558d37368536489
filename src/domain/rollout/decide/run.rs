//! What is taken for a run: lines that are known whole, through gates that are open or passed with a reason that is kept.

use super::step::refused;
use super::{must_be_active, must_be_step, must_have_reason};
use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::plan::{Instruction, Plan, Step, StepState};
use crate::domain::rollout::command::Passage;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::gate::{Reason, reasons_against};
use crate::domain::rollout::gate_kind::GateKind;
use crate::domain::rollout::record::{Outcome, Passed, Timer};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};
use crate::domain::rollout::stay::least;
use crate::domain::rollout::switch::Switch;
use crate::domain::rollout::switch_gate::switch_gates;

/// What somebody says they ran.
pub(super) struct Ran<'a> {
    pub(super) instructions: &'a [Instruction],
    pub(super) outcome: Outcome,
    pub(super) reply: &'a Option<String>,
    pub(super) passage: &'a Passage,
}

/// Records that instructions were run. Every line must be known whole: else nobody could say what was run.
pub(super) fn run(
    rollout: &Rollout,
    plan: &Plan,
    id: &StepId,
    (ran, now): (&Ran<'_>, Timestamp),
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let step = must_be_step(plan, id)?;
    if plan.stage_of(id).is_none() {
        return Err(refused(
            step,
            "it belongs to the rollback section: start a rollback to go through it",
        ));
    }
    if ran.instructions.is_empty() {
        return Err(refused(step, "there is no instruction in it to run"));
    }
    let open = open_blanks(step, ran.instructions);
    if !open.is_empty() {
        return Err(Rejection::for_reasons(RejectionCode::BlankOpen, open).about_step(id));
    }
    let passed = pass(rollout, plan, (step, ran), now)?;
    Ok(vec![Event::InstructionRun {
        step: id.clone(),
        instructions: ran.instructions.to_vec(),
        outcome: ran.outcome,
        reply: ran.reply.clone(),
        state: state_after(rollout, step, ran),
        timer: dwell(rollout, plan, (step, ran), now)?,
        passed,
    }])
}

/// Names every blank of the lines that nobody has filled, each once.
fn open_blanks(step: &Step, lines: &[Instruction]) -> Vec<Reason> {
    let mut open: Vec<Reason> = Vec::new();
    for blank in lines.iter().flat_map(|line| &line.blanks) {
        let text = format!("{} {}: {blank} is not filled", step.number, step.headline());
        let reason = Reason::new(blank, text);
        if !open.contains(&reason) {
            open.push(reason);
        }
    }
    open
}

/// Goes through the gates of a switch: every one is open, or passed with a reason that is kept.
fn pass(
    rollout: &Rollout,
    plan: &Plan,
    (step, ran): (&Step, &Ran<'_>),
    now: Timestamp,
) -> Result<Option<Passed>, Rejection> {
    if ran.outcome != Outcome::Succeeded {
        return Ok(None);
    }
    let switch = Switch::of(rollout, plan, ran.instructions).for_step(&step.id);
    let gates = switch_gates(rollout, plan, &switch, ran.passage, now);
    let closed = gates.iter().filter(|gate| !gate.open);
    let reason = ran.passage.reason.as_deref().unwrap_or_default();
    if closed
        .clone()
        .any(|gate| ran.passage.overrides.contains(&gate.id) && gate.id != GateKind::Hold)
    {
        must_have_reason(reason, "to pass a gate against the rules")
            .map_err(|rejection| rejection.about_step(&step.id))?;
    }
    let reasons = reasons_against(&gates);
    if !reasons.is_empty() {
        return Err(Rejection::for_reasons(RejectionCode::GateClosed, reasons).about_step(&step.id));
    }
    let passed: Vec<GateKind> = gates
        .iter()
        .filter(|gate| gate.overridden.is_some())
        .map(|gate| gate.id)
        .collect();
    Ok((!passed.is_empty()).then(|| Passed {
        gates: passed,
        reason: reason.trim().to_owned(),
    }))
}

/// Returns how long production stays as the lines make it: the least, or what the plan or the person asks for.
fn dwell(
    rollout: &Rollout,
    plan: &Plan,
    (step, ran): (&Step, &Ran<'_>),
    now: Timestamp,
) -> Result<Option<Timer>, Rejection> {
    let switch = Switch::of(rollout, plan, ran.instructions);
    let least =
        least(rollout, plan, &step.id, &switch).filter(|_| ran.outcome == Outcome::Succeeded);
    let Some(least) = least else { return Ok(None) };
    let asked = ran.passage.dwell_s.unwrap_or(0).max(least);
    let timer = Timer::begin(now, asked);
    let endless = || refused(step, "the stay would end after the end of time");
    timer.map(Some).ok_or_else(endless)
}

/// A ramp goes on until somebody says that it is done; any other instruction is done by its first success.
fn state_after(rollout: &Rollout, step: &Step, ran: &Ran<'_>) -> StepState {
    match ran.outcome {
        _ if !step.kind.follows_its_runs() => rollout.facts.state_of(step),
        Outcome::Failed | Outcome::Refused => StepState::Failed,
        Outcome::Succeeded if step.instructions.iter().any(Instruction::is_open_ramp) => {
            StepState::Doing
        }
        Outcome::Succeeded => StepState::Done,
    }
}
