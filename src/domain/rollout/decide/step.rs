//! What may become of a step: its state, the instructions run for it, the blanks in it.

use super::run::{Ran, run};
use super::{must_be_active, must_be_found, must_be_step, must_have_reason};
use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::plan::{Outline, Plan, Step, StepKind, StepState};
use crate::domain::rollout::command::Passage;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::everybody::ahead_of_everybody;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::gate::{Reason, spoken};
use crate::domain::rollout::leaving::before_the_issue;
use crate::domain::rollout::record::{Outcome, StepRecord, Timer};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};
use crate::domain::rollout::survey::{is_open_in_its_parts, survey, survey_stage};

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
    if is_so(rollout, step, state, reason) {
        return Ok(vec![]);
    }
    if state == StepState::Done && step.is_done_by_a_run() && !rollout.was_run(id) {
        let ran = Ran {
            instructions: &step.instructions,
            outcome: Outcome::Succeeded,
            reply: &reason.map(str::to_owned),
            passage: &Passage {
                reason: reason.map(str::to_owned),
                ..Passage::default()
            },
        };
        return run(rollout, plan, id, (&ran, now));
    }
    let mut reasons = reasons_against(rollout, step, state, now);
    if state == StepState::Done {
        reasons.extend(issue_last(rollout, plan, step, now));
    }
    if matches!(state, StepState::Done | StepState::Doing) {
        reasons.extend(ahead_of_everybody(rollout, plan, id, now));
    }
    if !reasons.is_empty() {
        return Err(Rejection::for_reasons(RejectionCode::GateClosed, reasons).about_step(id));
    }
    Ok(vec![Event::StepMarked {
        step: id.clone(),
        state,
        reason: reason.map(str::to_owned),
        timer: timer(rollout, step, state, now),
    }])
}

fn is_so(rollout: &Rollout, step: &Step, state: StepState, reason: Option<&str>) -> bool {
    match rollout.facts.steps.get(&step.id) {
        Some(record) if record.reason.as_deref() == reason => record.state == state,
        Some(record) => {
            record.state == state && was_said_with_the_run(rollout, step, record, reason)
        }
        None if is_answered(rollout, step) => state == StepState::Done,
        None => state == step.initial,
    }
}

/// Tells whether the words are those that its last run was recorded with.
fn was_said_with_the_run(
    rollout: &Rollout,
    step: &Step,
    record: &StepRecord,
    words: Option<&str>,
) -> bool {
    let mut runs = rollout.facts.runs.iter().rev();
    let last = runs.find(|run| run.step == step.id);
    last.is_some_and(|run| run.seq == record.seq && run.reply.as_deref() == words)
}

fn is_answered(rollout: &Rollout, step: &Step) -> bool {
    let decision = step.decision.as_ref();
    decision.is_some_and(|decision| rollout.facts.decisions.contains_key(&decision.key))
}

const fn needs_reason(state: StepState) -> bool {
    matches!(
        state,
        StepState::NotApplicable | StepState::Skipped | StepState::Blocked | StepState::Overridden
    )
}

/// Returns the time that runs for a step. Time that runs already goes on: only a step set to `todo` begins anew.
fn timer(rollout: &Rollout, step: &Step, state: StepState, now: Timestamp) -> Option<Timer> {
    if state != StepState::Doing || !matches!(step.kind, StepKind::Wait | StepKind::Watch) {
        return None;
    }
    let record = rollout.facts.steps.get(&step.id);
    if let Some(running) = record.and_then(|record| record.timer) {
        return Some(running);
    }
    Timer::begin(now, step.wait_s?)
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
            format!("{} {}: {text}", step.number, step.headline()),
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
        (StepState::Todo, StepKind::Decision) if is_answered(rollout, step) => {
            vec![about("it is answered: give another answer".to_owned())]
        }
        (StepState::Done, StepKind::Qa) => {
            vec![about("it is a test: record its QA result".to_owned())]
        }
        (StepState::Doing, StepKind::Wait | StepKind::Watch)
            if step.wait_s.is_some() && timer(rollout, step, state, now).is_none() =>
        {
            vec![about("its time would end after the end of time".to_owned())]
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

/// Says what is left to do before the rollout issue is closed.
fn issue_last(rollout: &Rollout, plan: &Plan, step: &Step, now: Timestamp) -> Vec<Reason> {
    let stage = plan.stage_of(&step.id);
    let standings = stage.map(|stage| survey_stage(rollout, stage, now));
    before_the_issue(plan, step, &standings.unwrap_or_default())
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
        Some(timer) if timer.paused_with.is_some() => Some(format!(
            "{} of the wait is left and it stands still: resume it",
            spoken(timer.seconds_left(now))
        )),
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
    let parts = survey(rollout, &step.steps, now);
    let open = parts.iter().enumerate().filter(|(place, part)| {
        part.required && !part.state.is_settled() && !is_open_in_its_parts(&parts, *place)
    });
    open.map(|(_, part)| {
        let words = part.state.as_str().replace('_', " ");
        Reason::new(
            part.step.id.as_str(),
            format!("{} {}: {words}", part.step.number, part.step.headline()),
        )
    })
    .collect()
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

pub(super) fn refused(step: &Step, why: &str) -> Rejection {
    let text = format!("{} {}: {why}", step.number, step.headline());
    Rejection::new(RejectionCode::WrongState, step.id.as_str(), text).about_step(&step.id)
}
