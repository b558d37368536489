//! Many writers on one file at once: how long one append waits for its turn. It measures; it judges nothing.
//!
//! `cargo bench --bench writers [WRITERS] [APPENDS]`; each writer is a thread with a connection of its own, which to the file is a process.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use rollgate::domain::Timestamp;
use rollgate::domain::id::{Actor, RolloutId, Seq};
use rollgate::domain::rollout::Event;
use rollgate::journal::{Stamp, StreamId, seal};
use rollgate::store::{Batch, EventStore as _, SqliteStore};

const WRITERS: usize = 8;
const APPENDS: usize = 2_000;

fn main() -> anyhow::Result<()> {
    let mut numbers = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse::<usize>().ok());
    let writers = numbers.next().unwrap_or(WRITERS);
    let appends = numbers.next().unwrap_or(APPENDS);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("store.db");
    SqliteStore::open(&path)?;
    let barrier = Barrier::new(writers);
    let begin = Instant::now();
    let waits = thread::scope(|scope| {
        let spawn = |number| {
            let (path, barrier) = (&path, &barrier);
            scope.spawn(move || {
                let mut store = SqliteStore::open(path)?;
                barrier.wait();
                write(&mut store, number, appends)
            })
        };
        let handles: Vec<_> = (0..writers).map(spawn).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().ok().context("a writer stopped")?)
            .collect::<anyhow::Result<Vec<_>>>()
    })?;
    let took = begin.elapsed();
    let mut waits: Vec<Duration> = waits.into_iter().flatten().collect();
    waits.sort_unstable();
    report(writers, &waits, took);
    Ok(())
}

/// Appends one note after another to a stream of its own; returns how long each append took.
fn write(store: &mut SqliteStore, number: usize, appends: usize) -> anyhow::Result<Vec<Duration>> {
    let stream = StreamId::rollout(&RolloutId::new(format!("writer-{number}")));
    let stamp = Stamp {
        now: Timestamp::UNIX_EPOCH,
        said_at: None,
        actor: Actor::from("ada"),
    };
    let note = [Event::NoteAdded {
        step: None,
        text: "watched the dashboards, nothing moved".to_owned(),
    }];
    let mut waits = Vec::with_capacity(appends);
    for _ in 0..appends {
        let begin = Instant::now();
        let tip = store.tip(&stream)?;
        let envelopes = seal(&stream, tip.as_ref(), &note, &stamp)?;
        store.append(&Batch {
            stream: &stream,
            expected: tip.map_or(Seq::ZERO, |tip| tip.seq),
            envelopes: &envelopes,
            fleet: None,
            document: None,
        })?;
        waits.push(begin.elapsed());
    }
    Ok(waits)
}

fn report(writers: usize, waits: &[Duration], took: Duration) {
    let at = |percent: usize| {
        let place = waits.len() * percent / 100;
        waits.get(place.min(waits.len().saturating_sub(1)))
    };
    let shown = |wait: Option<&Duration>| wait.map_or(0.0, Duration::as_secs_f64) * 1e3;
    let all = waits.len();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a rate is shown in whole numbers"
    )]
    let rate = all as f64 / took.as_secs_f64();
    #[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
    {
        println!(
            "{writers} writers, {all} appends: {rate:.0}/s; p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms",
            shown(at(50)),
            shown(at(99)),
            shown(waits.last()),
        );
    }
}
