//! Data of nobody for the tests of this layer: an empty store in memory and a clock that stands still.

use std::rc::Rc;

use super::data::OpenData;
use super::source::DataSource;
use crate::domain::Timestamp;
use crate::domain::id::Actor;
use crate::store::MemoryStore;
use crate::tracker::{FixedClock, Tracker, Who};

/// Opens an empty store.
pub(super) fn data() -> OpenData {
    let clock = FixedClock::at(Timestamp::UNIX_EPOCH);
    let actor = Actor::from("ana");
    let who = Who {
        actor: actor.clone(),
        said_at: None,
    };
    let store = Box::new(MemoryStore::default());
    let source = DataSource {
        tracker: Tracker::new(store, Box::new(clock.clone()), who),
        clock: Rc::new(clock),
        actor,
    };
    OpenData::new(source, None)
}
