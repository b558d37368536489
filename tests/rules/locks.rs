//! Locks on changes to production: what each kind stops, for how long, and that nothing keeps a flag on.

use chrono::TimeDelta;
use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::plan::Instruction;
use rollgate::domain::rollout::{Command, GateKind, LockInForce, Outcome, Passage, RejectionCode};

use crate::plan::{set, set_for_project};
use crate::scenario::monday;
use crate::switches::{at, begun, issue, passed, ramped, rested, rolled_back};

fn locked(line: &Instruction, is_hard: bool, passage: Passage) -> Command {
    let lock = LockInForce {
        name: "Year end".to_owned(),
        hard: is_hard,
        until: monday() + TimeDelta::hours(3),
    };
    Command::RunInstruction {
        step: "2.1".into(),
        instructions: vec![line.clone()],
        outcome: Outcome::Succeeded,
        reply: None,
        passage: Passage {
            lock: Some(lock),
            ..passage
        },
    }
}

// Source: GitLab handbook, change management, production change lock.
#[test]
fn a_hard_lock_stops_what_goes_up_until_it_ends_and_never_what_goes_down() {
    let hard = |line: &Instruction| {
        let reason = Some("a jump".to_owned());
        locked(
            line,
            true,
            Passage {
                reason,
                ..Passage::default()
            },
        )
    };
    let reason = "hard lock until Mon 02 Mar 12:00 UTC: Year end";
    for line in [
        at("10"),
        at("true"),
        set_for_project("true", "example/web", &[Production]),
    ] {
        ramped("1")
            .later(15)
            .when(hard(&line))
            .then_refused(RejectionCode::GateClosed, &[reason]);
    }
    for line in [at("0.5"), at("0"), at("false")] {
        ramped("1").after(&[hard(&line)]);
    }
    begun().after(&[hard(&set("true", &[Staging]))]);
    rested("1").later(180).after(&[hard(&at("10"))]);
    let passage = Passage {
        reason: Some("agreed with the SRE on call".to_owned()),
        overrides: vec![GateKind::Lock],
        ..Passage::default()
    };
    let forced = begun().after(&[locked(&at("1"), true, passage)]);
    assert_eq!(passed(&forced).unwrap().gates, [GateKind::Lock]);
}

#[test]
fn a_soft_lock_stops_only_what_needs_a_change_issue() {
    let soft = locked(&at("1"), false, Passage::default());
    begun().after(std::slice::from_ref(&soft));
    let reason = "soft lock until Mon 02 Mar 12:00 UTC, and this needs a change issue: Year end";
    begun()
        .after(&[issue()])
        .when(&soft)
        .then_refused(RejectionCode::GateClosed, &[reason]);
    rolled_back(true).when(&soft).then_refused(
        RejectionCode::GateClosed,
        &[reason, "a retry needs a change issue"],
    );
    rolled_back(false).after(&[soft]);
}
