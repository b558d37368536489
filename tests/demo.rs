//! The demo is played by ordinary commands, so the rules themselves say whether its script is true.

use std::rc::Rc;

use chrono::{TimeZone as _, Utc};
use rollgate::domain::id::Actor;
use rollgate::domain::incident::Status;
use rollgate::domain::package::Place;
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
    let names: Vec<String> = fleet.iter().map(|row| row.name().to_owned()).collect();
    let at = names
        .iter()
        .position(|name| name == "incident_note_threads");
    let view = tracker.view(&fleet[at.unwrap()].id, None).unwrap();
    let blocker = &view.blockers.iter().find(|known| known.hard).unwrap();
    let done = blocker.plan.iter().filter(|step| step.done).count();
    assert_eq!((blocker.plan.len(), done), (3, 1));

    let incidents = tracker.incident_views().unwrap();
    let stand: Vec<_> = incidents
        .iter()
        .map(|incident| (incident.status, incident.pending.len()))
        .collect();
    assert_eq!(stand.len(), 2, "{stand:?}");
    assert!(stand.contains(&(None, 0)), "one has no record: {stand:?}");
    assert!(
        stand.contains(&(Some(Status::Acknowledged), 1)),
        "one is escalated: {stand:?}"
    );

    let horizon = tracker.horizon(Place::Gprd, None).unwrap();
    assert_eq!(tracker.ledger(None).unwrap().packages.len(), 6);
    assert_eq!(horizon.pending_migrations.len(), 2);
    assert_eq!(horizon.safe.len(), 2);
    let at_risk = horizon.flags_at_risk.iter();
    let at_risk: Vec<&str> = at_risk.map(|risk| risk.flag.as_str()).collect();
    assert!(at_risk.contains(&"fuzzy_file_search"), "{at_risk:?}");
}
