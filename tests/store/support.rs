//! Events, rows and stores to test with. Nothing here checks anything.

use std::path::PathBuf;
use std::sync::LazyLock;

use rollgate::domain::Timestamp;
use rollgate::domain::id::{Actor, RolloutId, Seq};
use rollgate::domain::plan::StepState;
use rollgate::domain::rollout::{Event, Phase};
use rollgate::journal::{Envelope, Stamp, StreamId, Tip, seal};
use rollgate::projection::FleetRow;
use rollgate::store::{Batch, EventStore, SqliteStore, StoreError};
use tempfile::TempDir;

pub(crate) fn moment() -> Timestamp {
    Timestamp::from_timestamp_millis(1_700_000_000_123).unwrap()
}

pub(crate) fn rollout() -> RolloutId {
    RolloutId::from("0190-a")
}

/// The stream of [`rollout`].
pub(crate) fn stream() -> &'static StreamId {
    static STREAM: LazyLock<StreamId> = LazyLock::new(|| StreamId::rollout(&rollout()));
    &STREAM
}

pub(crate) fn note(text: &str) -> Event {
    Event::NoteAdded {
        step: None,
        text: text.to_owned(),
    }
}

pub(crate) fn sealed(stream: &StreamId, tip: Option<&Tip>, texts: &[&str]) -> Vec<Envelope> {
    let events: Vec<Event> = texts.iter().map(|text| note(text)).collect();
    let stamp = Stamp {
        now: moment(),
        said_at: Some(Timestamp::UNIX_EPOCH),
        actor: Actor::from("ada"),
    };
    seal(stream, tip, &events, &stamp).unwrap()
}

pub(crate) fn batch<'a>(stream: &'a StreamId, envelopes: &'a [Envelope]) -> Batch<'a> {
    let first = envelopes.first().map_or(1, |envelope| envelope.seq.get());
    Batch {
        stream,
        expected: Seq::new(first - 1),
        envelopes,
        fleet: None,
        document: None,
    }
}

/// Seals notes behind the end of the stream and appends them.
pub(crate) fn add(
    store: &mut dyn EventStore,
    stream: &StreamId,
    texts: &[&str],
) -> Result<Vec<Envelope>, StoreError> {
    let envelopes = sealed(stream, store.tip(stream)?.as_ref(), texts);
    store.append(&batch(stream, &envelopes))?;
    Ok(envelopes)
}

pub(crate) fn row(id: &RolloutId, title: &str) -> FleetRow {
    FleetRow {
        id: id.clone(),
        flag: Some("new_search".to_owned()),
        title: title.to_owned(),
        phase: Phase::Active,
        state: StepState::Doing,
        attempt: 1,
        stage: Some((1, "Canary".to_owned())),
        stages: vec![StepState::Doing, StepState::Todo],
        production: Some("25% of actors".to_owned()),
        environments: vec![("staging".to_owned(), "on".to_owned())],
        drift: Vec::new(),
        done: 1,
        total: 4,
        next: "1.2 Wait".to_owned(),
        waits: false,
        blockers: vec![],
        incidents: vec![],
        timers: vec![],
        hold: None,
        imported_at: None,
        deadline: None,
        updated_at: moment(),
        updated_by: "ada".to_owned(),
    }
}

/// A folder of its own and the path of a store in it that is not made yet.
pub(crate) fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("store.db");
    (folder, path)
}

/// A closed store that holds the notes `first`, `second`, `third`.
pub(crate) fn filled() -> (TempDir, PathBuf) {
    let (folder, path) = place();
    let mut store = SqliteStore::open(&path).unwrap();
    add(&mut store, stream(), &["first", "second", "third"]).unwrap();
    (folder, path)
}
