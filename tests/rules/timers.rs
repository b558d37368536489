//! Time that runs: what may be done to it, what asks for a reason, and that nothing turns it back.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{
    Command, Event, GateKind, Outcome, RejectionCode, Rollout, Timer, TimerChange, Verdict, replay,
};

use crate::plan::{plan, set};
use crate::scenario::{
    Scenario, answer, done, forced, given, imported, mark, mark_because, monday, ran, started,
    test_step,
};

fn timed() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 30)
        .watch("1.2", 60)
        .action("1.3", "Look")
        .qa("1.4", "Try it")
        .decision("1.5", "way", &[("yes", "1.6"), ("no", "1.7")])
        .action("1.6", "Yes")
        .branch("way", "yes")
        .action("1.7", "No")
        .branch("way", "no")
        .instruction("1.8", &[set("1", &[Production])])
        .instruction("1.9", &[set("10", &[Production])])
        .build()
}

fn change(step: &str, change: TimerChange) -> Command {
    change_because(step, change, "")
}

fn change_because(step: &str, change: TimerChange, reason: &str) -> Command {
    Command::ChangeTimer {
        step: step.into(),
        change,
        reason: Some(reason.to_owned()),
    }
}

fn waiting() -> Scenario {
    started(timed()).after(&[mark("1.1", StepState::Doing)])
}

fn staying() -> Scenario {
    started(timed()).after(&[done("1.8")])
}

fn ten_percent() -> Command {
    ran("1.9", &[set("10", &[Production])], Outcome::Succeeded)
}

#[test]
fn a_wait_that_stands_still_is_never_over_and_says_so() {
    waiting()
        .later(10)
        .after(&[change("1.1", TimerChange::Pause)])
        .later(10_000)
        .shows("1.1", StepState::Waiting)
        .closed(
            GateKind::Waits,
            &["1.1 Wait 30 minutes: 20:00 left, and it stands still: resume it"],
        )
        .when(done("1.1"))
        .then_refused(
            RejectionCode::GateClosed,
            &["20:00 of the wait is left and it stands still"],
        )
        .when(change("1.1", TimerChange::Pause))
        .then_nothing()
        .after(&[change("1.1", TimerChange::Resume)])
        .later(19)
        .shows("1.1", StepState::Waiting)
        .when(change("1.1", TimerChange::Resume))
        .then_nothing()
        .later(1)
        .shows("1.1", StepState::Elapsed)
        .after(&[done("1.1")]);
}

#[test]
fn more_time_is_added_to_the_end_and_none_changes_nothing() {
    waiting()
        .when(change("1.1", TimerChange::Extend(0)))
        .then_nothing()
        .after(&[change("1.1", TimerChange::Extend(600))])
        .later(39)
        .shows("1.1", StepState::Waiting)
        .later(1)
        .shows("1.1", StepState::Elapsed)
        .when(change("1.1", TimerChange::Extend(600)))
        .then_refused(RejectionCode::WrongState, &["no time runs for it"]);
}

#[test]
fn a_wait_that_is_cut_short_is_overridden_with_its_reason() {
    for step in ["1.1", "1.2"] {
        started(timed())
            .after(&[mark(step, StepState::Doing)])
            .when(change(step, TimerChange::Stop))
            .then_refused(
                RejectionCode::ReasonMissing,
                &["to stop a time before its end"],
            )
            .when(change_because(step, TimerChange::Stop, " the fix is in "))
            .then(&[Event::TimerChanged {
                step: step.into(),
                change: TimerChange::Stop,
                timer: None,
                reason: Some("the fix is in".to_owned()),
            }])
            .shows(step, StepState::Overridden);
    }
}

#[test]
fn time_begins_once_and_less_than_the_document_asks_for_needs_a_reason() {
    started(timed())
        .when(change("1.1", TimerChange::Start(60)))
        .then_refused(
            RejectionCode::ReasonMissing,
            &["less time than the document asks for"],
        )
        .after(&[change_because("1.1", TimerChange::Start(60), "only a typo")])
        .when(change("1.1", TimerChange::Start(3600)))
        .then_refused(RejectionCode::WrongState, &["runs already: extend it"])
        .later(1)
        .shows("1.1", StepState::Elapsed)
        .after(&[change("1.1", TimerChange::Start(3600))])
        .shows("1.1", StepState::Waiting);
    started(timed())
        .after(&[change("1.3", TimerChange::Start(60))])
        .shows("1.3", StepState::Waiting)
        .after(&[done("1.3")])
        .when(change("1.3", TimerChange::Start(60)))
        .then_refused(
            RejectionCode::WrongState,
            &["set it to todo before a time begins"],
        );
}

#[test]
fn no_time_runs_for_questions_and_none_can_be_changed_that_does_not_run() {
    let scenario = started(timed()).after(&[answer("way", "yes")]);
    scenario
        .clone()
        .when(change("1.5", TimerChange::Start(60)))
        .then_refused(RejectionCode::WrongState, &["no time can run for it"]);
    for what in [
        TimerChange::Pause,
        TimerChange::Resume,
        TimerChange::Stop,
        TimerChange::Extend(1),
    ] {
        scenario
            .clone()
            .when(change_because("1.1", what, "so"))
            .then_refused(RejectionCode::WrongState, &["no time runs for it"]);
    }
    given(&[imported(timed())])
        .when(change("1.1", TimerChange::Start(3600)))
        .then_refused(RejectionCode::WrongState, &["has not begun"]);
}

