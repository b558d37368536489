//! What is left to do as time sees it: which steps count, what each takes, and that only the next rung waits for the last one.

use chrono::TimeDelta;
use rollgate::domain::calendar::Pending;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Plan, StageKind};
use rollgate::domain::rollout::{Command, Outcome, outlook};

use crate::plan::{plan, set};
use crate::scenario::{Scenario, abandon, answer, done, given, imported, ran, roll_back, started};

const BLANK: &str = "<rollout-percentage>";

fn ahead(scenario: &Scenario) -> Vec<Pending> {
    outlook(&scenario.rollout, scenario.now).pending
}

fn numbers(scenario: &Scenario) -> Vec<String> {
    let ahead = ahead(scenario).into_iter();
    ahead.map(|pending| pending.number).collect()
}

fn texts(scenario: &Scenario) -> Vec<String> {
    ahead(scenario)
        .into_iter()
        .map(|pending| pending.text)
        .collect()
}

fn one_step() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Look")
        .build()
}

fn climbing() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set(BLANK, &[Production])])
        .build()
}

#[test]
fn only_a_rollout_under_way_has_something_left() {
    let planned = given(&[imported(one_step())]);
    assert_eq!(numbers(&planned), ["1.1"]);
    let active = planned.after(&[Command::Start]);
    assert_eq!(numbers(&active), ["1.1"]);
    for over in [
        vec![abandon("cancelled")],
        vec![roll_back("errors")],
        vec![roll_back("errors"), Command::FinishRollback],
    ] {
        let scenario = active.clone().after(&over);
        assert_eq!(ahead(&scenario), [], "{over:?}");
    }
}

#[test]
fn what_is_settled_not_chosen_or_only_the_sum_of_its_parts_is_not_left() {
    let branched = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Look")
        .action("1.2", "Tell everybody")
        .action("1.2.1", "Tell support")
        .instruction("1.3", &[set("true", &[Production])])
        .action("1.3.1", "Be there")
        .decision("1.4", "way", &[("yes", "1.5"), ("no", "1.6")])
        .action("1.5", "Yes")
        .branch("way", "yes")
        .action("1.6", "No")
        .branch("way", "no")
        .build();
    // Behind the line that turns it on comes the time on for everybody.
    let begun = started(branched).after(&[done("1.1"), answer("way", "no")]);
    assert_eq!(numbers(&begun), ["1.2.1", "1.3", "1.3", "1.3.1", "1.6"]);
}

#[test]
fn stages_behind_the_current_one_are_not_left_even_where_steps_stayed_open() {
    let two = plan()
        .stage("Release", StageKind::Release)
        .optional()
        .action("1.1", "Write the post")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Look")
        .build();
    let second = started(two).after(&[Command::Advance]);
    assert_eq!(numbers(&second), ["2.1"]);
}

#[test]
fn a_wait_takes_its_time_and_a_percentage_in_production_the_least_stay() {
    let timed = plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 90)
        .instruction("1.2", &[set("25", &[Staging])])
        .instruction("1.3", &[set("25", &[Production])])
        .action("1.4", "Look")
        .build();
    let found: Vec<_> = ahead(&started(timed))
        .into_iter()
        .map(|pending| {
            (
                pending
                    .duration_s
                    .or(pending.stay.map(|(_, seconds)| seconds)),
                pending.touches_production,
                pending.needs_person,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (Some(90 * 60), false, false),
            (None, false, true),
            (Some(15 * 60), true, true),
            (None, false, true),
        ]
    );
}

#[test]
fn a_blank_percentage_is_a_rung_for_each_that_is_left_and_only_in_production() {
    assert_eq!(
        texts(&started(climbing())),
        [
            "ramp to 1%",
            "ramp to 10%",
            "ramp to 25%",
            "ramp to 50%",
            "ramp to 75%",
            "ramp to 100%",
            "verification window: on for everybody",
        ]
    );
    let in_staging = plan()
        .stage("Staging", StageKind::Nonprod)
        .instruction("1.1", &[set(BLANK, &[Staging])])
        .build();
    assert_eq!(texts(&started(in_staging)), ["Run it"]);
}

#[test]
fn every_rung_waits_for_the_end_of_the_stay_that_runs() {
    let run = ran("1.1", &[set("25", &[Production])], Outcome::Succeeded);
    let staying = started(climbing()).after(&[run]).later(5);
    let end = staying.now + TimeDelta::minutes(10);
    let moments: Vec<_> = ahead(&staying)
        .into_iter()
        .map(|pending| (pending.text, pending.not_before))
        .collect();
    assert_eq!(
        moments,
        [
            ("ramp to 50%".to_owned(), Some(end)),
            ("ramp to 75%".to_owned(), Some(end)),
            ("ramp to 100%".to_owned(), Some(end)),
            ("verification window: on for everybody".to_owned(), None),
        ]
    );
    let rested = staying.later(10);
    assert!(
        ahead(&rested)
            .iter()
            .all(|pending| pending.not_before.is_none())
    );
}

#[test]
fn a_plan_that_waits_a_day_itself_is_not_told_of_the_day_on_for_everybody() {
    let waiting = |minutes| {
        let plan = plan()
            .stage("Ramp", StageKind::Ramp)
            .instruction("1.1", &[set("true", &[Production])])
            .wait("1.2", minutes)
            .stage("Cleanup", StageKind::Cleanup)
            .action("2.1", "Remove the code")
            .build();
        numbers(&started(plan))
    };
    assert_eq!(waiting(24 * 60), ["1.1", "1.2", "2.1"]);
    assert_eq!(waiting(24 * 60 - 1), ["1.1", "1.1", "1.2", "2.1"]);
}

#[test]
fn only_a_wait_between_all_percentages_runs_beside_the_others() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 15)
        .worded("1.1", "Wait 15 minutes between each percentage")
        .wait("1.2", 60)
        .action("1.3", "Look at the graphs after each percentage")
        .build();
    let left = ahead(&started(plan)).into_iter();
    let beside: Vec<(String, bool)> = left
        .map(|pending| (pending.number, pending.is_beside))
        .collect();
    let expected = [("1.1", true), ("1.2", false), ("1.3", false)];
    assert_eq!(beside, expected.map(|(step, is)| (step.to_owned(), is)));
}
