//! Taking back and bringing back: every reversible command, in order, and never across a beginning or an end.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::id::Seq;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Event, GateKind, Outcome, RejectionCode, Verdict};

use crate::plan::{plan, set, stage_id};
use crate::scenario::{
    Scenario, abandon, answer, done, hold, mark, mark_because, override_gate, raise, ran,
    roll_back, started, test_stage, test_step, way_back,
};

fn everything() -> Plan {
    plan()
        .stage("Plan", StageKind::Plan)
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Look")
        .qa("2.2", "Try it")
        .wait("2.3", 60)
        .decision("2.4", "actor", &[("yes", "2.5"), ("no", "2.6")])
        .action("2.5", "Choose")
        .branch("actor", "yes")
        .action("2.6", "Do not")
        .branch("actor", "no")
        .instruction("2.7", &[set("<percentage>", &[Production])])
        .build()
}

fn in_the_second_stage() -> Scenario {
    started(everything()).after(&[Command::Advance])
}

fn reversible() -> Vec<Command> {
    vec![
        done("2.1"),
        mark("2.3", StepState::Doing),
        mark_because("2.1", StepState::Skipped, "so"),
        ran("2.7", &[set("25", &[Production])], Outcome::Succeeded),
        Command::FillBlank {
            blank: "<percentage>".to_owned(),
            value: "25".to_owned(),
        },
        answer("actor", "yes"),
        Command::ReopenStage {
            stage: stage_id(1),
            reason: "to look again".to_owned(),
        },
        hold("an incident"),
        test_step("2.2", Verdict::Fail),
        test_stage("s2", Verdict::Pass),
        Command::AddNote {
            step: None,
            text: "a word".to_owned(),
        },
        override_gate(GateKind::Steps, "the launch is today"),
        raise("errors"),
    ]
}

#[test]
fn every_reversible_command_is_taken_back_and_brought_back_whole() {
    for command in reversible() {
        let before = in_the_second_stage();
        let after = before.clone().after(std::slice::from_ref(&command));
        let undone = after.clone().after(&[Command::Undo]);
        assert_eq!(undone.rollout.facts, before.rollout.facts, "{command:?}");
        let redone = undone.after(&[Command::Redo]);
        assert_eq!(redone.rollout.facts, after.rollout.facts, "{command:?}");
    }
}

#[test]
fn all_of_them_are_taken_back_one_after_the_other_and_brought_back() {
    let before = in_the_second_stage();
    let commands: Vec<Command> = reversible()
        .into_iter()
        .filter(|command| !matches!(command, Command::ReopenStage { .. }))
        .collect();
    let after = before.clone().after(&commands);
    let undone = commands.iter().fold(after.clone(), |scenario, _| {
        scenario.after(&[Command::Undo])
    });
    assert_eq!(undone.rollout.facts, before.rollout.facts);
    let redone = commands
        .iter()
        .fold(undone, |scenario, _| scenario.after(&[Command::Redo]));
    assert_eq!(redone.rollout.facts, after.rollout.facts);
}

#[test]
fn closing_a_blocker_resuming_and_advancing_are_taken_back_too() {
    let close = Command::CloseBlocker {
        blocker: "B1".into(),
        reason: "fixed".to_owned(),
    };
    let past = override_gate(GateKind::Writes, "it writes nothing");
    let before = started(everything()).after(&[past, raise("errors"), hold("an incident")]);
    let after = before
        .clone()
        .after(&[close, Command::Resume { reason: None }, Command::Advance]);
    let undone = after.after(&[Command::Undo, Command::Undo, Command::Undo]);
    assert_eq!(undone.rollout.facts, before.rollout.facts);
}

#[test]
fn an_undo_names_the_event_that_it_takes_back() {
    started(everything())
        .after(&[done("2.1"), hold("an incident")])
        .when(Command::Undo)
        .then(&[Event::Undone { event: Seq::new(4) }])
        .when(Command::Undo)
        .then(&[Event::Undone { event: Seq::new(3) }])
        .when(Command::Redo)
        .then(&[Event::Redone { event: Seq::new(3) }])
        .when(Command::Redo)
        .then(&[Event::Redone { event: Seq::new(4) }]);
}

#[test]
fn there_is_nothing_to_undo_after_a_beginning_or_an_end() {
    let refused = |scenario: Scenario, instead: &str| {
        let scenario = scenario.when(Command::Undo);
        scenario
            .clone()
            .then_refused(RejectionCode::WrongState, &["nothing to undo"]);
        scenario.then_refused(RejectionCode::WrongState, &[instead]);
    };
    let touched = started(everything()).after(&[done("2.1")]);
    refused(started(everything()), "`hold` makes it stand still");
    refused(
        touched.clone().after(&[roll_back("errors")]),
        "`rollback finish`",
    );
    refused(
        touched.clone().after(&[abandon("cancelled")]),
        "import the document again",
    );
    let back = touched.after(&[roll_back("errors"), Command::FinishRollback]);
    refused(back.clone(), "`attempt` begins anew");
    refused(back.after(&[Command::StartAttempt]), "attempt 2 has begun");
    let small = plan().stage("Plan", StageKind::Plan).action("1.1", "Look");
    refused(
        started(small.build()).after(&[done("1.1"), Command::Close]),
        "it is closed",
    );
}

#[test]
fn a_new_event_ends_the_chance_to_redo() {
    started(everything())
        .when(Command::Redo)
        .then_refused(RejectionCode::WrongState, &["nothing to redo"])
        .after(&[done("2.1"), Command::Undo, hold("an incident")])
        .when(Command::Redo)
        .then_refused(RejectionCode::WrongState, &["nothing to redo"]);
}

#[test]
fn a_step_of_the_way_back_is_taken_back_with_the_state_of_the_flag() {
    in_the_second_stage()
        .after(&[
            ran("2.7", &[set("25", &[Production])], Outcome::Succeeded),
            roll_back("errors"),
            way_back(1, StepState::Done, None),
        ])
        .claims(Production, "off")
        .after(&[Command::Undo])
        .claims(Production, "25% of actors");
}

#[test]
fn an_undone_fact_is_told_and_not_forgotten() {
    let scenario = started(everything()).after(&[done("2.1"), Command::Undo]);
    assert_eq!(scenario.rollout.seq, Seq::new(4));
}
