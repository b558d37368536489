//! Stores and counts for the tests here. Nothing here checks anything but that a store is whole.

use std::path::{Path, PathBuf};
use std::process::Command;

use rollgate::domain::Timestamp;
use rollgate::domain::id::{Actor, RolloutId, Seq};
use rollgate::domain::rollout::Event;
use rollgate::journal::{Envelope, Stamp, StreamId, seal};
use rollgate::store::{Batch, EventStore, SqliteStore, StoreError};
use tempfile::TempDir;

/// Returns `few`, or `many` when the long form is asked for.
pub(crate) fn counted(few: usize, many: usize) -> usize {
    let is_long = std::env::vars().any(|(name, value)| name == "ROLLGATE_TORTURE" && value == "1");
    let count = if is_long { many } else { few };
    println!(
        "count: {count} ({} form)",
        if is_long { "long" } else { "short" }
    );
    count
}

/// Tells whether there is a program of that name, and says so where there is none.
pub(crate) fn has(program: &str, probe: &[&str]) -> bool {
    let found = Command::new(program).args(probe).output();
    let found = found.is_ok_and(|output| output.status.success());
    if !found {
        println!("left out: {program} {probe:?} does not work here");
    }
    found
}

/// A folder of its own and the path of a store in it that is not made yet.
pub(crate) fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    (folder, path)
}

/// A closed store that holds `count` notes in the stream `a`.
pub(crate) fn filled(count: usize) -> (TempDir, PathBuf) {
    let (folder, path) = place();
    let mut store = SqliteStore::open(&path).unwrap();
    for number in 0..count {
        add(&mut store, &named("a"), &[&format!("note {number}")]).unwrap();
    }
    (folder, path)
}

pub(crate) fn named(name: &str) -> StreamId {
    StreamId::rollout(&RolloutId::new(name))
}

pub(crate) fn long_note(bytes: usize) -> String {
    "watched the dashboards, nothing moved. "
        .chars()
        .cycle()
        .take(bytes)
        .collect()
}

pub(crate) fn moment() -> Timestamp {
    Timestamp::from_timestamp_millis(1_700_000_000_123).unwrap()
}

/// Seals notes behind the end of the stream at some time and appends them.
pub(crate) fn add_at(
    store: &mut dyn EventStore,
    stream: &StreamId,
    texts: &[&str],
    now: Timestamp,
) -> Result<Vec<Envelope>, StoreError> {
    let tip = store.tip(stream)?;
    let note = |text: &&str| Event::NoteAdded {
        step: None,
        text: (*text).to_owned(),
    };
    let events: Vec<Event> = texts.iter().map(note).collect();
    let stamp = Stamp {
        now,
        said_at: None,
        actor: Actor::from("ada"),
    };
    let envelopes = seal(stream, tip.as_ref(), &events, &stamp).unwrap();
    store.append(&Batch {
        stream,
        expected: tip.map_or(Seq::ZERO, |tip| tip.seq),
        envelopes: &envelopes,
        fleet: None,
        document: None,
    })?;
    Ok(envelopes)
}

/// Seals notes behind the end of the stream and appends them.
pub(crate) fn add(
    store: &mut dyn EventStore,
    stream: &StreamId,
    texts: &[&str],
) -> Result<Vec<Envelope>, StoreError> {
    add_at(store, stream, texts, moment())
}

/// Opens the store as a program that starts would, demands that it is whole, and returns how many events a stream has.
pub(crate) fn whole(path: &Path, stream: &StreamId) -> u64 {
    let store = SqliteStore::open(path).unwrap_or_else(|error| panic!("{error}"));
    let report = store.verify().unwrap();
    assert!(report.ok, "{report:?}");
    store.tip(stream).unwrap().map_or(0, |tip| tip.seq.get())
}

/// Numbers that look random and are the same in every run.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns a number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
}
