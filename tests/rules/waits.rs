//! Time that must pass and time to be there, with the clock in the hands of the test.

use chrono::TimeDelta;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Event, GateKind, RejectionCode, Timer, spoken};

use crate::plan::plan;
use crate::scenario::{done, mark, mark_because, marked, monday, started};

fn wait() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 90)
        .build()
}

fn watch() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .watch("1.1", 120)
        .build()
}

fn begun(minutes: i64) -> Event {
    Event::StepMarked {
        step: "1.1".into(),
        state: StepState::Doing,
        reason: None,
        timer: Some(Timer {
            started: monday(),
            ends: monday() + TimeDelta::minutes(minutes),
            paused_with: None,
        }),
    }
}

#[test]
fn a_wait_begins_when_it_is_marked_doing() {
    started(wait())
        .closed(GateKind::Steps, &["1.1 Wait 90 minutes: todo"])
        .open(GateKind::Waits)
        .when(mark("1.1", StepState::Doing))
        .then(&[begun(90)])
        .shows("1.1", StepState::Waiting)
        .open(GateKind::Steps)
        .closed(GateKind::Waits, &["1h 30m left"]);
}

#[test]
fn a_wait_is_not_done_before_its_time_and_says_how_much_is_left() {
    started(wait())
        .when(done("1.1"))
        .then_refused(
            RejectionCode::GateClosed,
            &["the wait of 1h 30m has not begun: mark it doing first"],
        )
        .after(&[mark("1.1", StepState::Doing)])
        .later(89)
        .when(done("1.1"))
        .then_refused(RejectionCode::GateClosed, &["01:00 of the wait is left"]);
}

#[test]
fn a_wait_is_done_from_the_very_end_of_its_time() {
    started(wait())
        .after(&[mark("1.1", StepState::Doing)])
        .later(90)
        .shows("1.1", StepState::Elapsed)
        .closed(GateKind::Steps, &["its time is over, mark it done"])
        .open(GateKind::Waits)
        .when(done("1.1"))
        .then(&[marked("1.1", StepState::Done)])
        .open(GateKind::Steps);
}

#[test]
fn a_wait_that_is_done_is_done_already() {
    started(wait())
        .after(&[mark("1.1", StepState::Doing)])
        .later(90)
        .after(&[done("1.1")])
        .when(done("1.1"))
        .then_nothing();
}

#[test]
fn a_running_wait_is_not_begun_again() {
    started(wait())
        .after(&[mark("1.1", StepState::Doing)])
        .later(30)
        .when(mark("1.1", StepState::Doing))
        .then_nothing()
        .after(&[mark_because(
            "1.1",
            StepState::Doing,
            "nobody is in the office",
        )])
        .closed(GateKind::Waits, &["1h 00m left"]);
}

#[test]
fn a_wait_begins_anew_after_it_was_set_to_todo() {
    started(wait())
        .after(&[mark("1.1", StepState::Doing)])
        .later(60)
        .after(&[mark("1.1", StepState::Todo), mark("1.1", StepState::Doing)])
        .closed(GateKind::Waits, &["1h 30m left"]);
}

#[test]
fn a_wait_can_be_left_out_with_a_reason() {
    started(wait())
        .after(&[
            mark("1.1", StepState::Doing),
            mark_because("1.1", StepState::Skipped, "nobody uses it yet"),
        ])
        .open(GateKind::Waits)
        .open(GateKind::Steps);
}

#[test]
fn a_clock_that_jumps_back_makes_a_wait_longer_and_breaks_nothing() {
    started(wait())
        .after(&[mark("1.1", StepState::Doing)])
        .later(-60)
        .shows("1.1", StepState::Waiting)
        .closed(GateKind::Waits, &["2h 30m left"]);
}

#[test]
fn a_wait_without_a_length_is_over_when_somebody_says_so() {
    let mut plan = wait();
    plan.stages[0].steps[0].wait_s = None;
    started(plan)
        .after(&[mark("1.1", StepState::Doing)])
        .shows("1.1", StepState::Doing)
        .after(&[done("1.1")])
        .open(GateKind::Steps);
}

#[test]
fn a_watch_that_runs_blocks_nothing() {
    started(watch())
        .closed(GateKind::Steps, &["Be there for 120 minutes: todo"])
        .when(mark("1.1", StepState::Doing))
        .then(&[begun(120)])
        .shows("1.1", StepState::Waiting)
        .open(GateKind::Steps)
        .open(GateKind::Waits)
        .later(120)
        .shows("1.1", StepState::Elapsed)
        .closed(GateKind::Steps, &["its time is over, mark it done"]);
}

#[test]
fn a_watch_may_end_early() {
    started(watch())
        .after(&[mark("1.1", StepState::Doing), done("1.1")])
        .open(GateKind::Steps);
}

#[test]
fn time_that_is_left_is_said_in_the_two_units_that_matter() {
    for (seconds, words) in [
        (0, "00:00"),
        (59, "00:59"),
        (727, "12:07"),
        (3_600, "1h 00m"),
        (11_100, "3h 05m"),
        (93_600, "1d 02h"),
    ] {
        assert_eq!(spoken(seconds), words);
    }
}
