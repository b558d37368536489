//! The file of a store: who may read it, how SQLite is set, what is refused and left as it is.

use std::fs;
use std::path::Path;

use rollgate::store::{EventStore as _, SqliteStore, StoreError};
use rusqlite::Connection;

use crate::support::{add, filled, moment, place, stream};

fn refused(path: &Path) -> StoreError {
    let before = fs::read(path).unwrap();
    let error = SqliteStore::open(path).unwrap_err();
    assert_eq!(fs::read(path).unwrap(), before, "{error}");
    error
}

#[cfg(unix)]
#[test]
fn a_new_store_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let (folder, _) = place();
    let path = folder.path().join("new/deep/store.db");
    let store = SqliteStore::open(&path).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join("new")), 0o700);
    assert_eq!(mode(&folder.path().join("new/deep")), 0o700);
    let copy = folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    assert_eq!(mode(&copy), 0o600);
}

#[test]
fn the_library_has_no_known_way_to_lose_a_log() {
    assert!(rusqlite::version_number() >= 3_051_003);
}

#[test]
fn an_empty_file_is_not_taken_for_a_new_store() {
    let (_folder, path) = place();
    fs::write(&path, "").unwrap();
    let error = refused(&path);
    assert!(matches!(error, StoreError::Empty { .. }), "{error}");
    assert!(error.to_string().contains("put a backup in its place"));
    let error = SqliteStore::open_read_only(&path).unwrap_err();
    assert!(matches!(error, StoreError::Empty { .. }), "{error}");
}

#[test]
fn garbage_and_folders_are_not_taken_for_a_store() {
    let (folder, path) = place();
    for content in ["<!doctype html><p>Sign in", &"x".repeat(10_000)] {
        fs::write(&path, content).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotOurs { .. }), "{error}");
    }
    let error = SqliteStore::open(folder.path()).unwrap_err();
    assert!(matches!(error, StoreError::NotOurs { .. }), "{error}");
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let (_folder, path) = place();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE cookie (x)").unwrap();
    drop(other);
    let error = refused(&path);
    assert!(matches!(error, StoreError::NotOurs { .. }), "{error}");
    let error = SqliteStore::open_read_only(&path).unwrap_err();
    assert!(matches!(error, StoreError::NotOurs { .. }), "{error}");
}

#[test]
fn a_newer_store_is_refused_untouched_and_can_be_read() {
    let (folder, path) = filled();
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 9).unwrap();
    drop(raw);
    let error = refused(&path);
    let StoreError::NewerSchema { found, known, .. } = error else {
        panic!("{error}");
    };
    assert_eq!((found, known), (9, 4));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    let mut store = SqliteStore::open_read_only(&path).unwrap();
    assert_eq!(store.load(stream()).unwrap().len(), 3);
    let error = add(&mut store, stream(), &["fourth"]).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
}

#[test]
fn a_newer_version_in_the_log_is_seen_and_the_log_is_left_alone() {
    let (_folder, path) = filled();
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 9).unwrap();
    let log = path.with_extension("db-wal");
    let before = fs::read(&log).unwrap();
    assert!(!before.is_empty());
    let error = refused(&path);
    assert!(matches!(error, StoreError::NewerSchema { .. }), "{error}");
    assert_eq!(fs::read(&log).unwrap(), before);
}

#[test]
fn no_store_is_not_an_empty_store_for_a_reader() {
    let (folder, path) = place();
    let error = SqliteStore::open_read_only(&path).unwrap_err();
    assert!(matches!(error, StoreError::NotFound { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_log_without_its_file_begins_no_new_store() {
    let (_folder, path) = place();
    fs::write(path.with_extension("db-wal"), "frames").unwrap();
    let error = SqliteStore::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(!path.exists());
}

#[test]
fn what_was_written_is_there_after_closing_and_in_one_file() {
    let (folder, path) = filled();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let mut store = SqliteStore::open(&path).unwrap();
    assert_eq!(store.path(), path);
    assert_eq!(store.load(stream()).unwrap().len(), 3);
    add(&mut store, stream(), &["fourth"]).unwrap();
    assert!(store.verify().unwrap().ok);
}

#[test]
fn a_backup_holds_the_same_and_is_never_written_over() {
    let (folder, path) = filled();
    let mut store = SqliteStore::open(&path).unwrap();
    let copy = folder.path().join("copy 100%.db");
    store.backup(&copy).unwrap();
    add(&mut store, stream(), &["fourth"]).unwrap();
    let before = fs::read(&copy).unwrap();
    let error = store.backup(&copy).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error}");
    assert_eq!(fs::read(&copy).unwrap(), before);

    let restored = SqliteStore::open(&copy).unwrap();
    let events = store.load(stream()).unwrap();
    assert_eq!(restored.load(stream()).unwrap(), events[..3]);
    assert!(restored.verify().unwrap().ok);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_replaced_while_open_is_not_written() {
    let (folder, path) = filled();
    let mut store = SqliteStore::open(&path).unwrap();
    fs::rename(&path, folder.path().join("moved.db")).unwrap();
    let error = store.save_draft("note", "typed", moment()).unwrap_err();
    assert!(matches!(error, StoreError::Replaced { .. }), "{error}");
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn a_store_in_a_folder_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let set_mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    for mode in [0o400, 0o600] {
        let (folder, path) = filled();
        set_mode(&path, mode).unwrap();
        set_mode(folder.path(), 0o500).unwrap();
        let store = SqliteStore::open_read_only(&path).unwrap();
        assert_eq!(store.load(stream()).unwrap().len(), 3);
        assert!(store.verify().unwrap().ok);
        // Root may write anywhere, so there is nothing to refuse.
        let is_root = fs::write(folder.path().join("probe"), "").is_ok();
        let opened = SqliteStore::open(&path);
        assert!(
            is_root || matches!(opened, Err(StoreError::ReadOnly { .. })),
            "{opened:?}"
        );
        drop(opened);
        set_mode(folder.path(), 0o700).unwrap();
    }
}
