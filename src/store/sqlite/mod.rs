//! The store in one SQLite file, shared by any number of processes. It never takes an empty or foreign file for a store.

mod backup;
mod connect;
mod files;
mod migrate;
mod read;
mod write;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use self::migrate::{MIGRATIONS, Migration};
use super::verify::StreamCheck;
use super::{Batch, Document, EventStore, StoreError, VerifyReport};
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, Seq};
use crate::journal::{Envelope, StreamId, Tip};
use crate::projection::FleetRow;

/// A store in one file.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    /// Which file it was when it was opened, whatever has its name now.
    identity: Option<(u64, u64)>,
    writes: u64,
}

impl SqliteStore {
    /// Opens the store at `path` to read and write; makes it, for its owner only, where there is no file.
    ///
    /// A store of an older schema is copied to `<path>.before-v<N>.<number>` and then brought up to date.
    ///
    /// # Errors
    ///
    /// [`StoreError::Empty`], [`StoreError::NotOurs`], [`StoreError::NewerSchema`] and [`StoreError::Damaged`] leave the
    /// file as it is; after [`StoreError::ReadOnly`] and [`StoreError::NewerSchema`], [`Self::open_read_only`] may work.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS)
    }

    fn open_with(path: &Path, steps: &[Migration]) -> Result<Self, StoreError> {
        match present(path) {
            Err(StoreError::NotFound { .. }) => migrate::create(path, steps)?,
            other => other?,
        }
        let known = migrate::known(steps);
        let found = connect::inspect(path)?;
        if found > known {
            let path = path.to_owned();
            return Err(StoreError::NewerSchema { path, found, known });
        }
        let identity = files::identity(path);
        let mut connection = connect::writable(path)?;
        if found < known {
            migrate::upgrade(&mut connection, path, steps)?;
        }
        Ok(Self::over(connection, path, identity))
    }

    /// Opens the store at `path` to read it, also one of a newer schema or on a disk that cannot be written.
    ///
    /// # Errors
    ///
    /// As [`Self::open`], and [`StoreError::NotFound`] where there is no file. Every change is then refused with
    /// [`StoreError::ReadOnly`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        present(path)?;
        let identity = files::identity(path);
        let connection = connect::readable(path)?;
        connect::schema_version(&connection, path)?;
        Ok(Self::over(connection, path, identity))
    }

    fn over(connection: Connection, path: &Path, identity: Option<(u64, u64)>) -> Self {
        Self {
            connection,
            path: path.to_owned(),
            identity,
            writes: 0,
        }
    }

    /// Returns where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the store as it is at one moment to a new file, for its owner only, and checks the copy.
    ///
    /// # Errors
    ///
    /// When there is a file at `to`, when it cannot be written, and when the copy is not sound.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if backup::write(&self.connection, &self.path, to)? {
            return Ok(());
        }
        let source = io::Error::new(
            ErrorKind::AlreadyExists,
            "this file exists and is not written over; name another one",
        );
        Err(StoreError::io(to, source))
    }

    /// Verifies every event, and then the file as SQLite sees it. What is broken does not hide what comes after it.
    ///
    /// # Errors
    ///
    /// When the file is so damaged that not even the streams can be listed.
    pub fn verify(&self) -> Result<VerifyReport, StoreError> {
        let snapshot = self.snapshot()?;
        let mut report = VerifyReport::default();
        for name in read::streams(&snapshot).map_err(|source| self.failed(source))? {
            match StreamId::parse(&name) {
                Some(stream) => walk(&snapshot, &stream, &mut report),
                None => report.push(&name, Seq::ZERO, "no stream has such a name".to_owned()),
            }
        }
        let complaints = connect::complaints(&snapshot, "integrity_check");
        for why in complaints.map_err(|source| self.failed(source))? {
            report.push("file", Seq::ZERO, why);
        }
        report.ok = report.broken.is_empty();
        Ok(report)
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::sqlite(&self.path, source)
    }

    fn snapshot(&self) -> Result<Transaction<'_>, StoreError> {
        self.connection
            .unchecked_transaction()
            .map_err(|source| self.failed(source))
    }

    /// Runs `change` in one transaction: all of it is kept, or nothing.
    fn change(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<Result<(), StoreError>>,
    ) -> Result<(), StoreError> {
        if files::identity(&self.path) != self.identity {
            return Err(StoreError::Replaced {
                path: self.path.clone(),
            });
        }
        let failed = |source| StoreError::sqlite(&self.path, source);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        change(&transaction).map_err(failed)??;
        transaction.commit().map_err(failed)?;
        self.writes += 1;
        Ok(())
    }
}

