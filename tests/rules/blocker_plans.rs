//! Blockers in full: a plan that is worked off, a soft one that only warns, old events that knew less.

use rollgate::domain::plan::{Plan, StageKind};
use rollgate::domain::rollout::{
    BlockerDetails, BlockerKind, Command, Event, GateKind, RejectionCode, Severity, warnings,
};
use rollgate::journal::{decode, encode};

use crate::plan::plan;
use crate::scenario::{abandon, started};

fn stages() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .stage("Cleanup", StageKind::Cleanup)
        .build()
}

fn raise(details: BlockerDetails) -> Command {
    Command::RaiseBlocker {
        title: "no rows".to_owned(),
        link: None,
        details,
    }
}

fn planned() -> Command {
    raise(BlockerDetails {
        kind: Some(BlockerKind::Bug),
        severity: Some(Severity::S2),
        owner: Some(" grace ".to_owned()),
        plan: vec![" delete ".to_owned(), " ".to_owned(), "backfill".to_owned()],
        ..BlockerDetails::default()
    })
}

fn soft() -> Command {
    raise(BlockerDetails {
        soft: true,
        ..BlockerDetails::default()
    })
}

fn step(order: usize, done: bool) -> Command {
    Command::MarkBlockerStep {
        blocker: "B1".into(),
        order,
        done,
    }
}

fn close(reason: &str) -> Command {
    Command::CloseBlocker {
        blocker: "B1".into(),
        reason: reason.to_owned(),
    }
}

#[test]
fn a_plan_that_is_worked_off_closes_without_another_reason() {
    started(stages())
        .after(&[planned()])
        .when(close(""))
        .then_refused(RejectionCode::ReasonMissing, &["to close a blocker"])
        .after(&[step(2, true)])
        .when(close(" "))
        .then_refused(RejectionCode::ReasonMissing, &["to close a blocker"])
        .closed(GateKind::Blockers, &["B1 is open: no rows"])
        .after(&[step(1, true)])
        .when(close(""))
        .then(&[Event::BlockerClosed {
            blocker: "B1".into(),
            reason: "its plan is worked off".to_owned(),
        }])
        .open(GateKind::Blockers);
}

#[test]
fn a_step_of_a_plan_goes_both_ways_and_empty_ones_are_left_out() {
    started(stages())
        .after(&[planned(), step(1, true)])
        .when(step(1, true))
        .then_nothing()
        .after(&[step(1, false)])
        .when(step(1, false))
        .then_nothing()
        .when(step(3, true))
        .then_refused(RejectionCode::NotFound, &["the steps of B1 are 1 to 2"])
        .when(step(0, true))
        .then_refused(RejectionCode::NotFound, &["the steps of B1 are 1 to 2"])
        .after(&[close("else")])
        .when(step(1, true))
        .then_refused(RejectionCode::WrongState, &["B1 is closed"]);
}

#[test]
fn a_step_can_be_undone_and_needs_a_plan() {
    let scenario = started(stages()).after(&[planned(), step(1, true), Command::Undo]);
    assert!(!scenario.rollout.facts.blockers[0].is_done(0));
    started(stages())
        .after(&[raise(BlockerDetails::default())])
        .when(step(1, true))
        .then_refused(RejectionCode::NotFound, &["B1 has no plan"])
        .after(&[abandon("cancelled")])
        .when(step(1, true))
        .then_refused(RejectionCode::WrongState, &["abandoned"]);
}

#[test]
fn a_soft_blocker_warns_and_lets_the_rollout_through() {
    let nothing = Command::SayWrites {
        answer: rollgate::domain::cohort::Writes::Nothing,
    };
    let scenario = started(stages())
        .after(&[nothing, soft()])
        .open(GateKind::Blockers);
    let texts: Vec<String> = warnings(&scenario.rollout)
        .into_iter()
        .map(|reason| reason.text)
        .collect();
    assert_eq!(texts, ["B1 is open, it does not hold: no rows"]);
    let scenario = scenario.after(&[close("known"), Command::Advance]);
    assert_eq!(warnings(&scenario.rollout), []);
}

#[test]
fn an_event_from_before_blockers_had_details_is_read_and_written_as_it_was() {
    let old = r#"{"id":"B1","link":null,"title":"errors"}"#;
    let event: Event = decode("blocker_raised", 1, old).unwrap();
    let Event::BlockerRaised(cause) = &event else {
        panic!("{event:?}");
    };
    assert_eq!(cause.details, BlockerDetails::default());
    assert_eq!(encode(&event).unwrap().payload, old);
}
