//! Test results: what a result must say, which result counts, and what it opens.

use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{
    BlockerCause, BlockerDetails, BlockerKind, Command, Event, GateKind, Outcome, QaEntry, QaScope,
    RejectionCode, Verdict,
};

use crate::plan::{plan, set};
use crate::scenario::{
    answer, done, mark, mark_because, override_gate, ran, record, result, started, test_stage,
    test_step,
};

fn tested() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .qa("1.1", "Try it on staging")
        .build()
}

fn on_step(verdict: Verdict) -> QaEntry {
    result(QaScope::Step("1.1".into()), verdict)
}

#[test]
fn a_test_without_a_result_closes_the_gate_and_cannot_be_ticked() {
    started(tested())
        .closed(
            GateKind::Qa,
            &["1.1 Try it on staging: no QA result is recorded"],
        )
        .open(GateKind::Steps)
        .when(done("1.1"))
        .then_refused(
            RejectionCode::GateClosed,
            &["it is a test: record its QA result"],
        );
}

#[test]
fn a_pass_opens_the_gate_and_keeps_everything_that_was_said() {
    let entry = QaEntry {
        environment: Some(" staging ".to_owned()),
        build: Some("17.1.202406".to_owned()),
        tester: Some("  ".to_owned()),
        note: Some("as expected".to_owned()),
        evidence: vec!["https://example.com/1".to_owned()],
        ..on_step(Verdict::Pass)
    };
    let kept = QaEntry {
        environment: Some("staging".to_owned()),
        tester: None,
        ..entry.clone()
    };
    started(tested())
        .when(record(entry))
        .then(&[Event::QaRecorded {
            result: kept,
            blocker: None,
        }])
        .shows("1.1", StepState::Done)
        .open(GateKind::Qa);
}

#[test]
fn every_other_verdict_needs_a_sentence_and_keeps_the_gate_closed() {
    for (verdict, state) in [
        (Verdict::Fail, StepState::Failed),
        (Verdict::Inconclusive, StepState::Doing),
        (Verdict::Blocked, StepState::Blocked),
    ] {
        let word = verdict.as_str();
        let silent = QaEntry {
            note: Some(" ".to_owned()),
            ..on_step(verdict)
        };
        let asks = format!("the result {word} needs a sentence");
        let says = format!("the last QA result is {word}");
        started(tested())
            .when(record(silent))
            .then_refused(RejectionCode::ReasonMissing, &[&asks])
            .after(&[record(on_step(verdict))])
            .shows("1.1", state)
            .closed(GateKind::Qa, &[&says]);
    }
}

#[test]
fn an_inconclusive_result_opens_the_gate_when_it_is_accepted_with_a_reason() {
    let accepted = QaEntry {
        accepted: Some("the data is only in production".to_owned()),
        ..on_step(Verdict::Inconclusive)
    };
    started(tested())
        .after(&[record(accepted)])
        .shows("1.1", StepState::Done)
        .open(GateKind::Qa);
}

#[test]
fn only_an_inconclusive_result_can_be_accepted_and_all_that_is_wrong_is_said() {
    let entry = QaEntry {
        accepted: Some("never mind".to_owned()),
        ..on_step(Verdict::Fail)
    };
    started(tested())
        .when(Command::RecordQa {
            result: entry,
            raise_blocker: Some(" ".to_owned()),
        })
        .then_refused(
            RejectionCode::ReasonMissing,
            &["only an inconclusive result", "the blocker needs a title"],
        );
}

#[test]
fn the_latest_result_counts() {
    started(tested())
        .after(&[
            test_step("1.1", Verdict::Pass),
            test_step("1.1", Verdict::Fail),
        ])
        .closed(GateKind::Qa, &["the last QA result is fail"])
        .after(&[test_step("1.1", Verdict::Pass)])
        .open(GateKind::Qa);
}

#[test]
fn a_result_for_the_stage_counts_for_every_test_in_it() {
    started(tested())
        .after(&[test_stage("s1", Verdict::Pass)])
        .shows("1.1", StepState::Done)
        .open(GateKind::Qa)
        .after(&[test_stage("s1", Verdict::Fail)])
        .shows("1.1", StepState::Failed)
        .closed(GateKind::Qa, &["the last QA result is fail"])
        .after(&[test_step("1.1", Verdict::Pass)])
        .shows("1.1", StepState::Done)
        .open(GateKind::Qa);
}

#[test]
fn a_result_for_the_stage_leaves_alone_what_was_left_out_and_counts_for_the_stage() {
    started(tested())
        .after(&[
            mark_because("1.1", StepState::NotApplicable, "no staging"),
            test_stage("s1", Verdict::Fail),
        ])
        .shows("1.1", StepState::NotApplicable)
        .closed(
            GateKind::Qa,
            &["stage 1 Non-production: the last QA result is fail"],
        );
}