#[test]
fn time_before_a_test_closes_the_gate_of_tests_only_and_ends_with_its_result() {
    started(timed())
        .after(&[change("1.4", TimerChange::Start(600))])
        .shows("1.4", StepState::Waiting)
        .open(GateKind::Waits)
        .closed(GateKind::Qa, &["1.4 Try it: no QA result is recorded"])
        .after(&[test_step("1.4", Verdict::Pass)])
        .shows("1.4", StepState::Done)
        .open(GateKind::Qa);
}

#[test]
fn what_would_end_after_the_end_of_time_is_refused() {
    let endless = plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", u64::MAX / 60)
        .watch("1.2", u64::MAX / 60)
        .build();
    for step in ["1.1", "1.2"] {
        started(endless.clone())
            .when(mark(step, StepState::Doing))
            .then_refused(
                RejectionCode::GateClosed,
                &["its time would end after the end of time"],
            )
            .after(&[mark_because(step, StepState::Skipped, "a slip of the pen")]);
    }
    for what in [
        TimerChange::Extend(u64::MAX),
        TimerChange::Extend(u64::MAX / 2),
    ] {
        waiting()
            .when(change("1.1", what))
            .then_refused(RejectionCode::WrongState, &["after the end of time"]);
    }
}

#[test]
fn the_least_stay_is_not_stopped_and_going_on_before_overrides_its_gate_with_a_reason() {
    let stop = change_because("1.8", TimerChange::Stop, "nobody is affected");
    let ten = [set("10", &[Production])];
    let forced = forced("1.9", &ten, (&[GateKind::Dwell], "nobody is affected"));
    staying()
        .later(1)
        .when(&stop)
        .then_refused(
            RejectionCode::GateClosed,
            &["14:00 left of the least stay at 1%"],
        )
        .when(ten_percent())
        .then_refused(RejectionCode::GateClosed, &["14:00 left of the stay at 1%"])
        .after(&[forced])
        .shows("1.9", StepState::Done);
}

#[test]
fn what_was_added_to_a_stay_is_stopped_with_a_reason_once_the_least_is_over() {
    staying()
        .after(&[change("1.8", TimerChange::Extend(1800))])
        .later(15)
        .when(ten_percent())
        .then_refused(RejectionCode::GateClosed, &["30:00 left of the stay at 1%"])
        .after(&[change_because(
            "1.8",
            TimerChange::Stop,
            "nobody is affected",
        )])
        .shows("1.8", StepState::Done)
        .after(&[ten_percent()]);
}

#[test]
fn a_stay_that_is_extended_or_stands_still_keeps_it_closed() {
    staying()
        .after(&[change("1.8", TimerChange::Extend(1800))])
        .shows("1.8", StepState::Done)
        .later(44)
        .when(ten_percent())
        .then_refused(RejectionCode::GateClosed, &["01:00 left of the stay at 1%"])
        .after(&[change("1.8", TimerChange::Pause)])
        .later(10_000)
        .when(ten_percent())
        .then_refused(
            RejectionCode::GateClosed,
            &["01:00 left of the stay at 1%, and it stands still"],
        )
        .after(&[change("1.8", TimerChange::Resume)])
        .later(1)
        .after(&[ten_percent()]);
}

#[test]
fn a_stay_can_be_changed_after_its_step_was_set_back() {
    staying()
        .after(&[mark("1.8", StepState::Todo)])
        .when(ten_percent())
        .then_refused(RejectionCode::GateClosed, &["15:00 left"])
        .after(&[change("1.8", TimerChange::Extend(60))])
        .later(15)
        .after(&[
            change_because("1.8", TimerChange::Stop, "so"),
            ten_percent(),
        ]);
}

#[test]
fn a_clock_that_jumped_back_ends_no_wait_and_keeps_what_stands_still() {
    waiting()
        .later(-100)
        .shows("1.1", StepState::Waiting)
        .when(done("1.1"))
        .then_refused(RejectionCode::GateClosed, &["2h 10m of the wait is left"]);
    waiting()
        .later(10)
        .after(&[change("1.1", TimerChange::Pause)])
        .later(-1000)
        .closed(GateKind::Waits, &["20:00 left"])
        .after(&[change("1.1", TimerChange::Resume)])
        .later(20)
        .shows("1.1", StepState::Elapsed);
}

#[test]
fn time_goes_on_after_the_events_are_read_again_and_an_undo_gives_it_back() {
    let timer = Timer::begin(monday(), 1800).unwrap();
    let paused = timer.after(TimerChange::Pause, monday());
    let events = [
        imported(timed()),
        Event::RolloutStarted,
        Event::StepMarked {
            step: "1.1".into(),
            state: StepState::Doing,
            reason: None,
            timer: Some(timer),
        },
        Event::TimerChanged {
            step: "1.1".into(),
            change: TimerChange::Pause,
            timer: paused,
            reason: None,
        },
    ];
    let again: Rollout = replay(Rollout::new("r".into()), &events);
    let lived = waiting().after(&[change("1.1", TimerChange::Pause)]);
    assert_eq!(lived.rollout.facts, again.facts);
    lived
        .after(&[Command::Undo])
        .later(30)
        .shows("1.1", StepState::Elapsed);
}
