//! The ledger: packages, where they ran, which migrations were executed. Only `evolve` changes it, and it never fails.

use std::collections::BTreeMap;

use super::event::{Basis, DeployStatus, Event, Listing};
use super::name::PackageName;
use super::place::Place;
use super::refusal::PackageRefusal;
use super::standing::Standing;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::id::Seq;

/// All that is known of packages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// How many events it has seen.
    pub seq: Seq,
    /// The packages, oldest first.
    pub packages: BTreeMap<PackageName, Package>,
    /// What was deployed where, oldest first.
    pub deployments: BTreeMap<Place, Vec<Deployment>>,
    /// The runs of post-deploy migrations on each database, oldest first.
    pub runs: BTreeMap<Place, Vec<MigrationRun>>,
    /// The package that brought the code of a flag.
    pub code: BTreeMap<FlagName, PackageName>,
    /// The commit that merged the code of a flag: as somebody named it, or whole where it was found.
    pub merges: BTreeMap<FlagName, String>,
    /// What can be taken back; known only to a ledger that was replayed.
    pub(super) standing: Standing,
}

/// A package as it is known.
pub type Package = Listing;

/// A package on its way to an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// Which package.
    pub package: PackageName,
    /// How it stands.
    pub status: DeployStatus,
    /// Since when.
    pub at: Timestamp,
}

/// A run of post-deploy migrations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationRun {
    /// The package that ran at that moment.
    pub package: PackageName,
    /// When.
    pub at: Timestamp,
    /// Whether all of them worked.
    pub ok: bool,
}

impl Ledger {
    /// Finds the package that `query` means: its name in any form, its product version, or a part that fits only one.
    ///
    /// # Errors
    /// When none fits or several do.
    pub fn find(&self, query: &str) -> Result<&PackageName, PackageRefusal> {
        let query = query.trim().trim_matches('`');
        let name = PackageName::parse(query);
        if let Some(same) = name
            .as_ref()
            .and_then(|name| self.packages.get_key_value(name))
        {
            return Ok(same.0);
        }
        let part = name
            .as_ref()
            .map_or_else(|| query.to_owned(), PackageName::to_string);
        let fits = |known: &&PackageName| match &name {
            Some(name) => known.is_same_as(name),
            None => !part.is_empty() && known.to_string().contains(&part),
        };
        let found: Vec<&PackageName> = self.packages.keys().filter(fits).collect();
        match found.as_slice() {
            [] => Err(PackageRefusal::UnknownPackage {
                query: query.to_owned(),
            }),
            [name] => Ok(name),
            several => Err(PackageRefusal::AmbiguousPackage {
                query: query.to_owned(),
                matches: several.iter().map(ToString::to_string).collect(),
            }),
        }
    }

    /// Returns the deployment that was told of last.
    pub fn latest_deployment(&self, place: Place) -> Option<&Deployment> {
        self.deployments.get(&place)?.last()
    }

    /// Returns the package that runs at `place`: the last one deployed there with success, or seen there by a later run.
    pub fn running(&self, place: Place) -> Option<&PackageName> {
        let deployments = self.deployments.get(&place).into_iter().flatten();
        let deployed = deployments
            .filter(|deployment| deployment.status == DeployStatus::Success)
            .map(|deployment| (deployment.at, &deployment.package))
            .next_back();
        // A run names the package of the main stage, not that of its canary.
        let runs = self.runs.get(&place).into_iter().flatten();
        let seen = runs.map(|run| (run.at, &run.package)).next_back();
        let newest = match (deployed, seen) {
            (Some(deployed), Some(seen)) if seen.0 > deployed.0 => Some(seen),
            (deployed, seen) => deployed.or(seen),
        };
        newest.map(|(_, package)| package)
    }

    /// Returns the last run on the database of `place` that worked.
    pub fn last_success(&self, place: Place) -> Option<&MigrationRun> {
        let runs = self.runs.get(&place.database())?;
        runs.iter().rfind(|run| run.ok)
    }

    /// Returns the run on the database of `place` that worked and went farthest: that of the newest package, the last where names
    /// do not say which is newer.
    ///
    /// What a run executed stays executed, so an older package that is recorded later brings nothing back.
    pub fn farthest_success(&self, place: Place) -> Option<&MigrationRun> {
        let runs = self.runs.get(&place.database())?.iter();
        runs.filter(|run| run.ok).reduce(|farthest, run| {
            if farthest.package.is_newer_than(&run.package) == Some(true) {
                farthest
            } else {
                run
            }
        })
    }

    /// Returns the last run on the database of `place`.
    pub fn last_run(&self, place: Place) -> Option<&MigrationRun> {
        self.runs.get(&place.database())?.last()
    }

    /// Puts a fuller name in the place of one that says less of the same package.
    fn adopt(&mut self, name: &PackageName) {
        let bare = name.bare();
        if bare == *name || self.packages.remove(&bare).is_none() {
            return;
        }
        let deployed = self.deployments.values_mut().flatten();
        let executed = self.runs.values_mut().flatten();
        let names = deployed
            .map(|deployment| &mut deployment.package)
            .chain(executed.map(|run| &mut run.package))
            .chain(self.code.values_mut());
        for known in names {
            if *known == bare {
                known.clone_from(name);
            }
        }
        for package in self.packages.values_mut() {
            if let Basis::Diff { against } = &mut package.basis
                && *against == bare
            {
                against.clone_from(name);
            }
        }
    }
}

/// Returns the ledger after an event that nobody takes back; [`replay`](super::replay) leaves out those that were.
#[must_use]
pub fn evolve(mut ledger: Ledger, event: &Event) -> Ledger {
    ledger.seq = ledger.seq.next();
    match event {
        Event::PackageAdded(listing) => {
            ledger.adopt(&listing.package);
            ledger
                .packages
                .insert(listing.package.clone(), listing.clone());
        }
        Event::PackageDeployed {
            environment,
            package,
            status,
            at,
        } => {
            let deployments = ledger.deployments.entry(*environment).or_default();
            let place = deployments.partition_point(|earlier| earlier.at <= *at);
            let deployment = Deployment {
                package: package.clone(),
                status: *status,
                at: *at,
            };
            deployments.insert(place, deployment);
        }
        Event::PackageMigrationsExecuted {
            environment,
            package,
            at,
            ok,
        } => {
            let runs = ledger.runs.entry(environment.database()).or_default();
            let place = runs.partition_point(|earlier| earlier.at <= *at);
            let run = MigrationRun {
                package: package.clone(),
                at: *at,
                ok: *ok,
            };
            runs.insert(place, run);
        }
        Event::PackageCodeNamed {
            flag,
            package,
            commit,
        } => {
            ledger.code.insert(flag.clone(), package.clone());
            match commit {
                Some(commit) => ledger.merges.insert(flag.clone(), commit.clone()),
                None => ledger.merges.remove(flag),
            };
        }
        Event::PackageMergeNamed { flag, commit } => {
            ledger.code.remove(flag);
            ledger.merges.insert(flag.clone(), commit.clone());
        }
        Event::PackageUndone { .. } | Event::PackageRedone { .. } => {}
    }
    ledger
}
