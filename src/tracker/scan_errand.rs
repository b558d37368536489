//! Reading a repository apart from the store, so that it can be done while the screen goes on. It records nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::package::{Command, Ledger, PackageName, decide, evolve};
use crate::packages::{Known, Progress, ScanError, ScanResult, first_with, scan_telling};

/// A repository that is to be read, with what is known of it.
#[derive(Debug, Clone)]
pub struct ScanErrand {
    folder: PathBuf,
    ledger: Ledger,
    names: Vec<PackageName>,
    at: Timestamp,
}

/// What was read of a repository, to be recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanRead {
    pub(super) found: ScanResult,
    pub(super) code: CodeRead,
}

/// Which packages have the merge commits that somebody named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CodeRead {
    pub(super) found: Vec<(FlagName, String, PackageName)>,
    pub(super) warnings: Vec<String>,
}

impl Tracker {
    /// Prepares the reading of a repository; `names` are packages to look for besides its tags.
    ///
    /// # Errors
    /// What the store says.
    pub fn scan_errand(
        &self,
        folder: PathBuf,
        names: &[PackageName],
    ) -> Result<ScanErrand, TrackerError> {
        Ok(ScanErrand {
            folder,
            ledger: self.ledger(None)?,
            names: names.to_vec(),
            at: self.now(),
        })
    }
}

impl ScanErrand {
    /// Reads what is new in the repository; `tell` is told how much there is to compare.
    ///
    /// # Errors
    /// When the repository cannot be read.
    pub fn run(&self, tell: &dyn Fn(Progress)) -> Result<ScanRead, TrackerError> {
        let known = Known::of(&self.ledger, &self.names);
        let mut found = scan_telling(&self.folder, &known, tell)?;
        let scanned = Command::Scan {
            listings: found.listings.clone(),
        };
        let events = decide(&self.ledger, &scanned, self.at)?;
        let ledger = events.iter().fold(self.ledger.clone(), evolve);
        match read_code(&self.folder, &ledger) {
            Ok(code) => Ok(ScanRead { found, code }),
            // The packages were read whole; only where the code of flags came in stays open.
            Err(TrackerError::Scan(error @ ScanError::CutOff { .. })) => {
                found.warnings.push(error.to_string());
                let code = CodeRead::default();
                Ok(ScanRead { found, code })
            }
            Err(error) => Err(error),
        }
    }
}

/// Looks in a repository for every merge commit that somebody named.
pub(super) fn read_code(
    folder: &std::path::Path,
    ledger: &Ledger,
) -> Result<CodeRead, TrackerError> {
    let mut read = CodeRead::default();
    if ledger.merges.is_empty() {
        return Ok(read);
    }
    let (flags, commits): (Vec<FlagName>, Vec<String>) = ledger.merges.clone().into_iter().unzip();
    let contained = first_with(folder, &commits, &commits_of(ledger))?;
    for ((flag, named), contained) in flags.into_iter().zip(&commits).zip(contained) {
        match (contained.commit, contained.package) {
            (Some(commit), Some(package)) => read.found.push((flag, commit, package)),
            (Some(_), None) => read.warnings.push(format!(
                "no package has the code of {flag} yet, commit {named}"
            )),
            (None, _) => read.warnings.push(format!(
                "the code of {flag} was not looked for: no commit {named} in the repository"
            )),
        }
    }
    Ok(read)
}

/// Returns the commits of the packages that were scanned.
fn commits_of(ledger: &Ledger) -> BTreeMap<PackageName, String> {
    let packages = ledger.packages.values();
    packages
        .filter_map(|package| Some((package.package.clone(), package.commit.clone()?)))
        .collect()
}
