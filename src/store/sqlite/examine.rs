//! What a store's file and its connection say about themselves, read back and not assumed. Nothing is changed.

use std::collections::BTreeMap;

use super::SqliteStore;
use crate::store::StoreError;

/// What a connection is asked.
const PRAGMAS: [&str; 9] = [
    "application_id",
    "cell_size_check",
    "foreign_keys",
    "journal_mode",
    "journal_size_limit",
    "mmap_size",
    "synchronous",
    "trusted_schema",
    "user_version",
];

impl SqliteStore {
    /// Reads the settings of the connection back from it.
    ///
    /// # Errors
    ///
    /// What SQLite says.
    pub fn pragmas(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let read = |pragma: &str| {
            self.connection.pragma_query_value(None, pragma, |row| {
                let number = row.get::<_, i64>(0).map(|number| number.to_string());
                number.or_else(|_| row.get(0))
            })
        };
        let mut found = BTreeMap::new();
        for pragma in PRAGMAS {
            let value = read(pragma).map_err(|source| self.failed(source))?;
            found.insert(pragma.to_owned(), value);
        }
        Ok(found)
    }

    /// Returns the rights of the file, as `0600`; `None` where files have no such rights.
    pub fn permissions(&self) -> Option<String> {
        rights(&self.path)
    }
}

#[cfg(unix)]
fn rights(path: &std::path::Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).ok()?.permissions().mode();
    Some(format!("{:04o}", mode & 0o7777))
}

#[cfg(not(unix))]
fn rights(_: &std::path::Path) -> Option<String> {
    None
}
