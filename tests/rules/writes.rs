//! What is written while the flag is off: the answer, the cohorts that it makes, the gate before the ramp.

use rollgate::domain::cohort::{Cohort, Writes};
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::{Plan, StageKind};
use rollgate::domain::rollout::{
    Command, Event, GateKind, Outcome, QaEntry, QaScope, RejectionCode, Verdict, gates,
};
use rollgate::journal::{decode, encode};

use crate::plan::{plan, set, stage_id};
use crate::scenario::{Scenario, abandon, forced, override_gate, ran, record, result, started};

fn stages() -> Plan {
    plan()
        .stage("Staging", StageKind::Nonprod)
        .stage("Preparation", StageKind::Prepare)
        .stage("Ramp", StageKind::Ramp)
        .build()
}

/// Stands at the last stage before the ramp.
fn prepared() -> Scenario {
    started(stages()).after(&[Command::Advance])
}

fn say(answer: Writes) -> Command {
    Command::SayWrites { answer }
}

fn backfilled(done: bool) -> Command {
    say(Writes::Backfilled { link: None, done })
}

fn tried(cohort: Cohort, verdict: Verdict) -> Command {
    record(QaEntry {
        cohort: Some(cohort),
        ..result(QaScope::Stage(stage_id(2)), verdict)
    })
}

fn passed(cohort: Cohort) -> Command {
    tried(cohort, Verdict::Pass)
}

fn has_gate(scenario: &Scenario) -> bool {
    let stage = scenario.rollout.current_stage().unwrap();
    let gates = gates(&scenario.rollout, stage, scenario.now);
    gates.iter().any(|gate| gate.id == GateKind::Writes)
}

#[test]
fn without_an_answer_the_gate_before_the_ramp_is_closed_until_somebody_says_why_not() {
    let unsaid = "nobody has said what is written while the flag is off";
    prepared()
        .closed(GateKind::Writes, &[unsaid])
        .when(Command::Advance)
        .then_refused(RejectionCode::GateClosed, &[unsaid])
        .after(&[override_gate(GateKind::Writes, "it only changes a colour")])
        .open(GateKind::Writes)
        .when(Command::Advance)
        .then(&[Event::StageAdvanced {
            from: stage_id(2),
            to: stage_id(3),
        }]);
}

#[test]
fn a_rollout_without_a_flag_is_not_asked() {
    let mut plan = stages();
    plan.flag = None;
    assert!(!has_gate(&started(plan).after(&[Command::Advance])));
}

#[test]
fn an_answer_after_the_override_asks_for_its_cohorts() {
    prepared()
        .after(&[
            override_gate(GateKind::Writes, "it only changes a colour"),
            say(Writes::Always),
        ])
        .closed(
            GateKind::Writes,
            &["before the flag", "after the flag was on"],
        );
}

#[test]
fn the_gate_stands_only_before_the_ramp() {
    let nothing = || say(Writes::Nothing);
    assert!(!has_gate(&started(stages())));
    assert!(!has_gate(&started(stages()).after(&[nothing()])));
    assert!(has_gate(&prepared()));
    assert!(has_gate(&prepared().after(&[nothing()])));
    assert!(!has_gate(&prepared().after(&[Command::Advance])));
}

#[test]
fn every_cohort_that_an_answer_makes_asks_for_a_pass() {
    let all = [
        "before the flag",
        "while the flag was off",
        "after the flag was on",
    ];
    for answer in [Writes::Nothing, Writes::Lazily] {
        prepared()
            .after(&[say(answer)])
            .closed(GateKind::Writes, &all);
    }
    prepared()
        .after(&[say(Writes::Always)])
        .closed(
            GateKind::Writes,
            &["before the flag", "after the flag was on"],
        )
        .after(&[passed(Cohort::Before)])
        .closed(GateKind::Writes, &["after the flag was on"])
        .after(&[passed(Cohort::AfterOn)])
        .open(GateKind::Writes)
        .after(&[Command::Advance]);
}

#[test]
fn a_backfill_has_to_be_done() {
    let cohorts = Cohort::ALL.map(passed);
    prepared()
        .after(&[backfilled(false)])
        .after(&cohorts)
        .closed(GateKind::Writes, &["the backfill is not done"])
        .when(Command::Advance)
        .then_refused(RejectionCode::GateClosed, &["the backfill is not done"])
        .after(&[backfilled(true)])
        .closed(
            GateKind::Writes,
            &[
                "before the flag: no QA since",
                "while the flag was off: no QA since",
                "no QA since it was said",
            ],
        )
        .after(&cohorts)
        .open(GateKind::Writes)
        .after(&[Command::Advance]);
}

