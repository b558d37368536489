//! Every command from every state of a tiny plan, six commands deep: no state is a dead end, and the way back is always open.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::TimeDelta;
use rollgate::domain::Timestamp;
use rollgate::domain::cohort::Writes;
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::flag::GateValues;
use rollgate::domain::id::RolloutId;
use rollgate::domain::plan::{Instruction, Plan, StageKind, StepState};
use rollgate::domain::rollout::{
    Answer, BlockerDetails, Command, GateKind, Outcome, Passage, Phase, QaEntry, QaScope,
    RollbackDetails, Rollout, Statement, TimerChange, Topic, Verdict, decide, evolve,
};

use crate::guide::{Guided, guide};
use crate::plan::{delete, plan, set, stage_id};
use crate::run::morning;

/// How many commands deep.
const DEPTH: usize = 6;

fn tiny() -> Plan {
    plan()
        .stage("Non-production", StageKind::Nonprod)
        .qa("1.1", "Try it")
        .stage("Ramp", StageKind::Ramp)
        .instruction("2.1", &[set("true", &[Production])])
        .watch("2.2", 60)
        .stage("Cleanup", StageKind::Cleanup)
        .instruction("3.1", &[delete(&[Production])])
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
        details: RollbackDetails::default(),
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
    for step in ["1.1", "2.1", "2.2", "3.1"] {
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

/// What holds a rollout up, turns it round or ends it, and what is only said or seen.
fn other_ways() -> Vec<Command> {
    let reason = || "so".to_owned();
    let mut commands = vec![
        back(),
        test(Verdict::Fail),
        mark("2.1", StepState::Blocked),
        run(&set("25", &[Production]), Outcome::Succeeded),
        run(&set("true", &[Production]), Outcome::Succeeded),
        run(&set("true", &[Production]), Outcome::Failed),
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
        Command::SayWrites {
            answer: Writes::Lazily,
        },
        Command::State(Statement {
            topic: Topic::Watch,
            environment: None,
            answer: Answer::No,
            note: None,
        }),
        see(true),
        see(false),
        Command::Undo,
        Command::Redo,
    ];
    for change in [TimerChange::Pause, TimerChange::Resume, TimerChange::Stop] {
        for step in ["2.1", "2.2"] {
            commands.push(Command::ChangeTimer {
                step: step.into(),
                change,
                reason: Some(reason()),
            });
        }
    }
    for gate in GateKind::OF_A_STAGE {
        commands.push(Command::OverrideGate {
            gate,
            reason: reason(),
        });
    }
    commands
}

fn run(line: &Instruction, outcome: Outcome) -> Command {
    Command::RunInstruction {
        step: "2.1".into(),
        instructions: vec![line.clone()],
        outcome,
        reply: None,
        passage: Passage::default(),
    }
}

fn see(is_on: bool) -> Command {
    Command::Observe {
        environment: Production,
        gates: GateValues {
            boolean: Some(is_on),
            ..GateValues::default()
        },
        source: "feature get".to_owned(),
    }
}

/// A rollout and the moment at which it stands so.
type State = (Rollout, Timestamp);

fn after((rollout, now): &State, command: &Command) -> Option<State> {
    let events = decide(rollout, command, *now).ok()?;
    let following = || events.iter().fold(rollout.clone(), evolve);
    (!events.is_empty()).then(|| (following(), *now))
}

/// Tells states apart by what rules can see of them; the order of old events and the words of reasons are left out.
fn likeness((rollout, now): &State) -> u64 {
    let facts = &rollout.facts;
    let steps = facts.steps.iter().map(|(step, record)| {
        let left = record.timer.map(|timer| timer.seconds_left(*now));
        let is_newer = facts
            .qa
            .last()
            .is_some_and(|result| result.seq > record.seq);
        (step, record.state.as_str(), left, is_newer)
    });
    let results = facts.qa.iter().rev().take(1);
    let results = results.map(|result| (result.attempt, result.entry.verdict.as_str()));
    let point = facts.ramp.last().map(|point| {
        let left = point.dwell.map(|timer| timer.seconds_left(*now));
        (point.attempt, point.percentage, left)
    });
    let overrides = facts.overrides.iter().map(|passed| {
        let is_old = facts
            .qa
            .last()
            .is_some_and(|result| result.seq > passed.seq);
        format!(
            "{} {} {:?} {is_old}",
            passed.stage, passed.gate, passed.covers
        )
    });
    let rollback = facts.rollback.iter().flat_map(|back| &back.items);
    let mut hasher = DefaultHasher::new();
    (facts.phase, facts.attempt, &facts.current).hash(&mut hasher);
    steps.collect::<Vec<_>>().hash(&mut hasher);
    results.collect::<Vec<_>>().hash(&mut hasher);
    overrides.collect::<BTreeSet<_>>().hash(&mut hasher);
    let items = rollback.map(|item| (&item.action, item.state));
    let rest = (
        point,
        items.collect::<Vec<_>>(),
        (facts.hold.is_some(), facts.writes.is_some()),
        facts.blockers.iter().filter(|it| it.holds()).count(),
        (&facts.flags, rollout.believed_gates(Production)),
        (facts.stated.len().min(1), facts.runs.len().min(2)),
        (rollout.undoable().is_some(), rollout.redoable().is_some()),
    );
    format!("{rest:?}").hash(&mut hasher);
    hasher.finish()
}

#[test]
fn no_state_of_a_tiny_plan_is_a_dead_end() {
    let import = Command::Import {
        plan: Box::new(tiny()),
        source: "test".to_owned(),
    };
    let empty = (Rollout::new(RolloutId::new("r")), morning());
    let first = after(&empty, &import).unwrap();
    let all: Vec<Command> = ways_on().into_iter().chain(other_ways()).collect();
    let mut seen = HashSet::from([likeness(&first)]);
    let mut states = vec![first];
    for _ in 0..DEPTH {
        let mut following = vec![];
        for state in &states {
            check(state);
            let commands = all.iter().filter_map(|command| after(state, command));
            let later = [15, 24 * 60].map(|minutes| {
                let now = state.1 + TimeDelta::minutes(minutes);
                (state.0.clone(), now)
            });
            for state in commands.chain(later) {
                if seen.insert(likeness(&state)) {
                    following.push(state);
                }
            }
        }
        states = following;
    }
    states.iter().for_each(check);
    println!("{} states", seen.len());
    assert!(seen.len() > 1_000, "{} states say nothing", seen.len());
}

fn check(state: &State) {
    let (rollout, now) = state;
    let can_go_on = || {
        let mut ways = ways_on().into_iter();
        ways.any(|command| after(state, &command).is_some())
    };
    match rollout.facts.phase {
        Phase::Closed => assert!(decide(rollout, &back(), *now).is_err()),
        Phase::Abandoned => assert!(after(state, &back()).is_some()),
        Phase::RollingBack => assert!(can_go_on(), "{:?}", rollout.facts),
        Phase::Planned | Phase::Active | Phase::RolledBack => {
            assert!(can_go_on(), "{:?}", rollout.facts);
            assert!(after(state, &back()).is_some());
        }
    }
    if let Guided::Command(command) = guide(rollout, *now) {
        let done = after(state, &command);
        assert!(done.is_some(), "{command:?} is next in {:?}", rollout.facts);
    }
}
