//! Staging and production as chatops would find them: what was seen since it was claimed closes the gate, a way back is only warned.

use rollgate::domain::flag::Environment::{self, Production, Staging};
use rollgate::domain::flag::{GateValues, Percentage};
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Outcome, RejectionCode, rollback_plan, warnings};

use crate::plan::{plan, set};
use crate::scenario::{Scenario, done, ran, roll_back, started, way_back};

fn way() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging])])
        .action("1.2", "Raise it")
        .build()
}

fn begun() -> Scenario {
    started(way()).after(&[done("1.1")])
}

fn to(value: &str) -> Command {
    ran("1.2", &[set(value, &[Production])], Outcome::Succeeded)
}

fn see(environment: Environment, boolean: Option<bool>) -> Command {
    Command::Observe {
        environment,
        gates: GateValues {
            boolean,
            ..GateValues::default()
        },
        source: "feature get".to_owned(),
    }
}

#[test]
fn production_is_not_raised_where_staging_was_seen_off_since_it_was_switched_on() {
    for (boolean, words) in [
        (
            Some(false),
            "staging was seen off: production is turned on only after it",
        ),
        (None, "staging was seen not set"),
    ] {
        let drifted = begun().after(&[see(Staging, boolean)]);
        drifted
            .when(to("1"))
            .then_refused(RejectionCode::GateClosed, &[words])
            .after(&[see(Staging, Some(true)), to("1")]);
    }
}

#[test]
fn staging_switched_on_after_it_was_seen_off_opens_the_way() {
    let again = ran("1.1", &[set("true", &[Staging])], Outcome::Succeeded);
    begun().after(&[see(Staging, Some(false)), again, to("1")]);
}

#[test]
fn staging_is_not_switched_off_where_production_was_seen_on() {
    let off = ran("1.1", &[set("false", &[Staging])], Outcome::Succeeded);
    begun()
        .after(&[see(Production, Some(true))])
        .when(off)
        .then_refused(
            RejectionCode::GateClosed,
            &["production is on: staging is turned off or deleted only after it"],
        );
}

#[test]
fn the_way_back_begins_from_what_was_seen_and_takes_off_what_was_claimed() {
    let drifted = begun().after(&[to("1"), see(Staging, None)]);
    let back = rollback_plan(&drifted.rollout);
    assert_eq!(back.from[&Staging].in_words(), "not set");
    assert_eq!(back.from[&Production].in_words(), "1% of actors");
    assert_eq!(back.actions.len(), 3);
}

#[test]
fn staging_off_before_production_on_the_way_back_is_taken_down_with_a_warning() {
    let warned = |scenario: &Scenario| {
        let said = warnings(&scenario.rollout).into_iter();
        said.filter(|reason| reason.about == "consistency")
            .map(|reason| reason.text)
            .collect::<Vec<_>>()
    };
    let back = begun().after(&[to("1"), roll_back("errors")]);
    assert_eq!(warned(&back), Vec::<String>::new());
    let wrong = back.after(&[way_back(2, StepState::Done, Some("forced"))]);
    assert_eq!(
        warned(&wrong),
        ["staging is off while production is 1% of actors: production is switched off first"]
    );
    let right = wrong.after(&[way_back(1, StepState::Done, None)]);
    assert_eq!(warned(&right), Vec::<String>::new());
}

#[test]
fn a_percentage_is_refused_where_production_was_seen_fully_on_since_it_was_claimed() {
    begun()
        .after(&[to("1"), see(Production, Some(true))])
        .later(60)
        .when(to("10"))
        .then_refused(
            RejectionCode::GateClosed,
            &["the flag is fully on in production and the server refuses a percentage"],
        );
}

#[test]
fn a_percentage_below_the_one_that_was_seen_goes_down_and_asks_for_nothing() {
    let seen = Command::Observe {
        environment: Production,
        gates: GateValues {
            percentage_of_actors: Percentage::parse("34"),
            ..GateValues::default()
        },
        source: "feature get".to_owned(),
    };
    begun().after(&[to("10"), seen, to("25")]);
}

#[test]
fn staging_that_was_seen_on_counts_though_nobody_claimed_it() {
    started(way())
        .after(&[see(Staging, Some(true))])
        .after(&[to("1")])
        .claims(Production, "1% of actors");
}
