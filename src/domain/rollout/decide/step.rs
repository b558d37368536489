//! What may become of a step: its state, the instructions run for it, the blanks and questions in it.

use super::{must_be_active, must_be_found, must_be_step, must_have_reason};
use crate::domain::Timestamp;
use crate::domain::id::{DecisionKey, StepId};
use crate::domain::plan::{Instruction, Outline, Plan, Step, StepKind, StepState};
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::gate::{Reason, spoken};
use crate::domain::rollout::record::{Outcome, Timer};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};
use crate::domain::rollout::survey::survey;

/// What somebody says they ran.
pub(super) struct Ran<'a> {
    pub(super) instructions: &'a [Instruction],
    pub(super) outcome: Outcome,
    pub(super) reply: &'a Option<String>,
}

pub(super) fn mark(
    rollout: &Rollout,
    plan: &Plan,
    (id, state, reason): (&StepId, StepState, Option<&str>),
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let step = must_be_step(plan, id)?;
    if plan.stage_of(id).is_none() {
        return Err(refused(
            step,
            "it belongs to the rollback section: start a rollback to go through it",
        ));
    }
    if !step.kind.has_state() {
        return Err(refused(
            step,
            "it is a heading and has no state: mark the steps under it",
        ));
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if reason.is_none() && needs_reason(state) {
        must_have_reason(
            "",
            &format!("to mark a step {}", state.as_str().replace('_', " ")),
        )
        .map_err(|rejection| rejection.about_step(id))?;
    }
    if state == StepState::Done && step.kind == StepKind::Instruction && !was_run(rollout, step) {
        let lines = &step.instructions;
        return run(
            rollout,
            plan,
            id,
            &Ran {
                instructions: lines,
                outcome: Outcome::Succeeded,
                reply: &None,
            },
        );
    }
    let reasons = reasons_against(rollout, step, state, now);
    if !reasons.is_empty() {
        return Err(Rejection::for_reasons(RejectionCode::GateClosed, reasons).about_step(id));
    }
    let record = rollout.facts.steps.get(id);
    let is_so = record.map_or(step.initial == state, |record| {
        record.state == state && record.reason.as_deref() == reason
    });
    if is_so {
        return Ok(vec![]);
    }
    Ok(vec![Event::StepMarked {
        step: id.clone(),
        state,
        reason: reason.map(str::to_owned),
        timer: timer(step, state, now),
    }])
}

const fn needs_reason(state: StepState) -> bool {
    matches!(
        state,
        StepState::NotApplicable | StepState::Skipped | StepState::Blocked | StepState::Overridden
    )
}

fn timer(step: &Step, state: StepState, now: Timestamp) -> Option<Timer> {
    if state != StepState::Doing || !matches!(step.kind, StepKind::Wait | StepKind::Watch) {
        return None;
    }
    let seconds = i64::try_from(step.wait_s?).ok()?;
    let ends = now.checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)?;
    Some(Timer { started: now, ends })
}

fn reasons_against(
    rollout: &Rollout,
    step: &Step,
    state: StepState,
    now: Timestamp,
) -> Vec<Reason> {
    let about = |text: String| {
        Reason::new(
            step.id.as_str(),
            format!("{} {}: {text}", step.number, step.text),
        )
    };
    match (state, step.kind) {
        (
            StepState::Unknown | StepState::Waiting | StepState::Elapsed | StepState::RolledBack,
            _,
        ) => {
            vec![about(format!(
                "nobody can set it to {}",
                state.as_str().replace('_', " ")
            ))]
        }
        (StepState::Done | StepState::Doing, StepKind::Decision) => {
            vec![about("it is a question: answer it".to_owned())]
        }
        (StepState::Done, StepKind::Qa) => {
            vec![about("it is a test: record its QA result".to_owned())]
        }
        (StepState::Done, StepKind::Wait) => wait_left(rollout, step, now)
            .map(about)
            .into_iter()
            .collect(),
        (
            StepState::Done,
            StepKind::Action | StepKind::Announce | StepKind::Instruction | StepKind::Watch,
        ) => open_parts(rollout, step, now),
        _ => vec![],
    }
}

fn wait_left(rollout: &Rollout, step: &Step, now: Timestamp) -> Option<String> {
    let asked = step.wait_s?;
    match rollout
        .facts
        .steps
        .get(&step.id)
        .and_then(|record| record.timer)
    {
        Some(timer) if timer.is_over(now) => None,
        Some(timer) => Some(format!(
            "{} of the wait is left",
            spoken(timer.seconds_left(now))
        )),
        None => Some(format!(
            "the wait of {} has not begun: mark it doing first",
            spoken(asked)
        )),
    }
}

