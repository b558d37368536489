//! What is asked of a flag that is to be on for everybody: a look counts, and only what stands behind the step that turns it on waits for it.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::flag::{GateValues, Percentage};
use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, Outcome, RejectionCode};

use crate::plan::{PlanBuilder, delete, plan, set};
use crate::scenario::{done, mark_because, ran, started};

const DAY: i64 = 24 * 60;

fn announce(plan: PlanBuilder, number: &str) -> PlanBuilder {
    plan.step(StepKind::Announce, number, "Say that it is on")
}

fn way() -> Plan {
    let ramp = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Raise it")
        .instruction("1.2", &[set("true", &[Production])])
        .action("1.2.1", "Look at it");
    announce(ramp, "1.3")
        .stage("Cleanup", StageKind::Cleanup)
        .instruction("2.1", &[delete(&[Production])])
        .build()
}

fn to(step: &str, value: &str) -> Command {
    ran(step, &[set(value, &[Production])], Outcome::Succeeded)
}

fn look(gates: GateValues) -> Command {
    Command::Observe {
        environment: Production,
        gates,
        source: "feature get".to_owned(),
    }
}

fn on() -> GateValues {
    GateValues {
        boolean: Some(true),
        ..GateValues::default()
    }
}

fn quarter() -> GateValues {
    GateValues {
        percentage_of_actors: Percentage::parse("25"),
        ..GateValues::default()
    }
}

fn without(step: &str) -> Command {
    mark_because(step, StepState::Skipped, "another way is taken")
}

#[test]
fn a_look_that_shows_less_than_everybody_closes_the_way_and_one_that_shows_all_opens_it() {
    let up = started(way()).after(&[to("1.2", "true")]).later(DAY);
    up.clone().open(GateKind::Verification);
    up.clone()
        .after(&[look(quarter())])
        .closed(GateKind::Verification, &["not on for everybody any more"]);
    up.after(&[look(on())]).open(GateKind::Verification);
    started(way())
        .closed(GateKind::Verification, &["not on for everybody"])
        .after(&[look(on())])
        .open(GateKind::Verification);
}

#[test]
fn the_same_step_that_turned_it_on_and_off_is_no_way_down_of_the_document() {
    started(way())
        .after(&[to("1.1", "true"), to("1.1", "false")])
        .closed(GateKind::Verification, &["not on for everybody any more"]);
}

#[test]
fn what_tells_that_it_is_on_waits_for_no_step_that_is_left_out() {
    let out = started(way()).after(&[without("1.2")]);
    out.clone()
        .after(&[done("1.3")])
        .shows("1.3", StepState::Done);
    let down = out.after(&[to("1.1", "true"), to("1.1", "false"), done("1.3")]);
    down.shows("1.3", StepState::Done);
}

#[test]
fn what_tells_that_it_is_on_waits_for_the_step_that_turns_it_on_though_that_has_parts() {
    started(way())
        .when(done("1.3"))
        .then_refused(RejectionCode::GateClosed, &["not on for everybody"]);
}

#[test]
fn a_stage_behind_it_waits_too_once_it_has_gone_down() {
    let ramp = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Raise it")
        .instruction("1.2", &[set("true", &[Production])])
        .stage("Look", StageKind::Verify);
    let looking =
        started(announce(ramp, "2.1").build()).after(&[done("1.1"), done("1.2"), Command::Advance]);
    looking.clone().after(&[done("2.1")]);
    looking
        .after(&[to("1.1", "false")])
        .shows("1.2", StepState::RolledBack)
        .when(done("2.1"))
        .then_refused(
            RejectionCode::GateClosed,
            &["not on for everybody any more"],
        );
}

#[test]
fn a_step_that_gives_it_to_a_part_is_not_the_one_that_turns_it_on() {
    let ramp = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("25", &[Production])]);
    started(announce(ramp, "1.2").build())
        .after(&[done("1.2")])
        .shows("1.2", StepState::Done);
}
