//! Stores of other versions: an old one is brought up to date whole or not at all, behind a copy; a newer one is left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rollgate::store::{EventStore as _, SqliteStore, StoreError};
use rusqlite::Connection;

use crate::child::child;
use crate::support::{add, counted, filled, named, place};
use crate::trace;

/// Every released schema, as a store that the program of that version wrote.
const OLD: [&str; 3] = [
    include_str!("fixtures/schema_1.sql"),
    include_str!("fixtures/schema_2.sql"),
    include_str!("fixtures/schema_3.sql"),
];

fn write_old(path: &Path, dump: &str) {
    let raw = Connection::open(path).unwrap();
    raw.execute_batch(dump).unwrap();
    raw.pragma_update(None, "journal_mode", "WAL").unwrap();
}

fn version(path: &Path) -> u32 {
    let raw = Connection::open(path).unwrap();
    raw.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

/// Returns the names of all tables, indices and triggers.
fn names(path: &Path) -> BTreeSet<String> {
    let raw = Connection::open(path).unwrap();
    let mut found = raw.prepare("SELECT name FROM sqlite_schema").unwrap();
    let names = found.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// Demands that a store has what the fixture has.
fn demand_all(store: &SqliteStore) {
    let report = store.verify().unwrap();
    assert!(report.ok, "{report:?}");
    assert_eq!((report.streams, report.events), (2, 7));
    assert_eq!(store.fleet().unwrap().len(), 1);
    assert_eq!(store.draft("note").unwrap().as_deref(), Some("typed"));
}

#[test]
fn d10_a_store_of_every_old_version_is_read_as_it_is_and_brought_up_to_date() {
    for (number, dump) in OLD.iter().enumerate() {
        let (folder, path) = place();
        write_old(&path, dump);
        demand_all(&SqliteStore::open_read_only(&path).unwrap());
        assert_eq!(version(&path) as usize, number + 1);
        let mut store = SqliteStore::open(&path).unwrap();
        demand_all(&store);
        add(&mut store, &named("new"), &["more"]).unwrap();
        let streams = store.streams().unwrap();
        add(&mut store, streams.last().unwrap(), &["more"]).unwrap();
        assert!(store.verify().unwrap().ok);
        let copy = folder
            .path()
            .join(format!("store.db.before-v{}.1", version(&path)));
        demand_all(&SqliteStore::open_read_only(&copy).unwrap());
        assert_eq!(version(&copy) as usize, number + 1);
    }
}

#[test]
fn d10_a_kill_at_any_call_of_the_migration_leaves_the_old_or_the_new_store() {
    if !trace::is_there() {
        return;
    }
    for (number, dump) in OLD.iter().enumerate() {
        let before = u32::try_from(number).unwrap() + 1;
        killed_while_brought_up_to_date(before, dump);
    }
}

fn killed_while_brought_up_to_date(before: u32, dump: &str) {
    let (folder, path) = place();
    let log = folder.path().join("log");
    let fresh = || {
        for entry in fs::read_dir(folder.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        write_old(&path, dump);
    };
    let open = |wrapper: &[&str]| child(wrapper, &path, "open");
    fresh();
    let old_names = names(&path);
    let calls = trace::count(&log, &open);
    let (newest, new_names) = (version(&path), names(&path));
    let points = counted(16, calls).min(calls);
    let (mut old, mut new) = (0, 0);
    for point in 0..points {
        fresh();
        let number = 1 + point * calls / points;
        trace::killed_at(number, &log, &open);
        let (found, names) = (version(&path), names(&path));
        let has_copy = folder.path().join(format!("store.db.before-v{newest}.1"));
        if found == before {
            assert_eq!(names, old_names, "call {number}: between two versions");
            old += 1;
        } else {
            assert_eq!(
                (found, &names),
                (newest, &new_names),
                "call {number}: between two versions"
            );
            assert!(has_copy.exists(), "call {number}: changed without a copy");
            new += 1;
        }
        demand_all(&SqliteStore::open(&path).unwrap());
        assert_eq!(version(&path), newest);
    }
    println!(
        "schema {before}, killed at {points} of {calls} calls: {old} times the old store, {new} times the new one"
    );
}

#[test]
fn d11_a_store_of_a_newer_version_is_refused_and_left_as_it_is() {
    let (_folder, path) = filled(3);
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    let log = path.with_extension("db-wal");
    let before = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    let error = SqliteStore::open(&path).unwrap_err();
    let said = error.to_string();
    assert!(matches!(error, StoreError::NewerSchema { .. }), "{said}");
    assert!(
        said.contains("schema 99") && said.contains("up to 4"),
        "{said}"
    );
    assert_eq!((fs::read(&path).unwrap(), fs::read(&log).unwrap()), before);
    let store = SqliteStore::open_read_only(&path).unwrap();
    assert_eq!(store.load(&named("a")).unwrap().len(), 3);
}
