//! Makes large stores through the library itself, so that they are what years of use leave. It is used by the bench only.

use std::path::Path;

use anyhow::Context as _;
use rollgate::domain::Timestamp;
use rollgate::domain::id::{Actor, RolloutId, Seq};
use rollgate::domain::rollout::{Command, Event, Phase};
use rollgate::journal::{Envelope, Stamp, StreamId, seal};
use rollgate::projection::FleetRow;
use rollgate::store::{Batch, EventStore as _, MemoryStore, SqliteStore};
use rollgate::tracker::{FixedClock, ImportOptions, Tracker, Who};

/// The rollout that every other one is a copy of.
const TEXT: &str = "# [Feature flag] Enable `bench_flag`\n\n## Rollout on production\n\n\
    - [ ] Look at the graphs.\n- [ ] `/chatops run feature set bench_flag 25 --actors`\n- [ ] Tell support.\n";

/// How many rollouts are written at once.
const AT_ONCE: u32 = 1_000;

/// One in so many is not over.
const GOING_ON: u32 = 10;

/// A rollout to be copied.
struct Pattern {
    events: Vec<Event>,
    row: FleetRow,
}

/// Returns who writes, and when.
pub(crate) fn stamp() -> Stamp {
    Stamp {
        now: Timestamp::UNIX_EPOCH,
        said_at: None,
        actor: Actor::from("ada"),
    }
}

/// Writes a store of so many rollouts.
pub(crate) fn fleet(path: &Path, rollouts: u32) -> anyhow::Result<()> {
    let (going_on, over) = (pattern(false)?, pattern(true)?);
    let mut store = SqliteStore::open(path)?;
    let numbers: Vec<u32> = (0..rollouts).collect();
    for numbers in numbers.chunks(usize::try_from(AT_ONCE)?) {
        let of = |number: &u32| {
            if number.is_multiple_of(GOING_ON) {
                &going_on
            } else {
                &over
            }
        };
        let written: anyhow::Result<Vec<(StreamId, Vec<Envelope>, FleetRow)>> = numbers
            .iter()
            .map(|number| copy(of(number), *number))
            .collect();
        let written = written?;
        let batches: Vec<Batch<'_>> = written
            .iter()
            .map(|(stream, envelopes, row)| Batch {
                stream,
                expected: Seq::ZERO,
                envelopes,
                fleet: Some(row),
                document: None,
            })
            .collect();
        store.append_all(&batches)?;
    }
    Ok(())
}

/// Returns `count` notes of a rollout, sealed behind one another.
pub(crate) fn notes(stream: &StreamId, count: u32) -> anyhow::Result<Vec<Envelope>> {
    let note = |number| Event::NoteAdded {
        step: None,
        text: format!("watched the dashboards for the {number}th time, nothing moved"),
    };
    let events: Vec<Event> = pattern(false)?
        .events
        .into_iter()
        .chain((0..count).map(note))
        .collect();
    Ok(seal(stream, None, &events, &stamp())?)
}

fn copy(pattern: &Pattern, number: u32) -> anyhow::Result<(StreamId, Vec<Envelope>, FleetRow)> {
    let id = RolloutId::new(format!("rollout-{number:06}"));
    let stream = StreamId::rollout(&id);
    let envelopes = seal(&stream, None, &pattern.events, &stamp())?;
    let name = format!("bench_flag_{number:06}");
    let row = FleetRow {
        id,
        flag: Some(name.clone()),
        title: format!("[Feature flag] Enable {name}"),
        ..pattern.row.clone()
    };
    Ok((stream, envelopes, row))
}

fn pattern(is_over: bool) -> anyhow::Result<Pattern> {
    let clock = FixedClock::at(Timestamp::UNIX_EPOCH);
    let who = Who {
        actor: Actor::from("ada"),
        said_at: None,
    };
    let store = Box::new(MemoryStore::default());
    let mut tracker = Tracker::new(store, Box::new(clock), who);
    let id = tracker.import(TEXT, &ImportOptions::default())?;
    if is_over {
        let reason = "it is no longer wanted".to_owned();
        tracker.dispatch(&id, &Command::Abandon { reason }, None)?;
    }
    let history = tracker.history(&id)?;
    let row = FleetRow::of(&history).context("no row")?;
    anyhow::ensure!((row.phase == Phase::Abandoned) == is_over, "another phase");
    let events = history.told.into_iter().map(|told| told.event);
    Ok(Pattern {
        events: events.collect(),
        row,
    })
}
