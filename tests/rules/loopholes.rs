//! Ways round a rule that were open once: a look that ends a stay, a lock that lets a deletion through, a way back that looks before it
//! switches, a default that nothing takes back.

use chrono::TimeDelta;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::flag::{GateValues, Percentage};
use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{
    Answer, Command, GateKind, LockInForce, Next, Outcome, Passage, RejectionCode, RollbackAction,
    Statement, Topic, next, ramp_step, rollback_plan,
};

use crate::plan::{delete, plan, set};
use crate::scenario::{
    Scenario, done, mark, mark_because, monday, override_gate, ran, roll_back, started, way_back,
};

fn ramp() -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging])])
        .instruction("1.2", &[set("<percentage>", &[Production])])
        .build()
}

fn begun() -> Scenario {
    started(ramp()).after(&[done("1.1")])
}

fn to(value: &str) -> Command {
    ran("1.2", &[set(value, &[Production])], Outcome::Succeeded)
}

fn see(gates: GateValues) -> Command {
    Command::Observe {
        environment: Production,
        gates,
        source: "feature get".to_owned(),
    }
}

fn actors(text: &str) -> GateValues {
    GateValues {
        percentage_of_actors: Percentage::parse(text),
        ..GateValues::default()
    }
}

#[test]
fn what_was_seen_before_it_was_recorded_stays_from_the_record_on() {
    let seen = begun().after(&[to("10"), see(actors("25")), to("25")]);
    seen.when(to("50")).then_refused(
        RejectionCode::GateClosed,
        &["15:00 left of the stay at 25%"],
    );
    let on = GateValues {
        boolean: Some(true),
        ..GateValues::default()
    };
    let everybody = begun().after(&[to("10"), see(on), to("true")]);
    let last = everybody.rollout.facts.ramp.last().unwrap();
    assert_eq!(last.dwell.unwrap().seconds_left(monday()), 24 * 60 * 60);
}

#[test]
fn a_stay_that_a_sentence_or_a_step_above_the_line_asks_for_is_kept() {
    let step = |kind: StepKind| {
        let mut above = plan()
            .stage("Ramp", StageKind::Ramp)
            .instruction("1.1", &[set("true", &[Staging])])
            .step(kind, "1.2", "Wait at least 2 hours between each percentage")
            .instruction("1.3", &[set("<percentage>", &[Production])])
            .build();
        let text = &mut above.stages[0].steps[1];
        text.wait_s = Some(7200);
        above
    };
    for kind in [StepKind::Wait, StepKind::Action] {
        let to = |value| ran("1.3", &[set(value, &[Production])], Outcome::Succeeded);
        let scenario = started(step(kind)).after(&[done("1.1"), to("10")]);
        let refused = scenario.later(60).when(to("25"));
        refused.then_refused(
            RejectionCode::GateClosed,
            &["1h 00m left of the stay at 10%"],
        );
    }
}

#[test]
fn a_hard_lock_stops_a_deletion_in_production_and_no_switching_off() {
    let cleanup = plan()
        .stage("Cleanup", StageKind::Cleanup)
        .instruction("1.1", &[delete(&[Production])])
        .instruction("1.2", &[set("false", &[Production])])
        .build();
    let locked = |step: &str, line| {
        let mut command = ran(step, &[line], Outcome::Succeeded);
        if let Command::RunInstruction { passage, .. } = &mut command {
            *passage = Passage {
                lock: Some(LockInForce {
                    name: "a holiday".to_owned(),
                    hard: true,
                    until: monday() + TimeDelta::days(3),
                }),
                ..Passage::default()
            };
        }
        command
    };
    started(cleanup)
        .after(&[locked("1.2", set("false", &[Production]))])
        .when(locked("1.1", delete(&[Production])))
        .then_refused(RejectionCode::GateClosed, &["hard lock until"]);
}

