//! What is about to be written: events sealed behind the end of their stream. Several of them are kept in one transaction.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::id::Seq;
use crate::journal::{Envelope, Kept, Stamp, StreamId, seal};
use crate::projection::FleetRow;
use crate::store::{Batch, Document};

/// Events of one stream that are ready to be kept.
#[derive(Debug)]
pub(super) struct Sealed {
    stream: StreamId,
    expected: Seq,
    pub(super) envelopes: Vec<Envelope>,
    fleet: Option<FleetRow>,
}

impl Sealed {
    /// Puts the row of the fleet that they make beside them.
    pub(super) fn with_row(mut self, row: Option<FleetRow>) -> Self {
        self.fleet = row;
        self
    }

    /// Returns what the store is given, with a new version of the document where there is one.
    pub(super) fn batch<'a>(&'a self, document: Option<&'a Document>) -> Batch<'a> {
        Batch {
            stream: &self.stream,
            expected: self.expected,
            envelopes: &self.envelopes,
            fleet: self.fleet.as_ref(),
            document,
        }
    }
}

impl Tracker {
    /// Seals events behind the end of a stream, of which `expected` is the last that was read.
    pub(super) fn sealed<Event: Kept>(
        &self,
        stream: StreamId,
        expected: Seq,
        events: &[Event],
    ) -> Result<Sealed, TrackerError> {
        let tip = self.store.tip(&stream)?;
        let stamp = Stamp {
            now: self.clock.now(),
            said_at: self.who.said_at,
            actor: self.who.actor.clone(),
        };
        let envelopes = seal(&stream, tip.as_ref(), events, &stamp)?;
        Ok(Sealed {
            stream,
            expected,
            envelopes,
            fleet: None,
        })
    }

    /// Keeps all of it in one transaction, or nothing.
    pub(super) fn keep_all(&mut self, sealed: &[Sealed]) -> Result<(), TrackerError> {
        let batches: Vec<Batch<'_>> = sealed.iter().map(|one| one.batch(None)).collect();
        Ok(self.write(&batches)?)
    }
}
