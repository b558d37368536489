//! One event with who said it and when, as readers need it. The hash chain is the journal's affair.

use crate::domain::Timestamp;
use crate::domain::id::{Actor, Seq};
use crate::domain::rollout::Event;

/// An event, and who recorded it when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its place in the stream.
    pub seq: Seq,
    /// When it happened, as the person said; when it was recorded, where nobody said otherwise.
    pub at: Timestamp,
    /// When it was recorded, where the person said that it happened at another time.
    pub recorded_at: Option<Timestamp>,
    /// Who recorded it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
}
