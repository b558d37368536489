//! What a repository says about packages, recorded: which there are, and which one first has the merge commit of a flag.

use std::collections::BTreeMap;
use std::path::Path;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::flag::FlagName;
use crate::domain::id::RolloutId;
use crate::domain::package::{Command, Ledger, Listing, PackageName, PackageRefusal, decide};
use crate::packages::{Known, ScanError, first_with, scan};
use crate::store::StoreError;

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
        let history = self.ledger_history(None)?;
        let found = scan(folder, &Known::of(&history.ledger, names))?;
        let command = Command::Scan {
            listings: found.listings.clone(),
        };
        let events = decide(&history.ledger, &command, self.moment())?;
        let mut events = match self.keep_packages(&history, &events) {
            Err(TrackerError::Store(StoreError::Conflict { .. })) => self.try_record(&command)?,
            other => other?,
        };
        let mut warnings = found.warnings;
        match self.find_code(folder) {
            Ok(code) => {
                events.extend(code.events);
                warnings.extend(code.warnings);
            }
            // The packages were read whole; only where the code of flags came in stays open.
            Err(TrackerError::Scan(error @ ScanError::CutOff { .. })) => {
                warnings.push(error.to_string());
            }
            Err(error) => return Err(error),
        }
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
        if ledger.merges.is_empty() {
            return Ok(CodeFound::default());
        }
        let (flags, commits): (Vec<FlagName>, Vec<String>) =
            ledger.merges.clone().into_iter().unzip();
        let contained = first_with(folder, &commits, &commits_of(&ledger))?;
        let mut report = CodeFound::default();
        let mut found = Vec::new();
        for ((flag, named), contained) in flags.into_iter().zip(&commits).zip(contained) {
            match (contained.commit, contained.package) {
                (Some(commit), Some(package)) => found.push((flag, commit, package)),
                (Some(_), None) => report.warnings.push(format!(
                    "no package has the code of {flag} yet, commit {named}"
                )),
                (None, _) => report.warnings.push(format!(
                    "the code of {flag} was not looked for: no commit {named} in the repository"
                )),
            }
        }
        report.events = self.record_packages(&Command::FindCode { found })?;
        Ok(report)
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

/// Returns the commits of the packages that were scanned.
fn commits_of(ledger: &Ledger) -> BTreeMap<PackageName, String> {
    let packages = ledger.packages.values();
    packages
        .filter_map(|package| Some((package.package.clone(), package.commit.clone()?)))
        .collect()
}
