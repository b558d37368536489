//! The next thing to do: one answer at every moment, and never one that would be refused.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Instruction, Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, Next, Outcome, Verdict, next};

use crate::plan::{delete, plan, set, stage_id};
use crate::scenario::{
    Scenario, abandon, done, forced, given, hold, imported, mark, mark_because, override_gate, ran,
    roll_back, started, test_stage, way_back,
};

fn small() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Prepare")
        .action("1.1.1", "Write the docs")
        .qa("1.2", "Try it")
        .wait("1.3", 60)
        .stage("Ramp", StageKind::Ramp)
        .build()
}

fn next_of(scenario: &Scenario) -> Next {
    next(&scenario.rollout, scenario.now)
}

fn step(id: &str) -> Next {
    Next::Step(id.into())
}

#[test]
fn a_rollout_is_led_from_the_start_to_the_end() {
    let scenario = given(&[imported(small())]);
    assert_eq!(next_of(&scenario), Next::Start);
    let scenario = scenario.after(&[Command::Start]);
    assert_eq!(next_of(&scenario), step("1.1.1"));
    let scenario = scenario.after(&[done("1.1.1")]);
    assert_eq!(next_of(&scenario), step("1.2"));
    let scenario = scenario.after(&[test_stage("s1", Verdict::Pass)]);
    assert_eq!(next_of(&scenario), step("1.3"));
    let scenario = scenario.after(&[mark("1.3", StepState::Doing)]);
    let Next::Wait(reasons) = next_of(&scenario) else {
        panic!("{:?}", next_of(&scenario));
    };
    assert!(reasons[0].text.contains("1h 00m left"));
    let scenario = scenario.later(60);
    assert_eq!(next_of(&scenario), step("1.3"));
    let scenario = scenario.after(&[done("1.3")]);
    let Next::Gate(reasons) = next_of(&scenario) else {
        panic!("{:?}", next_of(&scenario));
    };
    assert_eq!(reasons[0].about, "writes");
    let scenario = scenario.after(&[override_gate(GateKind::Writes, "it writes nothing")]);
    assert_eq!(next_of(&scenario), Next::Advance(stage_id(2)));
    let scenario = scenario.after(&[Command::Advance]);
    assert_eq!(next_of(&scenario), Next::Close);
    assert_eq!(next_of(&scenario.after(&[Command::Close])), Next::Nothing);
}

#[test]
fn a_closed_gate_is_the_next_thing_when_no_step_can_be_done() {
    let one = plan().stage("Ramp", StageKind::Ramp).action("1.1", "Look");
    let scenario = started(one.build()).after(&[
        mark_because("1.1", StepState::Blocked, "no access"),
        hold("an incident"),
    ]);
    let Next::Gate(reasons) = next_of(&scenario) else {
        panic!("{:?}", next_of(&scenario));
    };
    let abouts: Vec<&str> = reasons.iter().map(|reason| reason.about.as_str()).collect();
    assert_eq!(abouts, ["1.1", "hold"]);
}

#[test]
fn a_gate_that_was_overridden_lets_the_rollout_go_on() {
    let scenario = started(small()).after(&[
        override_gate(GateKind::Writes, "it writes nothing"),
        override_gate(GateKind::Steps, "the launch is today"),
    ]);
    assert_eq!(next_of(&scenario), step("1.1.1"));
    let scenario = scenario.after(&[override_gate(GateKind::Qa, "no tester")]);
    assert_eq!(next_of(&scenario), Next::Advance(stage_id(2)));
}

