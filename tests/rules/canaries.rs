//! What is asked before everybody gets the flag and before less: canaries seen to work, the rungs of the ladder, the gates that stand at all.

use chrono::TimeDelta;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::flag::Percentage;
use rollgate::domain::plan::{Instruction, Plan, StageKind};
use rollgate::domain::rollout::{
    Answer, Command, GateKind, LockInForce, Outcome, Passage, RejectionCode, Switch, Verdict,
    ladder, next_rung, switch_gates,
};

use crate::plan::{PlanBuilder, plan, set, set_for_project};
use crate::scenario::{Scenario, code, done, monday, ran, started, test_step};
use crate::switches::{at, begun, ramped, run};

const BLANK: &str = "<rollout-percentage>";

/// Stands in the ramp, behind a stage of this kind whose test passed and then failed.
fn failed_behind(stage: PlanBuilder) -> Scenario {
    let two = stage
        .qa("1.1", "Try it for a few")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .build();
    started(two).after(&[
        test_step("1.1", Verdict::Pass),
        Command::Advance,
        test_step("1.1", Verdict::Fail),
    ])
}

#[test]
fn everybody_gets_it_only_after_every_canary_was_seen_to_work() {
    let canary = || plan().stage("Canary", StageKind::Canary);
    let failed = failed_behind(canary());
    failed.clone().when(run(&at("true"))).then_refused(
        RejectionCode::GateClosed,
        &["1.1 Try it for a few: the last QA result is fail"],
    );
    failed.clone().when(run(&at("10"))).then_refused(
        RejectionCode::GateClosed,
        &["1.1 Try it for a few: the last QA result is fail"],
    );
    failed.after(&[test_step("1.1", Verdict::Pass), run(&at("true"))]);
}

#[test]
fn a_lock_ends_with_its_last_moment() {
    let until = monday() + TimeDelta::hours(3);
    let locked = Command::RunInstruction {
        step: "2.1".into(),
        instructions: vec![at("1")],
        outcome: Outcome::Succeeded,
        reply: None,
        passage: Passage {
            lock: Some(LockInForce {
                name: "Year end".to_owned(),
                hard: true,
                until,
            }),
            ..Passage::default()
        },
    };
    begun()
        .later(179)
        .when(&locked)
        .then_refused_for(RejectionCode::GateClosed);
    begun().later(180).after(&[locked]);
}

fn rungs(plan: &Plan) -> String {
    let rungs: Vec<String> = ladder(plan).iter().map(ToString::to_string).collect();
    rungs.join(" ")
}

/// Makes a plan with these lines in its ramp, and with percentages in the words of its stages: of staging, of the ramp.
fn worded(lines: &[Instruction], staging: &[&str], ramp: &[&str]) -> Plan {
    let mut plan = plan()
        .stage("Staging", StageKind::Nonprod)
        .stage("Ramp", StageKind::Ramp)
        .instruction("2.1", lines)
        .build();
    for (stage, words) in plan.stages.iter_mut().zip([staging, ramp]) {
        let read = words.iter().map(|word| Percentage::parse(word).unwrap());
        stage.ladder = read.collect();
    }
    plan
}

#[test]
fn a_ladder_is_that_of_the_lines_else_that_of_the_words_with_them_else_the_usual_one() {
    let usual = "1 10 25 50 75 100";
    let one = [at("5")];
    let two = [at("50"), at("0"), at("5")];
    for (lines, staging, ramp, expected) in [
        (&[][..], &[][..], &[][..], usual),
        (&one, &[], &[], usual),
        (&one, &[], &["10"], usual),
        (&one, &["10", "20"], &[], usual),
        (
            &[set("5", &[Staging]), set("50", &[Staging])],
            &[],
            &[],
            usual,
        ),
        (&one, &[], &["50", "10"], "5 10 50"),
        (&[], &[], &["10", "50"], "10 50"),
        (&two, &[], &["10", "20"], "5 50"),
    ] {
        let plan = worded(lines, staging, ramp);
        assert_eq!(rungs(&plan), expected, "{lines:?} {staging:?} {ramp:?}");
    }
}

#[test]
fn the_next_rung_is_the_first_above_the_share_that_has_the_flag() {
    let next = |scenario: &Scenario| {
        let plan = scenario.rollout.plan.clone().unwrap();
        next_rung(&scenario.rollout, &plan).map(Percentage::thousandths)
    };
    assert_eq!(next(&begun()), Some(1_000));
    assert_eq!(next(&ramped("10")), Some(25_000));
    assert_eq!(next(&ramped("12")), Some(25_000));
    assert_eq!(next(&begun().after(&[run(&at("true"))])), None);
}

#[test]
fn who_says_that_the_ramp_is_done_ends_the_ladder_until_production_goes_down_from_above() {
    let next = |scenario: &Scenario| {
        let plan = scenario.rollout.plan.clone().unwrap();
        next_rung(&scenario.rollout, &plan).map(Percentage::thousandths)
    };
    let blank = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("2.1", &[set(BLANK, &[Production])])
        .action("2.2", "Announce it")
        .build();
    let begun = started(blank);
    assert_eq!(next(&begun), Some(1_000));
    let up = begun.after(&[ran("2.1", &[at("10")], Outcome::Succeeded)]);
    assert_eq!(next(&up), Some(25_000));
    let over = up.after(&[done("2.1")]);
    assert_eq!(next(&over), None, "nothing asks for 25% any more");
    let lower = over.after(&[ran("2.1", &[at("1")], Outcome::Succeeded)]);
    assert_eq!(next(&lower), Some(10_000), "production had 10% before");
}

fn standing(scenario: &Scenario, line: Instruction) -> Vec<GateKind> {
    let plan = scenario.rollout.plan.clone().unwrap();
    let switch = Switch::of(&scenario.rollout, &plan, &[line]);
    let passage = Passage::default();
    let gates = switch_gates(&scenario.rollout, &plan, &switch, &passage, scenario.now);
    gates.into_iter().map(|gate| gate.id).collect()
}

#[test]
fn only_the_gates_that_a_change_needs_stand_before_it() {
    let quarter = ramped("25");
    assert_eq!(standing(&quarter, at("false")), []);
    assert_eq!(standing(&quarter, at("10")), [GateKind::Stage]);
    let up = standing(&quarter, at("50"));
    assert!(
        !up.contains(&GateKind::Kinds) && !up.contains(&GateKind::Code),
        "{up:?}"
    );
    assert!(up.contains(&GateKind::Consistency) && up.contains(&GateKind::RampDown));
    let named = standing(
        &quarter,
        set_for_project("true", "example/web", &[Production]),
    );
    assert!(named.contains(&GateKind::Kinds), "{named:?}");
    let unspoken = standing(&begun(), at("1"));
    assert!(!unspoken.contains(&GateKind::Code), "{unspoken:?}");
    let first = standing(&begun().after(&[code(Answer::Yes)]), at("1"));
    assert!(first.contains(&GateKind::Code), "{first:?}");
    let staged = ran("2.1", &[set("true", &[Staging])], Outcome::Succeeded);
    let off = standing(&quarter.after(&[staged]), set("false", &[Staging]));
    assert_eq!(off, [GateKind::Consistency]);
}