impl EventStore for SqliteStore {
    fn append(&mut self, batch: &Batch<'_>) -> Result<(), StoreError> {
        self.change(|transaction| {
            let checked = read::tip(transaction, batch.stream)?
                .transpose()
                .and_then(|tip| batch.check(tip.as_ref()));
            if checked.is_err() {
                return Ok(checked);
            }
            for envelope in batch.envelopes {
                write::event(transaction, envelope)?;
            }
            if let Some(row) = batch.fleet {
                write::fleet_row(transaction, row)?;
            }
            if let (Some(rollout), Some(document), Some(last)) = (
                batch.stream.rollout_id(),
                batch.document,
                batch.envelopes.last(),
            ) {
                write::document(transaction, &rollout, document, last.at)?;
            }
            Ok(Ok(()))
        })
    }

    fn load(&self, stream: &StreamId) -> Result<Vec<Envelope>, StoreError> {
        let mut envelopes = Ok(Vec::new());
        read::events(&self.connection, stream, |read| {
            match (&mut envelopes, read) {
                (Ok(envelopes), Ok(envelope)) => envelopes.push(envelope),
                (_, Err(error)) => envelopes = Err(error),
                (Err(_), Ok(_)) => {}
            }
            envelopes.is_ok()
        })
        .map_err(|source| self.failed(source))?;
        envelopes
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

    fn fleet(&self) -> Result<Vec<FleetRow>, StoreError> {
        let rows = read::fleet(&self.connection).map_err(|source| self.failed(source))?;
        let typed = |(rollout, json): (String, String)| {
            serde_json::from_str(&json).map_err(|source| StoreError::UnreadableRow {
                rollout: RolloutId::new(rollout),
                source,
            })
        };
        rows.into_iter().map(typed).collect()
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
        let found = read::document(&self.connection, rollout);
        match found.map_err(|source| self.failed(source))? {
            Some((_, false)) => Err(StoreError::Damaged {
                path: self.path.clone(),
                what: format!("the text of {rollout} is not as it was saved"),
            }),
            Some((document, true)) => Ok(Some(document)),
            None => Ok(None),
        }
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

/// Refuses a path where there is no file, or an empty one.
fn present(path: &Path) -> Result<(), StoreError> {
    let path_buf = || path.to_owned();
    match fs::metadata(path) {
        Ok(file) if file.is_dir() => Err(StoreError::NotOurs { path: path_buf() }),
        Ok(file) if file.len() == 0 => Err(StoreError::Empty { path: path_buf() }),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(StoreError::NotFound { path: path_buf() })
        }
        Err(source) => Err(StoreError::io(path, source)),
    }
}

fn walk(snapshot: &Transaction<'_>, stream: &StreamId, report: &mut VerifyReport) {
    let mut last = Seq::ZERO;
    let mut check = StreamCheck::begin(report, stream);
    let walked = read::events(snapshot, stream, |read| {
        match read {
            Ok(envelope) => {
                last = envelope.seq;
                check.read(&envelope);
            }
            Err(StoreError::Unreadable { seq, source, .. }) => {
                last = seq;
                check.unreadable(seq, source.to_string());
            }
            Err(other) => check.unreadable(last.next(), other.to_string()),
        }
        true
    });
    if let Err(error) = walked {
        check.unreadable(last.next(), error.to_string());
    }
}
