//! Every gate that stands before production goes further on: open, closed with its reason, passed with a reason that is kept.

use rollgate::domain::flag::Environment::{Production, Staging};
use rollgate::domain::flag::ScopeKind;
use rollgate::domain::plan::{Instruction, StageKind, StepState};
use rollgate::domain::rollout::{
    Answer, Command, Event, GateKind, Outcome, Passed, RejectionCode, RollbackDetails, Verdict,
};

use crate::plan::{by_calls, plan, set, set_for_project};
use crate::scenario::{
    Scenario, code, done, forced, mark, mark_because, raise, ran, started, test_step,
};

/// A gate, where its rule comes from, a rollout before it, the line it refuses, why, and the same rollout or line that it lets through.
struct Row {
    gate: GateKind,
    source: &'static str,
    closed: (Scenario, Instruction),
    reason: &'static str,
    open: (Scenario, Instruction),
}

/// Begins a rollout whose plan says nothing about percentages.
pub(crate) fn begun() -> Scenario {
    not_yet().after(&[
        done("1.1"),
        test_step("1.2", Verdict::Pass),
        Command::Advance,
    ])
}

/// Begins the same where the stage before the ramp is still gone through.
fn not_yet() -> Scenario {
    let plan = plan()
        .stage("Non-production", StageKind::Nonprod)
        .action("1.1", "Turn it on in staging")
        .qa("1.2", "Try it")
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .build();
    started(plan)
}

fn for_a_group() -> Instruction {
    let mut line = set_for_project("true", "example", &[Production]);
    for scope in &mut line.scopes {
        scope.kind = ScopeKind::Group;
    }
    line
}

/// Records that a line was run.
pub(crate) fn run(line: &Instruction) -> Command {
    ran("2.1", std::slice::from_ref(line), Outcome::Succeeded)
}

/// Makes the line that sets production to a value.
pub(crate) fn at(percent: &str) -> Instruction {
    set(percent, &[Production])
}

/// Begins one at a percentage.
pub(crate) fn ramped(percent: &str) -> Scenario {
    begun().after(&[run(&at(percent))])
}

/// Begins one that has stayed at a percentage for as long as it has to.
pub(crate) fn rested(percent: &str) -> Scenario {
    ramped(percent).later(15)
}

fn with_staging() -> Scenario {
    let plan = plan()
        .stage("Non-production", StageKind::Nonprod)
        .instruction("1.1", &[set("true", &[Staging])])
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .build();
    let skipped = mark_because("1.1", StepState::Skipped, "later");
    started(plan).after(&[skipped, Command::Advance])
}

fn with_actors() -> Scenario {
    let project = set_for_project("true", "example/web", &[Production]);
    let plan = plan()
        .stage("Canary", StageKind::Canary)
        .instruction("1.1", &[project])
        .stage("Ramp", StageKind::Ramp)
        .action("2.1", "Turn it on")
        .build();
    let skipped = mark_because("1.1", StepState::Skipped, "later");
    started(plan).after(&[skipped, Command::Advance, mark("1.1", StepState::Todo)])
}

/// Begins the second attempt after a rollback.
pub(crate) fn rolled_back(is_seen: bool) -> Scenario {
    let trigger = Command::TriggerRollback {
        reason: "errors".to_owned(),
        already_at: None,
        seen_by_users: is_seen,
        details: RollbackDetails::default(),
    };
    begun().after(&[
        trigger,
        Command::FinishRollback,
        Command::StartAttempt,
        test_step("1.2", Verdict::Pass),
        Command::Advance,
    ])
}

/// Names a change issue.
pub(crate) fn issue() -> Command {
    Command::LinkChangeIssue {
        link: "https://example.com/change/7".to_owned(),
    }
}

fn row(
    gate: GateKind,
    source: &'static str,
    closed: (Scenario, Instruction),
    reason: &'static str,
    open: (Scenario, Instruction),
) -> Row {
    Row {
        gate,
        source,
        closed,
        reason,
        open,
    }
}

fn rows() -> Vec<Row> {
    let mut rows = rows_before_the_first_percentage();
    rows.extend(rows_about_the_step());
    rows.extend(rows_after_a_percentage());
    rows
}

fn rows_before_the_first_percentage() -> Vec<Row> {
    let on_staging = ran("1.1", &[set("true", &[Staging])], Outcome::Succeeded);
    let to_one = || at("1");
    vec![
        row(
            GateKind::Blockers,
            "domain.md G.1, prepared -> ramping: no open blocker",
            (begun().after(&[raise("500s")]), to_one()),
            "B1 is open: 500s",
            (begun(), to_one()),
        ),
        row(
            GateKind::Consistency,
            "gitlab-com/chatops feature.rb, consistency check",
            (with_staging(), to_one()),
            "staging is not known to be on: production is turned on only after it",
            (
                with_staging().after(std::slice::from_ref(&on_staging)),
                to_one(),
            ),
        ),
        row(
            GateKind::Consistency,
            "gitlab-com/chatops feature.rb, consistency check, the other way round",
            (
                with_staging().after(&[on_staging, run(&at("1"))]),
                set("false", &[Staging]),
            ),
            "production is on: staging is turned off or deleted only after it",
            (ramped("1"), set("false", &[Staging])),
        ),
        row(
            GateKind::Basis,
            "GitLab feature_flags/controls.md: percentage of time is deprecated",
            (begun(), by_calls(at("1"))),
            "the percentage counts calls, not actors",
            (begun(), to_one()),
        ),
        row(
            GateKind::Actors,
            "GitLab feature_flags/controls.md: actors first",
            (with_actors(), to_one()),
            "1.1 Run it: named actors come first",
            (begun(), to_one()),
        ),
    ]
}

