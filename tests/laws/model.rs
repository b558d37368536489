//! Every command from every state of a tiny plan, five commands deep: no state is a dead end, and the way back is always open.

use rollgate::domain::Timestamp;
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::id::RolloutId;
use rollgate::domain::plan::{Plan, StageKind, StepState};
use rollgate::domain::rollout::{
    BlockerDetails, Command, GateKind, Phase, QaEntry, QaScope, Rollout, Verdict, decide, evolve,
};

use crate::plan::{plan, set, stage_id};
use crate::run::morning;

const DEPTH: usize = 5;

fn tiny() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .qa("1.1", "Try it")
        .stage("Ramp", StageKind::Ramp)
        .instruction("2.1", &[set("true", &[Production])])
        .watch("2.2", 60)
        .build()
}

fn mark(step: &str, state: StepState) -> Command {
    Command::MarkStep {
        step: step.into(),
        state,
        reason: Some("so".to_owned()),
    }
}

fn test(verdict: Verdict) -> Command {
    Command::RecordQa {
        result: QaEntry {
            scope: QaScope::Step("1.1".into()),
            environment: None,
            build: None,
            tester: None,
            verdict,
            accepted: None,
            note: Some("seen".to_owned()),
            evidence: vec![],
            cohort: None,
        },
        raise_blocker: None,
    }
}

fn back() -> Command {
    Command::TriggerRollback {
        reason: "errors".to_owned(),
        already_at: None,
        seen_by_users: false,
    }
}

/// What brings a rollout on, or out of where it is.
fn ways_on() -> Vec<Command> {
    let mut commands = vec![
        Command::Start,
        Command::Advance,
        Command::Close,
        Command::Resume { reason: None },
        Command::FinishRollback,
        Command::StartAttempt,
        Command::CloseBlocker {
            blocker: "B1".into(),
            reason: "fixed".to_owned(),
        },
        test(Verdict::Pass),
    ];
    for step in ["1.1", "2.1", "2.2"] {
        for state in [StepState::Doing, StepState::Done, StepState::Skipped] {
            commands.push(mark(step, state));
        }
    }
    for order in 1..3 {
        commands.push(Command::MarkRollbackStep {
            order,
            state: StepState::Done,
            note: None,
        });
    }
    commands
}

/// What holds a rollout up, turns it round or ends it.
fn other_ways() -> Vec<Command> {
    let reason = || "so".to_owned();
    let mut commands = vec![
        back(),
        test(Verdict::Fail),
        mark("2.1", StepState::Blocked),
        Command::Hold { reason: reason() },
        Command::RaiseBlocker {
            title: "errors".to_owned(),
            link: None,
            details: BlockerDetails::default(),
        },
        Command::ReopenStage {
            stage: stage_id(1),
            reason: reason(),
        },
        Command::Abandon { reason: reason() },
        Command::Undo,
        Command::Redo,
    ];
    for gate in GateKind::OF_A_STAGE {
        commands.push(Command::OverrideGate {
            gate,
            reason: reason(),
        });
    }
    commands
}

fn after(rollout: &Rollout, command: &Command, now: Timestamp) -> Option<Rollout> {
    let events = decide(rollout, command, now).ok()?;
    (!events.is_empty()).then(|| events.iter().fold(rollout.clone(), evolve))
}

#[test]
fn no_state_of_a_tiny_plan_is_a_dead_end() {
    let import = Command::Import {
        plan: Box::new(tiny()),
        source: "test".to_owned(),
    };
    let now = morning();
    let empty = Rollout::new(RolloutId::new("r"));
    let mut states = vec![after(&empty, &import, now).unwrap()];
    let all: Vec<Command> = ways_on().into_iter().chain(other_ways()).collect();
    let mut seen = 0;
    for _ in 0..=DEPTH {
        let mut following = vec![];
        for state in &states {
            seen += 1;
            check(state, now);
            following.extend(all.iter().filter_map(|command| after(state, command, now)));
        }
        following.dedup_by(|one, other| one.facts == other.facts);
        states = following;
    }
    assert!(seen > 1_000, "{seen} states are too few to say anything");
}

fn check(state: &Rollout, now: Timestamp) {
    let phase = state.facts.phase;
    let can_go_on = ways_on()
        .iter()
        .any(|command| after(state, command, now).is_some());
    match phase {
        Phase::Closed => assert!(decide(state, &back(), now).is_err()),
        Phase::Abandoned => assert!(after(state, &back(), now).is_some()),
        Phase::RollingBack => assert!(can_go_on, "{:?}", state.facts),
        Phase::Planned | Phase::Active | Phase::RolledBack => {
            assert!(can_go_on, "{:?}", state.facts);
            assert!(after(state, &back(), now).is_some());
        }
    }
}
