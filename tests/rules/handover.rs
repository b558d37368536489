//! Who watches what runs, and which actors somebody wants to see turn on: both are told, kept, and can be taken back.

use rollgate::domain::flag::FlipperId;
use rollgate::domain::id::Actor;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Event, RejectionCode, TimerChange};

use crate::plan::plan;
use crate::scenario::{given, imported, mark, started};

fn watched() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 30)
        .watch("1.2", 60)
        .action("1.3", "Look")
        .build()
}

fn hand_over(steps: &[&str], to: &str) -> Command {
    Command::HandOver {
        steps: steps.iter().map(|step| (*step).into()).collect(),
        to: Actor::from(to),
    }
}

fn handed_over(steps: &[&str], to: &str) -> Event {
    Event::WatchHandedOver {
        steps: steps.iter().map(|step| (*step).into()).collect(),
        to: Actor::from(to),
    }
}

fn name(actors: &[&str]) -> Command {
    let actors = actors.iter().map(|text| FlipperId::parse(text).unwrap());
    Command::NameActors {
        actors: actors.collect(),
    }
}

#[test]
fn without_a_step_everything_that_runs_is_handed_over() {
    let begun = [mark("1.1", StepState::Doing), mark("1.2", StepState::Doing)];
    started(watched())
        .after(&begun)
        .when(hand_over(&[], "bo"))
        .then(&[handed_over(&["1.1", "1.2"], "bo")]);
}

#[test]
fn one_time_is_handed_over_and_a_second_time_changes_nothing() {
    started(watched())
        .after(&[mark("1.2", StepState::Doing)])
        .when(hand_over(&["1.2"], "bo"))
        .then(&[handed_over(&["1.2"], "bo")])
        .when(hand_over(&["1.2"], "bo"))
        .then_nothing()
        .when(hand_over(&["1.2"], "cy"))
        .then(&[handed_over(&["1.2"], "cy")]);
}

#[test]
fn what_does_not_run_and_nobody_are_refused() {
    let begun = started(watched()).after(&[mark("1.2", StepState::Doing)]);
    let refused = begun.when(hand_over(&["1.1"], "bo"));
    let refused = refused.then_refused(RejectionCode::WrongState, &["no time runs for it"]);
    refused
        .when(hand_over(&[], " "))
        .then_refused(
            RejectionCode::ReasonMissing,
            &["name of whoever takes over"],
        )
        .later(60)
        .when(hand_over(&[], "bo"))
        .then_refused(RejectionCode::WrongState, &["no time runs"]);
}

#[test]
fn a_time_that_begins_anew_belongs_to_nobody_special() {
    let scenario = started(watched())
        .after(&[mark("1.2", StepState::Doing), hand_over(&["1.2"], "bo")])
        .later(60)
        .after(&[
            mark("1.2", StepState::Todo),
            Command::ChangeTimer {
                step: "1.2".into(),
                change: TimerChange::Start(3600),
                reason: None,
            },
        ]);
    assert!(scenario.rollout.facts.watchers.is_empty());
}

#[test]
fn actors_of_interest_are_kept_in_order_once_each_and_can_be_taken_back() {
    let mut flagged = watched();
    flagged.flag = rollgate::domain::flag::FlagName::parse("x_flag");
    let scenario = started(flagged).after(&[name(&["User:2", "Project:1", "User:2"])]);
    let kept: Vec<&str> = scenario
        .rollout
        .facts
        .actors
        .iter()
        .map(FlipperId::as_str)
        .collect();
    assert_eq!(kept, ["Project:1", "User:2"]);
    let scenario = scenario
        .when(name(&["Project:1", "User:2"]))
        .then_nothing()
        .after(&[Command::Undo]);
    assert!(scenario.rollout.facts.actors.is_empty());
}

#[test]
fn a_rollout_without_a_flag_has_no_actors() {
    let mut plan = watched();
    plan.flag = None;
    given(&[imported(plan)])
        .when(name(&["User:2"]))
        .then_refused(RejectionCode::WrongState, &["no flag"]);
}
