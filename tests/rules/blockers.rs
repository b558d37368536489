//! What stands in the way: raised with a title, closed with a reason, told by name.

use rollgate::domain::plan::{Plan, StageKind};
use rollgate::domain::rollout::{
    BlockerCause, BlockerDetails, Command, Event, GateKind, RejectionCode,
};

use crate::plan::plan;
use crate::scenario::{abandon, raise, started};

fn empty_stage() -> Plan {
    plan().stage("Ramp", StageKind::Ramp).build()
}

fn close(blocker: &str, reason: &str) -> Command {
    Command::CloseBlocker {
        blocker: blocker.into(),
        reason: reason.to_owned(),
    }
}

#[test]
fn a_blocker_gets_the_next_name_and_closes_the_gate() {
    let linked = Command::RaiseBlocker {
        title: " errors on staging ".to_owned(),
        link: Some("https://example.com/7".to_owned()),
        details: BlockerDetails::default(),
    };
    started(empty_stage())
        .when(linked)
        .then(&[Event::BlockerRaised(BlockerCause {
            id: "B1".into(),
            title: "errors on staging".to_owned(),
            link: Some("https://example.com/7".to_owned()),
            details: BlockerDetails::default(),
        })])
        .after(&[raise("no docs")])
        .closed(
            GateKind::Blockers,
            &["B1 is open: errors on staging", "B2 is open: no docs"],
        );
}

#[test]
fn a_blocker_needs_a_title() {
    started(empty_stage())
        .when(raise(" "))
        .then_refused(RejectionCode::ReasonMissing, &["a blocker needs a title"]);
}

#[test]
fn a_blocker_is_closed_once_and_with_a_reason() {
    started(empty_stage())
        .after(&[raise("no docs")])
        .when(close("B1", ""))
        .then_refused(RejectionCode::ReasonMissing, &["to close a blocker"])
        .when(close("B1", "written"))
        .then(&[Event::BlockerClosed {
            blocker: "B1".into(),
            reason: "written".to_owned(),
        }])
        .open(GateKind::Blockers)
        .when(close("B1", "written again"))
        .then_nothing()
        .when(close("B2", "written"))
        .then_refused(RejectionCode::NotFound, &["there is no blocker B2"]);
}

#[test]
fn a_name_is_not_used_twice() {
    let scenario =
        started(empty_stage()).after(&[raise("no docs"), close("B1", "written"), raise("errors")]);
    scenario.closed(GateKind::Blockers, &["B2 is open: errors"]);
}

#[test]
fn nothing_stands_in_the_way_of_what_was_given_up() {
    started(empty_stage())
        .after(&[raise("no docs"), abandon("cancelled")])
        .when(raise("errors"))
        .then_refused(RejectionCode::WrongState, &["abandoned"])
        .when(close("B1", "written"))
        .then_refused(RejectionCode::WrongState, &["abandoned"]);
}
