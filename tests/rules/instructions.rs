//! Lines that were run elsewhere: what is recorded, what a blank forbids, and what they do to the step.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState, Verb};
use rollgate::domain::rollout::{Command, Event, GateKind, Outcome, Passage, RejectionCode, Timer};

use crate::plan::{get, plan, set};
use crate::scenario::{done, mark, mark_because, marked, monday, ran, started};

fn one(value: &str) -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set(value, &[Production])])
        .action("1.2", "Look")
        .instruction("R.1", &[set("false", &[Production])])
        .build()
}

fn was_run(value: &str, outcome: Outcome, state: StepState) -> Event {
    Event::InstructionRun {
        step: "1.1".into(),
        instructions: vec![set(value, &[Production])],
        outcome,
        reply: None,
        state,
        timer: (outcome == Outcome::Succeeded && value == "true").then(a_day),
        passed: None,
    }
}

/// The time for which a flag stays on for everybody.
fn a_day() -> Timer {
    Timer::begin(monday(), 24 * 60 * 60).unwrap()
}

fn fill(blank: &str, value: &str) -> Command {
    Command::FillBlank {
        blank: blank.to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn a_line_that_succeeded_settles_its_step_and_keeps_the_reply() {
    let command = Command::RunInstruction {
        step: "1.1".into(),
        instructions: vec![set("true", &[Production])],
        outcome: Outcome::Succeeded,
        reply: Some("done by the bot".to_owned()),
        passage: Passage::default(),
    };
    let scenario = started(one("true"))
        .after(&[command])
        .shows("1.1", StepState::Done);
    let run = scenario.rollout.facts.runs.last().unwrap();
    assert_eq!(run.reply.as_deref(), Some("done by the bot"));
    assert_eq!(run.attempt, 1);
}

#[test]
fn a_line_that_failed_or_was_refused_fails_its_step_and_changes_no_flag() {
    for outcome in [Outcome::Failed, Outcome::Refused] {
        started(one("true"))
            .when(ran("1.1", &[set("true", &[Production])], outcome))
            .then(&[was_run("true", outcome, StepState::Failed)])
            .closed(GateKind::Steps, &["1.1 Run it: failed", "1.2"])
            .claims(Production, "not set");
    }
}

#[test]
fn an_instruction_that_is_marked_done_was_run_as_it_stands() {
    started(one("true"))
        .when(done("1.1"))
        .then(&[was_run("true", Outcome::Succeeded, StepState::Done)])
        .claims(Production, "on")
        .when(done("1.1"))
        .then_nothing();
}

#[test]
fn what_is_said_with_the_tick_of_an_instruction_is_kept_with_its_run() {
    let tick = mark_because("1.1", StepState::Done, "the bot said yes");
    let scenario = started(one("true")).after(std::slice::from_ref(&tick));
    let run = scenario.rollout.facts.runs.last().unwrap();
    assert_eq!(run.reply.as_deref(), Some("the bot said yes"));
    scenario.when(tick).then_nothing();
}

#[test]
fn an_instruction_that_was_run_and_set_back_is_not_run_again_by_a_tick() {
    started(one("true"))
        .after(&[done("1.1"), mark("1.1", StepState::Doing)])
        .when(done("1.1"))
        .then(&[marked("1.1", StepState::Done)]);
}

#[test]
fn an_instruction_that_was_ticked_in_the_document_was_run_before_and_is_not_run_again() {
    let ticked = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Production])])
        .initially(StepState::Done)
        .build();
    started(ticked)
        .when(done("1.1"))
        .then_nothing()
        .claims(Production, "on");
}

#[test]
fn a_line_with_a_blank_is_not_recorded_as_run() {
    let blank = "<rollout-percentage>";
    started(one(blank))
        .when(ran("1.1", &[set(blank, &[Production])], Outcome::Succeeded))
        .then_refused(
            RejectionCode::BlankOpen,
            &["1.1 Run it: <rollout-percentage> is not filled"],
        )
        .when(done("1.1"))
        .then_refused(
            RejectionCode::BlankOpen,
            &["<rollout-percentage> is not filled"],
        );
}

