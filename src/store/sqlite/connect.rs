//! Connections to a store's file. Whose file it is, and of which version, is known before anything in it is touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::files::{beside, has_content};
use crate::store::StoreError;

/// Marks a file as a store of rollgate: the bytes `rlgt`, in the field of SQLite's header made for this.
pub(super) const APPLICATION_ID: i32 = 0x726c_6774;

/// How long a writer waits before it asks for its turn again.
///
/// `SQLite` keeps no queue and its own waits grow to 100 ms, by which one of many writers hardly ever comes to its turn.
const PAUSE: Duration = Duration::from_millis(10);

/// How often it asks, for 10 seconds in all.
const TRIES: i32 = 1_000;

/// How large the write-ahead log stays once it was larger, in bytes.
const WAL_LIMIT: i64 = 16 * 1024 * 1024;

/// Opens a file for reading and writing, never making one.
pub(super) fn writable(path: &Path) -> Result<Connection, StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    if connection.is_readonly("main").map_err(failed)? {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
        });
    }
    let mode = harden(&mut connection).and_then(|()| {
        connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
    });
    match mode {
        Ok(mode) if mode == "wal" => Ok(connection),
        Ok(_) => Err(StoreError::NoSharing {
            path: path.to_owned(),
        }),
        // The log and its index lie beside the file, in a folder that may not be writable.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            Err(StoreError::ReadOnly {
                path: path.to_owned(),
            })
        }
        Err(error) => Err(failed(error)),
    }
}

/// Opens a file for reading only, even where nothing beside it can be written.
///
/// A file on a disk that cannot be written is read as it is, and changes by others are not seen.
pub(super) fn readable(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let shared = Connection::open_with_flags(path, flags).and_then(|mut connection| {
        harden(&mut connection)?;
        version_of(&connection)?;
        Ok(connection)
    });
    match shared {
        Ok(connection) => Ok(connection),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) if is_settled(path) => still(path),
            _ => Err(StoreError::sqlite(path, error)),
        },
    }
}

/// Returns the version of the schema of a store, without leaving a trace; refuses what is no store.
pub(super) fn inspect(path: &Path) -> Result<u32, StoreError> {
    let connection = if is_settled(path) {
        still(path)?
    } else {
        readable(path)?
    };
    refuse_half_pages(&connection, path)?;
    schema_version(&connection, path)
}

/// Refuses a file that ends within a page. SQLite would take what is missing for zeros.
pub(super) fn refuse_half_pages(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let size: u32 = connection
        .pragma_query_value(None, "page_size", |row| row.get(0))
        .map_err(|source| StoreError::sqlite(path, source))?;
    let length = fs::metadata(path).map_err(|source| StoreError::io(path, source))?;
    // While the log has content, the file may be half written, and the log makes it whole.
    if is_settled(path) && !length.len().is_multiple_of(u64::from(size)) {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            what: "it is cut short".to_owned(),
        });
    }
    Ok(())
}

/// Returns the version of the schema; refuses what is no store.
pub(super) fn schema_version(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    let application: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(failed)?;
    if application != APPLICATION_ID {
        return Err(StoreError::NotOurs {
            path: path.to_owned(),
        });
    }
    match version_of(connection).map_err(failed)? {
        0 => Err(StoreError::Damaged {
            path: path.to_owned(),
            what: "it has no schema".to_owned(),
        }),
        version => Ok(version),
    }
}

/// Returns the version of the schema, 0 in a new file.
pub(super) fn version_of(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Asks SQLite whether the file is sound and returns what is not, in its words.
pub(super) fn complaints(
    connection: &Connection,
    pragma: &'static str,
) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    connection.pragma_query(None, pragma, |row| {
        found.push(row.get::<_, String>(0)?);
        Ok(())
    })?;
    found.retain(|line| line != "ok");
    Ok(found)
}

/// Nothing waits in the write-ahead log, so the file alone says everything.
fn is_settled(path: &Path) -> bool {
    !has_content(&beside(path, "-wal"))
}

fn still(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(immutable_uri(path), flags)
        .and_then(|mut connection| harden(&mut connection).map(|()| connection))
        .map_err(|source| StoreError::sqlite(path, source))
}

fn immutable_uri(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let escaped: String = absolute
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|byte| match byte {
            b'\\' if cfg!(windows) => "/".to_owned(),
            plain if plain.is_ascii_alphanumeric() => char::from(*plain).to_string(),
            b'/' | b'-' | b'_' | b'.' | b'~' => char::from(*byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("file:{escaped}?immutable=1").into()
}

fn harden(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(wait_for_a_turn))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Without it a query with an order is prepared anew each time that a kept statement is used again.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", WAL_LIMIT)
}

fn wait_for_a_turn(tries: i32) -> bool {
    std::thread::park_timeout(PAUSE);
    tries < TRIES
}
