//! A new attempt after a rollback: what is open again, what stays, and where it begins.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Event, GateKind, Outcome, RejectionCode, Verdict};

use crate::plan::{plan, set, stage_id};
use crate::scenario::{
    Scenario, answer, done, given, imported, mark, mark_because, ran, roll_back, started,
    test_step, way_back,
};

fn three_stages() -> Plan {
    plan()
        .stage("Plan", StageKind::Plan)
        .action("1.1", "Choose a date")
        .stage("Non-production", StageKind::Nonprod)
        .action("2.1", "Turn it on")
        .qa("2.2", "Try it")
        .qa("2.3", "Try it with a screen reader")
        .stage("Ramp", StageKind::Ramp)
        .wait("3.1", 60)
        .action("3.2", "Look")
        .build()
}

fn in_the_last_stage() -> Scenario {
    started(three_stages()).after(&[
        done("1.1"),
        Command::Advance,
        ran("2.1", &[set("true", &[Staging])], Outcome::Succeeded),
        test_step("2.2", Verdict::Pass),
        mark_because("2.3", StepState::NotApplicable, "it has no screen"),
        Command::Advance,
        mark("3.1", StepState::Doing),
    ])
}

fn second_attempt() -> Scenario {
    in_the_last_stage().after(&[
        roll_back("errors"),
        way_back(1, StepState::Done, None),
        way_back(2, StepState::Done, None),
        Command::FinishRollback,
        Command::StartAttempt,
    ])
}

#[test]
fn an_attempt_follows_a_finished_rollback_only() {
    in_the_last_stage()
        .when(Command::StartAttempt)
        .then_refused(RejectionCode::WrongState, &["there is none"])
        .after(&[roll_back("errors")])
        .when(Command::StartAttempt)
        .then_refused(RejectionCode::WrongState, &["there is none"]);
}

#[test]
fn an_attempt_opens_what_was_taken_back_or_must_be_seen_again_and_goes_to_its_stage() {
    in_the_last_stage()
        .after(&[
            roll_back("errors"),
            way_back(1, StepState::Done, None),
            way_back(2, StepState::Done, None),
            Command::FinishRollback,
        ])
        .shows("2.1", StepState::RolledBack)
        .shows("3.1", StepState::Todo)
        .when(Command::StartAttempt)
        .then(&[Event::AttemptStarted {
            attempt: 2,
            stage: Some(stage_id(2)),
            reset: vec!["2.1".into(), "2.2".into(), "3.1".into()],
        }])
        .shows("1.1", StepState::Done)
        .shows("2.1", StepState::Todo)
        .shows("2.3", StepState::NotApplicable);
}

#[test]
fn an_attempt_does_not_count_the_results_of_the_one_before_it() {
    second_attempt()
        .closed(GateKind::Qa, &["2.2 Try it: no QA result is recorded"])
        .after(&[test_step("2.2", Verdict::Pass)])
        .open(GateKind::Qa);
}

#[test]
fn an_attempt_counts_its_own_runs_only() {
    let one = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .build();
    let second = started(one).after(&[
        done("1.1"),
        roll_back("errors"),
        way_back(1, StepState::Done, None),
        way_back(2, StepState::Done, None),
        Command::FinishRollback,
        Command::StartAttempt,
        done("1.1"),
    ]);
    let attempts: Vec<u32> = second
        .rollout
        .facts
        .runs
        .iter()
        .map(|run| run.attempt)
        .collect();
    assert_eq!(attempts, [1, 2]);
    second.claims(Production, "on");
}

#[test]
fn an_attempt_begins_no_later_than_where_the_rollout_stood() {
    let back = [
        roll_back("never mind"),
        Command::FinishRollback,
        Command::StartAttempt,
    ];
    let never_started = given(&[imported(three_stages())]).after(&back);
    assert_eq!(never_started.rollout.facts.current, Some(stage_id(1)));
    let in_the_first = started(three_stages()).after(&back);
    assert_eq!(in_the_first.rollout.facts.current, Some(stage_id(1)));
}

#[test]
fn a_running_wait_of_the_attempt_before_is_not_running_any_more() {
    second_attempt()
        .later(60)
        .shows("3.1", StepState::Todo)
        .when(done("3.1"))
        .then_refused(RejectionCode::GateClosed, &["has not begun"]);
}

#[test]
fn an_attempt_is_started_once() {
    second_attempt()
        .when(Command::StartAttempt)
        .then_refused(RejectionCode::WrongState, &["there is none"]);
}

#[test]
fn what_was_left_out_stays_so_although_its_line_was_tried() {
    let one = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging])])
        .decision("1.2", "actor", &[("yes", "1.3"), ("no", "1.4")])
        .action("1.3", "Choose")
        .branch("actor", "yes")
        .action("1.4", "Do not")
        .branch("actor", "no")
        .build();
    let line = [set("true", &[Staging])];
    started(one)
        .after(&[
            ran("1.1", &line, Outcome::Refused),
            mark_because("1.1", StepState::Skipped, "no rights"),
            answer("actor", "yes"),
            ran("1.2", &line, Outcome::Refused),
            roll_back("errors"),
            Command::FinishRollback,
            Command::StartAttempt,
        ])
        .shows("1.1", StepState::Skipped)
        .shows("1.2", StepState::Done);
}

#[test]
fn a_step_that_is_under_way_without_a_clock_stays_so_after_a_way_back() {
    let looking = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Write the report")
        .wait("1.2", 60)
        .build();
    started(looking)
        .after(&[
            mark("1.1", StepState::Doing),
            mark("1.2", StepState::Doing),
            roll_back("errors"),
            Command::FinishRollback,
        ])
        .shows("1.1", StepState::Doing)
        .shows("1.2", StepState::Todo);
}
