//! The way back: from where it can be begun, what it consists of and in which order, and when it is over.

use chrono::TimeDelta;
use rollgate::domain::flag::Environment::{self, Dev, Ops, Pre, Production, Staging, StagingRef};
use rollgate::domain::flag::{FlagChange, FlagValue};
use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{
    Command, Event, GateKind, Outcome, Phase, RejectionCode, RollbackAction, RollbackDetails,
    rollback_plan,
};

use crate::plan::{PlanBuilder, console_off, delete, plan, set};
use crate::scenario::{
    Scenario, abandon, forced, given, hold, imported, mark, monday, ran, roll_back, started,
    way_back,
};

fn ramp() -> PlanBuilder {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
}

fn switched_on(plan: Plan, environments: &[Environment]) -> Scenario {
    started(plan).after(&[ran("1.1", &[set("true", environments)], Outcome::Succeeded)])
}

fn off(environment: Environment) -> RollbackAction {
    RollbackAction::Switch {
        environment,
        change: FlagChange::Set {
            value: FlagValue::Off,
            scopes: vec![],
            basis: None,
        },
    }
}

fn actions(scenario: &Scenario) -> Vec<RollbackAction> {
    rollback_plan(&scenario.rollout).actions
}

#[test]
fn production_is_switched_off_first_and_then_everything_else_that_is_on() {
    let scenario = switched_on(
        ramp().build(),
        &[Dev, Ops, Pre, Staging, StagingRef, Production],
    );
    let order = [Production, Staging, StagingRef, Pre, Ops, Dev];
    let mut expected: Vec<RollbackAction> = order.into_iter().map(off).collect();
    expected.push(RollbackAction::Verify {
        environments: order.to_vec(),
    });
    assert_eq!(actions(&scenario), expected);
}

#[test]
fn only_what_is_on_for_somebody_is_switched_off() {
    let scenario = switched_on(ramp().build(), &[Staging, Production])
        .after(&[forced(
            "1.1",
            &[set("false", &[Staging])],
            (&[GateKind::Consistency], "staging is being rebuilt"),
        )])
        .after(&[ran("1.1", &[set("0", &[Dev])], Outcome::Succeeded)]);
    let verify = RollbackAction::Verify {
        environments: vec![Production],
    };
    assert_eq!(actions(&scenario), [off(Production), verify]);
}

#[test]
fn the_steps_of_the_document_follow_and_what_is_done_already_is_left_out() {
    let documented = ramp()
        .instruction("R.1", &[set("false", &[Production])])
        .step(StepKind::Note, "R.2", "Breathe")
        .action("R.3", "Tell the team")
        .instruction("R.4", &[delete(&[Production])])
        .build();
    let scenario = switched_on(documented, &[Production]);
    assert_eq!(
        actions(&scenario),
        [
            off(Production),
            RollbackAction::Document { step: "R.3".into() },
            RollbackAction::Document { step: "R.4".into() },
            RollbackAction::Verify {
                environments: vec![Production]
            },
        ]
    );
}

#[test]
fn a_document_that_knows_only_a_console_line_asks_for_a_console_in_every_place() {
    let console = ramp().instruction("R.1", &[console_off()]).build();
    let scenario = switched_on(console, &[Staging, Production]);
    let line = console_off().normalised;
    let run = |environment| RollbackAction::Console {
        environment,
        line: line.clone(),
    };
    let back = rollback_plan(&scenario.rollout);
    let confirm = RollbackAction::Confirm {
        environments: vec![Production, Staging],
    };
    assert_eq!(back.actions[..3], [confirm, run(Production), run(Staging)]);
    assert_eq!(back.actions.len(), 4);
    assert!(back.console.unwrap().contains(&line));
    assert!(back.impossible.is_empty());
    scenario
        .after(&[roll_back("errors"), way_back(2, StepState::Done, None)])
        .claims(Production, "off")
        .claims(Staging, "on");
}

#[test]
fn a_way_back_with_nothing_on_says_so() {
    let back = rollback_plan(&started(ramp().build()).rollout);
    assert!(back.actions.is_empty());
    assert!(back.warnings[0].contains("nothing is recorded as on"));
    assert!(back.warnings[1].contains("no rollback steps of its own"));
}

#[test]
fn a_rollback_needs_a_reason_and_begins_once() {
    let earlier = monday() - TimeDelta::minutes(10);
    let already = |reason: &str| Command::TriggerRollback {
        reason: reason.to_owned(),
        already_at: Some(earlier),
        seen_by_users: false,
        details: RollbackDetails::default(),
    };
    switched_on(ramp().build(), &[Production])
        .when(already(" "))
        .then_refused(
            RejectionCode::ReasonMissing,
            &["a rollback asks for a reason"],
        )
        .when(already("errors"))
        .then(&[Event::RollbackTriggered {
            reason: "errors".to_owned(),
            actions: vec![
                off(Production),
                RollbackAction::Verify {
                    environments: vec![Production],
                },
            ],
            already_at: Some(earlier),
            seen_by_users: false,
            details: RollbackDetails::default(),
        }])
        .when(already("errors"))
        .then_nothing()
        .when(roll_back("more errors"))
        .then_refused(RejectionCode::WrongState, &["is running already"]);
}

