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
    rollout: RolloutId,
    steps: Vec<StepId>,
    folder: tempfile::TempDir,
}

fn bench() -> Bench {
    let (folder, path) = place();
    let store = SqliteStore::open(&path).unwrap();
    let who = Who {
        actor: Actor::from("ada"),
        said_at: None,
    };
    let clock = FixedClock::at(moment());
    let mut tracker = Tracker::new(Box::new(store), Box::new(clock), who);
    let text = include_str!("../fixtures/quick_export.md");
    let rollout = tracker.import(text, &ImportOptions::default()).unwrap();
    let history = tracker.history(&rollout).unwrap();
    let plan = history.rollout.plan.unwrap();
    let steps = plan.steps().map(|step| step.id.clone());
    Bench {
        steps: steps.collect(),
        tracker,
        rollout,
        folder,
    }
}

impl Bench {
    /// Asks for something at random and says whether the rules allowed it.
    fn ask(&mut self, dice: &mut Dice) -> bool {
        let states = [
            StepState::Done,
            StepState::Todo,
            StepState::Skipped,
            StepState::Blocked,
        ];
        let command = match dice.below(8) {
            0 => Command::AddNote {
                step: None,
                text: "seen".to_owned(),
            },
            _ => Command::MarkStep {
                step: self.steps[dice.below(self.steps.len())].clone(),
                state: states[dice.below(states.len())],
                reason: Some("because".to_owned()),
            },
        };
        self.does(&command)
    }

    fn does(&mut self, command: &Command) -> bool {
        let recorded = self.tracker.dispatch(&self.rollout, command, None);
        recorded.is_ok_and(|recorded| !recorded.is_empty())
    }

    fn fleet(&self) -> Vec<FleetRow> {
        self.tracker.fleet().unwrap()
    }

    fn length(&self) -> usize {
        self.tracker.history(&self.rollout).unwrap().told.len()
    }
}

#[test]
fn d16_a_storm_of_undo_and_redo_leads_back_and_forth_and_the_log_only_grows() {
    let mut bench = bench();
    let mut dice = Dice::new(16);
    let begun = bench.fleet();
    let mut length = bench.length();
    let asked = counted(60, 1_500);
    let changes = (0..asked).filter(|_| bench.ask(&mut dice)).count();
    let ended = bench.fleet();
    assert_ne!(begun, ended);
    let mut undone = 0;
    while undone < changes && bench.does(&Command::Undo) {
        undone += 1;
        let longer = bench.length();
        assert!(longer > length);
        length = longer;
    }
    assert_eq!((undone, bench.fleet()), (changes, begun));
    for _ in 0..undone {
        assert!(bench.does(&Command::Redo));
    }
    assert_eq!(bench.fleet(), ended);
    assert!(bench.tracker.verify().unwrap().ok);
    println!(
        "{changes} changes taken back and brought back, {} events",
        bench.length()
    );
}

#[test]
fn d17_the_fleet_made_anew_is_the_live_one_here_and_on_another_machine() {
    let mut bench = bench();
    let mut dice = Dice::new(17);
    for _ in 0..counted(100, 3_000) {
        if dice.below(5) == 0 {
            bench.does(&[Command::Undo, Command::Redo][dice.below(2)]);
        } else {
            bench.ask(&mut dice);
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
}
