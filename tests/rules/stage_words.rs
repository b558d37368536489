//! How a whole stage stands in one word: behind, under way and ahead, and what went wrong in it before everything else.

use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, stage_state};

use crate::plan::plan;
use crate::scenario::{Scenario, done, mark, mark_because, started};

fn stages() -> Plan {
    plan()
        .stage("Staging", StageKind::Nonprod)
        .action("1.1", "Look")
        .wait("1.2", 60)
        .action("1.3", "Write a post")
        .optional()
        .stage("Release", StageKind::Release)
        .optional()
        .action("2.1", "Write another")
        .action("2.2", "Show it")
        .stage("Ramp", StageKind::Ramp)
        .action("3.1", "Turn it on")
        .build()
}

fn words(scenario: &Scenario) -> Vec<StepState> {
    let plan = scenario.rollout.plan.clone().unwrap();
    let stages = plan.stages.iter();
    stages
        .map(|stage| stage_state(&scenario.rollout, stage, scenario.now))
        .collect()
}

/// Skips the wait and does the rest of the first stage.
fn in_the_second() -> Scenario {
    started(stages()).after(&[
        done("1.1"),
        mark_because("1.2", StepState::Skipped, "nobody uses it"),
        Command::Advance,
    ])
}

#[test]
fn the_current_stage_is_being_done_and_those_ahead_are_to_do() {
    let begun = started(stages());
    assert_eq!(
        words(&begun),
        [StepState::Doing, StepState::Todo, StepState::Todo]
    );
}

#[test]
fn the_current_stage_tells_what_a_required_step_of_it_waits_for_or_fails_at() {
    for (step, state, word) in [
        ("1.2", StepState::Doing, StepState::Waiting),
        ("1.1", StepState::Failed, StepState::Failed),
        ("1.1", StepState::Blocked, StepState::Blocked),
    ] {
        let scenario = started(stages()).after(&[mark_because(step, state, "so")]);
        assert_eq!(words(&scenario)[0], word, "{step} {state}");
    }
    let timed = started(stages()).after(&[mark("1.2", StepState::Doing)]);
    assert_eq!(words(&timed.later(60))[0], StepState::Elapsed);
}

#[test]
fn a_step_that_is_ahead_and_went_wrong_is_told_and_a_wait_ahead_is_not() {
    let failed = started(stages()).after(&[mark_because("3.1", StepState::Failed, "no")]);
    assert_eq!(words(&failed)[2], StepState::Failed);
    let waiting = in_the_second().after(&[
        mark_because("2.1", StepState::Doing, "soon"),
        Command::ReopenStage {
            stage: crate::plan::stage_id(1),
            reason: "once more".to_owned(),
        },
        mark("1.2", StepState::Todo),
        mark("1.2", StepState::Doing),
    ]);
    assert_eq!(
        words(&waiting),
        [StepState::Waiting, StepState::Todo, StepState::Todo]
    );
}

#[test]
fn an_optional_step_that_failed_says_nothing_of_its_stage() {
    let scenario = started(stages()).after(&[mark_because("1.3", StepState::Failed, "no author")]);
    assert_eq!(words(&scenario)[0], StepState::Doing);
}

#[test]
fn a_stage_is_left_out_when_each_required_step_is_and_not_before() {
    let out = |step| mark_because(step, StepState::NotApplicable, "no need");
    let one = started(stages()).after(&[out("1.1")]);
    assert_eq!(words(&one)[0], StepState::Doing);
    let both = one.after(&[out("1.2")]);
    assert_eq!(words(&both)[0], StepState::NotApplicable);
    let without_steps = plan().stage("Ramp", StageKind::Ramp).build();
    assert_eq!(words(&started(without_steps)), [StepState::Doing]);
}

#[test]
fn a_stage_behind_is_done_unless_it_was_optional_and_nobody_touched_it() {
    let passed = in_the_second().after(&[Command::Advance]);
    assert_eq!(
        words(&passed),
        [StepState::Done, StepState::Skipped, StepState::Doing]
    );
    let touched = in_the_second().after(&[done("2.1"), Command::Advance]);
    assert_eq!(words(&touched)[1], StepState::Done);
    let all_skipped = started(stages()).after(&[
        mark_because("1.1", StepState::Skipped, "so"),
        mark_because("1.2", StepState::Skipped, "so"),
        Command::Advance,
    ]);
    assert_eq!(words(&all_skipped)[0], StepState::Done);
}

#[test]
fn the_last_stage_of_a_closed_rollout_is_done() {
    let last = in_the_second().after(&[Command::Advance, done("3.1")]);
    assert_eq!(words(&last)[2], StepState::Doing);
    assert_eq!(words(&last.after(&[Command::Close]))[2], StepState::Done);
}
