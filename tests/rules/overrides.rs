//! Passing a closed gate against the rules: with a reason, for the reasons known then, and for nothing that comes later.

use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Event, GateKind, RejectionCode, Verdict};

use crate::plan::{plan, stage_id};
use crate::scenario::{
    done, hold, mark, override_gate, raise, roll_back, started, test_step, way_back,
};

fn closed_everywhere() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Look")
        .action("1.2", "Tell")
        .qa("1.3", "Try it")
        .wait("1.4", 60)
        .stage("Cleanup", StageKind::Cleanup)
        .build()
}

#[test]
fn an_override_needs_a_reason_and_says_what_it_covers() {
    started(closed_everywhere())
        .when(override_gate(GateKind::Steps, " "))
        .then_refused(RejectionCode::ReasonMissing, &["to override a gate"])
        .when(override_gate(GateKind::Steps, "the launch is today"))
        .then(&[Event::GateOverridden {
            stage: stage_id(1),
            gate: GateKind::Steps,
            covers: vec!["1.1".to_owned(), "1.2".to_owned(), "1.4".to_owned()],
            reason: "the launch is today".to_owned(),
        }])
        .open(GateKind::Steps)
        .closed(GateKind::Qa, &["1.3 Try it"]);
}

#[test]
fn each_gate_but_the_hold_is_overridden_by_itself() {
    started(closed_everywhere())
        .after(&[mark("1.4", StepState::Doing), raise("errors")])
        .after(&[
            override_gate(GateKind::Steps, "a"),
            override_gate(GateKind::Qa, "b"),
            override_gate(GateKind::Waits, "c"),
            override_gate(GateKind::Blockers, "d"),
            Command::Advance,
        ]);
}

#[test]
fn a_hold_is_resumed_and_not_overridden() {
    started(closed_everywhere())
        .after(&[hold("an incident")])
        .when(override_gate(GateKind::Hold, "never mind"))
        .then_refused(RejectionCode::WrongState, &["resume the rollout"]);
}

#[test]
fn an_open_gate_is_not_overridden() {
    started(closed_everywhere())
        .when(override_gate(GateKind::Blockers, "in case"))
        .then_refused(RejectionCode::WrongState, &["the gate blockers is open"])
        .after(&[override_gate(GateKind::Qa, "no tester")])
        .when(override_gate(GateKind::Qa, "no tester"))
        .then_refused(
            RejectionCode::WrongState,
            &["the gate qa is overridden already"],
        );
}

#[test]
fn a_reason_that_comes_later_closes_the_gate_again() {
    started(closed_everywhere())
        .after(&[
            raise("errors"),
            override_gate(GateKind::Blockers, "known, harmless"),
        ])
        .open(GateKind::Blockers)
        .after(&[raise("data loss")])
        .closed(GateKind::Blockers, &["B1 is open", "B2 is open: data loss"])
        .after(&[override_gate(GateKind::Blockers, "harmless too")])
        .open(GateKind::Blockers);
}

#[test]
fn a_result_that_comes_later_closes_the_gate_again() {
    started(closed_everywhere())
        .after(&[
            override_gate(GateKind::Qa, "the tester is ill"),
            test_step("1.3", Verdict::Fail),
        ])
        .closed(GateKind::Qa, &["1.3 Try it: the last QA result is fail"])
        .after(&[override_gate(GateKind::Qa, "the test is wrong")])
        .open(GateKind::Qa);
}

#[test]
fn a_step_that_fails_later_closes_the_gate_again() {
    started(closed_everywhere())
        .after(&[
            override_gate(GateKind::Steps, "the launch is today"),
            mark("1.1", StepState::Doing),
        ])
        .open(GateKind::Steps)
        .after(&[mark("1.1", StepState::Failed)])
        .closed(GateKind::Steps, &["1.1 Look: failed", "1.2", "1.4"]);
}

#[test]
fn an_override_is_of_one_stage() {
    let two = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Look")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Look again")
        .build();
    started(two)
        .after(&[override_gate(GateKind::Steps, "seen"), Command::Advance])
        .closed(GateKind::Steps, &["2.1 Look again: todo"]);
}

#[test]
fn an_override_is_of_one_attempt() {
    started(closed_everywhere())
        .after(&[done("1.1"), done("1.2")])
        .after(&[
            override_gate(GateKind::Qa, "no tester"),
            roll_back("errors"),
            Command::FinishRollback,
            Command::StartAttempt,
        ])
        .closed(GateKind::Qa, &["1.3 Try it: no QA result is recorded"])
        .when(way_back(1, StepState::Done, None))
        .then_refused(RejectionCode::WrongState, &["no rollback is running"]);
}

#[test]
fn a_gate_is_overridden_only_while_the_rollout_is_under_way() {
    started(closed_everywhere())
        .after(&[roll_back("errors")])
        .when(override_gate(GateKind::Qa, "no tester"))
        .then_refused(RejectionCode::WrongState, &["a rollback is running"]);
}