fn open_parts(rollout: &Rollout, step: &Step, now: Timestamp) -> Vec<Reason> {
    survey(rollout, &step.steps, now)
        .into_iter()
        .filter(|part| part.required && !part.state.is_settled())
        .map(|part| {
            let words = part.state.as_str().replace('_', " ");
            Reason::new(
                part.step.id.as_str(),
                format!("{} {}: {words}", part.step.number, part.step.text),
            )
        })
        .collect()
}

fn was_run(rollout: &Rollout, step: &Step) -> bool {
    rollout.facts.runs.iter().any(|run| {
        run.step == step.id
            && run.attempt == rollout.facts.attempt
            && run.outcome == Outcome::Succeeded
    })
}

/// Records that instructions were run. A line that changes a flag must be known whole: else nobody could say what is on.
pub(super) fn run(
    rollout: &Rollout,
    plan: &Plan,
    id: &StepId,
    ran: &Ran<'_>,
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
    let open: Vec<Reason> = ran
        .instructions
        .iter()
        .filter(|line| line.changes_a_flag())
        .flat_map(|line| &line.blanks)
        .map(|blank| {
            Reason::new(
                blank,
                format!("{} {}: {blank} is not filled", step.number, step.text),
            )
        })
        .collect();
    if !open.is_empty() {
        return Err(Rejection::for_reasons(RejectionCode::BlankOpen, open).about_step(id));
    }
    Ok(vec![Event::InstructionRun {
        step: id.clone(),
        instructions: ran.instructions.to_vec(),
        outcome: ran.outcome,
        reply: ran.reply.clone(),
        state: state_after(step, ran),
    }])
}

/// A ramp goes on until somebody says that it is done; any other instruction is done by its first success.
fn state_after(step: &Step, ran: &Ran<'_>) -> StepState {
    match ran.outcome {
        Outcome::Failed | Outcome::Refused => StepState::Failed,
        Outcome::Succeeded if step.instructions.iter().any(is_open_ramp) => StepState::Doing,
        Outcome::Succeeded => StepState::Done,
    }
}

fn is_open_ramp(line: &Instruction) -> bool {
    line.is_ramp() && !line.blanks.is_empty()
}

pub(super) fn fill(rollout: &Rollout, blank: &str, value: &str) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let value = must_have_reason(value, "a blank").map_err(|_empty| {
        Rejection::new(
            RejectionCode::ReasonMissing,
            blank,
            format!("{blank} needs a value"),
        )
    })?;
    let known = rollout.plan.as_ref().is_some_and(|plan| {
        let mut steps = plan.steps().chain(Outline::of(&plan.rollback));
        steps.any(|step| step.blanks.iter().any(|known| known == blank))
    });
    if !known {
        return must_be_found(None, "blank", blank);
    }
    if rollout.facts.blanks.get(blank) == Some(&value) {
        return Ok(vec![]);
    }
    Ok(vec![Event::BlankFilled {
        blank: blank.to_owned(),
        value,
    }])
}

/// Answers a question. The answer can be changed until a step of the chosen branch is done.
pub(super) fn answer(
    rollout: &Rollout,
    plan: &Plan,
    key: &DecisionKey,
    option: &str,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    let found = plan.decisions().find(|(_, decision)| decision.key == *key);
    let (_, decision) = must_be_found(found, "decision", key.as_str())?;
    let Some(chosen) = decision.option(option) else {
        let keys: Vec<&str> = decision
            .options
            .iter()
            .map(|option| option.key.as_str())
            .collect();
        return Err(Rejection::new(
            RejectionCode::NotFound,
            option,
            format!(
                "{key} can be answered with {}; {option} is none of them",
                keys.join(", ")
            ),
        ));
    };
    let before = rollout.facts.decisions.get(key);
    if before == Some(&chosen.key) {
        return Ok(vec![]);
    }
    let head = before
        .and_then(|before| decision.option(before))
        .and_then(|option| plan.step(&option.head));
    let done = head
        .into_iter()
        .flat_map(|head| Outline::of(std::slice::from_ref(head)))
        .find(|step| {
            rollout
                .facts
                .steps
                .get(&step.id)
                .is_some_and(|record| record.state == StepState::Done)
        });
    if let Some(step) = done {
        let text = format!("{key} cannot change: {} {} is done", step.number, step.text);
        return Err(Rejection::new(
            RejectionCode::WrongState,
            step.id.as_str(),
            text,
        ));
    }
    Ok(vec![Event::DecisionAnswered {
        decision: key.clone(),
        option: chosen.key.clone(),
    }])
}

fn refused(step: &Step, why: &str) -> Rejection {
    let text = format!("{} {}: {why}", step.number, step.text);
    Rejection::new(RejectionCode::WrongState, step.id.as_str(), text).about_step(&step.id)
}
