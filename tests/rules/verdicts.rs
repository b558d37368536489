//! Which results stand before the next percentage: those since the last rise, in this attempt, and of this stage.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{StageKind, StepState};
use rollgate::domain::rollout::{
    Answer, Command, GateKind, Outcome, RejectionCode, Statement, Topic, Verdict,
};

use crate::plan::{plan, set, set_for_project, stage_id};
use crate::scenario::{
    Scenario, done, forced, ran, record, result, roll_back, started, test_stage, test_step,
    way_back,
};
use crate::switches::{at, begun, rested, run};

fn failed(scenario: Scenario) -> Scenario {
    scenario.after(&[test_stage("s2", Verdict::Fail)])
}

#[test]
fn a_failure_that_somebody_went_past_does_not_stand_before_the_rise_after_it() {
    let past = forced("2.1", &[at("25")], (&[GateKind::Verdict], "a known test"));
    failed(rested("10"))
        .after(&[past])
        .later(15)
        .after(&[run(&at("50"))])
        .claims(Production, "50% of actors");
}

#[test]
fn the_same_percentage_once_more_is_no_rise_that_hides_a_failure() {
    failed(rested("10"))
        .after(&[run(&at("10"))])
        .later(15)
        .when(run(&at("25")))
        .then_refused(RejectionCode::GateClosed, &["the last QA result is fail"]);
}

#[test]
fn going_down_to_nothing_hides_no_failure_in_an_attempt_that_begins_above_it() {
    let left_on = rested("25").after(&[
        roll_back("errors"),
        way_back(1, StepState::Skipped, Some("it stays on")),
        way_back(2, StepState::Done, None),
        Command::FinishRollback,
        Command::StartAttempt,
        test_step("1.2", Verdict::Pass),
        Command::Advance,
    ]);
    failed(left_on)
        .after(&[run(&at("0"))])
        .when(run(&at("10")))
        .then_refused(RejectionCode::GateClosed, &["the last QA result is fail"]);
}

#[test]
fn a_bad_result_of_another_stage_does_not_hold_a_stage_without_tests() {
    let entry = result(
        rollgate::domain::rollout::QaScope::Stage(stage_id(1)),
        Verdict::Fail,
    );
    let ramp = begun().after(&[record(entry)]);
    ramp.open(GateKind::Qa);
}

#[test]
fn a_ramp_whose_time_is_over_says_that_it_may_go_on() {
    let open = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("<percentage>", &[Production])])
        .build();
    started(open)
        .after(&[ran("1.1", &[set("25", &[Production])], Outcome::Succeeded)])
        .later(15)
        .shows("1.1", StepState::Elapsed)
        .closed(GateKind::Steps, &["go on with the ramp or mark it done"]);
}

#[test]
fn staging_that_was_switched_off_again_is_said_to_be_off() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging])])
        .action("1.2", "Raise it")
        .build();
    let up = ran("1.2", &[set("25", &[Production])], Outcome::Succeeded);
    let off = ran("1.2", &[set("false", &[Staging])], Outcome::Succeeded);
    started(plan)
        .when(&up)
        .then_refused(
            RejectionCode::GateClosed,
            &["staging is not known to be on"],
        )
        .after(&[done("1.1"), off])
        .when(&up)
        .then_refused(RejectionCode::GateClosed, &["staging is off"]);
}

#[test]
fn what_is_not_ready_stands_before_a_percentage_and_not_before_a_single_project() {
    let no = Command::State(Statement {
        topic: Topic::Docs,
        environment: None,
        answer: Answer::No,
        note: None,
    });
    let unready = begun().after(&[no]);
    unready
        .clone()
        .when(run(&at("10")))
        .then_refused_for(RejectionCode::GateClosed);
    unready.after(&[run(&set_for_project("true", "example/web", &[Production]))]);
}
