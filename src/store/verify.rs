//! Verification: every event of every stream is read and checked against its hash. It reports and mends nothing.

use serde::Serialize;

use super::EventStore;
use super::error::StoreError;
use super::head::Heads;
use crate::domain::id::Seq;
use crate::journal::{Chain, Envelope, Hash, StreamId, Tip};

/// What came of verifying a store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// How many streams there are.
    pub streams: usize,
    /// How many events were looked at.
    pub events: usize,
    /// Whether nothing is broken.
    pub ok: bool,
    /// What is broken, stream by stream, in order.
    pub broken: Vec<BrokenEvent>,
}

/// Something in a store that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BrokenEvent {
    /// In which stream; `file` for what belongs to none.
    pub stream: String,
    /// Which event; 0 for what is no event.
    pub seq: Seq,
    /// What is wrong.
    pub why: String,
}

/// Verifies any store by what it loads. An event that cannot be read ends its stream here; [`SqliteStore::verify`] goes on.
///
/// [`SqliteStore::verify`]: super::SqliteStore::verify
///
/// # Errors
///
/// When the store cannot be read at all.
pub fn verify(store: &dyn EventStore) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport::default();
    let mut heads = Heads::new(store.heads()?);
    for stream in store.streams()? {
        let mut check = StreamCheck::begin(&mut report, &stream);
        match store.load(&stream) {
            Ok(envelopes) => envelopes.iter().for_each(|envelope| check.read(envelope)),
            Err(StoreError::Unreadable { seq, source, .. }) => {
                check.unreadable(seq, source.to_string());
            }
            Err(other) => return Err(other),
        }
        check.end(&mut heads);
    }
    report.lost(heads);
    report.ok = report.broken.is_empty();
    Ok(report)
}

/// Checks one stream, event after event, into a report.
#[derive(Debug)]
pub(super) struct StreamCheck<'a> {
    report: &'a mut VerifyReport,
    stream: &'a StreamId,
    chain: Chain<'a>,
    /// The last event, and its hash if it could be read.
    last: (Seq, Option<Hash>),
}

impl<'a> StreamCheck<'a> {
    pub(super) fn begin(report: &'a mut VerifyReport, stream: &'a StreamId) -> Self {
        report.streams += 1;
        Self {
            report,
            stream,
            chain: Chain::after(stream, &Tip::EMPTY),
            last: (Seq::ZERO, None),
        }
    }

    pub(super) fn read(&mut self, envelope: &Envelope) {
        self.report.events += 1;
        self.last = (envelope.seq, Some(envelope.hash));
        if let Some(broken) = self.chain.check(envelope) {
            self.report
                .push(self.stream.as_str(), broken.seq, broken.why);
        } else if let Err(error) = envelope.readable() {
            self.report
                .push(self.stream.as_str(), envelope.seq, error.to_string());
        }
    }

    pub(super) fn unreadable(&mut self, seq: Seq, why: String) {
        self.report.events += 1;
        self.last = (seq, None);
        self.chain.skip();
        self.report.push(self.stream.as_str(), seq, why);
    }

    /// Compares the end that was found with the one that is kept beside the events.
    pub(super) fn end(self, heads: &mut Heads) {
        if let Some((seq, why)) = heads.flaw(self.stream, self.last) {
            self.report.push(self.stream.as_str(), seq, why);
        }
    }
}

impl VerifyReport {
    /// Names the streams of which not one event is left.
    pub(super) fn lost(&mut self, heads: Heads) {
        for (stream, why) in heads.lost() {
            self.push(stream.as_str(), Seq::new(1), why);
        }
    }

    pub(super) fn push(&mut self, stream: &str, seq: Seq, why: String) {
        self.broken.push(BrokenEvent {
            stream: stream.to_owned(),
            seq,
            why,
        });
    }
}
