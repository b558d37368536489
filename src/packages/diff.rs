//! The differences between packages, all of them by one git process. Only folders of migrations are looked into.

use super::error::ScanError;
use super::git::Git;
use crate::domain::package::{Migration, PackageName};

/// Where migrations are.
const FOLDERS: [&str; 3] = ["db/post_migrate", "db/migrate", "ee/db"];

/// Two packages to compare.
#[derive(Debug, Clone)]
pub(super) struct Pair<'a> {
    pub(super) package: &'a PackageName,
    pub(super) commit: &'a str,
    pub(super) before: &'a PackageName,
    pub(super) commit_before: &'a str,
}

/// What one package has that the other has not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) added: Vec<Migration>,
    pub(super) removed: Vec<Migration>,
}

/// Compares every pair, in order.
///
/// A renamed file is one that is removed and one that is added. A file that only changed brings nothing.
pub(super) fn differences(git: &Git, pairs: &[Pair<'_>]) -> Result<Vec<Difference>, ScanError> {
    if pairs.is_empty() {
        return Ok(vec![]);
    }
    let mut args = vec![
        "diff-tree",
        "--stdin",
        "--always",
        "-r",
        "-z",
        "--name-status",
    ];
    args.extend(["--no-renames", "--no-ext-diff", "--diff-filter=AD", "--"]);
    args.extend(FOLDERS);
    // A commit with other parents than its own is compared with those.
    let lines = pairs
        .iter()
        .map(|pair| format!("{} {}\n", pair.commit, pair.commit_before));
    let said = git.run(&args, lines.collect())?;
    let found = parsed(&said.output);
    if said.ok && found.len() == pairs.len() {
        return Ok(found);
    }
    // Git ends at the first pair that it cannot read, behind those that it could.
    let Some(pair) = pairs.get(found.len()) else {
        return Err(ScanError::Git {
            what: "diff-tree",
            said: said.complaint,
        });
    };
    Err(ScanError::MissingObject {
        package: pair.package.to_string(),
        before: pair.before.to_string(),
        said: said.complaint,
        why: git.why_incomplete(),
    })
}

/// Returns every migration that a commit has.
pub(super) fn whole(
    git: &Git,
    package: &PackageName,
    commit: &str,
) -> Result<Vec<Migration>, ScanError> {
    let mut args = vec![
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        "--name-only",
        commit,
        "--",
    ];
    args.extend(FOLDERS);
    let said = git.run(&args, String::new())?;
    if !said.ok {
        return Err(ScanError::MissingObject {
            package: package.to_string(),
            before: "nothing".to_owned(),
            said: said.complaint,
            why: git.why_incomplete(),
        });
    }
    let paths = said.output.split(|byte| *byte == 0);
    Ok(paths.filter_map(migration).collect())
}

/// Takes `<commit> NUL (<status> NUL <path> NUL)*` apart, again and again.
fn parsed(output: &[u8]) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut fields = output.split(|byte| *byte == 0);
    while let Some(field) = fields.next() {
        if field.len() > 1 {
            found.push(Difference::default());
            continue;
        }
        let migration = fields.next().and_then(migration);
        let (Some(difference), Some(migration)) = (found.last_mut(), migration) else {
            continue;
        };
        match field {
            b"A" => difference.added.push(migration),
            b"D" => difference.removed.push(migration),
            _ => {}
        }
    }
    found
}

/// Reads a path; one that is no text is that of no migration.
fn migration(path: &[u8]) -> Option<Migration> {
    std::str::from_utf8(path).ok().and_then(Migration::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_taken_apart_by_commits() {
        let output = b"aaaaaaa\0A\0db/migrate/20220301120000_a.rb\0D\0db/migrate/\xff\0bbbbbbb\0ccccccc\0D\0db/post_migrate/20220301120000_b.rb\0";
        let found = parsed(output);
        let counts: Vec<(usize, usize)> = found
            .iter()
            .map(|difference| (difference.added.len(), difference.removed.len()))
            .collect();
        assert_eq!(counts, [(1, 0), (0, 0), (0, 1)]);
    }
}
