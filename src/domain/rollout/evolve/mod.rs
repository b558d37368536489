//! How facts change the state. It is total: no fact is refused, nothing is asked of a clock.

mod blocker;
mod fall;
mod revision;
mod said;
mod step;
mod way_back;

use std::sync::Arc;

use super::blocker::Blocker;
use super::drill::Drill;
use super::event::{BlockerCause, Event};
use super::facts::{Facts, Phase, Rollout};
use super::kept::{Kept, forget_changes};
use super::record::{Hold, Note, Observed, Override, Rollback};
use crate::domain::id::{BlockerId, Seq, StageId};
use crate::domain::plan::{Plan, StepState};

/// Returns the rollout after `event`.
#[must_use]
pub fn evolve(mut rollout: Rollout, event: &Event) -> Rollout {
    rollout.seq = rollout.seq.next();
    if let Event::Undone { event } = event {
        undo(&mut rollout, *event);
        return rollout;
    }
    if let Event::Redone { event } = event {
        redo(&mut rollout, *event);
        return rollout;
    }
    rollout.redo.clear();
    if is_reversible(event) {
        let before = Kept::before(&rollout);
        apply(&mut rollout, event);
        let kept = before.after(&mut rollout);
        rollout.undo.push(Arc::new(kept));
    } else {
        rollout.undo.clear();
        apply(&mut rollout, event);
        forget_changes(&mut rollout.facts);
    }
    rollout
}

/// Returns the rollout after all of `events`.
#[must_use]
pub fn replay(rollout: Rollout, events: &[Event]) -> Rollout {
    events.iter().fold(rollout, evolve)
}

/// Tells whether an event can be taken back. Beginnings and ends cannot: they are taken back by what follows them.
pub const fn is_reversible(event: &Event) -> bool {
    match event {
        Event::PlanRevised { .. }
        | Event::StepMarked { .. }
        | Event::InstructionRun { .. }
        | Event::TimerChanged { .. }
        | Event::WatchHandedOver { .. }
        | Event::ActorsNamed { .. }
        | Event::FlagTyped { .. }
        | Event::FlagObserved { .. }
        | Event::ChangeIssueLinked { .. }
        | Event::RollbackDrilled { .. }
        | Event::BlankFilled { .. }
        | Event::DecisionAnswered { .. }
        | Event::StageAdvanced { .. }
        | Event::StageReopened { .. }
        | Event::RolloutHeld { .. }
        | Event::RolloutResumed { .. }
        | Event::QaRecorded { .. }
        | Event::NoteAdded { .. }
        | Event::GateOverridden { .. }
        | Event::BlockerRaised(_)
        | Event::BlockerClosed { .. }
        | Event::BlockerStepMarked { .. }
        | Event::BlockerEdited(_)
        | Event::BlockerNoted { .. }
        | Event::WritesSaid(_)
        | Event::Stated(_)
        | Event::RollbackStepMarked { .. } => true,
        Event::RolloutImported { .. }
        | Event::RolloutStarted
        | Event::RollbackTriggered { .. }
        | Event::RollbackFinished
        | Event::AttemptStarted { .. }
        | Event::RolloutAbandoned { .. }
        | Event::RolloutClosed
        | Event::Undone { .. }
        | Event::Redone { .. } => false,
    }
}

fn undo(rollout: &mut Rollout, event: Seq) {
    if rollout.undoable() == Some(event)
        && let Some(before) = rollout.undo.pop()
    {
        let after = Arc::unwrap_or_clone(before).exchange(rollout);
        rollout.redo.push(Arc::new(after));
    }
}

