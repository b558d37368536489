//! Switching off in the cleanup: production before staging, as chatops has it; out of a rollback the other order needs an override.

use rollgate::domain::flag::Environment::{Dev, Production, Staging};
use rollgate::domain::id::StepId;
use rollgate::domain::plan::{Instruction, Plan, StageKind, StepState};
use rollgate::domain::rollout::{GateKind, Next, Outcome, RejectionCode, next};

use crate::plan::{delete, plan, set};
use crate::scenario::{Scenario, done, forced, ran, roll_back, started, way_back};

const WORDS: &str = "production is on: staging is turned off or deleted only after it";

fn way() -> Plan {
    plan()
        .stage("Cleanup", StageKind::Cleanup)
        .instruction("1.1", &[set("true", &[Staging])])
        .instruction("1.2", &[set("true", &[Production])])
        .instruction("1.3", &[delete(&[Dev])])
        .instruction("1.4", &[delete(&[Staging])])
        .instruction("1.5", &[delete(&[Production])])
        .build()
}

fn up() -> Scenario {
    started(way()).after(&[done("1.1"), done("1.2"), done("1.3")])
}

fn asked(scenario: &Scenario) -> Next {
    next(&scenario.rollout, scenario.now)
}

#[test]
fn staging_is_neither_deleted_nor_switched_off_while_production_is_on() {
    let off: [&[Instruction]; 2] = [&[delete(&[Staging])], &[set("false", &[Staging])]];
    for lines in off {
        up().when(ran("1.4", lines, Outcome::Succeeded))
            .then_refused(RejectionCode::GateClosed, &[WORDS]);
    }
}

#[test]
fn one_line_that_deletes_it_everywhere_leaves_nothing_behind() {
    let all = delete(&[Dev, Staging, Production]);
    up().after(&[ran("1.4", &[all], Outcome::Succeeded)])
        .claims(Staging, "not set")
        .claims(Production, "not set");
}

#[test]
fn the_next_thing_is_the_step_that_takes_production_off_and_then_staging() {
    let up = up();
    assert_eq!(asked(&up), Next::Step(StepId::new("1.5")));
    let down = up.after(&[done("1.5")]);
    assert_eq!(asked(&down), Next::Step(StepId::new("1.4")));
    down.after(&[done("1.4")]).claims(Staging, "not set");
}

#[test]
fn an_override_with_a_reason_goes_past_and_so_does_a_note_on_the_way_back() {
    let lines = [delete(&[Staging])];
    let gates: &[GateKind] = &[GateKind::Consistency];
    up().after(&[forced("1.4", &lines, (gates, "the code is gone"))])
        .claims(Staging, "not set");
    let back = up().after(&[roll_back("slow")]);
    let items = &back.rollout.facts.rollback.as_ref().unwrap().items;
    let staging = items
        .iter()
        .position(|item| format!("{:?}", item.action).contains("Staging"))
        .unwrap();
    let first = way_back(staging + 1, StepState::Done, None);
    let refused = back.clone().when(first);
    refused.then_refused(
        RejectionCode::ReasonMissing,
        &["staging switched off while production is on, which chatops refuses, asks for a reason"],
    );
    back.after(&[way_back(
        staging + 1,
        StepState::Done,
        Some("an SRE forced it"),
    )]);
}
