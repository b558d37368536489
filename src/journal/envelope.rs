//! An envelope: one fact as it is kept, with who, when and the hash that chains it to the fact before. It changes nothing.

use super::codec::{DecodeError, decode};
use super::hash::Hash;
use super::stream::StreamId;
use crate::domain::Timestamp;
use crate::domain::id::{Actor, Seq};
use crate::domain::{incident, package, rollout};

/// One event as it is kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The stream it belongs to.
    pub stream: StreamId,
    /// Its place in the stream, from 1.
    pub seq: Seq,
    /// When it was recorded, in whole milliseconds; never before the event before it.
    pub at: Timestamp,
    /// When it happened, where the person who recorded it gave another time; in whole milliseconds.
    pub said_at: Option<Timestamp>,
    /// Who recorded it.
    pub actor: Actor,
    /// The name of the event: `step_marked`.
    pub kind: String,
    /// The version of the form in which the payload is written, from 1.
    pub version: u16,
    /// What the event holds, as JSON with sorted keys; `null` for an event that holds nothing.
    pub payload: String,
    /// The hash of the event before it; [`Hash::ZERO`] for the first.
    pub prev_hash: Hash,
    /// The hash of this event; see [`digest`](super::digest).
    pub hash: Hash,
}

impl Envelope {
    /// Returns when it happened: as the person said, or else when it was recorded.
    pub fn happened_at(&self) -> Timestamp {
        self.said_at.unwrap_or(self.at)
    }

    /// Reads the event out of it.
    ///
    /// # Errors
    ///
    /// When the payload is damaged, or was written in a form that this program does not know.
    pub fn event(&self) -> Result<rollout::Event, DecodeError> {
        decode(&self.kind, self.version, &self.payload)
    }

    /// Reads the event of the ledger out of it.
    ///
    /// # Errors
    ///
    /// As for [`Envelope::event`].
    pub fn package_event(&self) -> Result<package::Event, DecodeError> {
        decode(&self.kind, self.version, &self.payload)
    }

    /// Reads the event of an incident out of it.
    ///
    /// # Errors
    ///
    /// As [`Envelope::event`].
    pub fn incident_event(&self) -> Result<incident::Event, DecodeError> {
        decode(&self.kind, self.version, &self.payload)
    }

    /// Tells whether the event can be read out of it, whatever family it is of.
    ///
    /// # Errors
    ///
    /// As [`Envelope::event`].
    pub fn readable(&self) -> Result<(), DecodeError> {
        if self.kind.starts_with("incident_") {
            return self.incident_event().map(|_| ());
        }
        if self.kind.starts_with("package_") {
            return self.package_event().map(|_| ());
        }
        self.event().map(|_| ())
    }

    /// Returns the end of a stream whose last event this is.
    pub const fn tip(&self) -> Tip {
        Tip {
            seq: self.seq,
            hash: self.hash,
            at: self.at,
        }
    }
}

/// The end of a stream: what the next event is chained to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    /// The number of the last event; 0 in an empty stream.
    pub seq: Seq,
    /// Its hash; zeroes in an empty stream.
    pub hash: Hash,
    /// When it was recorded.
    pub at: Timestamp,
}

impl Tip {
    /// The end of a stream that has no event: everything is zero.
    pub const EMPTY: Self = Self {
        seq: Seq::ZERO,
        hash: Hash::ZERO,
        at: Timestamp::UNIX_EPOCH,
    };
}

/// Who records events, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The time on the clock.
    pub now: Timestamp,
    /// When it happened, where a person gave another time.
    pub said_at: Option<Timestamp>,
    /// Who records it.
    pub actor: Actor,
}