#[test]
fn a_rollback_begins_from_every_state_but_closed() {
    let active = switched_on(ramp().build(), &[Production]);
    let back = |scenario: &Scenario| {
        let scenario = scenario.clone().after(&[roll_back("errors")]);
        assert_eq!(scenario.rollout.facts.phase, Phase::RollingBack);
        scenario
    };
    back(&given(&[imported(ramp().build())]));
    back(&active);
    let held = back(&active.clone().after(&[hold("an incident")]));
    assert_eq!(held.rollout.facts.hold, None);
    back(&active.after(&[abandon("cancelled")]));
    let again =
        back(&started(ramp().build())).after(&[Command::FinishRollback, roll_back("once more")]);
    assert_eq!(again.rollout.facts.rollback.as_ref().unwrap().number, 2);
}

#[test]
fn the_flag_is_claimed_off_step_by_step_and_on_again_when_a_step_was_no_success() {
    let scenario = switched_on(ramp().build(), &[Staging, Production])
        .after(&[roll_back("errors"), way_back(1, StepState::Done, None)])
        .claims(Production, "off")
        .claims(Staging, "on");
    for (state, note) in [
        (StepState::Todo, None),
        (StepState::Failed, Some("the bot is down")),
        (StepState::Skipped, Some("it is gone already")),
    ] {
        scenario
            .clone()
            .after(&[way_back(1, state, note)])
            .claims(Production, "on");
    }
}

#[test]
fn a_step_of_the_way_back_is_done_failed_skipped_or_todo() {
    let scenario = switched_on(ramp().build(), &[Production]).after(&[roll_back("errors")]);
    for state in [
        StepState::Doing,
        StepState::NotApplicable,
        StepState::Unknown,
    ] {
        scenario
            .clone()
            .when(way_back(1, state, Some("so")))
            .then_refused(
                RejectionCode::WrongState,
                &["done, failed, skipped or todo"],
            );
    }
    for state in [StepState::Failed, StepState::Skipped] {
        let asks = format!("a rollback step that is {state} asks for a reason");
        scenario
            .clone()
            .when(way_back(1, state, Some(" ")))
            .then_refused(RejectionCode::ReasonMissing, &[&asks]);
    }
    scenario
        .when(way_back(0, StepState::Done, None))
        .then_refused(RejectionCode::NotFound, &["there is no rollback step 0"])
        .when(way_back(9, StepState::Done, None))
        .then_refused(RejectionCode::NotFound, &["there is no rollback step 9"])
        .when(way_back(1, StepState::Todo, None))
        .then_nothing()
        .when(way_back(1, StepState::Done, Some(" off at once ")))
        .then(&[Event::RollbackStepMarked {
            order: 1,
            state: StepState::Done,
            note: Some("off at once".to_owned()),
        }]);
}

#[test]
fn a_rollback_is_over_when_each_of_its_steps_is_settled() {
    let scenario = switched_on(ramp().build(), &[Production])
        .when(Command::FinishRollback)
        .then_refused(RejectionCode::WrongState, &["no rollback is running"])
        .after(&[
            roll_back("errors"),
            way_back(1, StepState::Failed, Some("the bot is down")),
        ])
        .when(Command::FinishRollback)
        .then_refused(
            RejectionCode::GateClosed,
            &["rollback step 1 is failed", "rollback step 2 is todo"],
        )
        .after(&[
            way_back(1, StepState::Done, None),
            way_back(2, StepState::Skipped, Some("no access")),
        ])
        .when(Command::FinishRollback)
        .then(&[Event::RollbackFinished])
        .shows("1.1", StepState::RolledBack);
    assert_eq!(scenario.rollout.facts.phase, Phase::RolledBack);
}

#[test]
fn nothing_else_moves_while_a_rollback_runs() {
    started(ramp().build())
        .after(&[roll_back("errors")])
        .when(mark("1.1", StepState::Doing))
        .then_refused(RejectionCode::WrongState, &["a rollback is running"])
        .when(Command::Start)
        .then_refused(RejectionCode::WrongState, &["a rollback is running"]);
}

#[test]
fn what_was_run_before_it_was_recorded_is_done_and_claimed_off() {
    let already = Command::TriggerRollback {
        reason: "errors".to_owned(),
        already_at: Some(monday() - TimeDelta::minutes(10)),
        seen_by_users: false,
        details: RollbackDetails::default(),
    };
    let scenario = switched_on(ramp().build(), &[Staging, Production]).after(&[already]);
    let running = scenario.rollout.facts.rollback.clone().unwrap();
    assert_eq!(running.items[0].state, StepState::Done);
    assert_eq!(running.items[1].state, StepState::Todo);
    let scenario = scenario.claims(Production, "off").claims(Staging, "on");
    scenario
        .after(&[way_back(1, StepState::Todo, None)])
        .claims(Production, "on");
}
