//! One store in memory behind many handles, for what lives as long as the program. Nothing of it reaches a disk.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::batch::{Batch, Document};
use super::error::StoreError;
use super::head::Head;
use super::memory::MemoryStore;
use super::{EventStore, FleetAtRest, FleetInShort};
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::journal::{Envelope, StreamId, Tip};
use crate::projection::FleetRow;

/// A handle of a store in memory; what one handle keeps, every other one sees.
#[derive(Debug, Clone, Default)]
pub struct SharedStore {
    inner: Arc<Mutex<MemoryStore>>,
}

impl SharedStore {
    /// Whoever broke off while writing has left whole batches only, so the rest goes on with them.
    fn inner(&self) -> MutexGuard<'_, MemoryStore> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EventStore for SharedStore {
    fn append_all(&mut self, batches: &[Batch<'_>]) -> Result<(), StoreError> {
        self.inner().append_all(batches)
    }

    fn load(&self, stream: &StreamId) -> Result<Vec<Envelope>, StoreError> {
        self.inner().load(stream)
    }

    fn load_incidents(&self) -> Result<Vec<Envelope>, StoreError> {
        self.inner().load_incidents()
    }

    fn tip(&self, stream: &StreamId) -> Result<Option<Tip>, StoreError> {
        self.inner().tip(stream)
    }

    fn streams(&self) -> Result<Vec<StreamId>, StoreError> {
        self.inner().streams()
    }

    fn heads(&self) -> Result<Option<Vec<Head>>, StoreError> {
        self.inner().heads()
    }

    fn fleet(&self) -> Result<Vec<FleetRow>, StoreError> {
        self.inner().fleet()
    }

    fn fleet_going_on(&self) -> Result<Vec<FleetRow>, StoreError> {
        self.inner().fleet_going_on()
    }

    fn fleet_in_short(&self, most: u32) -> Result<FleetInShort, StoreError> {
        self.inner().fleet_in_short(most)
    }

    fn fleet_at_rest(&self, now: Timestamp) -> Result<FleetAtRest, StoreError> {
        self.inner().fleet_at_rest(now)
    }

    fn fleet_called(&self, name: &str) -> Result<Vec<FleetRow>, StoreError> {
        self.inner().fleet_called(name)
    }

    fn fleet_row(&self, rollout: &RolloutId) -> Result<Option<FleetRow>, StoreError> {
        self.inner().fleet_row(rollout)
    }

    fn fleet_size(&self) -> Result<usize, StoreError> {
        self.inner().fleet_size()
    }

    fn replace_fleet(&mut self, rows: &[FleetRow]) -> Result<(), StoreError> {
        self.inner().replace_fleet(rows)
    }

    fn document(&self, rollout: &RolloutId) -> Result<Option<Document>, StoreError> {
        self.inner().document(rollout)
    }

    fn documents(&self, rollout: &RolloutId) -> Result<Vec<Document>, StoreError> {
        self.inner().documents(rollout)
    }

    fn save_draft(&mut self, key: &str, text: &str, now: Timestamp) -> Result<(), StoreError> {
        self.inner().save_draft(key, text, now)
    }

    fn draft(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.inner().draft(key)
    }

    fn drop_draft(&mut self, key: &str) -> Result<(), StoreError> {
        self.inner().drop_draft(key)
    }

    fn marker(&self) -> Result<u64, StoreError> {
        self.inner().marker()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_handle_keeps_every_other_one_sees() {
        let mut one = SharedStore::default();
        let other = one.clone();
        one.save_draft("note", "half a thought", Timestamp::UNIX_EPOCH)
            .unwrap();
        let kept = other.draft("note").unwrap();
        assert_eq!(kept.as_deref(), Some("half a thought"));
        assert_eq!(SharedStore::default().draft("note").unwrap(), None);
    }
}
