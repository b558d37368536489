//! Rules: a wish and the state give facts, or every reason against them. Nothing is changed here.

mod blocker;
mod edited;
mod handover;
mod history;
mod life;
mod question;
mod rollback;
mod stage;
mod run;
mod statement;
mod step;
mod timer;
mod observation;
mod test_result;
mod writes;

use super::command::Command;
use super::event::Event;
use super::facts::{Phase, Rollout};
use super::rejection::{Rejection, RejectionCode};
use crate::domain::Timestamp;
use crate::domain::plan::Plan;

/// Decides what `command` makes happen to `rollout` at `now`. An empty list means that it is so already.
///
/// # Errors
/// Every reason for which the command is refused.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each command, so that none is forgotten"
)]
pub fn decide(
    rollout: &Rollout,
    command: &Command,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    let Some(plan) = rollout.plan.as_deref() else {
        return life::import(command);
    };
    match command {
        Command::Import { .. } => Err(wrong_state("this rollout is imported already")),
        Command::RevisePlan {
            plan: revised,
            source,
        } => life::revise(rollout, plan, revised, source),
        Command::Start => life::start(rollout, plan),
        Command::Hold { reason } => life::hold(rollout, reason),
        Command::Resume { reason } => life::resume(rollout, reason.as_deref()),
        Command::AddNote { step, text } => life::note(plan, step.as_ref(), text),
        Command::StartAttempt => life::start_attempt(rollout, plan, now),
        Command::Abandon { reason } => life::abandon(rollout, reason),
        Command::Close => life::close(rollout, plan, now),
        Command::MarkStep {
            step,
            state,
            reason,
        } => step::mark(rollout, plan, (step, *state, reason.as_deref()), now),
        Command::RunInstruction {
            step,
            instructions,
            outcome,
            reply,
            passage,
        } => {
            let outcome = *outcome;
            let ran = run::Ran {
                instructions,
                outcome,
                reply,
                passage,
            };
            run::run(rollout, plan, step, (&ran, now))
        }
        Command::ChangeTimer {
            step,
            change,
            reason,
        } => timer::change(rollout, plan, (step, *change, reason.as_deref()), now),
        Command::HandOver { steps, to } => handover::hand_over(rollout, plan, (steps, to), now),
        Command::NameActors { actors } => observation::name_actors(rollout, plan, actors),
        Command::TypeFlag { kind, since } => {
            observation::type_flag(rollout, plan, (*kind, *since), now)
        }
        Command::Observe {
            environment,
            gates,
            source,
        } => observation::observe(rollout, plan, (*environment, gates), source),
        Command::LinkChangeIssue { link } => observation::link_change_issue(rollout, link),
        Command::FillBlank { blank, value } => step::fill(rollout, blank, value),
        Command::Decide { decision, option } => question::answer(rollout, plan, decision, option),
        Command::Advance => stage::advance(rollout, plan, now),
        Command::ReopenStage { stage, reason } => stage::reopen(rollout, plan, stage, reason),
        Command::OverrideGate { gate, reason } => stage::override_gate(rollout, *gate, reason, now),
        Command::RecordQa {
            result,
            raise_blocker,
        } => test_result::record(rollout, plan, result, raise_blocker.as_deref()),
        Command::RaiseBlocker {
            title,
            link,
            details,
        } => blocker::raise(rollout, (title, link.as_deref()), details),
        Command::MarkBlockerStep {
            blocker,
            order,
            done,
        } => blocker::mark(rollout, blocker, *order, *done),
        Command::State(statement) => statement::state(rollout, plan, statement),
        Command::EditBlocker { blocker, edit } => edited::edit(rollout, blocker, edit),
        Command::NoteBlocker { blocker, text } => edited::note(rollout, blocker, text),
        Command::SayWrites { answer } => writes::say(rollout, plan, answer),
        Command::CloseBlocker { blocker, reason } => blocker::close(rollout, blocker, reason),
        Command::TriggerRollback {
            reason,
            already_at,
            seen_by_users,
            details,
        } => rollback::trigger(rollout, reason, (*already_at, *seen_by_users), details),
        Command::RecordDrill { took_s } => rollback::drill(rollout, *took_s, now),
        Command::MarkRollbackStep { order, state, note } => {
            rollback::mark(rollout, *order, *state, note.as_deref())
        }
        Command::FinishRollback => rollback::finish(rollout),
        Command::Undo => history::undo(rollout),
        Command::Redo => history::redo(rollout),
    }
}

/// Refuses what is only for a rollout under way.
fn must_be_active(rollout: &Rollout) -> Result<(), Rejection> {
    match rollout.facts.phase {
        Phase::Active => Ok(()),
        Phase::Planned => Err(wrong_state("the rollout has not begun: start it first")),
        Phase::RollingBack => Err(wrong_state("a rollback is running: finish it first")),
        Phase::RolledBack => Err(wrong_state(
            "the rollout is rolled back: start a new attempt first",
        )),
        Phase::Abandoned => Err(wrong_state("the rollout is abandoned")),
        Phase::Closed => Err(wrong_state("the rollout is closed")),
    }
}

fn wrong_state(text: &str) -> Rejection {
    Rejection::new(RejectionCode::WrongState, "rollout", text)
}

/// Refuses an empty reason, and takes the blanks off both its ends.
fn must_have_reason(reason: &str, what: &str) -> Result<String, Rejection> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Rejection::new(
            RejectionCode::ReasonMissing,
            "reason",
            format!("{what} asks for a reason"),
        ));
    }
    Ok(reason.to_owned())
}

/// Refuses a name that the plan does not have.
fn must_be_found<T>(found: Option<T>, what: &str, name: &str) -> Result<T, Rejection> {
    found.ok_or_else(|| {
        Rejection::new(
            RejectionCode::NotFound,
            name,
            format!("there is no {what} {name}"),
        )
    })
}

/// Finds a step of a stage or of the rollback section.
fn must_be_step<'a>(
    plan: &'a Plan,
    step: &crate::domain::id::StepId,
) -> Result<&'a crate::domain::plan::Step, Rejection> {
    must_be_found(plan.step(step), "step", step.as_str())
}
