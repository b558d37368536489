//! The first package that has a commit, asked of the history and not of names. A shallow clone has no answer and gives none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::error::ScanError;
use super::git::Git;
use crate::domain::package::PackageName;

/// Where a commit was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contained {
    /// The commit, whole; `None` where the repository has none of that name, or several.
    pub commit: Option<String>,
    /// The oldest package with it; `None` where no package has it yet.
    pub package: Option<PackageName>,
}

/// Returns for each of `commits`, named whole or by their beginnings, the oldest of `packages` that has it in its history.
///
/// A commit that was picked onto another branch is another commit: the one that was named is looked for.
///
/// # Errors
/// When there is no repository, when its history is cut off, or when git fails.
pub fn first_with(
    folder: &Path,
    commits: &[String],
    packages: &BTreeMap<PackageName, String>,
) -> Result<Vec<Contained>, ScanError> {
    let git = Git::open(folder)?;
    let shallow = git.run(&["rev-parse", "--is-shallow-repository"], String::new())?;
    if !shallow.ok {
        return Err(git.unreadable(shallow.complaint));
    }
    if shallow.output.starts_with(b"true") {
        let why = git.why_incomplete();
        return Err(ScanError::CutOff { why });
    }
    let mut found = Vec::with_capacity(commits.len());
    for named in commits {
        let commit = whole(&git, named)?;
        let package = match &commit {
            Some(commit) => first(&git, commit, packages)?,
            None => None,
        };
        found.push(Contained { commit, package });
    }
    Ok(found)
}

/// Returns the whole name of a commit. Git takes a branch that is called like one for it; that is no answer.
fn whole(git: &Git, named: &str) -> Result<Option<String>, ScanError> {
    let args = ["cat-file", "--batch-check=%(objectname) %(objecttype)"];
    let said = git.run(&args, format!("{named}^{{commit}}\n"))?;
    if !said.ok {
        return Err(ScanError::Git {
            what: "cat-file",
            said: said.complaint,
        });
    }
    let text = String::from_utf8_lossy(&said.output);
    let commit = text.trim().strip_suffix(" commit");
    let commit = commit.filter(|commit| commit.starts_with(named));
    Ok(commit.map(str::to_owned))
}

/// Goes once from the packages back to the commit; what lies on the way has it.
fn first(
    git: &Git,
    commit: &str,
    packages: &BTreeMap<PackageName, String>,
) -> Result<Option<PackageName>, ScanError> {
    let mut input = format!("^{commit}\n");
    for package in packages.values() {
        writeln!(input, "{package}").ok();
    }
    let args = ["rev-list", "--ignore-missing", "--ancestry-path", "--stdin"];
    let said = git.run(&args, input)?;
    if !said.ok {
        return Err(ScanError::Git {
            what: "rev-list",
            said: said.complaint,
        });
    }
    let text = String::from_utf8_lossy(&said.output);
    let mut with: BTreeSet<&str> = text.lines().collect();
    with.insert(commit);
    let mut in_order = packages.iter();
    let first = in_order.find(|(_, at)| with.contains(at.as_str()));
    Ok(first.map(|(name, _)| name.clone()))
}
