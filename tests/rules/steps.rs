//! The states that a step can be given, and what its parts say about it. Waits, tests and questions are elsewhere.

use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{Event, GateKind, RejectionCode};

use crate::plan::plan;
use crate::scenario::{answer, done, mark, mark_because, marked, started};

fn parts() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Prepare")
        .action("1.1.1", "Write the docs")
        .action("1.1.2", "Tell support")
        .step(StepKind::Group, "1.2", "Checks")
        .action("1.2.1", "Look at the errors")
        .step(StepKind::Note, "1.3", "Read the handbook")
        .action("R.1", "Tell the team")
        .build()
}

#[test]
fn a_step_goes_from_todo_to_doing_to_done_and_back() {
    let scenario = started(parts()).when(mark("1.2.1", StepState::Doing));
    let scenario = scenario
        .then(&[marked("1.2.1", StepState::Doing)])
        .shows("1.2.1", StepState::Doing)
        .shows("1.2", StepState::Doing)
        .when(done("1.2.1"))
        .then(&[marked("1.2.1", StepState::Done)])
        .shows("1.2", StepState::Done);
    scenario
        .when(mark("1.2.1", StepState::Todo))
        .then(&[marked("1.2.1", StepState::Todo)])
        .shows("1.2", StepState::Todo);
}

#[test]
fn a_step_that_is_so_already_is_not_marked_again() {
    started(parts())
        .when(mark("1.2.1", StepState::Todo))
        .then_nothing()
        .after(&[done("1.2.1")])
        .when(done("1.2.1"))
        .then_nothing();
}

#[test]
fn a_step_that_is_left_out_or_stuck_needs_a_reason() {
    for (state, word) in [
        (StepState::NotApplicable, "na"),
        (StepState::Skipped, "skipped"),
        (StepState::Blocked, "blocked"),
        (StepState::Overridden, "overridden"),
    ] {
        let asks = format!("to mark a step {word} asks for a reason");
        started(parts())
            .when(mark_because("1.2.1", state, "  "))
            .then_refused(RejectionCode::ReasonMissing, &[&asks])
            .when(mark_because("1.2.1", state, " no such page "))
            .then(&[Event::StepMarked {
                step: "1.2.1".into(),
                state,
                reason: Some("no such page".to_owned()),
                timer: None,
            }])
            .shows("1.2.1", state)
            .when(mark_because("1.2.1", state, "no such page"))
            .then_nothing();
    }
}

#[test]
fn a_step_may_fail_without_a_word() {
    started(parts())
        .when(mark("1.2.1", StepState::Failed))
        .then(&[marked("1.2.1", StepState::Failed)]);
}

#[test]
fn nobody_sets_what_only_time_a_rollback_or_the_text_can_say() {
    for (state, word) in [
        (StepState::Unknown, "unknown"),
        (StepState::Waiting, "waiting"),
        (StepState::Elapsed, "elapsed"),
        (StepState::RolledBack, "rolled back"),
    ] {
        let says = format!("nobody can set it to {word}");
        started(parts())
            .when(mark("1.2.1", state))
            .then_refused(RejectionCode::GateClosed, &[&says]);
    }
}

#[test]
fn only_steps_with_a_state_are_marked() {
    started(parts())
        .when(done("9.9"))
        .then_refused(RejectionCode::NotFound, &["there is no step 9.9"])
        .when(done("1.2"))
        .then_refused(RejectionCode::WrongState, &["1.2 Checks: it is a heading"])
        .when(done("1.3"))
        .then_refused(
            RejectionCode::WrongState,
            &["1.3 Read the handbook: it is a heading"],
        )
        .when(done("R.1"))
        .then_refused(RejectionCode::WrongState, &["rollback section"]);
}

#[test]
fn a_parent_is_done_when_its_parts_are_settled() {
    started(parts())
        .after(&[done("1.1.1")])
        .shows("1.1", StepState::Todo)
        .after(&[mark_because("1.1.2", StepState::Skipped, "they know")])
        .shows("1.1", StepState::Done)
        .after(&[done("1.2.1")])
        .open(GateKind::Steps);
}

#[test]
fn a_parent_is_not_marked_done_over_open_parts_and_says_which() {
    started(parts())
        .after(&[mark("1.1.2", StepState::Doing)])
        .when(done("1.1"))
        .then_refused(
            RejectionCode::GateClosed,
            &["1.1.1 Write the docs: todo", "1.1.2 Tell support: doing"],
        );
}

#[test]
fn a_parent_that_does_not_apply_waives_its_parts_and_leaves_them_as_they_are() {
    started(parts())
        .after(&[
            mark_because("1.1", StepState::NotApplicable, "internal only"),
            done("1.2.1"),
        ])
        .shows("1.1", StepState::NotApplicable)
        .shows("1.1.1", StepState::Todo)
        .open(GateKind::Steps);
}

#[test]
fn an_optional_step_and_its_parts_are_asked_of_nobody() {
    let optional = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Write a post")
        .optional()
        .action("1.1.1", "Ask for a picture")
        .build();
    started(optional)
        .open(GateKind::Steps)
        .shows("1.1", StepState::Todo);
}

#[test]
fn a_state_that_the_text_has_lost_is_not_taken_for_done_or_open() {
    let lost = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Look")
        .initially(StepState::Unknown)
        .build();
    started(lost)
        .closed(GateKind::Steps, &["1.1 Look: its state is unknown, set it"])
        .when(mark("1.1", StepState::Todo))
        .then(&[marked("1.1", StepState::Todo)])
        .closed(GateKind::Steps, &["1.1 Look: todo"]);
}

#[test]
fn a_step_that_the_document_has_ticked_is_done_already() {
    let ticked = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Look")
        .initially(StepState::Done)
        .build();
    started(ticked)
        .open(GateKind::Steps)
        .when(done("1.1"))
        .then_nothing();
}

#[test]
fn a_question_that_nobody_asks_has_no_answer() {
    started(parts())
        .when(answer("actor", "yes"))
        .then_refused(RejectionCode::NotFound, &["there is no decision actor"]);
}
