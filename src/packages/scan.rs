//! The scan: every package of a repository, each compared with the one before it. What is known already is not read again.

use std::path::Path;

use super::diff::{Difference, Pair, differences, whole};
use super::error::ScanError;
use super::find::{Found, find};
use super::git::Git;
use super::known::Known;
use crate::domain::package::{Basis, Listing, PackageName};

/// What a scan found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanResult {
    /// What is new or other than before, oldest package first.
    pub listings: Vec<Listing>,
    /// How many packages the repository has.
    pub found: usize,
    /// The named packages of which the repository has no commit.
    pub unresolved: Vec<PackageName>,
    /// What is odd, in words.
    pub warnings: Vec<String>,
}

/// How far a scan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many packages the repository has.
    pub found: usize,
    /// How many of them are to be compared with the one before them.
    pub new: usize,
}

/// Reads the packages of the repository at `folder` that are not known as they are there.
///
/// A package is read again when its tag has moved, or when a package has come between it and the one it was compared with. The
/// oldest package is compared with nothing: all its migrations came with it or earlier.
///
/// # Errors
/// When there is no repository, or when it lacks the commit or a folder of a package; then nothing is returned at all.
pub fn scan(folder: &Path, known: &Known) -> Result<ScanResult, ScanError> {
    scan_telling(folder, known, &|_| {})
}

/// Does the same, and tells how much there is to compare before it begins to.
///
/// # Errors
/// As [`scan`].
pub fn scan_telling(
    folder: &Path,
    known: &Known,
    tell: &dyn Fn(Progress),
) -> Result<ScanResult, ScanError> {
    let git = Git::open(folder)?;
    let mut found = find(&git, known)?;
    keep_known(&mut found, known);
    let read = read(&git, &found, known, tell)?;
    if let Some(first) = found.elsewhere.first() {
        let rest = match found.elsewhere.len() - 1 {
            0 => String::new(),
            rest => format!(" and {rest} others"),
        };
        found.warnings.push(format!(
            "{first}{rest}: the tag does not stand at the SHA in the name; the tag counts"
        ));
    }
    Ok(ScanResult {
        listings: read,
        found: found.commits.len(),
        unresolved: found.unresolved,
        warnings: found.warnings,
    })
}

/// Takes over the packages whose tags are gone, so that what follows them is still compared with them.
fn keep_known(found: &mut Found, known: &Known) {
    for (name, (commit, _)) in &known.scanned {
        if !found.commits.contains_key(name) {
            found.commits.insert(name.clone(), commit.clone());
        }
    }
}

fn read(
    git: &Git,
    found: &Found,
    known: &Known,
    tell: &dyn Fn(Progress),
) -> Result<Vec<Listing>, ScanError> {
    let mut pairs = Vec::new();
    let mut first = None;
    let mut before: Option<(&PackageName, &str)> = None;
    for (package, commit) in &found.commits {
        let is_known = known
            .scanned
            .get(package)
            .is_some_and(|(known_at, against)| {
                known_at == commit && against.as_ref() == before.map(|(name, _)| name)
            });
        let moved = before.is_some_and(|(name, commit)| {
            known
                .scanned
                .get(name)
                .is_some_and(|(known_at, _)| known_at != commit)
        });
        match before {
            _ if is_known && !moved => {}
            Some((before, commit_before)) => pairs.push(Pair {
                package,
                commit,
                before,
                commit_before,
            }),
            None => first = Some((package, commit)),
        }
        before = Some((package, commit));
    }
    tell(Progress {
        found: found.commits.len(),
        new: pairs.len() + usize::from(first.is_some()),
    });
    let mut listings = Vec::with_capacity(pairs.len() + 1);
    if let Some((package, commit)) = first {
        listings.push(Listing {
            package: package.clone(),
            commit: Some(commit.clone()),
            basis: Basis::Whole,
            added: whole(git, package, commit)?,
            removed: vec![],
        });
    }
    let compared = differences(git, &pairs)?;
    listings.extend(
        pairs
            .iter()
            .zip(compared)
            .map(|(pair, difference)| listing(pair, difference)),
    );
    Ok(listings)
}

fn listing(pair: &Pair<'_>, difference: Difference) -> Listing {
    Listing {
        package: pair.package.clone(),
        commit: Some(pair.commit.to_owned()),
        basis: Basis::Diff {
            against: pair.before.clone(),
        },
        added: difference.added,
        removed: difference.removed,
    }
}
