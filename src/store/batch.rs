//! What is written at once: events, the read model that they make, the text they came from. A batch that does not fit is refused.

use super::error::StoreError;
use crate::domain::id::Seq;
use crate::journal::{Chain, Envelope, StreamId, Tip};
use crate::projection::FleetRow;

/// What one transaction writes.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// The stream that it goes to.
    pub stream: &'a StreamId,
    /// The last event that the writer has seen; 0 for a new stream.
    pub expected: Seq,
    /// The events, sealed behind `expected`.
    pub envelopes: &'a [Envelope],
    /// The row of the fleet after them, in a rollout's stream.
    pub fleet: Option<&'a FleetRow>,
    /// A new version of the text that the rollout is read from, in a rollout's stream.
    pub document: Option<&'a Document>,
}

/// The text that a rollout was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The name of its file, or where else it came from.
    pub name: String,
    /// The text, byte for byte.
    pub text: String,
}

impl Batch<'_> {
    /// Checks that the batch goes behind `tip` and that it would leave a stream that verifies.
    pub(super) fn check(&self, tip: Option<&Tip>) -> Result<(), StoreError> {
        let tip = tip.copied().unwrap_or(Tip::EMPTY);
        let other_past = matches!(self.envelopes.first(), Some(first) if first.prev_hash != tip.hash && first.seq == tip.seq.next());
        if tip.seq != self.expected || other_past {
            return Err(StoreError::Conflict {
                stream: self.stream.clone(),
                expected: self.expected,
                actual: tip.seq,
            });
        }
        let misfit = |what: String| {
            Err(StoreError::Misfit {
                stream: self.stream.clone(),
                what,
            })
        };
        let mut chain = Chain::after(self.stream, &tip);
        for envelope in self.envelopes {
            if let Some(broken) = chain.check(envelope) {
                return misfit(format!("event {}: {}", broken.seq, broken.why));
            }
        }
        let rollout = self.stream.rollout_id();
        if self.envelopes.is_empty() {
            misfit("it holds no event".to_owned())
        } else if self.document.is_some() && rollout.is_none() {
            misfit("only a rollout has a document".to_owned())
        } else if self
            .fleet
            .is_some_and(|row| Some(&row.id) != rollout.as_ref())
        {
            misfit("the row of the fleet is that of another rollout".to_owned())
        } else {
            Ok(())
        }
    }
}
