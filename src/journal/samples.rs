//! One event of every kind, for tests; an event that is missing here does not compile.

use std::collections::{BTreeSet, HashSet};

use super::samples_back::{actions, details};
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::cohort::{Cohort, Writes};
use crate::domain::flag::{
    Environment, FlagName, FlagValue, FlipperId, GateValues, Percentage, Scope, ScopeKind,
};
use crate::domain::id::{Actor, BlockerId, DecisionKey, Seq, StageId, StepId};
use crate::domain::plan::{
    Branch, Decision, DecisionOption, Dialect, Instruction, Mark, Owner, Plan, Problem, Reference,
    ReferenceKind, RolloutKind, Stage, StageKind, Step, StepKind, StepState, Verb,
};
use crate::domain::rollout::{
    Answer, BlockerCause, BlockerDetails, BlockerKind, Event, GateKind, Outcome, Passed, QaEntry,
    QaScope, Severity, Statement, Timer, TimerChange, Topic, Verdict,
};

/// Makes one event of each kind, every field filled.
pub(super) fn one_of_each() -> Vec<Event> {
    let mut all = vec![Event::RolloutImported {
        plan: Box::new(nested_plan(3)),
        source: "rollout.md".to_owned(),
    }];
    while let Some(event) = all.last().and_then(following) {
        all.push(event);
    }
    let kinds: HashSet<_> = all.iter().map(std::mem::discriminant).collect();
    assert_eq!(kinds.len(), 36);
    all
}

/// Makes a plan with one step in another, `depth` deep.
pub(super) fn nested_plan(depth: usize) -> Plan {
    let innermost = (1..depth).fold(step(vec![]), |inner, _| step(vec![inner]));
    Plan {
        kind: RolloutKind::FeatureFlag,
        generation: Some("g3".to_owned()),
        title: "Roll out `new_search`".to_owned(),
        flag: FlagName::parse("new_search"),
        flag_type: None,
        owners: vec![Owner {
            role: "Team".to_owned(),
            name: "@ada".to_owned(),
        }],
        references: vec![Reference {
            kind: ReferenceKind::MergeRequest,
            text: "the change".to_owned(),
            target: "https://example.com/1".to_owned(),
        }],
        stages: vec![Stage {
            id: StageId::from("canary"),
            number: 1,
            title: "Canary".to_owned(),
            kind: StageKind::Canary,
            optional: false,
            ladder: vec![],
            steps: vec![innermost],
        }],
        rollback: vec![step(vec![])],
    }
}

fn step(steps: Vec<Step>) -> Step {
    let branch = Branch {
        decision: DecisionKey::from("actor"),
        option: "project".to_owned(),
    };
    Step {
        id: StepId::from("s"),
        number: "1.1".to_owned(),
        text: "Pick an actor \u{202e}\0".to_owned(),
        kind: StepKind::Decision,
        initial: StepState::NotApplicable,
        optional: true,
        line: 7,
        mark: Some(Mark {
            symbol: "~".to_owned(),
            start: 3,
            end: 4,
        }),
        instructions: vec![instruction()],
        blanks: vec!["<percentage>".to_owned()],
        wait_s: Some(86_400),
        stay_s: None,
        decision: Some(Decision {
            key: branch.decision.clone(),
            question: "Which actor?".to_owned(),
            options: vec![DecisionOption {
                key: branch.option.clone(),
                label: "A project".to_owned(),
                head: StepId::from("p"),
            }],
        }),
        branch: Some(branch),
        steps,
    }
}

fn instruction() -> Instruction {
    let line = "/chatops run feature set new_search 69.889 --actors".to_owned();
    Instruction {
        raw: line.clone(),
        normalised: line,
        dialect: Dialect::Chatops,
        verb: Verb::FeatureSet,
        flag: Some("new_search".to_owned()),
        value: Percentage::parse("69.889").map(FlagValue::Percentage),
        environments: vec![Environment::StagingRef, Environment::Production],
        scopes: vec![Scope {
            kind: ScopeKind::FeatureGroup,
            values: vec!["team".to_owned()],
        }],
        modifiers: vec!["--actors".to_owned()],
        blanks: vec![],
        problems: vec![Problem {
            code: "ref".to_owned(),
            message: "no such place".to_owned(),
        }],
        of_ladder: true,
    }
}

fn timer() -> Timer {
    let started = Timestamp::from_timestamp(1_700_000_000, 123_456_789).unwrap();
    Timer {
        started,
        ends: started + chrono::TimeDelta::days(1),
        paused_with: Some(600),
    }
}

fn seen() -> GateValues {
    GateValues {
        boolean: Some(false),
        percentage_of_actors: Percentage::parse("0.1"),
        percentage_of_time: Some(Percentage::NONE),
        actors: BTreeSet::from(["project:example/web".to_owned()]),
        groups: BTreeSet::from(["team".to_owned()]),
    }
}

fn cause() -> BlockerCause {
    BlockerCause {
        id: BlockerId::from("B1"),
        title: "500s".to_owned(),
        link: Some("https://example.com/2".to_owned()),
        details: BlockerDetails {
            kind: Some(BlockerKind::Data),
            severity: Some(Severity::S2),
            owner: Some("grace".to_owned()),
            due: Some(timer().ends),
            soft: true,
            description: Some("no rows".to_owned()),
            why: Some("the check moved".to_owned()),
            plan: vec!["backfill".to_owned()],
            expected: vec!["every row is there".to_owned()],
            shared: Some("0190".to_owned()),
        },
    }
}

