//! Read models and undo over thousands of records: made anew they are the same, taken back all is as before, and the log only grows.

use rollgate::domain::id::{Actor, RolloutId, StepId};
use rollgate::domain::plan::StepState;
use rollgate::domain::rollout::Command;
use rollgate::projection::FleetRow;
use rollgate::store::{EventStore as _, SqliteStore};
use rollgate::tracker::{FixedClock, ImportOptions, Tracker, Who};

use crate::support::{Dice, counted, moment, place};

struct Bench {
    tracker: Tracker,
    /// Each with its steps.
    rollouts: Vec<(RolloutId, Vec<StepId>)>,
    folder: tempfile::TempDir,
}

/// Makes a store with so many rollouts of one document: a wish reads the whole stream that it is about, so many wishes need many streams.
fn bench(count: usize) -> Bench {
    let (folder, path) = place();
    let store = SqliteStore::open(&path).unwrap();
    let who = Who {
        actor: Actor::from("ada"),
        said_at: None,
    };
    let clock = FixedClock::at(moment());
    let mut tracker = Tracker::new(Box::new(store), Box::new(clock), who);
    let text = include_str!("../fixtures/quick_export.md");
    let mut rollouts = Vec::new();
    for number in 0..count {
        let text = text.replace("quick_export", &format!("quick_export_{number}"));
        let rollout = tracker.import(&text, &ImportOptions::default()).unwrap();
        let plan = tracker.history(&rollout).unwrap().rollout.plan.unwrap();
        let steps = plan.steps().map(|step| step.id.clone()).collect();
        rollouts.push((rollout, steps));
    }
    Bench {
        tracker,
        rollouts,
        folder,
    }
}

impl Bench {
    /// Asks one rollout for something at random and says whether the rules allowed it.
    fn ask(&mut self, rollout: usize, dice: &mut Dice) -> bool {
        let states = [
            StepState::Done,
            StepState::Todo,
            StepState::Skipped,
            StepState::Blocked,
        ];
        let (_, steps) = &self.rollouts[rollout];
        let command = match dice.below(8) {
            0 => Command::AddNote {
                step: None,
                text: "seen".to_owned(),
            },
            _ => Command::MarkStep {
                step: steps[dice.below(steps.len())].clone(),
                state: states[dice.below(states.len())],
                reason: Some("because".to_owned()),
            },
        };
        self.does(rollout, &command)
    }

    fn does(&mut self, rollout: usize, command: &Command) -> bool {
        let (rollout, _) = &self.rollouts[rollout];
        let recorded = self.tracker.dispatch(rollout, command, None);
        recorded.is_ok_and(|recorded| !recorded.is_empty())
    }

    fn fleet(&self) -> Vec<FleetRow> {
        self.tracker.fleet().unwrap()
    }

    fn length(&self, rollout: usize) -> usize {
        let (rollout, _) = &self.rollouts[rollout];
        self.tracker.history(rollout).unwrap().told.len()
    }
}

#[test]
fn d16_a_storm_of_undo_and_redo_leads_back_and_forth_and_the_log_only_grows() {
    let mut bench = bench(counted(2, 40));
    let mut dice = Dice::new(16);
    let begun = bench.fleet();
    let each = counted(40, 400);
    let rollouts = 0..bench.rollouts.len();
    let mut lengths: Vec<usize> = rollouts
        .clone()
        .map(|rollout| bench.length(rollout))
        .collect();
    let mut changes = vec![0; lengths.len()];
    for wish in 0..each * lengths.len() {
        let rollout = wish % lengths.len();
        changes[rollout] += usize::from(bench.ask(rollout, &mut dice));
    }
    let ended = bench.fleet();
    assert_ne!(begun, ended);
    for rollout in rollouts.clone() {
        let mut undone = 0;
        while undone < changes[rollout] && bench.does(rollout, &Command::Undo) {
            undone += 1;
            let longer = bench.length(rollout);
            assert!(longer > lengths[rollout]);
            lengths[rollout] = longer;
        }
        assert_eq!(undone, changes[rollout]);
    }
    assert_eq!(bench.fleet(), begun);
    for rollout in rollouts {
        for _ in 0..changes[rollout] {
            assert!(bench.does(rollout, &Command::Redo));
        }
    }
    assert_eq!(bench.fleet(), ended);
    let report = bench.tracker.verify().unwrap();
    assert!(report.ok);
    println!(
        "{} changes taken back and brought back, {} events",
        changes.iter().sum::<usize>(),
        report.events
    );
}

#[test]
fn d17_the_fleet_made_anew_is_the_live_one_here_and_on_another_machine() {
    let mut bench = bench(counted(2, 400));
    let mut dice = Dice::new(17);
    for _ in 0..counted(100, 100_000) {
        let rollout = dice.below(bench.rollouts.len());
        if dice.below(5) == 0 {
            bench.does(rollout, &[Command::Undo, Command::Redo][dice.below(2)]);
        } else {
            bench.ask(rollout, &mut dice);
        }
    }
    let live = bench.fleet();
    bench.tracker.rebuild_fleet().unwrap();
    assert_eq!(bench.fleet(), live);
    let copy = bench.folder.path().join("copy.db");
    let path = bench.folder.path().join("store.db");
    SqliteStore::open_read_only(&path)
        .unwrap()
        .backup(&copy)
        .unwrap();
    let mut other = SqliteStore::open(&copy).unwrap();
    other.replace_fleet(&[]).unwrap();
    let who = Who {
        actor: Actor::from("bob"),
        said_at: None,
    };
    let mut elsewhere = Tracker::new(Box::new(other), Box::new(FixedClock::at(moment())), who);
    elsewhere.rebuild_fleet().unwrap();
    assert_eq!(elsewhere.fleet().unwrap(), live);
    let report = elsewhere.verify().unwrap();
    assert!(report.ok);
    println!("{} events", report.events);
}
