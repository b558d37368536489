//! Where the journal lives. A store keeps what it is given, all or nothing; it decides nothing and reads no clock.

mod batch;
mod error;
mod hazard;
mod head;
mod memory;
mod shared;
mod sqlite;
mod verify;

use std::fmt;
use std::path::Path;

pub use batch::{Batch, Document};
pub use error::StoreError;
pub use hazard::hazard;
pub use head::Head;
pub use memory::MemoryStore;
pub use shared::SharedStore;
pub use sqlite::SqliteStore;
pub use verify::{BrokenEvent, VerifyReport, verify};

use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::journal::{Envelope, StreamId, Tip};
use crate::projection::FleetRow;

/// Opens a store that is only read: one that cannot be written still can, and one that is not there is empty.
///
/// # Errors
///
/// As [`SqliteStore::open`].
pub fn open_to_read(path: &Path) -> Result<Box<dyn EventStore>, StoreError> {
    if matches!(path.try_exists(), Ok(false)) {
        return Ok(Box::<MemoryStore>::default());
    }
    match SqliteStore::open(path) {
        Err(
            StoreError::ReadOnly { .. }
            | StoreError::NewerSchema { .. }
            | StoreError::Unsafe { .. },
        ) => Ok(Box::new(SqliteStore::open_read_only(path)?)),
        other => Ok(Box::new(other?)),
    }
}

/// What a status line has to know of the rollouts that are not over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FleetInShort {
    /// Those that may need a person, now or when a time ends: what failed, is blocked, goes back, or waits for a time; in the order of their ids.
    pub in_need: Vec<FleetRow>,
    /// The newest of the others, the newest first.
    pub at_rest: Vec<FleetRow>,
    /// How many they are in all.
    pub going_on: usize,
}

/// What the rollouts come to that are neither over nor in need of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FleetAtRest {
    /// The one with the longest name, in bytes; of several the one that was written to first.
    pub longest: Option<FleetRow>,
    /// How many open blockers they have.
    pub blockers: usize,
    /// How many of their flags have outlived their type.
    pub overdue: usize,
}

/// A place that keeps events, and the read models and texts that go with them.
pub trait EventStore: fmt::Debug + Send {
    /// Waits until it is this writer's turn and keeps it until [`EventStore::end_turn`]: what is read in a turn, nobody changes before it ends.
    ///
    /// It is a courtesy among writers to one file. Whoever waits for long goes on without one, and a store that has one writer needs none.
    fn begin_turn(&mut self) {}

    /// Lets the next writer write, after [`EventStore::begin_turn`].
    fn end_turn(&mut self) {}

    /// Keeps everything in `batch`, or nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] when the stream does not end where the batch begins: somebody else was first.
    fn append(&mut self, batch: &Batch<'_>) -> Result<(), StoreError> {
        self.append_all(std::slice::from_ref(batch))
    }

    /// Keeps everything in all of `batches`, each for another stream, or nothing of any.
    ///
    /// # Errors
    ///
    /// As [`EventStore::append`], of the first batch that does not fit.
    fn append_all(&mut self, batches: &[Batch<'_>]) -> Result<(), StoreError>;

    /// Returns the events of a stream in order; none for a stream that nobody has written to.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unreadable`] with the position of the first event that is no envelope any more.
    fn load(&self, stream: &StreamId) -> Result<Vec<Envelope>, StoreError>;

    /// Returns the events of every incident, one incident after the other in the order of their names, in one look at the store.
    ///
    /// # Errors
    ///
    /// As [`EventStore::load`].
    fn load_incidents(&self) -> Result<Vec<Envelope>, StoreError>;

    /// Returns the end of a stream; `None` for a stream that nobody has written to.
    fn tip(&self, stream: &StreamId) -> Result<Option<Tip>, StoreError>;

    /// Returns the name of every stream that has an event, in the order of their names.
    fn streams(&self) -> Result<Vec<StreamId>, StoreError>;

    /// Returns the end of every stream as it is kept beside the events, in the order of their names; `None` in a store that is only read and
    /// that a version wrote which kept none.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unreadable`] when one is no head any more.
    fn heads(&self) -> Result<Option<Vec<Head>>, StoreError>;

    /// Returns the rows of the fleet in the order of their rollouts' ids.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnreadableRow`] when another version wrote one; [`EventStore::replace_fleet`] mends it.
    fn fleet(&self) -> Result<Vec<FleetRow>, StoreError>;

    /// Returns the rows of the rollouts that are not over, in the order of their ids, and reads no other.
    ///
    /// # Errors
    ///
    /// As [`EventStore::fleet`]; a row whose phase cannot be told is read too.
    fn fleet_going_on(&self) -> Result<Vec<FleetRow>, StoreError>;

    /// Returns those of them that may need a person, and of the others at most so many, in one look at the store.
    ///
    /// # Errors
    ///
    /// As [`EventStore::fleet_going_on`].
    fn fleet_in_short(&self, most: u32) -> Result<FleetInShort, StoreError>;

    /// Returns what all those come to at `now` of which [`EventStore::fleet_in_short`] reads only the newest.
    ///
    /// # Errors
    ///
    /// As [`EventStore::fleet_going_on`].
    fn fleet_at_rest(&self, now: Timestamp) -> Result<FleetAtRest, StoreError>;

    /// Returns the rollouts whose id, flag or title `name` is, also those that are over, in the order of their ids. Letters of ASCII may be
    /// large or small; others are as they are written.
    ///
    /// # Errors
    ///
    /// As [`EventStore::fleet_going_on`].
    fn fleet_called(&self, name: &str) -> Result<Vec<FleetRow>, StoreError>;

    /// Returns the row of one rollout; `None` where the fleet has none.
    ///
    /// # Errors
    ///
    /// As [`EventStore::fleet`].
    fn fleet_row(&self, rollout: &RolloutId) -> Result<Option<FleetRow>, StoreError>;

    /// Returns how many rows the fleet has, and reads none of them.
    fn fleet_size(&self) -> Result<usize, StoreError>;

    /// Puts `rows` in the place of the whole fleet.
    fn replace_fleet(&mut self, rows: &[FleetRow]) -> Result<(), StoreError>;

    /// Returns the newest version of the text that a rollout was read from; `None` where it has none.
    fn document(&self, rollout: &RolloutId) -> Result<Option<Document>, StoreError>;

    /// Returns every version of the text that a rollout was read from, oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] when one is not as it was saved.
    fn documents(&self, rollout: &RolloutId) -> Result<Vec<Document>, StoreError>;

    /// Keeps what somebody has typed and not sent, in the place of what was kept under `key` before.
    fn save_draft(&mut self, key: &str, text: &str, now: Timestamp) -> Result<(), StoreError>;

    /// Returns what somebody has typed and not sent.
    fn draft(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Forgets what somebody has typed and not sent; nothing happens where there is nothing.
    fn drop_draft(&mut self, key: &str) -> Result<(), StoreError>;

    /// Returns a number that changes whenever anybody, in this or in another process, has written. It has no other meaning.
    fn marker(&self) -> Result<u64, StoreError>;
}