fn result() -> QaEntry {
    QaEntry {
        scope: QaScope::Stage(StageId::from("canary")),
        environment: Some("staging".to_owned()),
        build: Some("17.1".to_owned()),
        tester: Some("grace".to_owned()),
        verdict: Verdict::Inconclusive,
        accepted: Some("known".to_owned()),
        note: Some("slow".to_owned()),
        evidence: vec!["shot.png".to_owned()],
        cohort: Some(Cohort::WhileOff),
    }
}

/// Makes the event whose kind comes after that of `event`; `None` after the last.
#[expect(
    clippy::too_many_lines,
    reason = "a list; the match is what makes it complete"
)]
fn following(event: &Event) -> Option<Event> {
    let step = StepId::from("s");
    let stage = StageId::from("canary");
    let reason = "because".to_owned();
    let passed = StepState::Overridden;
    Some(match event {
        Event::RolloutImported { .. } => Event::PlanRevised {
            plan: Box::new(nested_plan(2)),
            source: "paste".to_owned(),
        },
        Event::PlanRevised { .. } => Event::RolloutStarted,
        Event::RolloutStarted => Event::StepMarked {
            step,
            state: passed,
            reason: Some(reason),
            timer: Some(timer()),
        },
        Event::StepMarked { .. } => Event::InstructionRun {
            step,
            instructions: vec![instruction()],
            outcome: Outcome::Refused,
            reply: Some("no".to_owned()),
            state: passed,
            timer: Some(timer()),
            passed: Some(Passed {
                gates: GateKind::OF_A_SWITCH.to_vec(),
                reason,
            }),
        },
        Event::InstructionRun { .. } => Event::TimerChanged {
            step,
            change: TimerChange::Extend(60),
            timer: Some(timer()),
            reason: Some(reason),
        },
        Event::TimerChanged { .. } => Event::WatchHandedOver {
            steps: vec![step],
            to: Actor::from("somebody"),
        },
        Event::WatchHandedOver { .. } => Event::ActorsNamed {
            actors: FlipperId::parse("Project:278964").into_iter().collect(),
        },
        Event::ActorsNamed { .. } => Event::FlagTyped {
            kind: FlagType::GitlabComDerisk,
            since: Some(timer().started),
            note: None,
        },
        Event::FlagTyped { .. } => Event::FlagObserved {
            environment: Environment::Staging,
            gates: seen(),
            source: "feature get".to_owned(),
        },
        Event::FlagObserved { .. } => Event::ChangeIssueLinked {
            link: "https://example.com/3".to_owned(),
        },
        Event::ChangeIssueLinked { .. } => Event::BlankFilled {
            blank: "<percentage>".to_owned(),
            value: "25".to_owned(),
        },
        Event::BlankFilled { .. } => Event::DecisionAnswered {
            decision: DecisionKey::from("actor"),
            option: "project".to_owned(),
        },
        Event::DecisionAnswered { .. } => Event::StageAdvanced {
            from: stage,
            to: StageId::from("ramp"),
        },
        Event::StageAdvanced { .. } => Event::StageReopened { stage, reason },
        Event::StageReopened { .. } => Event::RolloutHeld { reason },
        Event::RolloutHeld { .. } => Event::RolloutResumed {
            reason: Some(reason),
        },
        Event::RolloutResumed { .. } => Event::QaRecorded {
            result: result(),
            blocker: Some(cause()),
        },
        Event::QaRecorded { .. } => Event::NoteAdded {
            step: Some(step),
            text: "\u{0}\r\n \"🦀\"".to_owned(),
        },
        Event::NoteAdded { .. } => Event::GateOverridden {
            stage,
            gate: GateKind::Waits,
            covers: vec!["s".to_owned()],
            reason,
        },
        Event::GateOverridden { .. } => Event::BlockerRaised(cause()),
        Event::BlockerRaised(_) => Event::BlockerClosed {
            blocker: BlockerId::from("B1"),
            reason,
        },
        Event::BlockerClosed { .. } => Event::BlockerStepMarked {
            blocker: BlockerId::from("B1"),
            order: 1,
            done: true,
        },
        Event::BlockerStepMarked { .. } => Event::BlockerEdited(cause()),
        Event::BlockerEdited(_) => Event::BlockerNoted {
            blocker: BlockerId::from("B1"),
            text: "seen again".to_owned(),
        },
        Event::BlockerNoted { .. } => Event::WritesSaid(Writes::Backfilled {
            link: Some("https://example.com/4".to_owned()),
            done: false,
        }),
        Event::WritesSaid(_) => Event::Stated(Statement {
            topic: Topic::Code,
            environment: Some(Environment::Staging),
            answer: Answer::Yes,
            note: Some("4f1c9ab27de".to_owned()),
        }),
        Event::Stated(_) => Event::RollbackTriggered {
            reason,
            actions: actions(),
            already_at: Some(timer().started),
            seen_by_users: true,
            details: details(),
        },
        Event::RollbackTriggered { .. } => Event::RollbackDrilled {
            took_s: 72,
            at: Some(timer().started),
        },
        Event::RollbackDrilled { .. } => Event::RollbackStepMarked {
            order: 1,
            state: passed,
            note: Some(reason),
        },
        Event::RollbackStepMarked { .. } => Event::RollbackFinished,
        Event::RollbackFinished => Event::AttemptStarted {
            attempt: 2,
            stage: Some(stage),
            reset: vec![step],
        },
        Event::AttemptStarted { .. } => Event::RolloutAbandoned { reason },
        Event::RolloutAbandoned { .. } => Event::RolloutClosed,
        Event::RolloutClosed => Event::Undone { event: Seq::new(3) },
        Event::Undone { .. } => Event::Redone { event: Seq::new(3) },
        Event::Redone { .. } => return None,
    })
}
