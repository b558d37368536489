//! What every store does, done in one file: a change is one transaction, and a reader waits for nobody.

use std::path::Path;

use rusqlite::{OptionalExtension as _, Params};

use super::turn::Turn;
use super::{SqliteStore, fleet, read, write};
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, Seq};
use crate::journal::{Envelope, StreamId, Tip};
use crate::projection::FleetRow;
use crate::store::{Batch, Document, EventStore, FleetAtRest, FleetInShort, Head, StoreError};

impl EventStore for SqliteStore {
    fn begin_turn(&mut self) {
        self.held = Some(Turn::take(&self.path));
    }

    fn end_turn(&mut self) {
        self.held = None;
    }

    fn append_all(&mut self, batches: &[Batch<'_>]) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.change(|transaction| {
            for batch in batches {
                let head = read::head(transaction, batch.stream)?;
                let checked = read::tip(transaction, batch.stream)?
                    .transpose()
                    .and_then(|tip| {
                        refuse_a_lost_end(&path, batch.stream, tip.as_ref(), head)?;
                        batch.check(tip.as_ref())
                    });
                if checked.is_err() {
                    return Ok(checked);
                }
                write::batch(transaction, batch)?;
            }
            Ok(Ok(()))
        })
    }

    fn load(&self, stream: &StreamId) -> Result<Vec<Envelope>, StoreError> {
        let mut gathered = Ok(Vec::new());
        read::events(&self.connection, stream, |read| gather(&mut gathered, read))
            .map_err(|source| self.failed(source))?;
        gathered
    }

    fn load_incidents(&self) -> Result<Vec<Envelope>, StoreError> {
        let mut gathered = Ok(Vec::new());
        read::incidents(&self.connection, |read| gather(&mut gathered, read))
            .map_err(|source| self.failed(source))?;
        gathered
    }

    fn tip(&self, stream: &StreamId) -> Result<Option<Tip>, StoreError> {
        read::tip(&self.connection, stream)
            .map_err(|source| self.failed(source))?
            .transpose()
    }

    fn streams(&self) -> Result<Vec<StreamId>, StoreError> {
        let names = read::streams(&self.connection).map_err(|source| self.failed(source))?;
        let known = |name: String| {
            StreamId::parse(&name).ok_or_else(|| StoreError::Unreadable {
                stream: name,
                seq: Seq::ZERO,
                source: "no stream has such a name".into(),
            })
        };
        names.into_iter().map(known).collect()
    }

    fn heads(&self) -> Result<Option<Vec<Head>>, StoreError> {
        self.heads_in(&self.connection)
    }

    fn fleet(&self) -> Result<Vec<FleetRow>, StoreError> {
        self.fleet_rows(fleet::FLEET, [])
    }

    fn fleet_going_on(&self) -> Result<Vec<FleetRow>, StoreError> {
        self.fleet_rows(fleet::GOING_ON, [])
    }

    fn fleet_in_short(&self, most: u32) -> Result<FleetInShort, StoreError> {
        let look = self.snapshot()?;
        let short = fleet::in_short(&look, most);
        short.map_err(|source| self.failed(source))?
    }

    fn fleet_at_rest(&self, now: Timestamp) -> Result<FleetAtRest, StoreError> {
        let look = self.snapshot()?;
        let at_rest = fleet::at_rest(&look, now);
        at_rest.map_err(|source| self.failed(source))?
    }

    fn fleet_called(&self, name: &str) -> Result<Vec<FleetRow>, StoreError> {
        self.fleet_rows(fleet::CALLED, [name])
    }

    fn fleet_row(&self, rollout: &RolloutId) -> Result<Option<FleetRow>, StoreError> {
        let rows = self.fleet_rows(fleet::ROW, [rollout.as_str()])?;
        Ok(rows.into_iter().next())
    }

    fn fleet_size(&self) -> Result<usize, StoreError> {
        fleet::count(&self.connection, fleet::COUNT).map_err(|source| self.failed(source))
    }

    fn replace_fleet(&mut self, rows: &[FleetRow]) -> Result<(), StoreError> {
        self.change(|transaction| {
            transaction.execute("DELETE FROM fleet", [])?;
            for row in rows {
                write::fleet_row(transaction, row)?;
            }
            Ok(Ok(()))
        })
    }

    fn document(&self, rollout: &RolloutId) -> Result<Option<Document>, StoreError> {
        Ok(self.newest_documents(rollout, 1)?.pop())
    }

    fn documents(&self, rollout: &RolloutId) -> Result<Vec<Document>, StoreError> {
        let mut documents = self.newest_documents(rollout, u32::MAX)?;
        documents.reverse();
        Ok(documents)
    }

    fn save_draft(&mut self, key: &str, text: &str, now: Timestamp) -> Result<(), StoreError> {
        self.change(|transaction| write::draft(transaction, key, text, now).map(Ok))
    }

    fn draft(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row("SELECT text FROM draft WHERE key = ?1", [key], |row| {
                row.get(0)
            })
            .optional()
            .map_err(|source| self.failed(source))
    }

    fn drop_draft(&mut self, key: &str) -> Result<(), StoreError> {
        self.change(|transaction| {
            transaction.execute("DELETE FROM draft WHERE key = ?1", [key])?;
            Ok(Ok(()))
        })
    }

    fn marker(&self) -> Result<u64, StoreError> {
        // SQLite counts what other connections have written, so what this one has written is added.
        let others: u32 = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|source| self.failed(source))?;
        Ok(u64::from(others).wrapping_add(self.writes))
    }
}

