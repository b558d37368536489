//! The document's own lines for the way back: which of them stand for a switch, and what they do when they are done.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Instruction, StageKind, StepState};
use rollgate::domain::rollout::{Outcome, RollbackAction, rollback_plan};

use crate::plan::{console_off, delete, get, plan, set};
use crate::scenario::{Scenario, ran, roll_back, started, way_back};

fn on_with(lines: &[Instruction]) -> Scenario {
    let mut builder = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on");
    for (place, line) in lines.iter().enumerate() {
        builder = builder.instruction(&format!("R.{}", place + 1), std::slice::from_ref(line));
    }
    let both = [set("true", &[Staging, Production])];
    started(builder.build()).after(&[ran("1.1", &both, Outcome::Succeeded)])
}

fn actions(scenario: &Scenario) -> Vec<RollbackAction> {
    rollback_plan(&scenario.rollout).actions
}

#[test]
fn a_line_of_the_document_that_is_done_moves_what_is_claimed_and_back_when_it_is_not() {
    let scenario = on_with(&[delete(&[Production])]).after(&[
        roll_back("errors"),
        way_back(1, StepState::Done, None),
        way_back(3, StepState::Done, None),
    ]);
    scenario
        .clone()
        .claims(Production, "not set")
        .claims(Staging, "on")
        .after(&[way_back(3, StepState::Todo, None)])
        .claims(Production, "off")
        .after(&[way_back(1, StepState::Todo, None)])
        .claims(Production, "on");
    scenario
        .after(&[way_back(1, StepState::Todo, None)])
        .claims(Production, "not set");
}

#[test]
fn a_line_that_is_not_known_whole_moves_nothing() {
    on_with(&[set("<rollout-percentage>", &[Staging])])
        .after(&[roll_back("errors"), way_back(3, StepState::Done, None)])
        .claims(Staging, "on");
}

#[test]
fn a_chatops_line_that_only_looks_leaves_the_way_to_the_console() {
    let scenario = on_with(&[get(&[Production]), console_off()]);
    assert!(matches!(
        actions(&scenario)[..2],
        [
            RollbackAction::Confirm { .. },
            RollbackAction::Console { .. }
        ]
    ));
    let scenario = on_with(&[set("false", &[Production]), console_off()]);
    assert!(matches!(
        actions(&scenario)[0],
        RollbackAction::Switch { .. }
    ));
}

#[test]
fn a_console_line_that_turns_it_on_is_no_way_back() {
    let on = Instruction {
        normalised: "Feature.enable(:new_search)".to_owned(),
        ..set("true", &[])
    };
    let console = Instruction {
        dialect: console_off().dialect,
        ..on
    };
    let scenario = on_with(&[console]);
    assert!(matches!(
        actions(&scenario)[0],
        RollbackAction::Switch { .. }
    ));
}

#[test]
fn a_console_line_that_removes_the_flag_leaves_no_gate_behind() {
    let remove = Instruction {
        normalised: "Feature.remove(:new_search)".to_owned(),
        verb: delete(&[]).verb,
        value: None,
        ..console_off()
    };
    on_with(&[remove])
        .after(&[roll_back("errors"), way_back(2, StepState::Done, None)])
        .claims(Production, "not set");
}

#[test]
fn a_console_line_beside_a_chatops_one_is_a_step_of_its_own() {
    let beside = on_with(&[set("false", &[Staging, Production]), console_off()]);
    let own = |step: &str| RollbackAction::Document { step: step.into() };
    assert!(actions(&beside).contains(&own("R.2")));
    assert!(!actions(&beside).contains(&own("R.1")));
}