#[test]
fn that_it_is_off_is_seen_after_the_switches_and_again_after_a_later_one() {
    let back = begun().after(&[to("10"), roll_back("errors")]);
    let verify = || way_back(3, StepState::Done, None);
    back.clone().when(verify()).then_refused(
        RejectionCode::GateClosed,
        &["rollback step 1 is todo", "rollback step 2 is todo"],
    );
    let switched = |order| way_back(order, StepState::Done, None);
    let seen = back.after(&[switched(1), switched(2), verify()]);
    seen.clone().after(&[Command::FinishRollback]);
    let again = seen.after(&[way_back(2, StepState::Failed, Some("502")), switched(2)]);
    again.clone().when(Command::FinishRollback).then_refused(
        RejectionCode::GateClosed,
        &["rollback step 3 was done before step 2"],
    );
    again.after(&[verify(), Command::FinishRollback]);
}

#[test]
fn a_way_back_ends_the_stay_that_it_goes_back_from() {
    let back = begun().after(&[to("10"), roll_back("errors")]);
    let last = back.rollout.facts.ramp.last().unwrap();
    assert_eq!(last.dwell, None);
    back.shows("1.2", StepState::Doing);
}

#[test]
fn a_flag_that_the_code_turns_on_by_default_is_switched_off_by_a_stored_false() {
    let later = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging, Production])])
        .stage("Release", StageKind::DefaultOn)
        .action("2.1", "Make it the default: default_enabled true")
        .instruction("2.2", &[delete(&[Staging, Production])])
        .stage("Cleanup", StageKind::Cleanup)
        .action("3.1", "Remove the flag from the code")
        .build();
    let places = |scenario: &Scenario| {
        let actions = rollback_plan(&scenario.rollout).actions;
        let places: Vec<_> = actions
            .iter()
            .filter_map(RollbackAction::switched)
            .collect();
        places
    };
    let released = started(later)
        .after(&[done("1.1")])
        .later(25 * 60)
        .after(&[Command::Advance, done("2.1")]);
    let deletion = ran("2.2", &[delete(&[Staging, Production])], Outcome::Succeeded);
    let deleted = released.after(&[deletion]);
    deleted.clone().claims(Production, "not set");
    assert_eq!(places(&deleted), [Production, Staging]);
}

#[test]
fn an_optional_ladder_can_be_gone_up_and_left_out() {
    let optional = plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging])])
        .instruction("1.2", &[set("<percentage>", &[Production])])
        .optional()
        .instruction("1.3", &[set("true", &[Production])])
        .build();
    let scenario = started(optional).after(&[done("1.1")]);
    let rollout = &scenario.rollout;
    let ten = (
        Percentage::parse("10").unwrap(),
        rollgate::domain::flag::Basis::Actors,
    );
    let step = ramp_step(rollout, rollout.plan.as_deref().unwrap(), ten, monday());
    assert_eq!(step.map(|step| step.number.as_str()), Some("1.2"));
    assert_eq!(next(rollout, monday()), Next::Step("1.3".into()));
    scenario
        .when(ran(
            "1.3",
            &[set("true", &[Production])],
            Outcome::Succeeded,
        ))
        .then_refused(RejectionCode::GateClosed, &["more than 25 points at once"]);
}

#[test]
fn an_override_does_not_cover_what_went_wrong_after_it_though_it_was_begun_again() {
    let waiting = plan()
        .stage("Checks", StageKind::Other)
        .action("1.1", "Look at the graphs")
        .build();
    started(waiting)
        .after(&[
            override_gate(GateKind::Steps, "somebody else looks"),
            mark_because("1.1", StepState::Blocked, "no access"),
            mark("1.1", StepState::Todo),
        ])
        .closed(GateKind::Steps, &["1.1 Look at the graphs: todo"]);
}

#[test]
fn code_that_is_said_not_to_be_there_stops_a_rise_though_some_have_the_flag() {
    let said = Command::State(Statement {
        topic: Topic::Code,
        environment: Some(Production),
        answer: Answer::No,
        note: None,
    });
    let some = begun().after(&[to("1"), said]);
    some.later(60).when(to("10")).then_refused(
        RejectionCode::GateClosed,
        &["the code is not in production"],
    );
}
