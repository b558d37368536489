//! What each event promises, looked up in the state after it.

use rollgate::domain::id::StepId;
use rollgate::domain::plan::StepState;
use rollgate::domain::rollout::{Event, Phase, Rollout};

/// Panics unless what `event` says is so in the state after it.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each event, so that none is forgotten"
)]
pub(crate) fn is_kept(before: &Rollout, event: &Event, after: &Rollout) {
    assert_eq!(after.seq, before.seq.next());
    let facts = &after.facts;
    match event {
        Event::RolloutImported { plan, .. } | Event::PlanRevised { plan, .. } => {
            assert_eq!(after.plan.as_deref(), Some(&**plan));
        }
        Event::RolloutStarted => assert_eq!(facts.phase, Phase::Active),
        Event::StepMarked {
            step,
            state,
            reason,
            timer,
        } => {
            let record = &facts.steps[step];
            assert_eq!(
                (record.state, &record.reason, record.timer),
                (*state, reason, *timer)
            );
        }
        Event::InstructionRun { step, state, .. } => {
            // Lines that turn production off fell with what they were run for, where that was to turn it on.
            let has_fallen = state_of(after, step) == StepState::RolledBack;
            assert!(has_fallen || state_of(after, step) == *state);
            assert_eq!(facts.runs.last().unwrap().seq, after.seq);
        }
        Event::TimerChanged { .. }
        | Event::WatchHandedOver { .. }
        | Event::ActorsNamed { .. }
        | Event::FlagTyped { .. }
        | Event::FlagObserved { .. }
        | Event::ChangeIssueLinked { .. }
        | Event::RollbackDrilled { .. } => is_kept_of_the_world(before, event, after),
        Event::BlankFilled { blank, value } => assert_eq!(&facts.blanks[blank], value),
        Event::DecisionAnswered { decision, option } => {
            assert_eq!(&facts.decisions[decision], option);
        }
        Event::StageAdvanced { from, to } => {
            assert_eq!(before.facts.current.as_ref(), Some(from));
            assert_eq!(facts.current.as_ref(), Some(to));
        }
        Event::StageReopened { stage, .. } => assert_eq!(facts.current.as_ref(), Some(stage)),
        Event::RolloutHeld { reason } => assert_eq!(&facts.hold.as_ref().unwrap().reason, reason),
        Event::RolloutResumed { .. } => assert_eq!(facts.hold, None),
        Event::QaRecorded { result, blocker } => {
            assert_eq!(&facts.qa.last().unwrap().entry, result);
            if let Some(cause) = blocker {
                assert_eq!(facts.blockers.last().unwrap().id, cause.id);
            }
        }
        Event::NoteAdded { text, .. } => assert_eq!(&facts.notes.last().unwrap().text, text),
        Event::GateOverridden { .. } => {
            assert_eq!(facts.overrides.last().unwrap().seq, after.seq);
        }
        Event::BlockerRaised(cause) => {
            assert_eq!(facts.blockers.last().unwrap().closed, None);
            let blockers = facts.blockers.iter();
            assert_eq!(blockers.filter(|it| it.id == cause.id).count(), 1);
        }
        Event::BlockerClosed { blocker, reason } => {
            let mut blockers = facts.blockers.iter();
            assert!(blockers.any(|it| it.id == *blocker && it.closed.as_ref() == Some(reason)));
        }
        Event::BlockerStepMarked {
            blocker,
            order,
            done,
        } => {
            let mut blockers = facts.blockers.iter();
            assert!(blockers.any(|it| it.id == *blocker && it.is_done(order - 1) == *done));
        }
        Event::BlockerEdited(cause) => {
            let mut blockers = facts.blockers.iter();
            let known = blockers.find(|it| it.id == cause.id).unwrap();
            assert_eq!(
                (&known.title, &known.details),
                (&cause.title, &cause.details)
            );
        }
        Event::BlockerNoted { blocker, text } => {
            let last = facts.notes_of(blocker).next_back().unwrap();
            assert_eq!((&last.text, last.seq), (text, after.seq));
        }
        Event::WritesSaid(answer) => {
            assert_eq!(facts.writes.as_ref().map(|said| &said.answer), Some(answer));
        }
        Event::Stated(statement) => {
            assert_eq!(&facts.stated.last().unwrap().statement, statement);
        }
        Event::RollbackTriggered { .. }
        | Event::RollbackStepMarked { .. }
        | Event::RollbackFinished
        | Event::AttemptStarted { .. } => is_kept_on_the_way_back(event, after),
        Event::RolloutAbandoned { .. } => assert_eq!(facts.phase, Phase::Abandoned),
        Event::RolloutClosed => assert_eq!(facts.phase, Phase::Closed),
        Event::Undone { event } => assert_eq!(after.redoable(), Some(*event)),
        Event::Redone { event } => assert_eq!(after.undoable(), Some(*event)),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the rest is looked up above"
)]
fn is_kept_of_the_world(before: &Rollout, event: &Event, after: &Rollout) {
    let facts = &after.facts;
    match event {
        Event::TimerChanged { step, timer, .. } => {
            let own = facts.steps.get(step).and_then(|record| record.timer);
            // The stay at a percentage is kept with its point, also where a wait was run as a line.
            let stay = facts.ramp.last().and_then(|point| point.dwell);
            assert!(
                own == *timer || stay == *timer,
                "{own:?} {stay:?} {timer:?}"
            );
        }
        Event::FlagObserved {
            environment, gates, ..
        } => {
            assert_eq!(&facts.observed[environment].gates, gates);
            assert_eq!(facts.flags, before.facts.flags);
        }
        Event::WatchHandedOver { steps, to } => {
            for step in steps {
                assert_eq!(facts.watchers.get(step), Some(to));
            }
        }
        Event::FlagTyped { kind, since, .. } => assert_eq!(facts.flag_type, Some((*kind, *since))),
        Event::ActorsNamed { actors } => assert_eq!(*facts.actors, *actors),
        Event::ChangeIssueLinked { link } => assert_eq!(facts.change_issue.as_ref(), Some(link)),
        Event::RollbackDrilled { took_s, at } => {
            let drill = facts.drill.unwrap();
            assert_eq!((drill.took_s, drill.at), (*took_s, *at));
        }
        _ => unreachable!("{event:?} is not of the world"),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the rest is looked up above"
)]
fn is_kept_on_the_way_back(event: &Event, after: &Rollout) {
    let facts = &after.facts;
    let items = facts.rollback.iter().flat_map(|rollback| &rollback.items);
    match event {
        Event::RollbackTriggered { actions, .. } => {
            assert_eq!(facts.phase, Phase::RollingBack);
            let planned: Vec<_> = items.map(|item| item.action.clone()).collect();
            assert_eq!(&planned, actions);
        }
        Event::RollbackStepMarked { order, state, note } => {
            let item = items.clone().nth(order - 1).unwrap();
            assert_eq!((item.state, &item.note), (*state, note));
        }
        Event::RollbackFinished => assert_eq!(facts.phase, Phase::RolledBack),
        Event::AttemptStarted {
            attempt,
            stage,
            reset,
        } => {
            assert_eq!((facts.phase, facts.attempt), (Phase::Active, *attempt));
            assert_eq!(&facts.current, stage);
            assert!(
                reset
                    .iter()
                    .all(|step| state_of(after, step) == StepState::Todo)
            );
        }
        _ => unreachable!("{event:?} is not of the way back"),
    }
}

fn state_of(rollout: &Rollout, step: &StepId) -> StepState {
    let initial = || rollout.plan.as_ref().unwrap().step(step).unwrap().initial;
    let record = rollout.facts.steps.get(step);
    record.map_or_else(initial, |record| record.state)
}
