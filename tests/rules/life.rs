//! How a rollout begins, stands still, is written about and ends. What happens between is elsewhere.

use rollgate::domain::plan::{Plan, StageKind};
use rollgate::domain::rollout::{Command, Event, Phase, RejectionCode};

use crate::plan::plan;
use crate::scenario::{abandon, done, given, hold, imported, raise, roll_back, started};

fn small() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Look at the dashboard")
        .build()
}

fn resume(reason: Option<&str>) -> Command {
    Command::Resume {
        reason: reason.map(str::to_owned),
    }
}

fn note(step: Option<&str>, text: &str) -> Command {
    Command::AddNote {
        step: step.map(Into::into),
        text: text.to_owned(),
    }
}

#[test]
fn nothing_can_be_done_with_a_rollout_that_is_not_there() {
    given(&[])
        .when(Command::Start)
        .then_refused(RejectionCode::NotFound, &["there is no such rollout"]);
}

#[test]
fn a_plan_becomes_a_rollout_once() {
    let import = Command::Import {
        plan: Box::new(small()),
        source: "test".to_owned(),
    };
    given(&[])
        .when(import.clone())
        .then(&[imported(small())])
        .when(import)
        .then_refused(RejectionCode::WrongState, &["imported already"]);
}

#[test]
fn a_rollout_starts_at_its_first_stage_and_only_once() {
    let scenario = given(&[imported(small())])
        .when(Command::Start)
        .then(&[Event::RolloutStarted]);
    assert_eq!(scenario.rollout.facts.phase, Phase::Active);
    assert_eq!(scenario.rollout.current_stage().unwrap().number, 1);
    scenario.when(Command::Start).then_nothing();
}

#[test]
fn a_plan_without_stages_cannot_be_started() {
    given(&[imported(plan().build())])
        .when(Command::Start)
        .then_refused(RejectionCode::WrongState, &["no stage to begin with"]);
}

#[test]
fn before_the_start_nothing_but_notes_blockers_and_ways_out_is_taken() {
    let scenario = given(&[imported(small())]);
    for command in [
        done("1.1"),
        Command::Advance,
        hold("wait"),
        resume(None),
        Command::Close,
    ] {
        scenario
            .clone()
            .when(command)
            .then_refused(RejectionCode::WrongState, &["start it first"]);
    }
    for command in [
        note(None, "a word"),
        raise("a bug"),
        roll_back("never mind"),
        abandon("no"),
    ] {
        scenario.clone().after(&[command]);
    }
}

#[test]
fn a_hold_needs_a_reason_and_says_it_to_whoever_holds_again() {
    started(small())
        .when(hold("  "))
        .then_refused(RejectionCode::ReasonMissing, &["a hold asks for a reason"])
        .when(hold(" an incident "))
        .then(&[Event::RolloutHeld {
            reason: "an incident".to_owned(),
        }])
        .when(hold("an incident"))
        .then_nothing()
        .when(hold("lunch"))
        .then_refused(RejectionCode::WrongState, &["held already: an incident"]);
}

#[test]
fn a_held_rollout_goes_on_with_or_without_a_reason() {
    started(small())
        .when(resume(Some("it is over")))
        .then_nothing()
        .after(&[hold("an incident")])
        .when(resume(Some(" it is over ")))
        .then(&[Event::RolloutResumed {
            reason: Some("it is over".to_owned()),
        }])
        .after(&[hold("another")])
        .when(resume(Some(" ")))
        .then(&[Event::RolloutResumed { reason: None }]);
}

#[test]
fn a_note_needs_words_and_may_be_about_a_step_that_exists() {
    started(small())
        .when(note(None, "\t"))
        .then_refused(RejectionCode::ReasonMissing, &["a note needs words"])
        .when(note(Some("9.9"), "a word"))
        .then_refused(RejectionCode::NotFound, &["there is no step 9.9"])
        .when(note(Some("1.1"), " a word "))
        .then(&[Event::NoteAdded {
            step: Some("1.1".into()),
            text: "a word".to_owned(),
        }]);
}

#[test]
fn a_rollout_closes_when_the_gates_of_its_last_stage_are_open() {
    let scenario = started(small())
        .when(Command::Close)
        .then_refused(
            RejectionCode::GateClosed,
            &["1.1 Look at the dashboard: todo"],
        )
        .after(&[done("1.1")])
        .when(Command::Close)
        .then(&[Event::RolloutClosed])
        .when(Command::Close)
        .then_nothing();
    assert_eq!(scenario.rollout.facts.phase, Phase::Closed);
}

#[test]
fn a_rollout_that_has_stages_before_it_is_not_closed_and_says_which() {
    let two = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Look")
        .stage("Ramp", StageKind::Ramp)
        .stage("Cleanup", StageKind::Cleanup)
        .build();
    started(two).when(Command::Close).then_refused(
        RejectionCode::GateClosed,
        &[
            "stage 2 Ramp is not reached",
            "stage 3 Cleanup is not reached",
            "1.1 Look: todo",
            "nobody has said what is written while the flag is off",
        ],
    );
}

#[test]
fn a_closed_rollout_takes_notes_and_nothing_else() {
    let closed = started(small()).after(&[done("1.1"), Command::Close]);
    for command in [
        Command::Start,
        done("1.1"),
        Command::Advance,
        abandon("no"),
        raise("a bug"),
        roll_back("no"),
        Command::FinishRollback,
        Command::StartAttempt,
        Command::Undo,
        Command::Redo,
    ] {
        let refused = closed.clone().when(command);
        assert_eq!(refused.rollout, closed.rollout);
    }
    closed
        .clone()
        .when(roll_back("too late"))
        .then_refused(RejectionCode::WrongState, &["the rollout is closed"]);
    closed.after(&[note(None, "it was a good one")]);
}

#[test]
fn giving_up_needs_a_reason_and_happens_once() {
    started(small())
        .when(abandon(""))
        .then_refused(RejectionCode::ReasonMissing, &["to abandon a rollout"])
        .when(abandon("the feature is cancelled"))
        .then(&[Event::RolloutAbandoned {
            reason: "the feature is cancelled".to_owned(),
        }])
        .when(abandon("again"))
        .then_nothing()
        .when(done("1.1"))
        .then_refused(RejectionCode::WrongState, &["abandoned"]);
}

#[test]
fn a_rollout_is_not_given_up_in_the_middle_of_a_rollback() {
    started(small())
        .after(&[roll_back("errors")])
        .when(abandon("no more"))
        .then_refused(RejectionCode::WrongState, &["a rollback is running"]);
}
