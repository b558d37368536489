//! Lets a rollout live through a sequence of moves and shows every event to whoever watches. Refusals are part of life.

use std::collections::BTreeSet;

use chrono::{TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rollgate::domain::Timestamp;
use rollgate::domain::flag::GateValues;
use rollgate::domain::id::{RolloutId, StepId};
use rollgate::domain::plan::Plan;
use rollgate::domain::rollout::{
    Command, Event, GateKind, Outcome, Passage, RollbackDetails, Rollout, decide, evolve,
};

use crate::commands::commands;
use crate::guide::{Guided, guide};
use crate::plans::{line, plans};

/// What somebody asks for.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// This.
    Command(Box<Command>),
    /// The next thing to do, whatever it is, so that runs get far; who should wait tries to advance.
    Next,
}

impl Asked {
    /// Returns the command that it is at this moment.
    pub(crate) fn command(&self, rollout: &Rollout, now: Timestamp) -> Option<Command> {
        match self {
            Self::Command(command) => Some((**command).clone()),
            Self::Next => match guide(rollout, now) {
                Guided::Command(command) => Some(*command),
                Guided::Later => Some(Command::Advance),
                Guided::Over => None,
            },
        }
    }
}

/// Minutes that pass, and what is asked for then.
pub(crate) type Move = (i64, Asked);

/// A rollout and the events that made it.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) rollout: Rollout,
    pub(crate) events: Vec<(Timestamp, Event)>,
}

/// The moment at which every run begins.
pub(crate) fn morning() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap()
}

/// Makes a plan and up to 60 moves about it.
pub(crate) fn runs() -> impl Strategy<Value = (Plan, Vec<Move>)> {
    plans().prop_flat_map(|plan| {
        let asked = prop_oneof![
            2 => Just(Asked::Next),
            3 => commands(&plan).prop_map(|command| Asked::Command(Box::new(command))),
        ];
        let moves = prop::collection::vec((0..25_i64, asked), 0..60);
        let turns = prop::option::weighted(0.4, 0..60_usize);
        let moves = (moves, turns, turn(&plan)).prop_map(|(mut moves, place, turn)| {
            if let Some(place) = place {
                let place = place.min(moves.len());
                moves.splice(place..place, turn);
            }
            moves
        });
        (Just(plan), moves)
    })
}

/// Makes the moves of a bad day: production is switched on against the rules, and all the way back is gone.
fn turn(plan: &Plan) -> impl Strategy<Value = Vec<Move>> + use<> {
    let step = plan.steps().find(|step| step.kind.has_state());
    let step = step.map_or_else(|| StepId::new("9.9"), |step| step.id.clone());
    let lines = prop::sample::select(vec![0_usize, 1, 2, 4, 7, 8]);
    (prop::collection::vec(lines, 1..3), 3..9_usize).prop_map(move |(lines, nexts)| {
        let run = |which: &usize| Command::RunInstruction {
            step: step.clone(),
            instructions: vec![line(*which)],
            outcome: Outcome::Succeeded,
            reply: None,
            passage: Passage {
                reason: Some("it cannot wait".to_owned()),
                overrides: GateKind::OF_A_SWITCH.to_vec(),
                ..Passage::default()
            },
        };
        let back = Command::TriggerRollback {
            reason: "errors".to_owned(),
            already_at: None,
            seen_by_users: false,
            details: RollbackDetails::default(),
        };
        let mut commands = vec![Command::Start, Command::Resume { reason: None }];
        commands.extend(lines.iter().map(run));
        commands.push(back);
        let asked = commands
            .into_iter()
            .map(|command| Asked::Command(Box::new(command)));
        let nexts = (0..nexts).map(|_| Asked::Next);
        asked.chain(nexts).map(|asked| (1, asked)).collect()
    })
}

/// Lives through `moves`; `watch` sees the state before each event, the event, the state after it, and the command with its time.
pub(crate) fn run(
    plan: Plan,
    moves: &[Move],
    mut watch: impl FnMut(&Rollout, &Event, &Rollout, (&Command, Timestamp)),
) -> Run {
    let mut now = morning();
    let mut life = Run {
        rollout: Rollout::new(RolloutId::new("r")),
        events: vec![],
    };
    let import = Asked::Command(Box::new(Command::Import {
        plan: Box::new(plan),
        source: "test".to_owned(),
    }));
    for (minutes, asked) in [(0, import)].iter().chain(moves) {
        now += TimeDelta::minutes(*minutes);
        let Some(command) = asked.command(&life.rollout, now) else {
            continue;
        };
        for event in decide(&life.rollout, &command, now).into_iter().flatten() {
            let after = evolve(life.rollout.clone(), &event);
            watch(&life.rollout, &event, &after, (&command, now));
            life.rollout = after;
            life.events.push((now, event));
        }
    }
    life
}

/// Gives a command that has to be accepted and to change something.
pub(crate) fn after_command(rollout: &Rollout, command: &Command, now: Timestamp) -> Rollout {
    match decide(rollout, command, now) {
        Ok(events) if !events.is_empty() => events.iter().fold(rollout.clone(), evolve),
        other => panic!("{command:?} was to change something, but: {other:?}"),
    }
}

#[test]
fn the_runs_of_these_laws_get_everywhere() {
    let mut runner = TestRunner::deterministic();
    let (mut phases, mut overrides, mut undone) = (BTreeSet::new(), 0, 0);
    let (mut timed, mut returned, mut passed) = (0, 0, BTreeSet::new());
    let mut attempts = BTreeSet::new();
    for _ in 0..384 {
        let (plan, moves) = runs().new_tree(&mut runner).unwrap().current();
        let life = run(plan, &moves, |_, event, after, _| {
            phases.insert(after.facts.phase.as_str());
            let rollback = after.facts.rollback.as_ref();
            let was_on = rollback.is_some_and(|rollback| {
                let mut gates = rollback.before.values();
                gates.any(GateValues::is_on_for_anyone)
            });
            returned += usize::from(was_on && *event == Event::RollbackFinished);
        });
        attempts.insert(life.rollout.facts.attempt);
        let events = life.events.iter().map(|(_, event)| event);
        for event in events {
            overrides += usize::from(matches!(event, Event::GateOverridden { .. }));
            undone += usize::from(matches!(event, Event::Undone { .. }));
            timed += usize::from(matches!(event, Event::TimerChanged { .. }));
            if let Event::InstructionRun {
                passed: Some(gates),
                ..
            } = event
            {
                passed.extend(gates.gates.clone());
            }
        }
    }
    let all = [
        "abandoned",
        "active",
        "closed",
        "planned",
        "rolled_back",
        "rolling_back",
    ];
    assert_eq!(phases, BTreeSet::from(all));
    assert!(attempts.contains(&2), "{attempts:?}");
    assert!(overrides > 20 && undone > 20, "{overrides} {undone}");
    assert!(timed > 30 && returned > 10, "{timed} {returned}");
    let is_far = passed.contains(&GateKind::Consistency) && passed.len() > 5;
    assert!(is_far, "{passed:?}");
}
