//! A test after each percentage, where the plan asks for one: the next percentage waits for it.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::{StageKind, StepState};
use rollgate::domain::rollout::{Command, GateKind, Outcome, RejectionCode, Verdict};

use crate::plan::{plan, set, stage_id};
use crate::scenario::{Scenario, forced, mark_because, ran, started, test_stage};

fn at(value: &str) -> Command {
    ran("1.1", &[set(value, &[Production])], Outcome::Succeeded)
}

fn two_percent(text: &str) -> Scenario {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", text)
        .build();
    started(plan).after(&[at("2")]).later(15)
}

const ASKS: &str = "Roll out to 2%, 20%, 40%; verify with QA after each percentage";

#[test]
fn the_next_percentage_waits_for_a_test_that_passes_where_the_plan_asks_for_one() {
    let asked = two_percent(ASKS);
    let words = "no QA has passed since 2%: 1.1 asks for it after each percentage";
    let tried = |verdict| test_stage(stage_id(1).as_str(), verdict);
    asked
        .when(at("20"))
        .then_refused(RejectionCode::GateClosed, &[words])
        .after(&[tried(Verdict::Fail)])
        .when(at("20"))
        .then_refused(RejectionCode::GateClosed, &["the last QA result is fail"])
        .after(&[tried(Verdict::Pass), at("20")])
        .later(15)
        .when(at("40"))
        .then_refused(RejectionCode::GateClosed, &["no QA has passed since 20%"])
        .after(&[forced(
            "1.1",
            &[set("40", &[Production])],
            (&[GateKind::Verdict], "the testers are away"),
        )]);
}

#[test]
fn no_test_is_missing_where_the_plan_asks_for_none_or_its_step_was_left_out() {
    two_percent("Roll out to 2%, 20%, 40%").after(&[at("20")]);
    two_percent(ASKS).after(&[
        mark_because("1.1", StepState::NotApplicable, "one test at the end"),
        at("20"),
    ]);
}

#[test]
fn a_test_at_the_last_percentage_counts_though_production_was_down_since() {
    let tried = test_stage(stage_id(1).as_str(), Verdict::Pass);
    two_percent(ASKS)
        .after(&[tried, at("0"), at("20")])
        .claims(Production, "20% of actors");
}
