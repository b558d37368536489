//! Damage: no byte of an event changes unseen, no damaged file is made worse, none makes the program fall over.

use std::fs;
use std::path::Path;

use rollgate::domain::id::Seq;
use rollgate::journal::StreamId;
use rollgate::projection::FleetRow;
use rollgate::store::{Batch, Document, EventStore as _, SqliteStore, StoreError, verify};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{add, batch, filled, place, rollout, row, sealed, stream};

/// Changes a store behind its back, with the guards taken away.
fn tamper(path: &Path, sql: &str) {
    let raw = Connection::open(path).unwrap();
    raw.execute_batch(
        "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;
         DROP TRIGGER document_is_never_changed; PRAGMA ignore_check_constraints = ON;",
    )
    .unwrap();
    raw.execute_batch(sql).unwrap();
}

#[test]
fn events_are_neither_changed_nor_removed_nor_put_between() {
    let (_folder, path) = filled();
    let raw = Connection::open(&path).unwrap();
    let insert = "(stream, seq, at, actor, kind, version, payload, prev_hash, hash)
        SELECT stream, seq, at, 'eve', kind, version, payload, prev_hash, hash FROM event";
    for sql in [
        "UPDATE event SET actor = 'eve' WHERE seq = 2",
        "UPDATE event SET seq = 9 WHERE seq = 3",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event",
        &format!("INSERT OR REPLACE INTO event {insert} WHERE seq = 3"),
        &format!("INSERT INTO event {insert} WHERE seq = 1"),
        "INSERT INTO event SELECT stream, 4, at, said_at, actor, kind, version, payload, prev_hash, hash
         FROM event WHERE seq = 3",
        "INSERT INTO event SELECT stream, 5, at, said_at, actor, kind, version, payload, hash, hash
         FROM event WHERE seq = 3",
        "INSERT INTO event SELECT 'rollout/new', 2, at, said_at, actor, kind, version, payload, zeroblob(32), hash
         FROM event WHERE seq = 2",
        "INSERT INTO event SELECT 'rollout/new', 1, at, said_at, actor, kind, version, payload, hash, hash
         FROM event WHERE seq = 1",
    ] {
        let error = raw.execute(sql, []).unwrap_err().to_string();
        assert!(error.starts_with("an event "), "{sql}: {error}");
    }
}

#[test]
fn whatever_is_changed_in_an_event_is_found_where_it_is() {
    for change in [
        "at = at + 1",
        "at = 9223372036854775807",
        "said_at = NULL",
        "said_at = said_at + 1",
        "actor = 'eve'",
        "actor = CAST(x'ff' AS TEXT)",
        "kind = 'rollout_closed'",
        "version = 2",
        "version = 70000",
        "payload = replace(payload, 'second', 'secomd')",
        "payload = '{'",
        "payload = CAST(x'ff00' AS TEXT)",
        "prev_hash = zeroblob(32)",
        "hash = zeroblob(32)",
        "hash = x''",
    ] {
        let (_folder, path) = filled();
        tamper(&path, &format!("UPDATE event SET {change} WHERE seq = 2"));
        let store = SqliteStore::open(&path).unwrap();
        for report in [store.verify().unwrap(), verify(&store).unwrap()] {
            let found = report
                .broken
                .iter()
                .any(|broken| broken.seq == Seq::new(2) && broken.stream == stream().as_str());
            assert!(found && !report.ok, "{change}: {report:?}");
        }
    }
}

#[test]
fn an_event_that_is_gone_or_elsewhere_is_found() {
    for change in [
        "DELETE FROM event WHERE seq = 2",
        "UPDATE event SET seq = 7 WHERE seq = 2",
        "UPDATE event SET stream = 'ledger' WHERE seq = 2",
        "UPDATE event SET stream = 'sollout/0190-a' WHERE seq = 2",
    ] {
        let (_folder, path) = filled();
        tamper(&path, change);
        let report = SqliteStore::open(&path).unwrap().verify().unwrap();
        assert!(!report.ok, "{change}");
    }
}

#[test]
fn an_event_that_cannot_be_read_is_an_error_with_its_position() {
    for change in [
        "at = 9223372036854775807",
        "hash = x'00'",
        "actor = CAST(x'ff' AS TEXT)",
    ] {
        let (_folder, path) = filled();
        tamper(&path, &format!("UPDATE event SET {change} WHERE seq = 2"));
        let store = SqliteStore::open(&path).unwrap();
        let error = store.load(stream()).unwrap_err();
        let said = error.to_string();
        assert!(
            said.starts_with("event 2 of rollout/0190-a cannot be read: "),
            "{said}"
        );
        assert!(matches!(error, StoreError::Unreadable { .. }));
    }
}

