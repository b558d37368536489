//! How far a way back reaches: all that is on, or what was chosen, never without production; and who confirms it where chatops cannot.

use chrono::TimeDelta;
use rollgate::domain::flag::Environment::{self, Dev, Production, Staging};
use rollgate::domain::id::StepId;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{
    Command, Outcome, RejectionCode, RollbackAction, RollbackDetails, TimerChange, rollback_plan,
};

use crate::plan::{console_off, plan, set};
use crate::scenario::{Scenario, mark, monday, ran, started, way_back};

fn two_places(console: bool) -> Plan {
    let builder = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on in staging")
        .action("1.2", "Turn it on");
    if console {
        builder.instruction("R.1", &[console_off()]).build()
    } else {
        builder.build()
    }
}

fn on(console: bool) -> Scenario {
    started(two_places(console)).after(&[
        ran("1.1", &[set("true", &[Staging])], Outcome::Succeeded),
        ran("1.2", &[set("true", &[Production])], Outcome::Succeeded),
    ])
}

fn back(details: RollbackDetails) -> Command {
    Command::TriggerRollback {
        reason: "errors".to_owned(),
        already_at: None,
        seen_by_users: false,
        details,
    }
}

fn only(scope: &[Environment]) -> Command {
    back(RollbackDetails {
        scope: scope.to_vec(),
        ..RollbackDetails::default()
    })
}

fn states(scenario: &Scenario) -> Vec<(Option<Environment>, StepState)> {
    let rollback = scenario.rollout.facts.rollback.clone().unwrap();
    let items = rollback.items.iter();
    items
        .map(|item| (item.action.switched(), item.state))
        .collect()
}

#[test]
fn what_was_not_chosen_stays_on_and_its_step_was_not_taken_back() {
    let scenario = on(false).after(&[
        only(&[Production]),
        way_back(1, StepState::Done, None),
        way_back(2, StepState::Done, None),
        Command::FinishRollback,
    ]);
    assert_eq!(
        states(&scenario),
        [(Some(Production), StepState::Done), (None, StepState::Done)]
    );
    let left = rollback_plan(&scenario.rollout).actions;
    assert_eq!(left[0].switched(), Some(Staging), "the rest can follow");
    scenario
        .claims(Production, "off")
        .claims(Staging, "on")
        .shows("1.1", StepState::Done)
        .shows("1.2", StepState::RolledBack);
}

#[test]
fn a_way_back_never_leaves_production_on_and_switches_off_only_what_is_on() {
    on(false)
        .when(only(&[Staging]))
        .then_refused(RejectionCode::WrongState, &["begins with production"])
        .when(only(&[Production, Dev]))
        .then_refused(RejectionCode::WrongState, &["on in dev"]);
    let in_staging = started(two_places(false)).after(&[ran(
        "1.1",
        &[set("true", &[Staging])],
        Outcome::Succeeded,
    )]);
    in_staging.after(&[only(&[Staging]), way_back(1, StepState::Done, None)]);
}

#[test]
fn a_way_back_in_staging_alone_leaves_the_clock_of_production_as_it_is() {
    let start = Command::ChangeTimer {
        step: "1.2".into(),
        change: TimerChange::Start(3_600),
        reason: None,
    };
    let off = on(false).after(&[
        ran("1.2", &[set("false", &[Production])], Outcome::Succeeded),
        mark("1.2", StepState::Todo),
        start,
    ]);
    let timer = |scenario: &Scenario| {
        let steps = &scenario.rollout.facts.steps;
        steps.get(&StepId::new("1.2")).unwrap().timer
    };
    let begun = timer(&off);
    assert!(begun.is_some());
    assert_eq!(timer(&off.after(&[only(&[Staging])])), begun);
}

#[test]
fn said_again_with_another_scope_or_incident_it_is_refused() {
    let scenario = on(false).after(&[only(&[Production])]);
    scenario
        .clone()
        .when(only(&[Production, Production]))
        .then_nothing();
    scenario
        .when(only(&[]))
        .then_refused(RejectionCode::WrongState, &["is running already"]);
}

#[test]
fn where_chatops_cannot_the_first_step_is_a_confirmation_with_a_name() {
    let scenario = on(true).after(&[back(RollbackDetails::default())]);
    let rollback = scenario.rollout.facts.rollback.clone().unwrap();
    assert!(matches!(
        rollback.items[0].action,
        RollbackAction::Confirm { .. }
    ));
    scenario
        .when(way_back(1, StepState::Done, Some(" ")))
        .then_refused(RejectionCode::ReasonMissing, &["with the name"])
        .after(&[way_back(1, StepState::Done, Some("lee"))]);
}

#[test]
fn a_name_given_at_the_start_has_confirmed_and_the_line_that_ran_is_the_one_after_it() {
    let details = RollbackDetails {
        confirmed_by: Some(" lee ".to_owned()),
        ..RollbackDetails::default()
    };
    let already = Command::TriggerRollback {
        reason: "errors".to_owned(),
        already_at: Some(monday() - TimeDelta::minutes(10)),
        seen_by_users: false,
        details,
    };
    let scenario = on(true).after(&[already]);
    let rollback = scenario.rollout.facts.rollback.clone().unwrap();
    assert_eq!(rollback.items[0].note.as_deref(), Some("lee"));
    assert_eq!(
        states(&scenario)[..3],
        [
            (None, StepState::Done),
            (Some(Production), StepState::Done),
            (Some(Staging), StepState::Todo),
        ]
    );
    scenario.claims(Production, "off");
}
