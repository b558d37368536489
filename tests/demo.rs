//! The demo is played by ordinary commands, so the rules themselves say whether its script is true.

use std::rc::Rc;

use chrono::{TimeZone as _, Utc};
use rollgate::domain::id::Actor;
use rollgate::domain::plan::StepState;
use rollgate::store::MemoryStore;
use rollgate::tracker::{FixedClock, load_demo};

#[test]
fn the_demo_shows_five_rollouts_at_different_points_of_their_life() {
    let now = Utc.with_ymd_and_hms(2026, 3, 9, 14, 32, 0).unwrap();
    let clock = Rc::new(FixedClock::at(now));
    let store = Box::new(MemoryStore::default());
    let (tracker, _clock) = load_demo(store, clock, Actor::from("you")).unwrap();

    let fleet = tracker.fleet().unwrap();
    let states: Vec<(&str, StepState)> = fleet
        .iter()
        .map(|row| (row.name(), row.state_at(now)))
        .collect();

    assert_eq!(tracker.now(), now);
    assert_eq!(
        states,
        [
            ("incident_note_threads", StepState::Failed),
            ("renamed_mirror_workers", StepState::Elapsed),
            ("fuzzy_file_search", StepState::Waiting),
            ("Release 4.2 of the command line client", StepState::Waiting),
            ("export_size_limits", StepState::Doing),
        ]
    );
    assert!(tracker.verify().unwrap().ok);
}
