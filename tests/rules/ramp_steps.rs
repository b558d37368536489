//! Which step asks for a percentage, and what a change of the flag is before it is made: whom it turns on, by which step.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::flag::{Basis, Environment, Percentage};
use rollgate::domain::plan::{Instruction, Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Outcome, Switch, next_rung, ramp_step};

use crate::plan::{PlanBuilder, by_calls, plan, set, set_for_project};
use crate::scenario::{Scenario, answer, done, mark_because, ran, roll_back, started, way_back};

const BLANK: &str = "<rollout-percentage>";

fn asking(lines: &[Instruction]) -> PlanBuilder {
    let begun = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Tell everybody");
    lines.iter().zip(2..).fold(begun, |plan, (line, place)| {
        plan.instruction(&format!("1.{place}"), std::slice::from_ref(line))
    })
}

fn found(scenario: &Scenario, percent: &str, basis: Basis) -> Option<String> {
    let plan = scenario.rollout.plan.clone().unwrap();
    let percentage = Percentage::parse(percent).unwrap();
    ramp_step(&scenario.rollout, &plan, (percentage, basis), scenario.now)
        .map(|step| step.number.clone())
}

fn by_actors(lines: &[Instruction], percent: &str) -> Option<String> {
    found(&started(asking(lines).build()), percent, Basis::Actors)
}

#[test]
fn a_percentage_is_asked_for_by_the_step_that_names_it_for_all_of_production() {
    let at = |percent| set(percent, &[Production]);
    let for_some = {
        let mut line = at("25");
        line.scopes = set_for_project("true", "example/web", &[Production]).scopes;
        line
    };
    let lines = [
        set("25", &[Staging]),
        by_calls(at("25")),
        for_some,
        at("10"),
        at("25"),
    ];
    assert_eq!(by_actors(&lines, "25").as_deref(), Some("1.6"));
    assert_eq!(by_actors(&lines, "10").as_deref(), Some("1.5"));
    assert_eq!(by_actors(&lines, "50"), None);
    let scenario = started(asking(&lines).build());
    assert_eq!(
        found(&scenario, "25", Basis::Time).as_deref(),
        Some("1.3"),
        "calls"
    );
}

#[test]
fn a_blank_is_asked_where_nothing_names_the_percentage() {
    let lines = [
        set(BLANK, &[Staging]),
        by_calls(set(BLANK, &[Production])),
        set("10", &[Production]),
        set(BLANK, &[Production]),
    ];
    assert_eq!(by_actors(&lines, "25").as_deref(), Some("1.5"));
    assert_eq!(by_actors(&lines, "10").as_deref(), Some("1.4"));
}

#[test]
fn a_step_of_a_branch_that_was_not_chosen_is_not_asked() {
    let line = [set("25", &[Production])];
    let branched = plan()
        .stage("Ramp", StageKind::Ramp)
        .decision("1.1", "way", &[("fast", "1.2"), ("slow", "1.3")])
        .instruction("1.2", &line)
        .branch("way", "fast")
        .instruction("1.3", &line)
        .branch("way", "slow")
        .build();
    let mut optional = branched.clone();
    optional.stages[0].steps[1].optional = true;
    for plan in [branched, optional] {
        let slow = started(plan).after(&[answer("way", "slow")]);
        assert_eq!(found(&slow, "25", Basis::Actors).as_deref(), Some("1.3"));
    }
}

fn one() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
        .build()
}

fn switch(scenario: &Scenario, value: &str, environments: &[Environment]) -> Switch {
    let plan = scenario.rollout.plan.clone().unwrap();
    Switch::of(&scenario.rollout, &plan, &[set(value, environments)])
}

#[test]
fn a_change_turns_on_only_the_environments_that_were_off() {
    let staged =
        started(one()).after(&[ran("1.1", &[set("true", &[Staging])], Outcome::Succeeded)]);
    let both = [Staging, Production];
    assert_eq!(switch(&staged, "true", &both).turned_on, [Production]);
    assert_eq!(switch(&staged, "25", &[Production]).turned_on, [Production]);
    assert_eq!(switch(&staged, "false", &both).turned_on, []);
}

#[test]
fn a_step_is_a_share_between_nobody_and_everybody_that_is_new() {
    let quarter =
        started(one()).after(&[ran("1.1", &[set("25", &[Production])], Outcome::Succeeded)]);
    for (value, step) in [
        ("10", Some(10_000)),
        ("50", Some(50_000)),
        ("25", None),
        ("0", None),
        ("100", None),
        ("true", None),
    ] {
        let found = switch(&quarter, value, &[Production]).step();
        assert_eq!(found.map(Percentage::thousandths), step, "{value}");
    }
}

#[test]
fn the_step_of_the_current_stage_is_asked_before_the_same_one_elsewhere() {
    let line = [set("25", &[Production])];
    let twice = plan()
        .stage("Canary", StageKind::Canary)
        .instruction("1.1", &line)
        .stage("Ramp", StageKind::Ramp)
        .instruction("2.1", &line)
        .build();
    let scenario = started(twice);
    assert_eq!(
        found(&scenario, "25", Basis::Actors).as_deref(),
        Some("1.1")
    );
    let skipped = mark_because("1.1", StepState::Skipped, "no canary");
    let scenario = scenario.after(&[skipped, Command::Advance]);
    assert_eq!(
        found(&scenario, "25", Basis::Actors).as_deref(),
        Some("2.1")
    );
}

fn rung(scenario: &Scenario) -> Option<String> {
    let plan = scenario.rollout.plan.clone().unwrap();
    next_rung(&scenario.rollout, &plan).map(|rung| rung.to_string())
}

#[test]
fn a_percentage_whose_step_is_left_out_is_left_out_in_every_attempt() {
    let lines = ["10", "25", "50"].map(|value| set(value, &[Production]));
    let without = |step| mark_because(step, StepState::NotApplicable, "it is enough");
    let first = started(asking(&lines).build()).after(&[without("1.2")]);
    assert_eq!(rung(&first).as_deref(), Some("25"));
    let again = started(asking(&lines).build())
        .after(&[done("1.2")])
        .later(15)
        .after(&[done("1.3"), roll_back("errors")])
        .after(&[way_back(1, StepState::Done, None)])
        .after(&[way_back(2, StepState::Done, None)])
        .after(&[Command::FinishRollback, Command::StartAttempt]);
    assert_eq!(rung(&again).as_deref(), Some("10"));
    assert_eq!(rung(&again.after(&[without("1.2")])).as_deref(), Some("25"));
}