#[test]
fn the_way_back_is_led_to_a_new_attempt_or_an_end() {
    let one = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on");
    let line = [set("true", &[Production])];
    let scenario =
        started(one.build()).after(&[ran("1.1", &line, Outcome::Succeeded), roll_back("errors")]);
    assert_eq!(next_of(&scenario), Next::RollbackStep(1));
    let scenario = scenario.after(&[way_back(1, StepState::Done, None)]);
    assert_eq!(next_of(&scenario), Next::RollbackStep(2));
    let scenario = scenario.after(&[way_back(2, StepState::Done, None)]);
    assert_eq!(next_of(&scenario), Next::FinishRollback);
    let scenario = scenario.after(&[Command::FinishRollback]);
    assert_eq!(next_of(&scenario), Next::StartAttempt);
    assert_eq!(
        next_of(&scenario.after(&[abandon("cancelled")])),
        Next::Nothing
    );
}

fn everybody() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("25", &[Production])])
        .instruction("1.2", &[set("true", &[Production])])
        .stage("Cleanup", StageKind::Cleanup)
        .build()
}

#[test]
fn a_stay_is_waited_for_before_the_flag_is_on_for_everybody() {
    let scenario = started(everybody()).after(&[done("1.1")]);
    assert!(matches!(next_of(&scenario), Next::Wait(_)));
    assert_eq!(next_of(&scenario.later(15)), step("1.2"));
}

#[test]
fn the_day_on_for_everybody_is_waited_for_and_where_it_has_not_begun_it_is_a_gate() {
    let skipped = started(everybody()).after(&[
        done("1.1"),
        mark_because("1.2", StepState::Skipped, "the others are to follow"),
    ]);
    let Next::Gate(reasons) = next_of(&skipped.later(15)) else {
        panic!("that is to be done");
    };
    assert_eq!(reasons[0].about, "everybody");
    let on = started(everybody()).after(&[done("1.1")]).later(15);
    let on = on.after(&[forced(
        "1.2",
        &[set("true", &[Production])],
        (&[], "all is well"),
    )]);
    let Next::Wait(reasons) = next_of(&on) else {
        panic!("{:?}", next_of(&on));
    };
    assert_eq!(reasons[0].about, "verification");
    assert_eq!(next_of(&on.later(24 * 60)), Next::Advance(stage_id(2)));
}

#[test]
fn production_goes_off_before_staging_and_nothing_else_is_put_first() {
    let both = [Staging, Production];
    let going = |lines: [&[Instruction]; 3]| {
        let mut going = plan()
            .stage("Ramp", StageKind::Ramp)
            .instruction("1.1", &[set("true", &both)])
            .action("1.2", "Look")
            .action("1.3", "Look again")
            .action("1.4", "Look for the last time")
            .build();
        for (step, lines) in going.stages[0].steps.iter_mut().skip(1).zip(lines) {
            step.instructions = lines.to_vec();
        }
        next_of(&started(going).after(&[done("1.1")]))
    };
    let (staging, production) = ([delete(&[Staging])], [delete(&[Production])]);
    assert_eq!(going([&staging, &[], &production]), step("1.4"));
    assert_eq!(going([&[], &staging, &production]), step("1.2"));
    assert_eq!(going([&production, &[], &staging]), step("1.2"));
}

#[test]
fn what_comes_last_is_not_offered_first() {
    let closing = plan()
        .stage("Cleanup", StageKind::Cleanup)
        .action("1.1", "Close this issue")
        .action("1.2", "Tidy up")
        .build();
    assert_eq!(next_of(&started(closing)), step("1.2"));
    let announced = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .step(StepKind::Announce, "1.2", "Say that it is on")
        .build();
    let blocked = mark_because("1.1", StepState::Blocked, "no rights");
    let scenario = started(announced).after(&[blocked]);
    assert!(matches!(next_of(&scenario), Next::Gate(_)));
}

#[test]
fn the_steps_of_an_optional_stage_are_not_asked_for() {
    let optional = plan()
        .stage("Trial", StageKind::Other)
        .optional()
        .action("1.1", "Try it")
        .stage("Cleanup", StageKind::Cleanup)
        .build();
    assert_eq!(next_of(&started(optional)), Next::Advance(stage_id(2)));
}