#[test]
fn a_stage_without_a_test_is_held_back_by_a_bad_result_until_it_passes_or_is_overridden() {
    let untested = || {
        plan()
            .stage("Non-production", StageKind::Nonprod)
            .action("1.1", "Look")
            .build()
    };
    for (verdict, word) in [(Verdict::Fail, "fail"), (Verdict::Blocked, "blocked")] {
        let reason = format!("stage 1 Non-production: the last QA result is {word}");
        let bad = started(untested())
            .open(GateKind::Qa)
            .after(&[test_stage("s1", verdict)])
            .closed(GateKind::Qa, &[&reason]);
        bad.clone()
            .after(&[test_stage("s1", Verdict::Pass)])
            .open(GateKind::Qa);
        bad.after(&[override_gate(GateKind::Qa, "known, harmless")])
            .open(GateKind::Qa)
            .after(&[test_stage("s1", verdict)])
            .closed(GateKind::Qa, &[&reason]);
    }
}

#[test]
fn a_test_that_is_set_back_after_its_result_closes_the_gate_again() {
    started(tested())
        .after(&[
            test_step("1.1", Verdict::Pass),
            mark_because("1.1", StepState::Blocked, "staging is down"),
        ])
        .closed(GateKind::Qa, &["1.1 Try it on staging: blocked"])
        .after(&[mark("1.1", StepState::Todo)])
        .closed(GateKind::Qa, &["1.1 Try it on staging: todo"]);
}

#[test]
fn a_test_can_be_left_out_with_a_reason() {
    for state in [
        StepState::NotApplicable,
        StepState::Skipped,
        StepState::Overridden,
    ] {
        started(tested())
            .after(&[mark_because("1.1", state, "it has no screen")])
            .open(GateKind::Qa);
    }
}

#[test]
fn a_test_that_was_ticked_in_the_document_has_passed_before() {
    let ticked = plan()
        .stage("Non-production", StageKind::Nonprod)
        .qa("1.1", "Try it on staging")
        .initially(StepState::Done)
        .build();
    started(ticked)
        .open(GateKind::Qa)
        .after(&[test_step("1.1", Verdict::Fail)])
        .closed(GateKind::Qa, &["the last QA result is fail"]);
}

#[test]
fn an_instruction_that_was_run_for_a_test_is_no_result() {
    started(tested())
        .after(&[ran("1.1", &[set("true", &[])], Outcome::Succeeded)])
        .closed(GateKind::Qa, &["no QA result is recorded"]);
}

#[test]
fn a_result_can_raise_a_blocker_at_once_that_carries_its_words() {
    let result = QaEntry {
        environment: Some("staging".to_owned()),
        evidence: vec!["https://sentry.example/1".to_owned()],
        ..on_step(Verdict::Fail)
    };
    let text = "the list was empty\n\nEnvironment: staging\nEvidence: https://sentry.example/1";
    let cause = BlockerCause {
        id: "B1".into(),
        title: "empty list".to_owned(),
        link: Some("https://sentry.example/1".to_owned()),
        details: BlockerDetails {
            kind: Some(BlockerKind::Bug),
            description: Some(text.to_owned()),
            ..BlockerDetails::default()
        },
    };
    started(tested())
        .when(Command::RecordQa {
            result: result.clone(),
            raise_blocker: Some(" empty list ".to_owned()),
        })
        .then(&[Event::QaRecorded {
            result,
            blocker: Some(cause),
        }])
        .closed(GateKind::Blockers, &["B1 is open: empty list"]);
}

#[test]
fn a_result_is_about_a_step_or_a_stage_that_there_is() {
    started(tested())
        .when(test_step("9.9", Verdict::Pass))
        .then_refused(RejectionCode::NotFound, &["there is no step 9.9"])
        .when(test_stage("s9", Verdict::Pass))
        .then_refused(RejectionCode::NotFound, &["there is no stage s9"]);
}

#[test]
fn a_pass_ends_no_wait_answers_no_question_and_runs_no_instruction() {
    let others = plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 60)
        .watch("1.2", 60)
        .decision("1.3", "actor", &[("yes", "1.4"), ("no", "1.5")])
        .action("1.4", "Choose")
        .branch("actor", "yes")
        .action("1.5", "Do not")
        .branch("actor", "no")
        .instruction("1.6", &[set("true", &[])])
        .build();
    let scenario = started(others).after(&[answer("actor", "yes")]);
    for (step, state) in [
        ("1.1", StepState::Todo),
        ("1.2", StepState::Todo),
        ("1.3", StepState::Done),
        ("1.6", StepState::Todo),
    ] {
        let seen = scenario.clone().after(&[test_step(step, Verdict::Pass)]);
        seen.shows(step, state)
            .after(&[test_step(step, Verdict::Fail)])
            .shows(step, StepState::Failed);
    }
    scenario
        .after(&[test_step("1.4", Verdict::Pass)])
        .shows("1.4", StepState::Done);
}
