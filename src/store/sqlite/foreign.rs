//! What a file brings along that this program never made: a trigger runs with every record, a view lies about a table. It refuses both.

use std::path::Path;

use rusqlite::Connection;

use super::migrate::Migration;
use crate::store::StoreError;

/// Refuses a store with a trigger or a view that no step of `steps` makes.
pub(super) fn refuse(
    connection: &Connection,
    path: &Path,
    steps: &[Migration],
) -> Result<(), StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    let mut found = connection
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')")
        .map_err(failed)?;
    let mut rows = found.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let kind: String = row.get(0).map_err(failed)?;
        let name: String = row.get(1).map_err(failed)?;
        let sql: String = row.get(2).map_err(failed)?;
        if !steps.iter().any(|step| step.sql.contains(&sql)) {
            return Err(StoreError::Damaged {
                path: path.to_owned(),
                what: format!("it holds a {kind} that rollgate never made: {name}"),
            });
        }
    }
    Ok(())
}

/// Refuses a store, also of a newer schema, where a view stands in the place of a table.
pub(super) fn refuse_views_for_tables(
    connection: &Connection,
    path: &Path,
) -> Result<(), StoreError> {
    let count: u32 = connection
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'view' \
             AND lower(name) IN ('event', 'fleet', 'document', 'draft', 'outbox')",
            [],
            |row| row.get(0),
        )
        .map_err(|source| StoreError::sqlite(path, source))?;
    if count == 0 {
        return Ok(());
    }
    Err(StoreError::Damaged {
        path: path.to_owned(),
        what: "a view stands in the place of a table".to_owned(),
    })
}