fn rows_about_the_step() -> Vec<Row> {
    let to_one = || at("1");
    vec![
        row(
            GateKind::Stage,
            "GitLab rollout template: the sections are gone through in their order",
            (not_yet(), to_one()),
            "2.1 belongs to stage 2 Ramp, and stage 1 Non-production is gone through now",
            (begun(), to_one()),
        ),
        row(
            GateKind::Code,
            "GitLab feature_flags/controls.md: enable only after the code is deployed",
            (begun().after(&[code(Answer::No)]), to_one()),
            "the code is not in production",
            (
                begun().after(&[code(Answer::No), code(Answer::Yes)]),
                to_one(),
            ),
        ),
        row(
            GateKind::Kinds,
            "GitLab feature_flags/_index.md: do not mix actor types in one flag",
            (
                begun().after(&[run(&set_for_project("true", "example/web", &[Production]))]),
                for_a_group(),
            ),
            "the flag is on for a project, and this names a group",
            (begun(), for_a_group()),
        ),
    ]
}

fn rows_after_a_percentage() -> Vec<Row> {
    let to_one = || at("1");
    vec![
        row(
            GateKind::Dwell,
            "GitLab rollout template: 15 minutes between steps",
            (ramped("1").later(14), at("10")),
            "01:00 left of the stay at 1%",
            (ramped("1").later(15), at("10")),
        ),
        row(
            GateKind::Verdict,
            "domain.md G.1, ramping(p) -> ramping(q): none failing since the last step",
            (
                rested("1").after(&[test_step("1.2", Verdict::Fail)]),
                at("10"),
            ),
            "1.2 Try it: the last QA result is fail",
            (
                rested("1").after(&[
                    test_step("1.2", Verdict::Fail),
                    test_step("1.2", Verdict::Pass),
                ]),
                at("10"),
            ),
        ),
        row(
            GateKind::Jump,
            "GitLab feature_flags/controls.md: 1, 10, 25, 50, 75, 100",
            (rested("25"), at("51")),
            "from 25% to 51% is more than 25 points at once",
            (rested("25"), at("50")),
        ),
        row(
            GateKind::RampDown,
            "GitLab set_feature_flag_service.rb: no percentage on a fully enabled flag",
            (
                ramped("1").later(15).after(&[forced(
                    "2.1",
                    &[at("true")],
                    (&[], "an experiment"),
                )]),
                at("50"),
            ),
            "the flag is fully on in production and the server refuses a percentage: set it to false first",
            (begun(), to_one()),
        ),
        row(
            GateKind::ChangeIssue,
            "GitLab handbook, change management: rolled back for what users saw",
            (rolled_back(true), to_one()),
            "a retry needs a change issue",
            (rolled_back(true).after(&[issue()]), to_one()),
        ),
    ]
}

/// Returns what was passed for the last point of the ramp.
pub(crate) fn passed(scenario: &Scenario) -> Option<&Passed> {
    let point = scenario.rollout.facts.ramp.last();
    point.and_then(|point| point.passed.as_ref())
}

/// Returns what was passed by the run that was recorded last.
fn kept_by(scenario: &Scenario) -> Option<Passed> {
    scenario.last_event(|event| {
        let Event::InstructionRun { passed, .. } = event else {
            panic!("{event:?} is no run");
        };
        passed.clone()
    })
}

#[test]
fn every_gate_is_open_or_closed_with_its_reason() {
    for row in rows() {
        println!("{}: {}", row.gate, row.source);
        let (closed, line) = row.closed;
        closed
            .when(run(&line))
            .then_refused(RejectionCode::GateClosed, &[row.reason]);
        let (open, line) = row.open;
        open.after(&[run(&line)]);
    }
}

#[test]
fn every_gate_is_passed_with_a_reason_that_is_kept_and_not_without() {
    for row in rows() {
        println!("{}: {}", row.gate, row.source);
        let (closed, line) = row.closed;
        let lines = [line];
        closed
            .clone()
            .when(forced("2.1", &lines, (&[row.gate], "  ")))
            .then_refused_for(RejectionCode::ReasonMissing);
        let by_reason_alone = closed.clone().when(forced("2.1", &lines, (&[], "agreed")));
        if row.gate.is_soft() {
            let kept = kept_by(&by_reason_alone).unwrap();
            assert_eq!(
                (&kept.gates[..], kept.reason.as_str()),
                (&[row.gate][..], "agreed")
            );
        } else {
            by_reason_alone.then_refused(RejectionCode::GateClosed, &[row.reason]);
        }
        let forced = closed.when(forced("2.1", &lines, (&[row.gate], " agreed ")));
        let kept = kept_by(&forced);
        let expected = Passed {
            gates: vec![row.gate],
            reason: "agreed".to_owned(),
        };
        assert_eq!(kept, Some(expected));
    }
}

#[test]
fn the_rows_and_the_tests_below_name_every_gate() {
    let mut kinds: Vec<GateKind> = rows().into_iter().map(|row| row.gate).collect();
    kinds.extend([GateKind::Hold, GateKind::Lock, GateKind::Drill]);
    // Those of what was said have files of their own.
    kinds.extend([GateKind::Writes, GateKind::Ready]);
    for kind in GateKind::OF_A_SWITCH {
        assert!(kinds.contains(&kind), "{kind}");
    }
}
