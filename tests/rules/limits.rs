//! Where a rule ends: the gate next to the one that was passed, the attempt before this one, the minute before the limit.

use rollgate::domain::cohort::{Cohort, Writes};
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::flag::{GateValues, ScopeKind};
use rollgate::domain::id::IncidentId;
use rollgate::domain::plan::{StageKind, StepState};
use rollgate::domain::rollout::{
    Answer, BlockerDetails, Command, Event, GateKind, Next, Outcome, QaEntry, QaScope,
    RejectionCode, Statement, TimerChange, Topic, Verdict, next,
};

use crate::plan::{plan, set, set_for_project, stage_id};
use crate::scenario::{
    Scenario, answer, done, forced, mark, mark_because, override_gate, ran, record, result,
    roll_back, started, test_stage, test_step, way_back,
};
use crate::switches::{at, begun, ramped, rested, run};

fn see(scenario: Scenario, environment: rollgate::domain::flag::Environment) -> Scenario {
    scenario.after(&[Command::Observe {
        environment,
        gates: GateValues {
            boolean: Some(false),
            ..GateValues::default()
        },
        source: "feature get".to_owned(),
    }])
}

#[test]
fn what_was_seen_is_believed_until_somebody_claims_something_newer_of_that_place() {
    let seen = see(begun().after(&[run(&at("true"))]), Production);
    let believed = |scenario: &Scenario, place| scenario.rollout.believed_gates(place).boolean;
    assert_eq!(believed(&seen, Production), Some(false));
    assert!(seen.rollout.seen_last(Production).is_some());
    let elsewhere = seen.after(&[ran("2.1", &[set("true", &[Staging])], Outcome::Succeeded)]);
    assert_eq!(believed(&elsewhere, Production), Some(false));
    let claimed = elsewhere.after(&[run(&at("true"))]);
    assert_eq!(believed(&claimed, Production), Some(true));
}

#[test]
fn a_step_of_the_way_back_claims_nothing_of_another_place() {
    let both = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging, Production])])
        .build();
    let back = started(both).after(&[done("1.1"), roll_back("errors")]);
    let seen = see(see(back, Staging), Production);
    let first = seen.after(&[way_back(1, StepState::Done, None)]);
    assert!(first.rollout.seen_last(Production).is_none());
    assert!(first.rollout.seen_last(Staging).is_some());
}

#[test]
fn passing_the_gate_of_the_steps_does_not_pass_the_wait_that_one_of_them_is() {
    let timed = plan()
        .stage("Ramp", StageKind::Ramp)
        .wait("1.1", 60)
        .stage("Cleanup", StageKind::Cleanup)
        .build();
    started(timed)
        .after(&[
            override_gate(GateKind::Steps, "the launch is today"),
            mark("1.1", StepState::Doing),
        ])
        .closed(GateKind::Waits, &["1h 00m left"])
        .when(Command::Advance)
        .then_refused(RejectionCode::GateClosed, &["1h 00m left"]);
}

#[test]
fn a_cohort_that_is_tried_after_its_gate_was_passed_closes_it_again() {
    let stages = plan()
        .stage("Preparation", StageKind::Prepare)
        .stage("Ramp", StageKind::Ramp)
        .build();
    let tried = |verdict| {
        record(QaEntry {
            cohort: Some(Cohort::Before),
            ..result(QaScope::Stage(stage_id(1)), verdict)
        })
    };
    let said = Command::SayWrites {
        answer: Writes::Backfilled {
            link: None,
            done: true,
        },
    };
    let passed = started(stages).after(&[
        said,
        tried(Verdict::Fail),
        override_gate(GateKind::Writes, "known"),
    ]);
    passed
        .open(GateKind::Writes)
        .after(&[tried(Verdict::Fail)])
        .closed(
            GateKind::Writes,
            &[
                "the last QA result is no pass",
                "no QA result",
                "no QA result",
            ],
        );
}

#[test]
fn a_stay_holds_back_only_the_step_that_goes_further_up() {
    let ramp = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("25", &[Production])])
        .action("1.2", "Look at the dashboard")
        .instruction("1.3", &[set("50", &[Production])])
        .build();
    let staying =
        started(ramp).after(&[ran("1.1", &[set("25", &[Production])], Outcome::Succeeded)]);
    let next_of = |scenario: &Scenario| next(&scenario.rollout, scenario.now);
    assert_eq!(next_of(&staying), Next::Step("1.2".into()));
    let looked = staying.after(&[done("1.2")]);
    assert!(matches!(next_of(&looked), Next::Wait(reasons) if reasons.len() == 1));
    assert_eq!(next_of(&looked.later(15)), Next::Step("1.3".into()));
}

#[test]
fn a_stay_is_changed_at_the_step_that_began_it_and_at_no_other() {
    let ramp = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("1", &[Production])])
        .instruction("1.2", &[set("10", &[Production])])
        .build();
    let pause = |step: &str| Command::ChangeTimer {
        step: step.into(),
        change: TimerChange::Pause,
        reason: None,
    };
    let staying = started(ramp).after(&[done("1.1")]);
    staying
        .clone()
        .when(pause("1.2"))
        .then_refused_for(RejectionCode::WrongState);
    staying.after(&[pause("1.1")]);
}

