//! The journal beside the database alone: appends, one large write, replay, verification. No short cut that the program does not take.

use std::path::Path;
use std::time::Duration;

use rollgate::domain::Timestamp;
use rollgate::domain::id::{Actor, RolloutId, Seq};
use rollgate::journal::{Envelope, StreamId, seal};
use rollgate::store::{Batch, EventStore as _, SqliteStore};
use rollgate::tracker::{FixedClock, Tracker, Who};
use rusqlite::{Connection, params};

use crate::stock;
use crate::table::{Line, Table, at, median};

/// How many single appends are made.
const APPENDS: u32 = 1_000;

/// How often that is done.
const ROUNDS: u32 = 9;

/// How many events one stream has.
const EVENTS: [u32; 5] = [10, 100, 1_000, 10_000, 100_000];

/// Measures the journal.
pub(crate) fn measure(table: &mut Table, folder: &Path, most: u32) -> anyhow::Result<()> {
    // In turns, because a disk is now quicker and now slower.
    let (mut ours, mut raw) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        ours.push(appends(&folder.join(format!("appends-{round}.db")))?);
        raw.push(raw_appends(&folder.join(format!("raw-{round}.db")))?);
    }
    ours.sort_unstable();
    raw.sort_unstable();
    let times = (at(&ours, 50), at(&raw, 50));
    let what = format!("{APPENDS} durable appends / rusqlite alone");
    table.compare("P3", what, times, Line::AtLeast(0.8));
    for count in EVENTS.into_iter().filter(|count| *count <= most) {
        of_one_rollout(table, &folder.join(format!("events-{count}.db")), count)?;
    }
    Ok(())
}

fn of_one_rollout(table: &mut Table, path: &Path, count: u32) -> anyhow::Result<()> {
    let id = RolloutId::new("rollout-000000");
    let stream = StreamId::rollout(&id);
    let mut store = SqliteStore::open(path)?;
    let envelopes = stock::notes(&stream, count)?;
    let written = median(1, || {
        Ok(store.append(&batch(&stream, Seq::ZERO, &envelopes))?)
    })?;
    let is_largest = EVENTS.last() == Some(&count);
    let line = |line| if is_largest { line } else { Line::None };
    if is_largest {
        let raw = raw_bulk(&path.with_extension("raw"), &envelopes)?;
        let what = format!("{count} events in one write / raw insert");
        table.compare("P4", what, (written, raw), Line::AtLeast(0.3));
    }
    drop(envelopes);
    let scan = median(3, || {
        for envelope in store.load(&stream)? {
            std::hint::black_box(envelope.event()?);
        }
        Ok(())
    })?;
    let check = median(1, || {
        store.verify()?;
        Ok(())
    })?;
    let integrity = median(1, || {
        let connection = Connection::open(path)?;
        Ok(connection.pragma_query(None, "integrity_check", |_| Ok(()))?)
    })?;
    let what = format!("verifying {count} events / integrity_check");
    table.compare("P15", what, (check, integrity), line(Line::AtMost(3.0)));
    replay(table, store, (&id, count, scan))
}

fn replay(
    table: &mut Table,
    store: SqliteStore,
    (id, count, scan): (&RolloutId, u32, Duration),
) -> anyhow::Result<()> {
    let who = Who {
        actor: Actor::from("ada"),
        said_at: None,
    };
    let clock = FixedClock::at(Timestamp::UNIX_EPOCH);
    let tracker = Tracker::new(Box::new(store), Box::new(clock), who);
    let replay = median(3, || {
        std::hint::black_box(tracker.history(id)?);
        Ok(())
    })?;
    let what = format!("replay of {count} events / load and decode");
    table.compare("P5", what, (replay, scan), Line::AtMost(2.5));
    Ok(())
}

const fn batch<'a>(stream: &'a StreamId, expected: Seq, envelopes: &'a [Envelope]) -> Batch<'a> {
    Batch {
        stream,
        expected,
        envelopes,
        fleet: None,
        document: None,
    }
}

fn appends(path: &Path) -> anyhow::Result<Duration> {
    let stream = StreamId::rollout(&RolloutId::new("rollout-000000"));
    let mut store = SqliteStore::open(path)?;
    let event: Vec<_> = stock::notes(&stream, 1)?
        .pop()
        .map(|last| last.event())
        .transpose()?
        .into_iter()
        .collect();
    median(1, || {
        for _ in 0..APPENDS {
            let tip = store.tip(&stream)?;
            let envelopes = seal(&stream, tip.as_ref(), &event, &stock::stamp())?;
            store.append(&batch(
                &stream,
                tip.map_or(Seq::ZERO, |tip| tip.seq),
                &envelopes,
            ))?;
        }
        Ok(())
    })
}

fn raw_appends(path: &Path) -> anyhow::Result<Duration> {
    let connection = raw(path)?;
    median(1, || {
        let mut insert = connection.prepare("INSERT INTO event VALUES (?1, ?2, ?3)")?;
        for number in 0..APPENDS {
            insert.execute(params!["rollout/rollout-000000", number, "x".repeat(250)])?;
        }
        Ok(())
    })
}

fn raw_bulk(path: &Path, envelopes: &[Envelope]) -> anyhow::Result<Duration> {
    let mut connection = raw(path)?;
    median(1, || {
        let transaction = connection.transaction()?;
        let mut insert = transaction.prepare("INSERT INTO event VALUES (?1, ?2, ?3)")?;
        for envelope in envelopes {
            let place = i64::try_from(envelope.seq.get())?;
            insert.execute(params![envelope.stream.as_str(), place, envelope.payload])?;
        }
        drop(insert);
        Ok(transaction.commit()?)
    })
}

fn raw(path: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(
        "CREATE TABLE event (stream TEXT, seq INTEGER, payload TEXT, PRIMARY KEY (stream, seq))",
    )?;
    Ok(connection)
}