#[test]
fn a_pass_counts_only_after_the_answer_that_makes_the_data() {
    let cohorts = Cohort::ALL.map(passed);
    let all = ["no QA since", "no QA since", "no QA since"];
    prepared()
        .after(&cohorts)
        .after(&[say(Writes::Lazily)])
        .closed(GateKind::Writes, &all)
        .after(&cohorts)
        .open(GateKind::Writes)
        .after(&[backfilled(true)])
        .closed(GateKind::Writes, &all)
        .after(&cohorts)
        .after(&[say(Writes::Backfilled {
            link: Some("https://example.com/backfill".to_owned()),
            done: true,
        })])
        .open(GateKind::Writes);
}

#[test]
fn the_newest_result_of_a_cohort_counts() {
    let answered = prepared().after(&[say(Writes::Always), passed(Cohort::AfterOn)]);
    answered
        .after(&[passed(Cohort::Before), tried(Cohort::Before, Verdict::Fail)])
        .closed(
            GateKind::Writes,
            &["before the flag: the last QA result is no pass"],
        )
        .after(&[passed(Cohort::Before)])
        .open(GateKind::Writes);
}

#[test]
fn a_cohort_that_failed_closes_the_gate_even_without_an_answer() {
    let failed = "while the flag was off: the last QA result is no pass";
    let passed_over = override_gate(GateKind::Writes, "it only changes a colour");
    prepared()
        .after(&[passed_over, tried(Cohort::WhileOff, Verdict::Fail)])
        .closed(GateKind::Writes, &["nobody has said", failed])
        .after(&[passed(Cohort::WhileOff)])
        .closed(GateKind::Writes, &["nobody has said"]);
}

#[test]
fn the_gate_is_soft_and_closes_again_when_there_is_news() {
    let scenario = prepared().after(&[say(Writes::Always)]);
    let stage = scenario.rollout.current_stage().unwrap();
    let gates = gates(&scenario.rollout, stage, scenario.now);
    assert!(
        gates
            .iter()
            .any(|gate| gate.id == GateKind::Writes && !gate.hard)
    );
    scenario
        .after(&[override_gate(GateKind::Writes, "tried by hand")])
        .open(GateKind::Writes)
        .after(&[tried(Cohort::Before, Verdict::Fail)])
        .closed(
            GateKind::Writes,
            &["before the flag", "after the flag was on"],
        );
}

#[test]
fn an_answer_is_given_once_may_change_and_can_be_undone() {
    prepared()
        .when(say(Writes::Nothing))
        .then(&[Event::WritesSaid(Writes::Nothing)])
        .when(say(Writes::Nothing))
        .then_nothing()
        .after(&[say(Writes::Always), Command::Undo])
        .closed(GateKind::Writes, &["before", "while", "after"])
        .after(&[abandon("cancelled")])
        .when(say(Writes::Always))
        .then_refused(RejectionCode::WrongState, &["the rollout is over"]);
}

#[test]
fn a_result_from_before_there_were_cohorts_is_read_and_written_as_it_was() {
    let plain = result(QaScope::Stage(stage_id(1)), Verdict::Pass);
    let event = Event::QaRecorded {
        result: plain,
        blocker: None,
    };
    let encoded = encode(&event).unwrap();
    assert!(!encoded.payload.contains("cohort"), "{}", encoded.payload);
    let read: Event = decode(&encoded.kind, encoded.version, &encoded.payload).unwrap();
    assert_eq!(read, event);
}

#[test]
fn an_answer_that_is_changed_at_the_ramp_asks_for_its_cohorts_before_production_goes_on() {
    let plan = plan()
        .stage("Preparation", StageKind::Prepare)
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Raise it")
        .build();
    let line = [set("10", &[Production])];
    let raise = ran("2.1", &line, Outcome::Succeeded);
    let colour = override_gate(GateKind::Writes, "it only changes a colour");
    let ramp = started(plan).after(&[colour, Command::Advance]);
    ramp.clone().after(std::slice::from_ref(&raise));
    let changed = ramp.after(&[say(Writes::Always)]);
    let asked = Writes::Always.cohorts();
    let refused = changed.clone().when(raise.clone());
    let refused = refused.then_refused(
        RejectionCode::GateClosed,
        &vec!["no QA result is recorded"; asked.len()],
    );
    refused.after(&[forced("2.1", &line, (&[], "it is known to work"))]);
    let tried: Vec<Command> = asked.iter().map(|cohort| passed(*cohort)).collect();
    changed.after(&tried).after(&[raise]);
}

#[test]
fn a_cohort_that_fails_in_staging_after_its_override_closes_the_gate_again() {
    let failed = record(QaEntry {
        cohort: Some(Cohort::Before),
        ..result(QaScope::Stage(stage_id(1)), Verdict::Fail)
    });
    prepared()
        .after(&[
            say(Writes::Always),
            passed(Cohort::AfterOn),
            override_gate(GateKind::Writes, "there are no old data"),
        ])
        .open(GateKind::Writes)
        .after(&[failed])
        .closed(GateKind::Writes, &["the last QA result is no pass"]);
}
