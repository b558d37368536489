//! Questions: they close the gate until they are answered, and an answer takes the other branches away.

use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Event, GateKind, RejectionCode};

use crate::plan::plan;
use crate::scenario::{answer, done, mark, mark_because, started};

fn choice() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .decision("1.1", "actor", &[("project", "1.2"), ("group", "1.3")])
        .action("1.2", "Choose a project")
        .branch("actor", "project")
        .action("1.2.1", "Tell its owner")
        .action("1.3", "Choose a group")
        .branch("actor", "group")
        .build()
}

fn answered(option: &str) -> Event {
    Event::DecisionAnswered {
        decision: "actor".into(),
        option: option.to_owned(),
    }
}

#[test]
fn an_unanswered_question_closes_the_gate_and_its_branches_do_not() {
    started(choice()).closed(GateKind::Steps, &["1.1 Which one?: not answered"]);
}

#[test]
fn an_answer_settles_the_question_and_takes_the_other_branch_away() {
    started(choice())
        .when(answer("actor", "project"))
        .then(&[answered("project")])
        .shows("1.1", StepState::Done)
        .shows("1.2", StepState::Todo)
        .shows("1.3", StepState::NotApplicable)
        .closed(GateKind::Steps, &["1.2.1 Tell"])
        .when(answer("actor", "PROJECT"))
        .then_nothing();
}

#[test]
fn what_was_set_to_todo_by_hand_is_taken_away_too() {
    started(choice())
        .after(&[
            mark("1.3", StepState::Doing),
            mark("1.3", StepState::Todo),
            answer("actor", "project"),
        ])
        .shows("1.3", StepState::NotApplicable);
}

#[test]
fn an_answer_that_is_none_is_told_which_there_are() {
    started(choice())
        .when(answer("actor", "user"))
        .then_refused(
            RejectionCode::NotFound,
            &["project, group; user is none of them"],
        )
        .when(answer("colour", "project"))
        .then_refused(RejectionCode::NotFound, &["there is no decision colour"]);
}

#[test]
fn an_answer_changes_until_a_step_of_its_branch_is_done() {
    started(choice())
        .after(&[
            answer("actor", "project"),
            answer("actor", "group"),
            answer("actor", "project"),
            done("1.2.1"),
        ])
        .when(answer("actor", "group"))
        .then_refused(
            RejectionCode::WrongState,
            &["actor cannot change: 1.2.1 Tell its owner is done"],
        )
        .when(answer("actor", "project"))
        .then_nothing()
        .after(&[mark("1.2.1", StepState::Todo), answer("actor", "group")])
        .shows("1.2", StepState::NotApplicable)
        .shows("1.3", StepState::Todo);
}

#[test]
fn every_step_of_the_chosen_branch_counts_and_not_its_head_only() {
    let two_heads = plan()
        .stage("Ramp", StageKind::Ramp)
        .decision("1.1", "actor", &[("project", "1.2"), ("group", "1.3")])
        .action("1.2", "Choose a project")
        .branch("actor", "project")
        .action("1.3", "Choose a group")
        .branch("actor", "group")
        .action("1.4", "Tell the owner of the project")
        .branch("actor", "project")
        .build();
    started(two_heads)
        .after(&[answer("actor", "project"), done("1.4")])
        .when(answer("actor", "group"))
        .then_refused(RejectionCode::WrongState, &["1.4 Tell the owner"]);
}

#[test]
fn a_question_is_answered_and_not_ticked() {
    for state in [StepState::Done, StepState::Doing] {
        started(choice())
            .when(mark("1.1", state))
            .then_refused(RejectionCode::GateClosed, &["it is a question: answer it"]);
    }
}

#[test]
fn a_question_can_be_left_out_with_a_reason_and_its_branches_with_it() {
    started(choice())
        .after(&[mark_because("1.1", StepState::NotApplicable, "no actors")])
        .open(GateKind::Steps);
}

#[test]
fn an_answer_settles_a_question_that_was_blocked_or_left_out() {
    for state in [StepState::Blocked, StepState::NotApplicable] {
        started(choice())
            .after(&[
                mark_because("1.1", state, "nobody knows"),
                answer("actor", "group"),
            ])
            .shows("1.1", StepState::Done)
            .after(&[mark_because("1.1", state, "nobody knows")])
            .shows("1.1", state)
            .after(&[answer("actor", "group")])
            .shows("1.1", StepState::Done);
    }
}

#[test]
fn what_was_done_before_the_answer_stays_done_in_the_branch_that_it_takes_away() {
    started(choice())
        .after(&[done("1.3"), answer("actor", "project")])
        .shows("1.3", StepState::Done)
        .shows("1.2", StepState::Todo);
}
