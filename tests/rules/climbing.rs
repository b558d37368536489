//! How production goes up and down: jumps, stays, what a hundred is, which results count, and that going down asks for nothing.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{StageKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, Outcome, Passage, RejectionCode, Verdict};

use crate::plan::{by_calls, plan, set, set_for_project};
use crate::scenario::{
    forced, hold, raise, ran, roll_back, started, test_stage, test_step, way_back,
};
use crate::switches::{at, begun, issue, ramped, rested, rolled_back, run};

#[test]
fn going_down_asks_for_nothing() {
    let troubled = ramped("25").after(&[hold("an incident"), raise("500s")]);
    for line in [at("10"), by_calls(at("0")), at("0"), at("false")] {
        troubled.clone().after(&[run(&line)]);
    }
}

#[test]
fn the_stay_applies_to_the_next_percentage_of_production_only() {
    ramped("1").after(&[ran("1.1", &[set("true", &[Staging])], Outcome::Succeeded)]);
    ramped("1").after(&[run(&set_for_project("true", "example/web", &[Production]))]);
    let lower = rested("25").after(&[run(&at("10"))]);
    lower.when(run(&at("25"))).then_refused(
        RejectionCode::GateClosed,
        &["15:00 left of the stay at 10%"],
    );
    ramped("1")
        .after(&[run(&at("false"))])
        .after(&[run(&at("1"))]);
}

#[test]
fn a_stay_is_as_long_as_somebody_asks_for_and_never_shorter_than_the_least() {
    let stay = |seconds: u64| {
        let passage = Passage {
            dwell_s: Some(seconds),
            ..Passage::default()
        };
        Command::RunInstruction {
            step: "2.1".into(),
            instructions: vec![at("1")],
            outcome: Outcome::Succeeded,
            reply: None,
            passage,
        }
    };
    for (seconds, minutes) in [(60, 15), (3600, 60)] {
        let begun = begun().after(&[stay(seconds)]);
        begun
            .clone()
            .later(minutes - 1)
            .when(run(&at("10")))
            .then_refused(RejectionCode::GateClosed, &["01:00 left of the stay at 1%"]);
        begun.later(minutes).after(&[run(&at("10"))]);
    }
    begun()
        .when(stay(u64::MAX))
        .then_refused(RejectionCode::WrongState, &["after the end of time"]);
}

#[test]
fn a_stay_is_as_long_as_the_plan_asks_between_its_percentages() {
    let in_words = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .wait("2.1.1", 40)
        .worded("2.1.1", "Between every step wait for at least 40 minutes")
        .wait("2.2", 2000)
        .build();
    let in_steps = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("2.1", &[at("1")])
        .wait("2.2", 40)
        .instruction("2.3", &[at("10")])
        .wait("2.4", 2000)
        .build();
    for plan in [in_words, in_steps] {
        let begun = started(plan).after(&[run(&at("1"))]).later(39);
        begun
            .clone()
            .when(run(&at("10")))
            .then_refused(RejectionCode::GateClosed, &["01:00 left of the stay at 1%"]);
        begun.later(1).after(&[run(&at("10"))]);
    }
}

#[test]
fn true_is_a_jump_after_a_percentage_and_none_without_one() {
    begun().after(&[run(&at("true"))]);
    rested("25")
        .when(run(&at("true")))
        .then_refused(RejectionCode::GateClosed, &["from 25% to 100%"]);
    let high = ramped("25").later(15).after(&[run(&at("50"))]).later(15);
    let high = high.after(&[run(&at("75"))]).later(15);
    high.after(&[run(&at("true"))]);
}

#[test]
fn a_hundred_is_true_so_that_no_percentage_follows_it() {
    let all = begun().after(&[forced("2.1", &[at("100")], (&[], "nobody uses it"))]);
    all.clone()
        .claims(Production, "on")
        .when(run(&at("50")))
        .then_refused(RejectionCode::GateClosed, &["fully on in production"]);
    all.after(&[run(&at("false")), run(&at("25"))])
        .claims(Production, "25% of actors");
}

#[test]
fn a_percentage_that_the_server_took_shows_that_the_flag_was_not_fully_on() {
    let on = begun().after(&[run(&at("true"))]);
    let gates: &[GateKind] = &[GateKind::RampDown];
    on.after(&[forced("2.1", &[at("50")], (gates, "the bot says done"))])
        .claims(Production, "50% of actors");
}

