//! Another version of the document in the place of the plan: what was recorded stays, what was done is never open again.

use rollgate::domain::flag::Environment::Staging;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, Event, RejectionCode};

use crate::plan::{PlanBuilder, plan, set};
use crate::scenario::{abandon, done, mark_because, roll_back, started};

fn begun() -> PlanBuilder {
    plan()
        .stage("Staging", StageKind::Nonprod)
        .action("1.1", "Look")
}

fn revise(plan: Plan) -> Command {
    Command::RevisePlan {
        plan: Box::new(plan),
        source: "paste".to_owned(),
    }
}

#[test]
fn a_step_keeps_what_was_recorded_about_it() {
    let revised = begun().action("1.2", "Look again").build();
    started(begun().build())
        .after(&[done("1.1"), revise(revised)])
        .shows("1.1", StepState::Done)
        .shows("1.2", StepState::Todo);
}

#[test]
fn a_box_ticked_in_the_document_is_done_and_its_lines_count_as_run() {
    let line = || begun().instruction("1.2", &[set("true", &[Staging])]);
    let revised = line().initially(StepState::Done).build();
    started(line().build())
        .after(&[revise(revised)])
        .shows("1.2", StepState::Done)
        .claims(Staging, "on");
}

#[test]
fn a_record_counts_more_than_the_box_of_a_new_version() {
    let revised = begun().initially(StepState::Done).build();
    started(begun().build())
        .after(&[
            mark_because("1.1", StepState::Failed, "no"),
            revise(revised),
        ])
        .shows("1.1", StepState::Failed);
}

#[test]
fn what_the_document_had_ticked_is_not_opened_by_another_version() {
    let ticked = begun().initially(StepState::Done).build();
    started(ticked)
        .after(&[revise(begun().build())])
        .shows("1.1", StepState::Done);
}

#[test]
fn a_new_version_is_taken_back_like_anything_else() {
    let revised = plan()
        .stage("Staging", StageKind::Nonprod)
        .action("1.9", "Other")
        .build();
    started(begun().build())
        .after(&[done("1.1"), revise(revised), Command::Undo])
        .shows("1.1", StepState::Done)
        .when(done("1.1"))
        .then_nothing();
}

#[test]
fn a_rollout_that_is_over_or_on_its_way_back_takes_no_new_version() {
    let line = || begun().instruction("1.2", &[set("true", &[Staging])]);
    let under_way = started(line().build()).after(&[done("1.1"), done("1.2"), roll_back("errors")]);
    under_way
        .when(revise(line().build()))
        .then_refused_for(RejectionCode::WrongState);
    started(begun().build())
        .after(&[abandon("no")])
        .when(revise(begun().build()))
        .then_refused_for(RejectionCode::WrongState);
}

#[test]
fn a_version_without_a_stage_is_refused_and_the_place_is_kept_where_stages_go() {
    started(begun().build())
        .when(revise(plan().build()))
        .then_refused_for(RejectionCode::WrongState);
    let two = begun()
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Go")
        .build();
    started(two)
        .after(&[done("1.1"), Command::Advance])
        .when(revise(begun().build()))
        .last_event(|event| assert!(matches!(event, Event::PlanRevised { .. })));
}
