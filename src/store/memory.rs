//! A store in memory, for tests and for trying something out. It forgets everything when it is dropped.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::batch::{Batch, Document};
use super::error::StoreError;
use super::head::Head;
use super::{EventStore, FleetAtRest, FleetInShort};
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::journal::{Envelope, StreamId, Tip};
use crate::projection::FleetRow;

/// A store that lives as long as the value.
#[derive(Debug, Default)]
pub struct MemoryStore {
    events: BTreeMap<StreamId, Vec<Envelope>>,
    fleet: BTreeMap<RolloutId, FleetRow>,
    documents: BTreeMap<RolloutId, Vec<Document>>,
    drafts: BTreeMap<String, String>,
    writes: u64,
}

impl MemoryStore {
    /// Copies events, fleet and documents of another store; drafts stay where they are.
    ///
    /// # Errors
    ///
    /// When something in the other store cannot be read.
    pub fn copy_of(store: &dyn EventStore) -> Result<Self, StoreError> {
        let mut copy = Self::default();
        for stream in store.streams()? {
            if let Some(rollout) = stream.rollout_id() {
                let documents = store.documents(&rollout)?;
                copy.documents.insert(rollout, documents);
            }
            let envelopes = store.load(&stream)?;
            copy.events.insert(stream, envelopes);
        }
        copy.replace_fleet(&store.fleet()?)?;
        Ok(copy)
    }

    /// Keeps a batch that was checked.
    fn keep(&mut self, batch: &Batch<'_>) {
        if let (Some(rollout), Some(document)) = (batch.stream.rollout_id(), batch.document) {
            let versions = self.documents.entry(rollout).or_default();
            versions.push(document.clone());
        }
        if let Some(row) = batch.fleet {
            self.fleet.insert(row.id.clone(), row.clone());
        }
        self.events
            .entry(batch.stream.clone())
            .or_default()
            .extend_from_slice(batch.envelopes);
    }
}

impl EventStore for MemoryStore {
    fn append_all(&mut self, batches: &[Batch<'_>]) -> Result<(), StoreError> {
        for batch in batches {
            batch.check(self.tip(batch.stream)?.as_ref())?;
        }
        for batch in batches {
            self.keep(batch);
        }
        self.writes += 1;
        Ok(())
    }

    fn load_incidents(&self) -> Result<Vec<Envelope>, StoreError> {
        let streams = self.events.iter();
        let incidents = streams.filter(|(stream, _)| stream.incident_id().is_some());
        Ok(incidents.flat_map(|(_, events)| events.clone()).collect())
    }

    fn load(&self, stream: &StreamId) -> Result<Vec<Envelope>, StoreError> {
        Ok(self.events.get(stream).cloned().unwrap_or_default())
    }

    fn tip(&self, stream: &StreamId) -> Result<Option<Tip>, StoreError> {
        let last = self.events.get(stream).and_then(|events| events.last());
        Ok(last.map(Envelope::tip))
    }

    fn streams(&self) -> Result<Vec<StreamId>, StoreError> {
        Ok(self.events.keys().cloned().collect())
    }

    fn heads(&self) -> Result<Option<Vec<Head>>, StoreError> {
        let head = |(stream, events): (&StreamId, &Vec<Envelope>)| {
            events.last().map(|last| Head {
                stream: stream.clone(),
                seq: last.seq,
                hash: last.hash,
            })
        };
        Ok(Some(self.events.iter().filter_map(head).collect()))
    }

    fn fleet(&self) -> Result<Vec<FleetRow>, StoreError> {
        Ok(self.fleet.values().cloned().collect())
    }

    fn fleet_going_on(&self) -> Result<Vec<FleetRow>, StoreError> {
        let rows = self.fleet.values().filter(|row| !row.is_over());
        Ok(rows.cloned().collect())
    }

    fn fleet_in_short(&self, most: u32) -> Result<FleetInShort, StoreError> {
        let rows = self.fleet_going_on()?;
        let going_on = rows.len();
        let (in_need, mut at_rest): (Vec<FleetRow>, Vec<FleetRow>) =
            rows.into_iter().partition(FleetRow::may_need_me);
        at_rest.sort_by_key(|row| Reverse(row.updated_at));
        at_rest.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(FleetInShort {
            in_need,
            at_rest,
            going_on,
        })
    }

    fn fleet_at_rest(&self, now: Timestamp) -> Result<FleetAtRest, StoreError> {
        let mut rows = self.fleet_going_on()?;
        rows.retain(|row| !row.may_need_me());
        let order = |row: &FleetRow| (row.name().len(), Reverse(row.updated_at), row.id.clone());
        Ok(FleetAtRest {
            blockers: rows.iter().map(|row| row.blockers.len()).sum(),
            overdue: rows.iter().filter(|row| row.is_overdue(now)).count(),
            longest: rows.into_iter().max_by_key(order),
        })
    }

    fn fleet_called(&self, name: &str) -> Result<Vec<FleetRow>, StoreError> {
        let is_it = |text: &str| text.eq_ignore_ascii_case(name);
        let rows = self.fleet.values().filter(|row| {
            row.id.as_str() == name || is_it(&row.title) || row.flag.as_deref().is_some_and(is_it)
        });
        Ok(rows.cloned().collect())
    }

    fn fleet_row(&self, rollout: &RolloutId) -> Result<Option<FleetRow>, StoreError> {
        Ok(self.fleet.get(rollout).cloned())
    }

    fn fleet_size(&self) -> Result<usize, StoreError> {
        Ok(self.fleet.len())
    }

    fn replace_fleet(&mut self, rows: &[FleetRow]) -> Result<(), StoreError> {
        self.fleet = rows
            .iter()
            .map(|row| (row.id.clone(), row.clone()))
            .collect();
        self.writes += 1;
        Ok(())
    }

    fn document(&self, rollout: &RolloutId) -> Result<Option<Document>, StoreError> {
        Ok(self
            .documents
            .get(rollout)
            .and_then(|all| all.last().cloned()))
    }

    fn documents(&self, rollout: &RolloutId) -> Result<Vec<Document>, StoreError> {
        Ok(self.documents.get(rollout).cloned().unwrap_or_default())
    }

    fn save_draft(&mut self, key: &str, text: &str, _now: Timestamp) -> Result<(), StoreError> {
        self.drafts.insert(key.to_owned(), text.to_owned());
        self.writes += 1;
        Ok(())
    }

    fn draft(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.drafts.get(key).cloned())
    }

    fn drop_draft(&mut self, key: &str) -> Result<(), StoreError> {
        self.drafts.remove(key);
        self.writes += 1;
        Ok(())
    }

    fn marker(&self) -> Result<u64, StoreError> {
        Ok(self.writes)
    }
}
