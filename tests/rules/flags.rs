//! The state of the flag as people say they have set it, place by place. What was never said is "not set".

use rollgate::domain::flag::Environment::{Dev, Ops, Production, Staging};
use rollgate::domain::plan::{Instruction, StageKind};
use rollgate::domain::rollout::Outcome;

use crate::plan::{console_off, delete, plan, set, set_for_project};
use crate::scenario::{Scenario, ran, started};

fn after(lines: &[Instruction]) -> Scenario {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
        .build();
    lines.iter().fold(started(plan), |scenario, line| {
        scenario.after(&[ran("1.1", std::slice::from_ref(line), Outcome::Succeeded)])
    })
}

#[test]
fn true_is_on_where_it_was_set_and_nowhere_else() {
    after(&[set("true", &[Dev, Staging])])
        .claims(Dev, "on")
        .claims(Staging, "on")
        .claims(Production, "not set")
        .claims(Ops, "not set");
}

#[test]
fn percentages_replace_each_other_and_actors_stay() {
    after(&[
        set_for_project("true", "example/web", &[Production]),
        set("5", &[Production]),
    ])
    .later(15)
    .after(&[ran("1.1", &[set("25", &[Production])], Outcome::Succeeded)])
    .claims(Production, "25% of actors, 1 named actor");
}

#[test]
fn an_actor_is_added_and_taken_away_alone() {
    after(&[
        set_for_project("true", "example/web", &[Production]),
        set_for_project("true", "example/api", &[Production]),
        set_for_project("false", "example/web", &[Production]),
    ])
    .claims(Production, "1 named actor");
}

#[test]
fn false_clears_everything_there_and_nothing_elsewhere() {
    after(&[
        set("true", &[Staging, Production]),
        set_for_project("true", "example/web", &[Production]),
        set("false", &[Production]),
    ])
    .claims(Production, "off")
    .claims(Staging, "on");
}

#[test]
fn delete_leaves_no_gate_behind() {
    after(&[set("true", &[Staging]), delete(&[Staging])]).claims(Staging, "not set");
}

#[test]
fn a_line_that_says_no_place_moves_nothing() {
    after(&[set("true", &[Production]), console_off()]).claims(Production, "on");
}

#[test]
fn a_line_about_another_flag_moves_nothing() {
    let mut other = set("true", &[Production]);
    other.flag = Some("old_search".to_owned());
    after(&[other]).claims(Production, "not set");
}

#[test]
fn several_lines_of_one_run_act_in_their_order() {
    let plan = plan()
        .stage("Ramp", StageKind::Ramp)
        .action("1.1", "Turn it on")
        .build();
    let lines = [set("true", &[Staging]), set("false", &[Staging])];
    started(plan)
        .after(&[ran("1.1", &lines, Outcome::Succeeded)])
        .claims(Staging, "off");
}