#[test]
fn a_line_that_only_looks_is_not_recorded_with_a_blank_either() {
    let look = |commit: &str| {
        let mut line = get(&[Production]);
        line.verb = Verb::from("auto_deploy status".to_owned());
        line.flag = None;
        line.blanks = vec![commit.to_owned()];
        line
    };
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[look("<merge-commit>"), look("<package>")])
        .build();
    started(plan)
        .when(done("1.1"))
        .then_refused(
            RejectionCode::BlankOpen,
            &["<merge-commit> is not filled", "<package> is not filled"],
        )
        .when(ran("1.1", &[look("<merge-commit>")], Outcome::Failed))
        .then_refused(RejectionCode::BlankOpen, &["<merge-commit>"])
        .after(&[mark_because(
            "1.1",
            StepState::Overridden,
            "seen in Grafana",
        )])
        .shows("1.1", StepState::Overridden);
}

#[test]
fn a_ramp_goes_on_until_somebody_says_that_it_is_done() {
    let blank = "<rollout-percentage>";
    let run = |percent: &str| ran("1.1", &[set(percent, &[Production])], Outcome::Succeeded);
    started(one(blank))
        .after(&[run("5")])
        .shows("1.1", StepState::Waiting)
        .later(15)
        .shows("1.1", StepState::Elapsed)
        .after(&[run("25")])
        .claims(Production, "25% of actors")
        .shows("1.1", StepState::Waiting)
        .when(done("1.1"))
        .then(&[marked("1.1", StepState::Done)]);
}

#[test]
fn there_must_be_a_line_and_a_step_to_run_it_for() {
    started(one("true"))
        .when(ran("1.2", &[], Outcome::Succeeded))
        .then_refused(RejectionCode::WrongState, &["no instruction in it to run"])
        .when(ran("9.9", &[set("true", &[])], Outcome::Succeeded))
        .then_refused(RejectionCode::NotFound, &["there is no step 9.9"])
        .when(ran("R.1", &[set("false", &[])], Outcome::Succeeded))
        .then_refused(RejectionCode::WrongState, &["rollback section"]);
}

#[test]
fn a_line_that_was_run_ends_no_wait_and_answers_no_question() {
    let others = plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 60)
        .decision("1.2", "actor", &[("yes", "1.3"), ("no", "1.4")])
        .action("1.3", "Choose")
        .branch("actor", "yes")
        .action("1.4", "Do not")
        .branch("actor", "no")
        .build();
    let line = [set("true", &[Staging])];
    started(others)
        .after(&[
            mark("1.1", StepState::Doing),
            ran("1.1", &line, Outcome::Succeeded),
            ran("1.2", &line, Outcome::Succeeded),
        ])
        .claims(Staging, "on")
        .shows("1.1", StepState::Waiting)
        .closed(GateKind::Waits, &["1h 00m left"])
        .closed(GateKind::Steps, &["1.2 Which one?: not answered"]);
}

#[test]
fn a_blank_gets_a_value_once_and_only_where_there_is_one() {
    let blank = "<rollout-percentage>";
    started(one(blank))
        .when(fill(blank, " "))
        .then_refused(
            RejectionCode::ReasonMissing,
            &["<rollout-percentage> needs a value"],
        )
        .when(fill("<project>", "a/b"))
        .then_refused(RejectionCode::NotFound, &["there is no blank <project>"])
        .when(fill(blank, " 25 "))
        .then(&[Event::BlankFilled {
            blank: blank.to_owned(),
            value: "25".to_owned(),
        }])
        .when(fill(blank, "25"))
        .then_nothing()
        .after(&[fill(blank, "50")]);
}

#[test]
fn an_action_that_switches_the_flag_is_done_by_a_run_also_after_one_that_failed() {
    let line = set("true", &[Production]);
    let mut plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
        .build();
    plan.stages[0].steps[0].instructions = vec![line.clone()];
    started(plan)
        .after(&[ran("1.1", &[line], Outcome::Failed), done("1.1")])
        .claims(Production, "on")
        .after(&[mark("1.1", StepState::Todo)]);
}

#[test]
fn a_line_in_a_test_or_a_watch_leaves_its_step_as_it_is() {
    for kind in [StepKind::Qa, StepKind::Watch] {
        let mut looked = plan()
            .stage("Ramp", StageKind::Ramp)
            .step(kind, "1.1", "Look at it")
            .build();
        looked.stages[0].steps[0].instructions = vec![get(&[Production])];
        for outcome in [Outcome::Succeeded, Outcome::Failed] {
            let recorded = started(looked.clone()).when(ran("1.1", &[get(&[Production])], outcome));
            let kept = recorded.last_event(|event| {
                let Event::InstructionRun { state, .. } = event else {
                    panic!("{event:?}");
                };
                *state
            });
            assert_eq!(kept, StepState::Todo, "{kind:?} {outcome:?}");
            recorded.shows("1.1", StepState::Todo);
        }
    }
}