#[test]
fn calls_beside_actors_are_more_than_actors_alone() {
    ramped("25")
        .later(15)
        .when(run(&by_calls(at("10"))))
        .then_refused(RejectionCode::GateClosed, &["the percentage counts calls"]);
    let gates: &[GateKind] = &[GateKind::Basis];
    begun()
        .after(&[forced(
            "2.1",
            &[by_calls(at("10"))],
            (gates, "no actor in this code"),
        )])
        .later(15)
        .when(run(&at("10")))
        .then_refused(
            RejectionCode::GateClosed,
            &["the last percentage counts calls"],
        );
}

#[test]
fn a_later_result_for_the_stage_covers_its_tests_and_one_test_does_not_cover_another() {
    let failed = rested("1").after(&[test_step("1.2", Verdict::Fail)]);
    failed
        .clone()
        .after(&[test_step("2.1", Verdict::Pass)])
        .when(run(&at("10")))
        .then_refused(
            RejectionCode::GateClosed,
            &["1.2 Try it: the last QA result is fail"],
        );
    failed.after(&[test_stage("s1", Verdict::Pass), run(&at("10"))]);
    rested("1")
        .after(&[test_stage("s2", Verdict::Blocked)])
        .when(run(&at("10")))
        .then_refused(
            RejectionCode::GateClosed,
            &["stage 2 Ramp: the last QA result is blocked"],
        );
}

#[test]
fn what_users_saw_once_asks_for_a_change_issue_in_every_attempt_after_it() {
    let again = rolled_back(true).after(&[
        issue(),
        run(&at("1")),
        roll_back("a typo"),
        way_back(1, StepState::Done, None),
        way_back(2, StepState::Done, None),
        Command::FinishRollback,
    ]);
    let on_again = [test_step("1.2", Verdict::Pass), Command::Advance];
    again
        .clone()
        .after(&[Command::StartAttempt])
        .after(&on_again)
        .when(run(&at("1")))
        .then_refused(RejectionCode::GateClosed, &["a retry needs a change issue"]);
    again
        .after(&[issue(), Command::StartAttempt])
        .after(&on_again)
        .after(&[run(&at("1"))]);
}

#[test]
fn every_closed_gate_is_told_at_once() {
    ramped("1")
        .after(&[
            raise("500s"),
            hold("an incident"),
            test_step("1.2", Verdict::Fail),
        ])
        .when(run(&by_calls(at("75"))))
        .then_refused(
            RejectionCode::GateClosed,
            &[
                "held",
                "B1",
                "counts calls",
                "15:00 left",
                "fail",
                "from 1% to 75%",
            ],
        );
}

#[test]
fn a_hold_is_resumed_and_not_passed() {
    let held = begun().after(&[hold("an incident")]);
    held.clone()
        .when(forced("2.1", &[at("1")], (&[GateKind::Hold], "quick")))
        .then_refused(RejectionCode::GateClosed, &["held: an incident"]);
    held.after(&[Command::Resume { reason: None }, run(&at("1"))]);
}

#[test]
fn on_for_everybody_at_once_is_a_jump_where_the_plan_knows_percentages() {
    let two = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[at("10")])
        .instruction("1.2", &[at("true")])
        .build();
    let line = at("true");
    let all = ran("1.2", std::slice::from_ref(&line), Outcome::Succeeded);
    started(two.clone()).when(all).then_refused(
        RejectionCode::GateClosed,
        &["from 0% to 100% is more than 25 points at once"],
    );
    started(two).after(&[forced(
        "1.2",
        &[line],
        (&[GateKind::Jump], "three actors only"),
    )]);
    begun().after(&[run(&at("true"))]);
}

#[test]
fn a_test_that_failed_before_the_first_percentage_closes_it() {
    begun()
        .after(&[test_stage("s1", Verdict::Fail)])
        .when(run(&at("1")))
        .then_refused(RejectionCode::GateClosed, &["the last QA result is fail"])
        .after(&[test_stage("s1", Verdict::Pass), run(&at("1"))]);
}

#[test]
fn a_stay_that_the_sentence_of_the_ramp_asks_for_is_kept() {
    let mut slow = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Go on; at least 2 hours between every step")
        .instruction("1.2", &[at("2")])
        .build();
    slow.stages[0].steps[0].stay_s = Some(2 * 60 * 60);
    let low = started(slow).after(&[ran("1.2", &[at("2")], Outcome::Succeeded)]);
    let up = || ran("1.2", &[at("20")], Outcome::Succeeded);
    low.clone().later(16).when(up()).then_refused(
        RejectionCode::GateClosed,
        &["1h 44m left of the stay at 2%"],
    );
    low.later(120).after(&[up()]);
}
