//! When a flag leaves the code: what counts as a default that becomes on, what counts as a flag that is deleted, and what is neither.

use rollgate::domain::calendar::FlagType;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{Command, GateKind};

use crate::plan::{delete, plan, set};
use crate::scenario::{done, mark_because, on_for_a_day, started};

fn to_the_end(kind: StageKind) -> Plan {
    plan()
        .stage("Ramp", StageKind::Ramp)
        .instruction("1.1", &[set("true", &[Staging, Production])])
        .stage("The end", kind)
        .action("2.1", "Change the definition")
        .instruction("2.2", &[delete(&[Production])])
        .action("2.3", "Look")
        .build()
}

#[test]
fn a_default_of_which_every_step_is_left_out_asks_for_no_type() {
    let left_out = |state| {
        on_for_a_day(to_the_end(StageKind::DefaultOn)).after(&[
            mark_because("2.1", state, "it is removed at once"),
            mark_because("2.2", state, "it is removed at once"),
            mark_because("2.3", state, "it is removed at once"),
        ])
    };
    for state in [StepState::NotApplicable, StepState::Skipped] {
        left_out(state).open(GateKind::DefaultOn);
    }
}

#[test]
fn a_flag_stays_stored_until_the_default_is_on_or_it_is_deleted_somewhere() {
    on_for_a_day(to_the_end(StageKind::DefaultOn)).open(GateKind::Stored);
    on_for_a_day(to_the_end(StageKind::Cleanup)).open(GateKind::Stored);
}

#[test]
fn a_flag_that_is_deleted_in_one_place_goes_from_the_others_though_other_steps_are_open() {
    on_for_a_day(to_the_end(StageKind::Cleanup))
        .after(&[done("2.1"), done("2.2")])
        .shows("2.3", StepState::Todo)
        .closed(GateKind::Stored, &["the flag is still stored in staging"]);
}

#[test]
fn a_default_that_is_optional_asks_for_the_type_once_it_has_begun() {
    let mut optional = to_the_end(StageKind::DefaultOn);
    optional.stages[1].optional = true;
    let arrived = started(optional)
        .after(&[done("1.1")])
        .later(24 * 60)
        .after(&[Command::Advance]);
    arrived
        .open(GateKind::DefaultOn)
        .after(&[done("2.1")])
        .closed(GateKind::DefaultOn, &["nobody has said the type"]);
}

#[test]
fn a_type_that_never_defaults_to_on_is_named() {
    let derisk = Command::TypeFlag {
        kind: FlagType::GitlabComDerisk,
        since: None,
    };
    on_for_a_day(to_the_end(StageKind::DefaultOn))
        .after(&[derisk])
        .closed(
            GateKind::DefaultOn,
            &["gitlab_com_derisk never defaults to on"],
        );
}

#[test]
fn closing_the_issue_does_not_wait_for_the_step_that_it_is_a_part_of() {
    let plan = plan()
        .stage("Cleanup", StageKind::Cleanup)
        .action("1.1", "Say goodbye")
        .action("1.1.1", "Close this issue")
        .build();
    started(plan)
        .after(&[done("1.1.1")])
        .shows("1.1.1", StepState::Done);
}
