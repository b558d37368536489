//! The schema and its steps. A file gets all steps that it lacks or none, and only after a verified copy of it lies beside it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::connect::{self, APPLICATION_ID, schema_version, version_of};
use super::{backup, files};
use crate::store::StoreError;

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Migration {
    /// The version that it leads to, one more than the step before it.
    pub version: u32,
    /// What it does.
    pub sql: &'static str,
}

/// Every step, in order. A released step is never changed.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: include_str!("../../../assets/sql/0001_journal.sql"),
    },
    Migration {
        version: 2,
        sql: include_str!("../../../assets/sql/0002_heads.sql"),
    },
    Migration {
        version: 3,
        sql: include_str!("../../../assets/sql/0003_lookups.sql"),
    },
    Migration {
        version: 4,
        sql: include_str!("../../../assets/sql/0004_first_frame.sql"),
    },
];

/// The first version of the schema that keeps the end of every stream.
pub(super) const WITH_HEADS: u32 = 2;

/// Returns the version that `steps` lead to.
pub(super) fn known(steps: &[Migration]) -> u32 {
    steps.last().map_or(0, |step| step.version)
}

/// Makes a new store at `path`, which gets its name only when it is complete. A store that is made there meanwhile stays.
pub(super) fn create(path: &Path, steps: &[Migration]) -> Result<(), StoreError> {
    if files::has_content(&files::beside(path, "-wal")) {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            what: "the file is gone and its -wal file is there".to_owned(),
        });
    }
    files::make_folder(path)?;
    let unfinished = files::begin(path)?;
    let made = connect::writable(&unfinished).and_then(|mut connection| {
        apply(&mut connection, steps)
            .and_then(|()| connection.close().map_err(|(_, source)| source))
            .map_err(|source| StoreError::sqlite(path, source))
    });
    if let Err(error) = made {
        files::discard(&unfinished);
        return Err(error);
    }
    files::publish(&unfinished, path).map(|_| ())
}

/// Brings the store at `path` up to the last of `steps`, after a copy of it was made; returns where the copy is.
pub(super) fn upgrade(
    connection: &mut Connection,
    path: &Path,
    steps: &[Migration],
) -> Result<Option<PathBuf>, StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    // Nobody writes from here on, and another process may have brought it up to date just before.
    let found = schema_version(&transaction, path)?;
    if found >= known(steps) {
        return Ok(None);
    }
    let copy = back_up(path, known(steps))?;
    run(&transaction, steps, found).map_err(failed)?;
    transaction.commit().map_err(failed)?;
    Ok(Some(copy))
}

fn back_up(path: &Path, version: u32) -> Result<PathBuf, StoreError> {
    let reader = connect::readable(path)?;
    let mut number = 1;
    loop {
        let copy = files::beside(path, &format!(".before-v{version}.{number}"));
        if backup::write(&reader, path, &copy)? {
            return Ok(copy);
        }
        number += 1;
    }
}

fn apply(connection: &mut Connection, steps: &[Migration]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    let found = version_of(&transaction)?;
    run(&transaction, steps, found)?;
    transaction.commit()
}

fn run(connection: &Connection, steps: &[Migration], found: u32) -> rusqlite::Result<()> {
    for step in steps.iter().filter(|step| step.version > found) {
        connection.execute_batch(step.sql)?;
    }
    connection.pragma_update(None, "user_version", known(steps))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::domain::Timestamp;
    use crate::store::{EventStore as _, SqliteStore};

    const NEXT: u32 = MIGRATIONS[MIGRATIONS.len() - 1].version + 1;

    /// The steps of today with another behind them.
    const fn with(sql: &'static str) -> [Migration; MIGRATIONS.len() + 1] {
        let next = Migration { version: NEXT, sql };
        let mut steps = [next; MIGRATIONS.len() + 1];
        let (of_today, _) = steps.split_at_mut(MIGRATIONS.len());
        of_today.copy_from_slice(MIGRATIONS);
        steps
    }

    const LATER: &[Migration] =
        &with("ALTER TABLE draft ADD COLUMN author TEXT; UPDATE draft SET author = 'ada';");
    const BROKEN: &[Migration] =
        &with("ALTER TABLE draft ADD COLUMN author TEXT; UPDATE nothing SET x = 1;");

    /// A store of the schema of today that holds a draft.
    fn old_store() -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("store.db");
        let mut store = SqliteStore::open(&path).unwrap();
        let now = Timestamp::UNIX_EPOCH;
        store.save_draft("note", "typed", now).unwrap();
        (folder, path)
    }

    fn version(path: &Path) -> u32 {
        connect::inspect(path).unwrap()
    }

    fn names(folder: &TempDir) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_steps_count_up_from_one() {
        let versions: Vec<u32> = MIGRATIONS.iter().map(|step| step.version).collect();
        let expected: Vec<u32> = (1..=known(MIGRATIONS)).collect();
        assert_eq!(versions, expected);
    }

    #[test]
    fn an_old_store_is_copied_and_brought_up_to_date() {
        let (folder, path) = old_store();
        let store = SqliteStore::open_with(&path, LATER).unwrap();
        assert_eq!(store.draft("note").unwrap().as_deref(), Some("typed"));
        drop(store);
        assert_eq!(version(&path), NEXT);
        let copy = format!("store.db.before-v{NEXT}.1");
        assert_eq!(names(&folder), ["store.db", &copy]);
        let copy = folder.path().join(copy);
        assert_eq!(version(&copy), NEXT - 1);
        let copy = SqliteStore::open(&copy).unwrap();
        assert_eq!(copy.draft("note").unwrap().as_deref(), Some("typed"));
    }

    #[test]
    fn a_store_that_is_up_to_date_is_not_copied() {
        let (folder, path) = old_store();
        drop(SqliteStore::open(&path).unwrap());
        assert_eq!(names(&folder), ["store.db"]);
        let mut connection = connect::writable(&path).unwrap();
        assert_eq!(upgrade(&mut connection, &path, MIGRATIONS).unwrap(), None);
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_schema_and_the_copy() {
        let (folder, path) = old_store();
        assert!(SqliteStore::open_with(&path, BROKEN).is_err());
        assert_eq!(version(&path), NEXT - 1);
        let store = SqliteStore::open_with(&path, LATER).unwrap();
        assert_eq!(store.draft("note").unwrap().as_deref(), Some("typed"));
        drop(store);
        let copies = [1, 2].map(|count| format!("store.db.before-v{NEXT}.{count}"));
        assert_eq!(names(&folder), ["store.db", &copies[0], &copies[1]]);
    }

    #[test]
    fn a_new_store_gets_every_step_and_no_copy() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("store.db");
        drop(SqliteStore::open_with(&path, LATER).unwrap());
        assert_eq!(version(&path), NEXT);
        assert_eq!(names(&folder), ["store.db"]);
    }

    #[test]
    fn two_processes_that_make_a_store_at_once_share_one() {
        let (folder, path) = old_store();
        create(&path, MIGRATIONS).unwrap();
        let store = SqliteStore::open(&path).unwrap();
        assert_eq!(store.draft("note").unwrap().as_deref(), Some("typed"));
        drop(store);
        assert_eq!(names(&folder), ["store.db"]);
    }
}
