//! A database migration by its path. Post-deploy and regular ones are kept apart; a path that is neither is refused.

use std::fmt;

use serde::{Deserialize, Serialize};

/// When a migration runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MigrationKind {
    /// After the deployment, in a run of its own; a package that does not know what it did cannot be gone back to.
    Post,
    /// With the deployment; it never stands in the way of a rollback.
    Regular,
}

/// A migration: `db/post_migrate/20220201173212_add_an_index.rb`.
///
/// Its path is its identity: a file that is renamed is another migration, introduced by the package with the new name. That it
/// has run is known by its timestamp, as in Rails' `schema_migrations`, so a new name alone does not make it run again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Migration {
    path: String,
}

/// A path that is not that of a migration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no path of a migration")]
pub struct NoMigration(String);

const ROOTS: [&str; 2] = ["db/", "ee/db/"];
const DIGITS: usize = 14;

impl Migration {
    /// Takes a path for a migration: below `db/post_migrate` or `db/migrate`, or such a folder anywhere below `ee/db`.
    ///
    /// Sources: GitLab's release checklists for `ee/db`; Rails' `ActiveRecord::MigrationContext` for the name of the file.
    pub fn parse(path: &str) -> Option<Self> {
        kind(path)?;
        let (timestamp, name) = file(path).split_at_checked(DIGITS)?;
        let name = name.strip_prefix('_')?.strip_suffix(".rb")?;
        let is_letter =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let is_migration = timestamp.bytes().all(|byte| byte.is_ascii_digit())
            && !name.is_empty()
            && name.bytes().all(is_letter);
        is_migration.then(|| Self {
            path: path.to_owned(),
        })
    }

    /// Returns every migration named in a text, in order, each once; what stands between them does not matter.
    ///
    /// A list that lost its line breaks, as in `…_index.rbdb/post_migrate/…`, is read like one that has them.
    pub fn all_in(text: &str) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for place in places(text) {
            if let Some(migration) = text.get(place).and_then(Self::parse)
                && !found.contains(&migration)
            {
                found.push(migration);
            }
        }
        found
    }

    /// Returns its path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns when it runs.
    pub fn kind(&self) -> MigrationKind {
        kind(&self.path).unwrap_or(MigrationKind::Post)
    }

    /// Tells whether it is a post-deploy migration.
    pub fn is_post(&self) -> bool {
        self.kind() == MigrationKind::Post
    }

    /// Returns the 14 digits by which the database knows it.
    pub fn timestamp(&self) -> &str {
        file(&self.path).get(..DIGITS).unwrap_or_default()
    }

    /// Returns the name of its file.
    pub fn file(&self) -> &str {
        file(&self.path)
    }
}

/// Returns where paths of migrations stand in a text: from `db/` or `ee/db/` to the first `.rb` after it.
pub(super) fn places(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut places = Vec::new();
    let mut cursor = 0;
    while let Some(start) = text.get(cursor..).and_then(|rest| rest.find("db/")) {
        let mut start = cursor + start;
        cursor = start + 3;
        let Some(length) = text.get(start..).and_then(|rest| rest.find(".rb")) else {
            break;
        };
        let end = start + length + 3;
        if text
            .get(..start)
            .is_some_and(|before| before.ends_with("ee/"))
        {
            start -= 3;
        }
        if text.get(start..end).and_then(Migration::parse).is_some() {
            places.push(start..end);
            cursor = end;
        }
    }
    places
}

fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn kind(path: &str) -> Option<MigrationKind> {
    let root = ROOTS.into_iter().find(|root| path.starts_with(root))?;
    let mut folders: Vec<&str> = path.strip_prefix(root)?.split('/').collect();
    folders.pop()?;
    if folders.iter().any(|name| matches!(*name, "" | "." | "..")) {
        return None;
    }
    // Only Enterprise Edition keeps migrations in databases of their own, one folder down.
    let depth = if root == "db/" { 1 } else { folders.len() };
    folders.into_iter().take(depth).find_map(|name| match name {
        "post_migrate" => Some(MigrationKind::Post),
        "migrate" => Some(MigrationKind::Regular),
        _ => None,
    })
}

impl fmt::Display for Migration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl From<Migration> for String {
    fn from(migration: Migration) -> Self {
        migration.path
    }
}

impl TryFrom<String> for Migration {
    type Error = NoMigration;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::parse(&path).ok_or(NoMigration(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_says_when_a_migration_runs() {
        for (path, kind) in [
            (
                "db/post_migrate/20220301120000_drop_it.rb",
                Some(MigrationKind::Post),
            ),
            (
                "db/migrate/20220301120000_add_it.rb",
                Some(MigrationKind::Regular),
            ),
            (
                "ee/db/post_migrate/20220301120000_drop_it.rb",
                Some(MigrationKind::Post),
            ),
            (
                "ee/db/geo/post_migrate/20220301120000_drop_it.rb",
                Some(MigrationKind::Post),
            ),
            (
                "ee/db/geo/migrate/20220301120000_add_it.rb",
                Some(MigrationKind::Regular),
            ),
            ("db/geo/post_migrate/20220301120000_drop_it.rb", None),
            ("spec/db/post_migrate/20220301120000_drop_it.rb", None),
            ("db/post_migrate/../20220301120000_drop_it.rb", None),
            ("db/post_migrate/README.md", None),
            ("db/post_migrate/2022030112000_drop_it.rb", None),
            ("db/post_migrate/20220301120000_Drop.rb", None),
            ("db/post_migrate/20220301120000_.rb", None),
            ("db/post_migrate/2022030112000é_x.rb", None),
            ("db/structure.sql", None),
        ] {
            let migration = Migration::parse(path);
            assert_eq!(migration.map(|migration| migration.kind()), kind, "{path}");
        }
    }

    #[test]
    fn a_list_that_lost_its_breaks_is_read() {
        let text = "added: db/post_migrate/20220301120000_drop_it.rbdb/post_migrate/20220302120000_drop_more.rbee/db/geo/post_migrate/20220303120000_far.rb`, db/x.rb db/migrate/20220304120000_add.rb db/post_migrate/20220301120000_drop_it.rb";
        let files: Vec<String> = Migration::all_in(text)
            .iter()
            .map(|migration| migration.timestamp().to_owned())
            .collect();
        assert_eq!(
            files,
            [
                "20220301120000",
                "20220302120000",
                "20220303120000",
                "20220304120000"
            ]
        );
        assert!(Migration::all_in("db/ db/post_migrate/ .rb é").is_empty());
    }
}