#[test]
fn a_question_that_was_left_out_unanswered_is_open_again_and_an_answered_one_is_not() {
    let asked = plan()
        .stage("Ramp", StageKind::Ramp)
        .decision("1.1", "way", &[("yes", "1.2"), ("no", "1.3")])
        .action("1.2", "Yes")
        .branch("way", "yes")
        .action("1.3", "No")
        .branch("way", "no")
        .build();
    let left_out = mark_because("1.1", StepState::Skipped, "it does not matter");
    started(asked.clone())
        .after(&[left_out, mark("1.1", StepState::Todo)])
        .shows("1.1", StepState::Todo);
    started(asked)
        .after(&[answer("way", "yes")])
        .when(mark("1.1", StepState::Todo))
        .then_refused(RejectionCode::GateClosed, &["give another answer"]);
}

#[test]
fn a_line_of_a_new_version_that_nobody_ticked_claims_nothing() {
    let begun = || {
        plan()
            .stage("Staging", StageKind::Nonprod)
            .action("1.1", "Look")
    };
    let revised = begun()
        .instruction("1.2", &[set("true", &[Staging])])
        .build();
    started(begun().build())
        .after(&[Command::RevisePlan {
            plan: Box::new(revised),
            source: "paste".to_owned(),
        }])
        .shows("1.2", StepState::Todo)
        .claims(Staging, "not set");
}

#[test]
fn what_is_said_of_a_change_is_asked_again_in_a_new_attempt_and_the_rest_is_not() {
    let say = |topic| {
        Command::State(Statement {
            topic,
            environment: None,
            answer: Answer::Yes,
            note: None,
        })
    };
    let again = begun().after(&[
        say(Topic::Change),
        say(Topic::Docs),
        roll_back("errors"),
        Command::FinishRollback,
        Command::StartAttempt,
    ]);
    again.clone().when(say(Topic::Docs)).then_nothing();
    again.after(&[say(Topic::Change)]);
}

#[test]
fn a_result_for_the_stage_counts_from_when_it_is_newer_than_what_was_said_of_the_test() {
    let tested = plan()
        .stage("Staging", StageKind::Nonprod)
        .qa("1.1", "Try it")
        .build();
    let later = started(tested.clone()).after(&[
        mark("1.1", StepState::Doing),
        test_stage("s1", Verdict::Pass),
    ]);
    later.shows("1.1", StepState::Done);
    let earlier = started(tested).after(&[
        test_stage("s1", Verdict::Pass),
        mark("1.1", StepState::Doing),
    ]);
    earlier.shows("1.1", StepState::Doing);
}

#[test]
fn a_test_that_failed_in_this_attempt_stands_in_the_way_of_its_first_share() {
    let again = ramped("1").after(&[
        roll_back("errors"),
        way_back(1, StepState::Done, None),
        way_back(2, StepState::Done, None),
        Command::FinishRollback,
        Command::StartAttempt,
        test_step("1.2", Verdict::Pass),
        Command::Advance,
        test_step("1.2", Verdict::Fail),
    ]);
    again
        .when(run(&at("1")))
        .then_refused(RejectionCode::GateClosed, &["the last QA result is fail"]);
}

#[test]
fn going_down_to_nobody_does_not_make_a_failed_test_forgotten() {
    rested("25")
        .after(&[test_step("1.2", Verdict::Fail), run(&at("0"))])
        .when(run(&at("25")))
        .then_refused(RejectionCode::GateClosed, &["the last QA result is fail"]);
}

#[test]
fn a_kind_of_actor_that_was_chosen_is_the_only_one_that_may_be_named() {
    let asked = plan()
        .stage("Ramp", StageKind::Ramp)
        .decision("1.1", "actor", &[("group", "1.2"), ("project", "1.3")])
        .action("1.2", "Group")
        .branch("actor", "group")
        .action("1.3", "Project")
        .branch("actor", "project")
        .build();
    let project = set_for_project("true", "example/web", &[Production]);
    let name = |chosen: &str| {
        let begun = started(asked.clone()).after(&[answer("actor", chosen)]);
        begun.when(ran(
            "1.1",
            std::slice::from_ref(&project),
            Outcome::Succeeded,
        ))
    };
    assert_eq!(ScopeKind::Project.as_str(), "project");
    name("group").then_refused(
        RejectionCode::GateClosed,
        &["group was chosen as the kind of actor"],
    );
    assert!(name("project").rollout.facts.runs.len() == 1);
}

#[test]
fn named_actors_come_before_the_first_share_and_before_nothing_else() {
    let web = set_for_project("true", "example/web", &[Production]);
    let other = set_for_project("true", "example/other", &[Production]);
    let named = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[web])
        .action("1.2", "Go")
        .build();
    let go = |line| ran("1.2", &[line], Outcome::Succeeded);
    let begun = started(named);
    begun
        .clone()
        .when(go(at("1")))
        .then_refused(RejectionCode::GateClosed, &["named actors come first"]);
    begun.clone().after(&[go(other)]);
    let past: &[GateKind] = &[GateKind::Actors];
    begun
        .after(&[forced("1.2", &[at("1")], (past, "the project is gone"))])
        .later(15)
        .after(&[go(at("10"))]);
}

#[test]
fn a_blocker_keeps_its_description_and_the_incident_it_stands_for() {
    let incident = IncidentId::new("I7");
    let raised = begun().when(Command::RaiseBlocker {
        title: "errors".to_owned(),
        link: None,
        details: BlockerDetails {
            description: Some(" since noon ".to_owned()),
            shared: Some(BlockerDetails::shared_by(&incident)),
            ..BlockerDetails::default()
        },
    });
    let details = raised.last_event(|event| {
        let Event::BlockerRaised(cause) = event else {
            panic!("{event:?}");
        };
        cause.details.clone()
    });
    assert_eq!(details.description.as_deref(), Some("since noon"));
    assert_eq!(details.incident(), Some(incident));
}