fn redo(rollout: &mut Rollout, event: Seq) {
    if rollout.redoable() == Some(event)
        && let Some(after) = rollout.redo.pop()
    {
        let before = Arc::unwrap_or_clone(after).exchange(rollout);
        rollout.undo.push(Arc::new(before));
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm for each event, so that none is forgotten"
)]
fn apply(rollout: &mut Rollout, event: &Event) {
    let seq = rollout.seq;
    let plan = rollout.plan.clone();
    let plan = plan.as_deref();
    let facts = &mut rollout.facts;
    match event {
        Event::RolloutImported { plan, .. } => import(rollout, plan),
        Event::PlanRevised { plan, .. } => revision::revise(rollout, plan),
        Event::RolloutStarted => facts.phase = Phase::Active,
        Event::RolloutAbandoned { .. } => facts.phase = Phase::Abandoned,
        Event::RolloutClosed => facts.phase = Phase::Closed,
        Event::RolloutHeld { reason } => {
            let reason = reason.clone();
            facts.hold = Some(Hold { reason, seq });
        }
        Event::RolloutResumed { .. } => facts.hold = None,
        Event::StageAdvanced { to: stage, .. } | Event::StageReopened { stage, .. } => {
            enter(facts, stage);
        }
        Event::StepMarked {
            step,
            state,
            reason,
            timer,
        } => {
            step::mark(facts, step, (*state, reason.as_ref(), *timer), seq);
        }
        Event::InstructionRun { .. } => {
            let before = fall::share_of_production(facts);
            step::run(facts, event, plan, seq);
            fall::take_back(facts, before, plan, seq);
        }
        Event::QaRecorded { result, blocker } => {
            step::record_result(facts, result, plan, seq);
            if let Some(cause) = blocker {
                raise(facts, cause, seq);
            }
        }
        Event::BlankFilled { blank, value } => {
            facts.blanks.insert(blank.clone(), value.clone());
        }
        Event::DecisionAnswered { decision, option } => {
            step::answer(facts, (decision, option), plan);
        }
        Event::NoteAdded { step, text } => {
            let note = Note {
                step: step.clone(),
                text: text.clone(),
                seq,
            };
            facts.notes.push(note);
        }
        Event::GateOverridden { .. } => override_gate(facts, event, seq),
        Event::BlockerRaised(cause) => raise(facts, cause, seq),
        Event::BlockerClosed { blocker, reason } => {
            blocker::close(facts, blocker, (reason, seq));
        }
        Event::BlockerStepMarked {
            blocker,
            order,
            done,
        } => mark_plan(facts, blocker, (*order, *done), seq),
        Event::BlockerEdited(cause) => blocker::edit(facts, cause),
        Event::BlockerNoted { blocker, text } => blocker::note(facts, blocker, (text, seq)),
        Event::WritesSaid(answer) => {
            said::writes(facts, answer.clone(), seq);
        }
        Event::Stated(statement) => said::state(facts, statement.clone(), seq),
        Event::RollbackTriggered {
            reason,
            actions,
            already_at,
            seen_by_users,
            details,
        } => {
            let said = Rollback {
                number: facts.rollback.as_ref().map_or(1, |last| last.number + 1),
                reason: reason.clone(),
                already_at: *already_at,
                before: (*facts.flags).clone(),
                items: way_back::items(actions, (*already_at, details), seq),
                seen_by_users: *seen_by_users,
                details: details.clone(),
                finished: false,
                seq,
            };
            way_back::begin(facts, said, plan);
        }
        Event::RollbackDrilled { took_s, at } => {
            let (took_s, at) = (*took_s, *at);
            facts.drill = Some(Drill { took_s, at, seq });
        }
        Event::TimerChanged { .. } => step::change_timer(facts, event, plan, seq),
        Event::WatchHandedOver { steps, to } => step::hand_over(facts, steps, to),
        Event::ActorsNamed { actors } => facts.actors = Arc::new(actors.clone()),
        Event::FlagTyped { kind, since, note } => {
            said::flag_type(facts, (*kind, *since), note.clone(), seq);
        }
        Event::FlagObserved {
            environment,
            gates,
            source,
        } => {
            let observed = Observed {
                gates: gates.clone(),
                source: source.clone(),
                seq,
            };
            facts.observed.insert(*environment, observed);
        }
        Event::ChangeIssueLinked { link } => facts.change_issue = Some(link.clone()),
        Event::RollbackStepMarked { order, state, note } => {
            way_back::mark(facts, *order, (*state, note.as_ref()), plan, seq);
        }
        Event::RollbackFinished => way_back::finish(facts, plan, seq),
        Event::AttemptStarted {
            attempt,
            stage,
            reset,
        } => {
            way_back::begin_anew(facts, (*attempt, stage.as_ref(), reset), seq);
        }
        Event::Undone { .. } | Event::Redone { .. } => {}
    }
}

fn import(rollout: &mut Rollout, plan: &Plan) {
    rollout.facts.current = plan.stages.first().map(|stage| stage.id.clone());
    // What the document has ticked was run before: the way back has to know of it.
    for step in plan.steps().filter(|step| step.initial == StepState::Done) {
        step::claim_lines(&mut rollout.facts, step, plan.flag.as_ref());
    }
    rollout.plan = Some(Arc::new(plan.clone()));
}

fn enter(facts: &mut Facts, stage: &StageId) {
    facts.current = Some(stage.clone());
}

fn raise(facts: &mut Facts, cause: &BlockerCause, seq: Seq) {
    facts.blockers.push(Blocker {
        id: cause.id.clone(),
        title: cause.title.clone(),
        link: cause.link.clone(),
        details: cause.details.clone(),
        done: Vec::new(),
        closed: None,
        against: None,
        seq,
    });
}

fn mark_plan(facts: &mut Facts, blocker: &BlockerId, (order, done): (usize, bool), seq: Seq) {
    let place = order.saturating_sub(1);
    let mark = |open: &mut Blocker| {
        open.done.retain(|(known, _)| *known != place);
        if done {
            open.done.push((place, seq));
        }
    };
    facts.blockers.change(|open| open.id == *blocker, mark);
}

fn override_gate(facts: &mut Facts, event: &Event, seq: Seq) {
    let Event::GateOverridden {
        stage,
        gate,
        covers,
        reason,
    } = event
    else {
        return;
    };
    facts.overrides.push(Override {
        stage: stage.clone(),
        gate: *gate,
        covers: covers.clone(),
        reason: reason.clone(),
        attempt: facts.attempt,
        seq,
    });
}
