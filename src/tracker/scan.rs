//! What a repository says about packages, recorded: which there are, and which one first has the merge commit of a flag.

use std::path::Path;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use super::scan_errand::{ScanRead, read_code};
use crate::domain::flag::FlagName;
use crate::domain::id::RolloutId;
use crate::domain::package::{Command, Listing, PackageName, PackageRefusal};

/// What came of a scan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanReport {
    /// How many packages the repository has.
    pub found: usize,
    /// What was new or other than before, oldest package first.
    pub listings: Vec<Listing>,
    /// The names of which the repository has no commit.
    pub unresolved: Vec<PackageName>,
    /// What is odd, in words.
    pub warnings: Vec<String>,
    /// What was recorded.
    pub events: Vec<Recorded>,
}

/// What came of looking for the merge commits of flags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeFound {
    /// What was recorded.
    pub events: Vec<Recorded>,
    /// What was not found, in words.
    pub warnings: Vec<String>,
}

impl Tracker {
    /// Reads what is new in a repository and records it; `names` are packages to look for besides its tags.
    ///
    /// # Errors
    /// When the repository cannot be read, or what the store says. Then nothing is recorded.
    pub fn scan_packages(
        &mut self,
        folder: &Path,
        names: &[PackageName],
    ) -> Result<ScanReport, TrackerError> {
        let errand = self.scan_errand(folder.to_owned(), names)?;
        let read = errand.run(&|_| {})?;
        self.record_scan(read)
    }

    /// Records what was read of a repository.
    ///
    /// # Errors
    /// What the store says. Then nothing is recorded.
    pub fn record_scan(&mut self, read: ScanRead) -> Result<ScanReport, TrackerError> {
        let ScanRead { found, code } = read;
        let command = Command::Scan {
            listings: found.listings.clone(),
        };
        let mut events = self.record_packages(&command)?;
        let code_found = Command::FindCode { found: code.found };
        events.extend(self.record_packages(&code_found)?);
        let mut warnings = found.warnings;
        warnings.extend(code.warnings);
        Ok(ScanReport {
            found: found.found,
            listings: found.listings,
            unresolved: found.unresolved,
            warnings,
            events,
        })
    }

    /// Looks in a repository for every merge commit that somebody named, and records the first package with each.
    ///
    /// # Errors
    /// When the repository cannot be read or its history is cut off, or what the store says.
    pub fn find_code(&mut self, folder: &Path) -> Result<CodeFound, TrackerError> {
        let ledger = self.ledger(None)?;
        let read = read_code(folder, &ledger)?;
        if ledger.merges.is_empty() {
            return Ok(CodeFound::default());
        }
        Ok(CodeFound {
            events: self.record_packages(&Command::FindCode { found: read.found })?,
            warnings: read.warnings,
        })
    }

    /// Records which package brought the code of a rollout's flag.
    ///
    /// # Errors
    /// When the rollout has no flag, when the package is not known, or what the store says.
    pub fn name_code(
        &mut self,
        id: &RolloutId,
        package: &str,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let flag = self.flag_of(id)?;
        let package = package.to_owned();
        self.record_packages(&Command::NameCode { flag, package })
    }

    /// Records which commit merged the code of a rollout's flag, and finds its package in a repository where one is named.
    ///
    /// # Errors
    /// When the rollout has no flag, when the text is no commit, or as [`Tracker::find_code`].
    pub fn name_merge(
        &mut self,
        id: &RolloutId,
        commit: &str,
        folder: Option<&Path>,
    ) -> Result<CodeFound, TrackerError> {
        let flag = self.flag_of(id)?;
        let commit = commit.to_owned();
        let mut events = self.record_packages(&Command::NameMerge { flag, commit })?;
        let mut found = match folder {
            Some(folder) => self.find_code(folder)?,
            None => CodeFound::default(),
        };
        events.append(&mut found.events);
        found.events = events;
        Ok(found)
    }

    /// Returns the flag of a rollout.
    ///
    /// # Errors
    /// When it has none.
    pub fn flag_of(&self, id: &RolloutId) -> Result<FlagName, TrackerError> {
        let history = self.history(id)?;
        let plan = history.rollout.plan.as_deref();
        let flag = plan.and_then(|plan| plan.flag.clone());
        Ok(flag.ok_or_else(|| PackageRefusal::NoFlag {
            title: plan.map_or_else(|| id.to_string(), |plan| plan.title.clone()),
        })?)
    }
}
