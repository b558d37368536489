//! From stage to stage: what closes a gate, how a refusal says all of it, and the way back to an earlier stage.

use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Event, GateKind, RejectionCode, Verdict};

use crate::plan::{plan, stage_id};
use crate::scenario::{
    Scenario, done, hold, mark, mark_because, override_gate, raise, started, test_step,
};

fn two_stages() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Look at the dashboard")
        .qa("1.2", "Try it on staging")
        .wait("1.3", 90)
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Be there")
        .build()
}

fn reopen(stage: usize, reason: &str) -> Command {
    Command::ReopenStage {
        stage: stage_id(stage),
        reason: reason.to_owned(),
    }
}

fn all_settled() -> Scenario {
    started(two_stages())
        .after(&[mark("1.3", StepState::Doing)])
        .later(90)
        .after(&[done("1.1"), test_step("1.2", Verdict::Pass), done("1.3")])
}

#[test]
fn a_stage_with_open_gates_leads_to_the_next() {
    all_settled()
        .after(&[override_gate(GateKind::Writes, "it writes nothing")])
        .when(Command::Advance)
        .then(&[Event::StageAdvanced {
            from: stage_id(1),
            to: stage_id(2),
        }]);
}

#[test]
fn a_refusal_to_advance_says_every_reason_of_every_gate() {
    started(two_stages())
        .after(&[
            mark("1.3", StepState::Doing),
            raise("errors on staging"),
            hold("an incident"),
        ])
        .later(25)
        .when(Command::Advance)
        .then_refused(
            RejectionCode::GateClosed,
            &[
                "1.1 Look at the dashboard: todo",
                "1.2 Try it on staging: no QA result is recorded",
                "1.3 Wait 90 minutes: 1h 05m left",
                "B1 is open: errors on staging",
                "nobody has said what is written while the flag is off",
                "held: an incident",
            ],
        );
}

#[test]
fn every_unsettled_state_of_a_step_closes_the_gate_and_every_settled_one_opens_it() {
    for (state, settled) in [
        (StepState::Doing, false),
        (StepState::Failed, false),
        (StepState::Blocked, false),
        (StepState::NotApplicable, true),
        (StepState::Skipped, true),
        (StepState::Overridden, true),
        (StepState::Done, true),
    ] {
        let one = plan()
            .stage("Ramp", StageKind::Ramp)
            .action("1.1", "Look")
            .build();
        let scenario = started(one).after(&[mark_because("1.1", state, "so")]);
        if settled {
            scenario.open(GateKind::Steps);
        } else {
            let says = format!("1.1 Look: {state}");
            scenario.closed(GateKind::Steps, &[&says]);
        }
    }
}

#[test]
fn the_last_stage_leads_nowhere() {
    all_settled()
        .after(&[Command::Advance, done("2.1")])
        .when(Command::Advance)
        .then_refused(RejectionCode::WrongState, &["close the rollout"]);
}

#[test]
fn a_stage_is_settled_by_its_own_steps_only() {
    started(two_stages())
        .after(&[done("2.1")])
        .closed(GateKind::Steps, &["1.1", "1.3"]);
}

#[test]
fn an_optional_stage_may_be_passed_with_steps_left_open() {
    let optional = plan()
        .stage("Release with the flag", StageKind::Release)
        .optional()
        .action("1.1", "Write the post")
        .qa("1.2", "Try it")
        .stage("Cleanup", StageKind::Cleanup)
        .build();
    started(optional).after(&[Command::Advance, Command::Close]);
}

#[test]
fn an_optional_stage_is_not_passed_over_what_went_wrong_in_it() {
    let optional = plan()
        .stage("Release with the flag", StageKind::Release)
        .optional()
        .action("1.1", "Write the post")
        .qa("1.2", "Try it")
        .stage("Cleanup", StageKind::Cleanup)
        .build();
    started(optional)
        .after(&[
            mark_because("1.1", StepState::Blocked, "no author"),
            test_step("1.2", Verdict::Fail),
        ])
        .when(Command::Advance)
        .then_refused(
            RejectionCode::GateClosed,
            &[
                "1.1 Write the post: blocked",
                "1.2 Try it: the last QA result is fail",
            ],
        );
}

#[test]
fn an_earlier_stage_is_reopened_with_a_reason() {
    let second = all_settled().after(&[Command::Advance]);
    let first = second
        .when(reopen(1, " "))
        .then_refused(RejectionCode::ReasonMissing, &["to reopen a stage"])
        .when(reopen(1, "errors came back"))
        .then(&[Event::StageReopened {
            stage: stage_id(1),
            reason: "errors came back".to_owned(),
        }]);
    assert_eq!(first.rollout.facts.current, Some(stage_id(1)));
    first.when(reopen(1, "errors came back")).then_nothing();
}

#[test]
fn a_stage_that_is_ahead_or_unknown_is_not_reopened() {
    started(two_stages())
        .when(reopen(2, "to peek"))
        .then_refused(RejectionCode::WrongState, &["only an earlier stage"])
        .when(reopen(7, "to peek"))
        .then_refused(RejectionCode::NotFound, &["there is no stage s7"]);
}