/// Refuses to go on behind an event that was not the last, which would hide that the last ones are gone.
fn refuse_a_lost_end(
    path: &Path,
    stream: &StreamId,
    tip: Option<&Tip>,
    head: Option<(i64, [u8; 32])>,
) -> Result<(), StoreError> {
    let found = tip.map(|tip| (i64::try_from(tip.seq.get()).ok(), *tip.hash.as_bytes()));
    let kept = head.map(|(seq, hash)| (Some(seq), hash));
    if found == kept {
        return Ok(());
    }
    let end = tip.map_or(Seq::ZERO, |tip| tip.seq);
    let due = head.map_or(0, |(seq, _)| seq);
    Err(StoreError::Damaged {
        path: path.to_owned(),
        what: format!("{stream} ends with event {end}, and its end is kept as event {due}"),
    })
}

/// Puts an envelope to the others and says whether to go on: not after the first that cannot be read.
fn gather(
    gathered: &mut Result<Vec<Envelope>, StoreError>,
    read: Result<Envelope, StoreError>,
) -> bool {
    match (gathered, read) {
        (Ok(envelopes), Ok(envelope)) => {
            envelopes.push(envelope);
            true
        }
        (gathered, Err(error)) => {
            *gathered = Err(error);
            false
        }
        (Err(_), Ok(_)) => false,
    }
}

impl SqliteStore {
    fn fleet_rows(&self, query: &str, about: impl Params) -> Result<Vec<FleetRow>, StoreError> {
        fleet::rows(&self.connection, query, about).map_err(|source| self.failed(source))?
    }

    /// Returns the newest texts of a rollout, newest first, when each is as it was saved.
    fn newest_documents(
        &self,
        rollout: &RolloutId,
        most: u32,
    ) -> Result<Vec<Document>, StoreError> {
        let found = read::documents(&self.connection, rollout, most);
        let found = found.map_err(|source| self.failed(source))?;
        let whole = found.into_iter().map(|(document, is_whole)| {
            is_whole
                .then_some(document)
                .ok_or_else(|| StoreError::Damaged {
                    path: self.path.clone(),
                    what: format!("the text of {rollout} is not as it was saved"),
                })
        });
        whole.collect()
    }
}
