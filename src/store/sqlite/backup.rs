//! Copies of a store: checked, on the disk, and never written over anything.

use std::path::Path;

use rusqlite::Connection;

use super::connect::{complaints, readable};
use super::files;
use crate::store::StoreError;

/// Copies the store at `path` to `to`, as it is at one moment; tells `false` when there is a file of that name.
pub(super) fn write(connection: &Connection, path: &Path, to: &Path) -> Result<bool, StoreError> {
    if to.exists() {
        return Ok(false);
    }
    let unfinished = files::begin(to)?;
    let copied = copy(connection, path, &unfinished).and_then(|()| files::sync(&unfinished));
    if let Err(error) = copied {
        files::discard(&unfinished);
        return Err(error);
    }
    files::publish(&unfinished, to)
}

fn copy(connection: &Connection, path: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    let Some(name) = to.to_str() else {
        let source = std::io::Error::other("the name of a backup must be UTF-8");
        return Err(StoreError::io(to, source));
    };
    connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(|source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => StoreError::sqlite(to, source),
            _ => failed(source),
        })?;
    let copy = readable(to)?;
    let found = complaints(&copy, "quick_check").map_err(failed)?;
    found.into_iter().next().map_or(Ok(()), |what| {
        Err(StoreError::Damaged {
            path: path.to_owned(),
            what,
        })
    })
}
