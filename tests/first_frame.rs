//! The first frame reads the rows that it shows and counts the others: it is the frame that a reading of all of them gives.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::rc::Rc;

use chrono::TimeDelta;
use proptest::prelude::*;
use rollgate::domain::Timestamp;
use rollgate::domain::id::Actor;
use rollgate::projection::FleetRow;
use rollgate::shell::{DataSource, Desk, OpenData, Place};
use rollgate::store::{EventStore, MemoryStore, SqliteStore};
use rollgate::tracker::{FixedClock, Tracker, Who};
use rollgate::tui::{Effect, Model};

/// What differs from one rollout to the next: phase, state, name, blockers, the end of its time and of its flag in minutes, and its age.
type Kind = (usize, usize, usize, usize, Option<i64>, Option<i64>, i64);

const SIZES: [(u16, u16); 6] = [(120, 36), (80, 24), (60, 20), (40, 12), (30, 8), (200, 60)];

const PHASES: [&str; 6] = [
    "active",
    "active",
    "planned",
    "closed",
    "rolling_back",
    "rolled_back",
];

const STATES: [&str; 5] = ["doing", "doing", "todo", "failed", "blocked"];

fn now() -> Timestamp {
    "2026-03-10T10:00:00Z".parse().unwrap()
}

fn row(number: usize, kind: &Kind) -> FleetRow {
    let (phase, state, name, blockers, time, deadline, age) = kind;
    let after = |minutes: i64| now() + TimeDelta::minutes(minutes);
    let words = [
        "search",
        "größere_exporte",
        "a_flag_with_quite_a_long_name",
        "title of none",
    ];
    let name = format!("{}_{}", words[name % 4], "x".repeat(*name));
    let row = serde_json::json!({
        "id": format!("r{number:03}"), "flag": (name.len() % 3 > 0).then_some(&name), "title": name,
        "phase": (PHASES[phase % 6]),
        "state": (STATES[state % 5]),
        "attempt": 1, "stage": [1, "Rollout"], "stages": ["doing", "todo"], "production": "25% of actors",
        "environments": [], "done": 0, "total": 1, "next": "1.1 Look.", "hold": null,
        "blockers": (0..*blockers).map(|count| format!("B{count}: held")).collect::<Vec<_>>(),
        "timers": time.iter().map(|end| serde_json::json!({"step": "s1", "number": "1.1", "text": "Wait.",
            "kind": "wait", "started_at": after(-90), "ends_at": after(*end)})).collect::<Vec<_>>(),
        "deadline": deadline.map(|end| serde_json::json!({"type": "wip", "since": after(-900), "at": after(end)})),
        "updated_at": after(-age), "updated_by": "ana",
    });
    serde_json::from_value(row).unwrap()
}

fn desk(store: Box<dyn EventStore>, (width, height): (u16, u16)) -> Desk {
    let clock = FixedClock::at(now());
    let actor = Actor::from("ana");
    let who = Who {
        actor: actor.clone(),
        said_at: None,
    };
    let source = DataSource {
        tracker: Tracker::new(store, Box::new(clock.clone()), who),
        clock: Rc::new(clock),
        actor,
    };
    let data = OpenData::new(source, None);
    let model = Model::new(width, height, now());
    let mut desk = Desk::new(model, data, Place::default()).beginning_with(height);
    desk.carry_out(vec![Effect::Open(None)]);
    desk
}

/// Returns how many rows the first frame was made of, and how many there are.
fn seen(store: Box<dyn EventStore>, size: (u16, u16)) -> (usize, usize) {
    let mut desk = desk(store, size);
    let read = |desk: &Desk| desk.model.snapshot.as_ref().unwrap().fleet.len();
    let (first, frame) = (read(&desk), desk.screen());
    desk.read_the_rest();
    assert_eq!(frame, desk.screen(), "{size:?}");
    (first, read(&desk))
}

#[test]
fn of_many_rollouts_few_are_read_for_the_first_frame() {
    let rows: Vec<FleetRow> = (0..400)
        .map(|number| row(number, &(0, number % 3, number % 9, 0, None, None, 5)))
        .collect();
    let mut store = MemoryStore::default();
    store.replace_fleet(&rows).unwrap();
    assert_eq!(seen(Box::new(store), (80, 24)), (25, 400));
}

#[test]
fn a_rest_that_cannot_be_read_is_told_and_tried_again() {
    let rows: Vec<FleetRow> = (0..60)
        .map(|number| row(number, &(0, 0, 0, 0, None, None, 5)))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = SqliteStore::open(&path).unwrap();
    store.replace_fleet(&rows).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    let foreign = r#"{"phase": "active", "state": "doing", "timers": [], "of": "another version"}"#;
    raw.execute("INSERT INTO fleet VALUES ('r999', ?1, 0)", [foreign])
        .unwrap();

    let mut desk = desk(Box::new(store), (80, 24));
    let read = |desk: &Desk| desk.model.snapshot.as_ref().unwrap().fleet.len();
    assert_eq!((read(&desk), desk.model.notice.is_some()), (25, false));
    desk.read_the_rest();
    assert_eq!((read(&desk), desk.model.notice.is_some()), (25, true));

    raw.execute("DELETE FROM fleet WHERE rollout = 'r999'", [])
        .unwrap();
    desk.look_for_others();
    assert_eq!(read(&desk), 60);
}

/// Mostly short names, of which one is longer.
fn kind() -> impl Strategy<Value = Kind> {
    let name = prop_oneof![12 => 0_usize..3, 1 => 3_usize..40];
    let end = |weight| proptest::option::weighted(weight, -60_i64..60);
    (
        0_usize..6,
        0_usize..9,
        name,
        0_usize..3,
        end(0.1),
        end(0.3),
        0_i64..500,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_first_frame_is_that_of_all_rows(
        kinds in proptest::collection::vec(kind(), 0..120),
        size in proptest::sample::select(SIZES.to_vec()),
    ) {
        let rows: Vec<FleetRow> = kinds.iter().enumerate().map(|(number, kind)| row(number, kind)).collect();
        let folder = tempfile::tempdir().unwrap();
        let mut file = SqliteStore::open(&folder.path().join("store.db")).unwrap();
        file.replace_fleet(&rows).unwrap();
        let mut memory = MemoryStore::default();
        memory.replace_fleet(&rows).unwrap();
        prop_assert_eq!(seen(Box::new(file), size), seen(Box::new(memory), size));
    }
}
