//! The store in one SQLite file, shared by any number of processes. It never takes an empty or foreign file for a store.

mod backup;
mod connect;
mod event_store;
mod examine;
mod files;
mod fleet;
mod foreign;
mod migrate;
mod place;
mod read;
mod turn;
mod write;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use self::migrate::{MIGRATIONS, Migration};
use self::turn::Turn;
use super::head::Heads;
use super::verify::StreamCheck;
use super::{Head, StoreError, VerifyReport};
use crate::domain::id::Seq;
use crate::journal::StreamId;

/// A store in one file.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    /// Which file it was when it was opened, whatever has its name now.
    identity: Option<(u64, u64)>,
    writes: u64,
    /// The turn that lasts for longer than one change.
    held: Option<Turn>,
}

impl SqliteStore {
    /// Opens the store at `path` to read and write; makes it, for its owner only, where there is no file.
    ///
    /// A store of an older schema is copied to `<path>.before-v<N>.<number>` and then brought up to date.
    ///
    /// # Errors
    ///
    /// [`StoreError::Empty`], [`StoreError::NotOurs`], [`StoreError::NewerSchema`] and [`StoreError::Damaged`] leave the
    /// file as it is; after [`StoreError::ReadOnly`], [`StoreError::Unsafe`] and [`StoreError::NewerSchema`], [`Self::open_read_only`] may work.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS)
    }

    fn open_with(path: &Path, steps: &[Migration]) -> Result<Self, StoreError> {
        let is_there = match present(path) {
            Err(StoreError::NotFound { .. }) => false,
            other => other.map(|()| true)?,
        };
        place::refuse_unsafe(path)?;
        if !is_there {
            migrate::create(path, steps)?;
        }
        let known = migrate::known(steps);
        let found = connect::inspect(path)?;
        if found > known {
            let path = path.to_owned();
            return Err(StoreError::NewerSchema { path, found, known });
        }
        let identity = files::identity(path);
        let mut connection = connect::writable(path)?;
        foreign::refuse(&connection, path, steps)?;
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
        connect::refuse_half_pages(&connection, path)?;
        connect::schema_version(&connection, path)?;
        foreign::refuse_views_for_tables(&connection, path)?;
        Ok(Self::over(connection, path, identity))
    }

    fn over(connection: Connection, path: &Path, identity: Option<(u64, u64)>) -> Self {
        Self {
            connection,
            path: path.to_owned(),
            identity,
            writes: 0,
            held: None,
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
        let mut heads = Heads::new(self.heads_in(&snapshot)?);
        for name in read::streams(&snapshot).map_err(|source| self.failed(source))? {
            match StreamId::parse(&name) {
                Some(stream) => walk(&snapshot, &stream, (&mut report, &mut heads)),
                None => report.push(&name, Seq::ZERO, "no stream has such a name".to_owned()),
            }
        }
        report.lost(heads);
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

    /// Returns the heads, where the schema has any.
    fn heads_in(&self, connection: &Connection) -> Result<Option<Vec<Head>>, StoreError> {
        let failed = |source| self.failed(source);
        if connect::version_of(connection).map_err(failed)? < migrate::WITH_HEADS {
            return Ok(None);
        }
        read::heads(connection).map_err(failed)?.map(Some)
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
        let _turn = self.held.is_none().then(|| Turn::take(&self.path));
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

fn walk(
    snapshot: &Transaction<'_>,
    stream: &StreamId,
    (report, heads): (&mut VerifyReport, &mut Heads),
) {
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
    check.end(heads);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::config::DbConfig;
    use tempfile::TempDir;

    use super::*;
    use crate::domain::Timestamp;
    use crate::store::EventStore as _;

    fn new_store() -> (TempDir, SqliteStore) {
        let folder = TempDir::new().unwrap();
        let store = SqliteStore::open(&folder.path().join("a ?#%41é.db")).unwrap();
        (folder, store)
    }

    fn setting(store: &SqliteStore, pragma: &str) -> String {
        let connection = &store.connection;
        connection
            .pragma_query_value(None, pragma, |row| {
                row.get::<_, i64>(0)
                    .map(|number| number.to_string())
                    .or_else(|_| row.get(0))
            })
            .unwrap()
    }

    #[test]
    fn every_connection_is_set_for_durability_and_distrust() {
        let (_folder, store) = new_store();
        let reader = SqliteStore::open_read_only(store.path()).unwrap();
        for store in [&store, &reader] {
            for (pragma, expected) in [
                ("journal_mode", "wal"),
                ("synchronous", "2"),
                ("foreign_keys", "1"),
                ("trusted_schema", "0"),
                ("cell_size_check", "1"),
                ("mmap_size", "0"),
                ("recursive_triggers", "1"),
                ("journal_size_limit", "16777216"),
                ("application_id", "1919706996"),
                ("user_version", "4"),
            ] {
                assert_eq!(setting(store, pragma), expected, "{pragma}");
            }
            let defensive = DbConfig::SQLITE_DBCONFIG_DEFENSIVE;
            assert!(store.connection.db_config(defensive).unwrap());
        }
    }

    #[test]
    fn a_full_disk_keeps_what_was_there_and_a_retry_works() {
        let (_folder, mut store) = new_store();
        let limit = |store: &SqliteStore, pages: u32| {
            let connection = &store.connection;
            connection
                .pragma_update(None, "max_page_count", pages)
                .unwrap();
        };
        let typed = "typed ".repeat(10_000);
        limit(&store, 1);
        let now = Timestamp::UNIX_EPOCH;
        let error = store.save_draft("note", &typed, now).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(
            error
                .to_string()
                .starts_with("disk full: nothing was saved to ")
        );
        assert_eq!(store.draft("note").unwrap(), None);
        limit(&store, 1_000_000);
        store.save_draft("note", &typed, now).unwrap();
        assert_eq!(store.draft("note").unwrap(), Some(typed));
    }

    #[test]
    fn a_store_that_another_keeps_for_itself_says_so() {
        let (_folder, mut store) = new_store();
        let other = connect::writable(store.path()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.connection.busy_timeout(Duration::ZERO).unwrap();
        let error = store.drop_draft("note").unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        other.execute_batch("ROLLBACK").unwrap();
        store.drop_draft("note").unwrap();
    }
}
