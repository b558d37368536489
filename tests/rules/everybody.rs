//! What stands on a flag that is on for everybody: it counts no more once production goes down, and begins anew when it is up again.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, Outcome, RejectionCode};

use crate::plan::{delete, plan, set};
use crate::scenario::{Scenario, done, forced, mark, ran, started};

const DAY: i64 = 24 * 60;

fn way() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Raise it")
        .instruction("1.2", &[set("true", &[Production])])
        .step(StepKind::Announce, "1.3", "Say that it is on")
        .wait("1.4", 24 * 60)
        .stage("Cleanup", StageKind::Cleanup)
        .instruction("2.1", &[delete(&[Production])])
        .build()
}

fn to(value: &str) -> Command {
    ran("1.1", &[set(value, &[Production])], Outcome::Succeeded)
}

fn up() -> Scenario {
    started(way()).after(&[done("1.2"), mark("1.4", StepState::Doing)])
}

fn settled(scenario: Scenario) -> Scenario {
    scenario.after(&[done("1.1"), done("1.3"), done("1.4")])
}

#[test]
fn going_down_takes_back_the_step_that_turned_it_on_and_the_wait_behind_it() {
    for values in [&["false"][..], &["false", "25"]] {
        let mut down = up().later(60);
        for value in values {
            down = down.after(&[to(value)]);
        }
        down.shows("1.2", StepState::RolledBack)
            .shows("1.4", StepState::Todo)
            .later(2 * DAY)
            .when(done("1.3"))
            .then_refused(
                RejectionCode::GateClosed,
                &["not on for everybody any more"],
            )
            .when(mark("1.4", StepState::Doing))
            .then_refused(
                RejectionCode::GateClosed,
                &["not on for everybody any more"],
            )
            .closed(GateKind::Verification, &["not on for everybody any more"])
            .when(Command::Advance)
            .then_refused_for(RejectionCode::GateClosed);
    }
}

#[test]
fn a_wait_that_was_over_does_not_open_the_way_once_production_is_down() {
    settled(up().later(DAY))
        .after(&[to("false")])
        .shows("1.3", StepState::Done)
        .shows("1.4", StepState::Todo)
        .closed(
            GateKind::Verification,
            &["production is off, not on for everybody"],
        );
}

#[test]
fn up_again_its_time_begins_anew_and_an_undo_gives_back_what_fell() {
    let down = up().later(60).after(&[to("false")]);
    down.clone()
        .after(&[Command::Undo])
        .shows("1.2", StepState::Done)
        .shows("1.4", StepState::Waiting);
    let again = down.later(60).after(&[done("1.2")]);
    let again = again
        .shows("1.2", StepState::Done)
        .claims(Production, "on")
        .after(&[mark("1.4", StepState::Doing)])
        .later(DAY - 1)
        .closed(GateKind::Verification, &["01:00 left"]);
    again
        .later(1)
        .after(&[done("1.3"), done("1.4"), Command::Advance]);
}

#[test]
fn where_the_flag_is_to_go_nothing_falls_with_it() {
    settled(up().later(DAY))
        .after(&[Command::Advance, done("2.1")])
        .shows("1.2", StepState::Done)
        .shows("1.4", StepState::Done)
        .open(GateKind::Verification);
}

#[test]
fn a_step_behind_the_one_that_turned_it_on_leads_down_by_the_document_and_nothing_falls() {
    let plan = plan()
        .stage("Try it for all, then for some", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .instruction("1.2", &[set("false", &[Production])])
        .instruction("1.3", &[set("25", &[Production])])
        .build();
    let all_at_once = (&[GateKind::Jump][..], "all at once");
    let up = started(plan).after(&[forced("1.1", &[set("true", &[Production])], all_at_once)]);
    up.after(&[done("1.2"), done("1.3")])
        .shows("1.1", StepState::Done)
        .shows("1.2", StepState::Done)
        .claims(Production, "25% of actors");
}

#[test]
fn what_tells_that_it_is_on_waits_until_it_is() {
    let early = started(way());
    early
        .clone()
        .when(done("1.3"))
        .then_refused(RejectionCode::GateClosed, &["not on for everybody"]);
    early
        .when(mark("1.4", StepState::Doing))
        .then_refused(RejectionCode::GateClosed, &["not on for everybody"]);
}

#[test]
fn leaving_out_the_step_that_turns_it_on_does_not_open_the_way_to_what_takes_the_flag_away() {
    let left_out = |id: &str| Command::MarkStep {
        step: id.into(),
        state: StepState::Skipped,
        reason: Some("no need".to_owned()),
    };
    let out = started(way()).after(&[done("1.1"), left_out("1.2"), left_out("1.3")]);
    let out = out.after(&[left_out("1.4")]);
    out.clone()
        .closed(GateKind::Verification, &["not on for everybody"])
        .when(Command::Advance)
        .then_refused_for(RejectionCode::GateClosed);
    out.after(&[
        Command::OverrideGate {
            gate: GateKind::Verification,
            reason: "it goes without ever having been on".to_owned(),
        },
        Command::Advance,
    ]);
}

#[test]
fn a_deletion_within_a_step_does_not_wait_for_that_step_and_waits_for_those_before_it() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .stage("Cleanup", StageKind::Cleanup)
        .action("2.1", "Remove the code")
        .action("2.2", "Delete the flag")
        .instruction("2.2.1", &[delete(&[Production])])
        .build();
    let cleanup = started(plan).after(&[done("1.1")]).later(DAY);
    let cleanup = cleanup.after(&[Command::Advance]);
    cleanup
        .clone()
        .when(done("2.2.1"))
        .then_refused(RejectionCode::GateClosed, &["2.1 Remove the code"]);
    cleanup
        .after(&[done("2.1"), done("2.2.1")])
        .shows("2.2.1", StepState::Done)
        .claims(Production, "not set");
}

#[test]
fn what_is_listed_before_the_global_rollout_comes_before_it_wherever_it_stands() {
    let plan = plan()
        .stage("Production", StageKind::Ramp)
        .instruction("1.1", &[set("25", &[Production])])
        .instruction("1.2", &[set("true", &[Production])])
        .stage("Before global rollout", StageKind::Prepare)
        .action("2.1", "Write the documentation")
        .build();
    let all = (&[GateKind::Jump][..], "it went well");
    let global = forced("1.2", &[set("true", &[Production])], all);
    let part = started(plan).after(&[done("1.1")]).later(60);
    part.clone().when(global.clone()).then_refused(
        RejectionCode::GateClosed,
        &["2.1 Write the documentation: it comes before the flag is on for everybody"],
    );
    part.after(&[done("2.1"), global]).claims(Production, "on");
}

#[test]
fn a_ramp_that_leads_to_everybody_is_asked_for_though_no_line_says_true() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("<percentage>", &[Production])])
        .stage("Cleanup", StageKind::Cleanup)
        .instruction("2.1", &[delete(&[Production])])
        .build();
    let to = |value: &str| ran("1.1", &[set(value, &[Production])], Outcome::Succeeded);
    let part = started(plan).after(&[to("25"), mark("1.1", StepState::Done)]);
    part.later(DAY)
        .closed(
            GateKind::Verification,
            &["25% of actors, not on for everybody"],
        )
        .when(Command::Advance)
        .then_refused_for(RejectionCode::GateClosed);
}