#[test]
fn what_is_broken_does_not_hide_what_comes_after_it() {
    let (_folder, path) = filled();
    let mut store = SqliteStore::open(&path).unwrap();
    add(&mut store, &StreamId::ledger(), &["a"]).unwrap();
    drop(store);
    tamper(
        &path,
        "UPDATE event SET at = 9223372036854775807 WHERE seq = 1; UPDATE event SET actor = 'eve' WHERE seq = 3",
    );
    let report = SqliteStore::open(&path).unwrap().verify().unwrap();
    let found: Vec<(&str, u64)> = report
        .broken
        .iter()
        .map(|broken| (broken.stream.as_str(), broken.seq.get()))
        .collect();
    assert_eq!(
        found,
        [("ledger", 1), ("rollout/0190-a", 1), ("rollout/0190-a", 3)]
    );
    assert_eq!((report.streams, report.events), (2, 4));
}

#[test]
fn a_document_that_was_changed_is_not_handed_out() {
    let (_folder, path) = place();
    let mut store = SqliteStore::open(&path).unwrap();
    let envelopes = sealed(stream(), None, &["a"]);
    let document = Document {
        name: "a.md".to_owned(),
        text: "- [ ] a".to_owned(),
    };
    let with_document = Batch {
        document: Some(&document),
        ..batch(stream(), &envelopes)
    };
    store.append(&with_document).unwrap();
    drop(store);
    tamper(&path, "UPDATE document SET text = '- [x] a'");
    let store = SqliteStore::open(&path).unwrap();
    let error = store.document(&rollout()).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_row_of_the_fleet_of_another_version_asks_for_a_rebuild() {
    let (_folder, path) = filled();
    let mut store = SqliteStore::open(&path).unwrap();
    let rows: [FleetRow; 1] = [row(&rollout(), "a")];
    store.replace_fleet(&rows).unwrap();
    tamper(&path, "UPDATE fleet SET row = '{}'");
    let error = store.fleet().unwrap_err();
    assert!(matches!(error, StoreError::UnreadableRow { .. }), "{error}");
    assert!(
        error
            .to_string()
            .ends_with("run `rollgate doctor --rebuild`")
    );
    store.replace_fleet(&rows).unwrap();
    assert_eq!(store.fleet().unwrap(), rows);
}

/// Writes `content` where a store was, opens it every way there is, and says whether anything was noticed.
fn is_noticed(content: &[u8]) -> bool {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    fs::write(&path, content).unwrap();
    let read_only = SqliteStore::open_read_only(&path).and_then(|store| store.load(stream()));
    let verified = SqliteStore::open(&path).and_then(|store| {
        store.fleet()?;
        store.verify()
    });
    assert_eq!(fs::read(&path).unwrap(), content, "the file was changed");
    read_only.is_err() || !verified.is_ok_and(|report| report.ok)
}

#[test]
fn a_flipped_bit_in_the_body_of_an_event_is_always_noticed() {
    let (_folder, path) = filled();
    let content = fs::read(&path).unwrap();
    assert!(!is_noticed(&content));
    let body = br#"{"step":null,"text":"second"}"#;
    let start = content
        .windows(body.len())
        .position(|window| window == body)
        .unwrap();
    for offset in 0..body.len() {
        let mut damaged = content.clone();
        damaged[start + offset] ^= 1 << (offset % 8);
        assert!(is_noticed(&damaged), "byte {offset}");
    }
}

#[test]
fn a_file_cut_short_is_always_noticed() {
    let (_folder, path) = filled();
    let content = fs::read(&path).unwrap();
    for length in (1..content.len()).step_by(1021) {
        assert!(is_noticed(&content[..length]), "{length} bytes");
    }
}

#[test]
fn a_damaged_file_is_left_as_it_is() {
    let (_folder, path) = filled();
    let content = fs::read(&path).unwrap();
    for offset in (0..content.len()).step_by(397) {
        let mut damaged = content.clone();
        damaged[offset] ^= 0x55;
        is_noticed(&damaged);
    }
    for page in 1..content.len() / 4096 {
        let mut damaged = content.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0);
        assert!(is_noticed(&damaged), "page {page}");
    }
}
