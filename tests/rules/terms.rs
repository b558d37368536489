//! How long the flag is on for everybody before it goes, where that is asked, and how long somebody has to be there.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, Outcome, TimerChange, gates};

use crate::plan::{PlanBuilder, plan, set};
use crate::scenario::{Scenario, done, mark, mark_because, ran, started};

fn stands(scenario: &Scenario, kind: GateKind) -> bool {
    let stage = scenario.rollout.current_stage().unwrap();
    let gates = gates(&scenario.rollout, stage, scenario.now);
    gates.iter().any(|gate| gate.id == kind)
}

fn ending(last: &[(&str, StageKind)]) -> Plan {
    let begun = plan().stage("Ramp", StageKind::Ramp).action("1.1", "Go");
    let stages = last.iter();
    stages
        .fold(begun, |plan, (title, kind)| plan.stage(title, *kind))
        .build()
}

fn on_for_all(plan: Plan) -> Scenario {
    started(plan).after(&[ran(
        "1.1",
        &[set("true", &[Production])],
        Outcome::Succeeded,
    )])
}

#[test]
fn the_time_on_for_everybody_ends_at_the_stage_before_the_flag_goes() {
    let looked = ("Look", StageKind::Verify);
    let cleanup = ("Cleanup", StageKind::Cleanup);
    assert!(stands(
        &on_for_all(ending(&[cleanup])),
        GateKind::Verification
    ));
    assert!(stands(&on_for_all(ending(&[])), GateKind::Verification));
    let between = on_for_all(ending(&[looked, cleanup]));
    assert!(!stands(&between, GateKind::Verification));
    let looking = between.after(&[Command::Advance]);
    assert!(stands(&looking, GateKind::Verification));
    let leaving = looking.later(24 * 60).after(&[Command::Advance]);
    assert!(!stands(&leaving, GateKind::Verification));
}

#[test]
fn a_flag_that_is_on_for_a_part_has_no_time_on_for_everybody() {
    let part = ran("1.1", &[set("25", &[Production])], Outcome::Succeeded);
    let scenario = started(ending(&[])).after(&[part]);
    assert!(!stands(&scenario, GateKind::Verification));
}

#[test]
fn a_flag_is_on_for_everybody_for_a_day() {
    let on = on_for_all(ending(&[("Cleanup", StageKind::Cleanup)]));
    let minutes_of_a_day = 24 * 60;
    on.clone()
        .later(minutes_of_a_day - 1)
        .closed(GateKind::Verification, &["01:00 left"]);
    on.later(minutes_of_a_day).open(GateKind::Verification);
}

#[test]
fn a_watch_of_two_hours_says_that_somebody_is_there_and_a_shorter_one_does_not() {
    let watched = |minutes| {
        let plan = plan()
            .stage("Preparation", StageKind::Prepare)
            .watch("1.1", minutes)
            .stage("Ramp", StageKind::Ramp)
            .build();
        let scenario = started(plan);
        let stage = scenario.rollout.current_stage().unwrap();
        let gates = gates(&scenario.rollout, stage, scenario.now);
        let mut asks = gates.iter().flat_map(|gate| &gate.asks);
        stands(&scenario, GateKind::Ready) && !asks.any(|reason| reason.about == "watch")
    };
    assert!(!watched(119));
    assert!(watched(120));
}

fn term_with(waits: impl Fn(PlanBuilder, usize) -> PlanBuilder) -> Scenario {
    let begun = plan().stage("Prepare", StageKind::Prepare);
    let ramp = waits(begun, 1).stage("Ramp", StageKind::Ramp);
    let ramp = waits(ramp, 5);
    let ramp = ramp.instruction("2.1", &[set("true", &[Production])]);
    let look = waits(ramp, 2).stage("Look", StageKind::Verify);
    let gone = waits(look, 3).stage("Cleanup", StageKind::Cleanup);
    let skip = |step: &str| mark_because(step, StepState::Skipped, "it is known");
    let plan = waits(gone, 4).build();
    let early: Vec<Command> = plan.stages[0]
        .steps
        .iter()
        .map(|step| skip(&step.number))
        .collect();
    started(plan)
        .after(&early)
        .after(&[Command::Advance, done("2.1")])
}

#[test]
fn the_day_on_for_everybody_is_as_long_as_the_longest_wait_between_it_and_the_end_of_the_flag() {
    let days = |days: u64| days * 24 * 60;
    let term = |place: usize| {
        let on = term_with(|plan, stage| {
            if stage == place {
                plan.wait(&format!("{stage}.9"), days(3))
            } else {
                plan
            }
        });
        on.rollout
            .facts
            .ramp
            .last()
            .unwrap()
            .dwell
            .unwrap()
            .seconds_left(on.now)
            / 60
    };
    assert_eq!(term(1), days(1), "before");
    assert_eq!(term(5), days(1), "before it in its stage");
    assert_eq!(term(2), days(3), "behind it in its stage");
    assert_eq!(term(3), days(3), "in the stage behind it");
    assert_eq!(term(4), days(1), "while the flag goes");
}

#[test]
fn a_step_that_says_how_long_its_percentage_stays_is_taken_at_its_word() {
    let mut hour = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("25", &[Production])])
        .build();
    hour.stages[0].steps[0].wait_s = Some(60 * 60);
    let on = started(hour).after(&[done("1.1")]);
    let stay = on.rollout.facts.ramp.last().unwrap().dwell.unwrap();
    assert_eq!(stay.seconds_left(on.now), 60 * 60);
}

#[test]
fn nothing_stays_at_nothing_though_a_clock_runs() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Raise it")
        .build();
    let to = |value: &str| ran("1.1", &[set(value, &[Production])], Outcome::Succeeded);
    let clock = Command::ChangeTimer {
        step: "1.1".into(),
        change: TimerChange::Start(60 * 60),
        reason: None,
    };
    started(plan)
        .after(&[to("10")])
        .later(15)
        .after(&[to("0"), mark("1.1", StepState::Todo), clock, to("10")])
        .claims(Production, "10% of actors");
}

#[test]
fn the_clock_of_another_step_leaves_the_stay_as_it_is() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Raise it")
        .watch("1.2", 120)
        .build();
    let to = |value: &str| ran("1.1", &[set(value, &[Production])], Outcome::Succeeded);
    let clock = Command::ChangeTimer {
        step: "1.2".into(),
        change: TimerChange::Start(120 * 60),
        reason: None,
    };
    started(plan)
        .after(&[to("10"), clock])
        .later(15)
        .after(&[to("25")])
        .claims(Production, "25% of actors");
}
