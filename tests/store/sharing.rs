//! Two connections on one store: one wins, the other is told, and nobody waits in vain.

use std::sync::Barrier;
use std::thread;

use rollgate::store::{EventStore as _, SqliteStore, StoreError};

use crate::support::{add, batch, filled, moment, place, sealed, stream};

#[test]
fn of_two_writers_with_the_same_past_exactly_one_wins() {
    let (_folder, path) = filled();
    let barrier = Barrier::new(2);
    let write = |text: &'static str| {
        let mut store = SqliteStore::open(&path).unwrap();
        let tip = store.tip(stream()).unwrap();
        let envelopes = sealed(stream(), tip.as_ref(), &[text]);
        barrier.wait();
        store.append(&batch(stream(), &envelopes))
    };
    let results = thread::scope(|scope| {
        let writers = ["a", "b"].map(|text| scope.spawn(move || write(text)));
        writers.map(|writer| writer.join().unwrap())
    });
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), lost.len()), (1, 1));
    assert!(
        matches!(lost[0], Err(StoreError::Conflict { .. })),
        "{lost:?}"
    );
    let store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.load(stream()).unwrap().len(), 4);
    assert!(store.verify().unwrap().ok);
}

#[test]
fn many_writers_that_look_again_lose_nothing() {
    let (_folder, path) = place();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut store = SqliteStore::open(&path).unwrap();
                let mut written = 0;
                while written < 25 {
                    match add(&mut store, stream(), &["a"]) {
                        Ok(_) => written += 1,
                        Err(StoreError::Conflict { .. }) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    let store = SqliteStore::open(&path).unwrap();
    let report = store.verify().unwrap();
    assert_eq!((report.events, report.ok), (100, true));
}

#[test]
fn the_marker_tells_that_another_connection_has_written() {
    let (_folder, path) = filled();
    let mut writer = SqliteStore::open(&path).unwrap();
    let reader = SqliteStore::open_read_only(&path).unwrap();
    let before = reader.marker().unwrap();
    assert_eq!(reader.marker().unwrap(), before);
    writer.save_draft("note", "typed", moment()).unwrap();
    assert_ne!(reader.marker().unwrap(), before);
    assert_eq!(reader.draft("note").unwrap().as_deref(), Some("typed"));
}

#[test]
fn a_reader_does_not_wait_for_a_writer() {
    let (_folder, path) = filled();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    let store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.load(stream()).unwrap().len(), 3);
}
