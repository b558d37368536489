//! A tracker for tests, on a store in memory and under a clock that stands still. It knows nobody but ana.

use super::{FixedClock, Tracker, Who};
use crate::domain::id::Actor;
use crate::store::MemoryStore;

/// Makes one that nobody has written to.
pub(super) fn tracker() -> Tracker {
    let who = Who {
        actor: Actor::from("ana"),
        said_at: None,
    };
    let clock = FixedClock::at("2026-03-10T10:00:00Z".parse().unwrap());
    Tracker::new(Box::<MemoryStore>::default(), Box::new(clock), who)
}
