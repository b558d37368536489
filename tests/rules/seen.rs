//! What was seen, agreed and rehearsed: it is taken down and moves nothing that people say they have done.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::flag::GateValues;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Drill, Event, Facts, GateKind, RejectionCode};

use crate::plan::{plan, set};
use crate::scenario::{Scenario, abandon, given, imported, monday, roll_back, started, way_back};

fn flagged() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .build()
}

fn off() -> GateValues {
    GateValues {
        boolean: Some(false),
        ..GateValues::default()
    }
}

fn see(source: &str) -> Command {
    Command::Observe {
        environment: Production,
        gates: off(),
        source: source.to_owned(),
    }
}

fn link(address: &str) -> Command {
    Command::LinkChangeIssue {
        link: address.to_owned(),
    }
}

const DRILL: Command = Command::RecordDrill { took_s: 72 };

fn on() -> Scenario {
    started(flagged())
        .after(&[crate::scenario::done("1.1")])
        .later(24 * 60)
}

#[test]
fn what_is_seen_stands_beside_what_is_claimed() {
    let scenario = on()
        .when(see(" "))
        .then_refused(
            RejectionCode::ReasonMissing,
            &["an observation asks for a reason"],
        )
        .when(see(" feature get "))
        .then(&[Event::FlagObserved {
            environment: Production,
            gates: off(),
            source: "feature get".to_owned(),
        }])
        .claims(Production, "on");
    let seen = &scenario.rollout.facts.observed[&Production];
    assert_eq!(
        (seen.gates.in_words(), seen.source.as_str()),
        ("off".to_owned(), "feature get")
    );
    assert_eq!(seen.seq, scenario.rollout.seq);
}

#[test]
fn a_flag_can_be_seen_in_every_state_but_the_last_and_only_where_there_is_one() {
    given(&[imported(flagged())]).after(&[see("feature get")]);
    on().after(&[roll_back("errors"), see("feature get")])
        .claims(Production, "on");
    on().after(&[abandon("cancelled"), see("feature get")]);
    on().after(&[Command::Close])
        .when(see("feature get"))
        .then_refused(RejectionCode::WrongState, &["the rollout is closed"]);
    let flagless = Plan {
        flag: None,
        ..flagged()
    };
    started(flagless)
        .when(see("feature get"))
        .then_refused(RejectionCode::WrongState, &["no flag to be seen"]);
}

#[test]
fn a_rehearsal_touches_nothing_but_the_rehearsal() {
    let before = on();
    let facts = before.rollout.facts.clone();
    let after = before.after(&[DRILL]);
    let seq = after.rollout.seq;
    assert_eq!(
        after.rollout.facts,
        Facts {
            drill: Some(Drill {
                took_s: 72,
                at: Some(monday() + chrono::TimeDelta::days(1)),
                seq
            }),
            ..facts
        }
    );
    after
        .clone()
        .after(&[roll_back("errors")])
        .when(DRILL)
        .then_refused(RejectionCode::WrongState, &["no time to rehearse"]);
    after
        .after(&[Command::Close])
        .when(DRILL)
        .then_refused(RejectionCode::WrongState, &["the rollout is over"]);
}

#[test]
fn a_change_issue_is_of_one_attempt_and_named_anew_after_a_rollback() {
    let first = "https://example.com/change/1";
    let named = on()
        .when(link(" "))
        .then_refused(
            RejectionCode::ReasonMissing,
            &["a change issue needs a link"],
        )
        .after(&[link(first)])
        .when(link(first))
        .then_nothing();
    let back = named
        .after(&[roll_back("errors")])
        .when(link("https://example.com/change/2"))
        .then_refused(RejectionCode::WrongState, &["a rollback is running"]);
    assert_eq!(back.rollout.facts.change_issue.as_deref(), Some(first));
    let done = |order| way_back(order, StepState::Done, None);
    let again = back.after(&[done(1), done(2), Command::FinishRollback]);
    assert_eq!(again.rollout.facts.change_issue, None);
    let again = again.after(&[link("https://example.com/change/2"), Command::StartAttempt]);
    assert_eq!(
        again.rollout.facts.change_issue.as_deref(),
        Some("https://example.com/change/2")
    );
}

#[test]
fn what_was_seen_before_a_way_back_counts_until_the_way_back_has_switched() {
    let begun = on().after(&[see("feature get"), roll_back("errors")]);
    assert!(begun.rollout.seen_last(Production).is_some());
    let switched = begun.after(&[way_back(1, StepState::Done, None)]);
    assert!(switched.rollout.seen_last(Production).is_none());
}

#[test]
fn a_closed_rollout_goes_back_while_its_flag_is_on_somewhere_and_not_where_it_was_seen_off() {
    let closed = on().after(&[Command::Close]);
    closed.after(&[roll_back("errors")]);
    let off = started(flagged())
        .after(&[crate::scenario::done("1.1"), see("feature get")])
        .later(24 * 60);
    let gate = crate::scenario::override_gate(GateKind::Verification, "it was a trial");
    off.after(&[gate, Command::Close])
        .when(roll_back("errors"))
        .then_refused(RejectionCode::WrongState, &["the flag is on nowhere"]);
}
