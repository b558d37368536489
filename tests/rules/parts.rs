//! Steps in steps: who asks for nothing but its parts is not named beside them, and is not in the way once they are passed.

use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, RejectionCode, Verdict};

use crate::plan::plan;
use crate::scenario::{done, mark, override_gate, started, test_step};

fn nested() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Prepare")
        .action("1.1.1", "Check twice")
        .qa("1.1.1.1", "Try it")
        .action("1.1.1.2", "Look")
        .stage("Ramp", StageKind::Ramp)
        .build()
}

#[test]
fn a_parent_is_left_out_while_a_part_of_it_is_named() {
    started(nested())
        .closed(GateKind::Steps, &["1.1.1.2 Look: todo"])
        .closed(GateKind::Qa, &["1.1.1.1 Try it: no QA result is recorded"])
        .when(done("1.1"))
        .then_refused(
            RejectionCode::GateClosed,
            &["1.1.1.1 Try it", "1.1.1.2 Look"],
        );
}

#[test]
fn a_parent_that_went_wrong_itself_is_named_beside_its_parts() {
    started(nested())
        .after(&[mark("1.1", StepState::Failed)])
        .closed(
            GateKind::Steps,
            &["1.1 Prepare: failed", "1.1.1.2 Look: todo"],
        );
}

#[test]
fn a_nested_test_that_is_overridden_leaves_its_parents_out_of_the_way() {
    started(nested())
        .after(&[
            done("1.1.1.2"),
            override_gate(GateKind::Qa, "tested by hand"),
        ])
        .open(GateKind::Qa)
        .open(GateKind::Steps)
        .after(&[Command::Advance]);
    started(nested())
        .after(&[
            done("1.1.1.2"),
            override_gate(GateKind::Qa, "tested by hand"),
            test_step("1.1.1.1", Verdict::Fail),
        ])
        .closed(
            GateKind::Qa,
            &["1.1.1.1 Try it: the last QA result is fail"],
        );
}

#[test]
fn a_parent_of_a_watch_that_runs_is_still_to_be_done() {
    let watched = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
        .watch("1.1.1", 60)
        .build();
    started(watched)
        .closed(GateKind::Steps, &["1.1.1 Be there for 60 minutes: todo"])
        .after(&[mark("1.1.1", StepState::Doing)])
        .closed(GateKind::Steps, &["1.1 Turn it on: todo"]);
}

#[test]
fn a_parent_whose_box_is_lost_is_begun_with_its_parts_and_done_with_the_last() {
    let copied = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Prepare")
        .initially(StepState::Unknown)
        .action("1.1.1", "Check twice")
        .initially(StepState::Unknown)
        .action("1.1.2", "Look")
        .initially(StepState::Unknown)
        .build();
    started(copied)
        .shows("1.1", StepState::Unknown)
        .after(&[done("1.1.1")])
        .shows("1.1", StepState::Doing)
        .after(&[done("1.1.2")])
        .shows("1.1", StepState::Done);
}
