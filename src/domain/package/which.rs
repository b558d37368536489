//! Which package brought a migration, and where it ran. A question that fits several is answered with all of them.

use serde::Serialize;

use super::event::DeployStatus;
use super::ledger::Ledger;
use super::migration::{Migration, MigrationKind};
use super::name::PackageName;
use super::place::Place;
use super::presence::{Presence, presences};
use crate::domain::Timestamp;

/// A migration with the package that brought it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhichMatch {
    /// Its path.
    pub migration: Migration,
    /// When it runs.
    pub kind: MigrationKind,
    /// The first package with it; of a migration that came, went and came again, the one that brought it back.
    pub introduced_in: PackageName,
    /// An earlier package may have had it already: none before that one is known.
    pub or_earlier: bool,
    /// The first package without it, where it is gone again.
    pub removed_in: Option<PackageName>,
    /// Where it ran first on each database, in the order of the environments.
    pub executed: Vec<Executed>,
    /// The packages that had brought it before, oldest first.
    pub introduced_before_in: Vec<PackageName>,
    /// The name that it had before, where the package that brought it only renamed it: the timestamp stayed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<Named>,
    /// The name that it got, where it is gone under this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_to: Option<Migration>,
}

/// A migration under an earlier name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its path then.
    pub migration: Migration,
    /// The first package with it.
    pub introduced_in: PackageName,
    /// An earlier package may have had it already: none before that one is known.
    pub or_earlier: bool,
}

/// One run of a migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Executed {
    /// On the database of which environment.
    pub environment: Place,
    /// With which package.
    pub package: PackageName,
    /// When.
    pub at: Timestamp,
}

/// Returns the migrations that `query` means: a path, the name of a file, a timestamp, or a part of one, by path.
///
/// Where a whole name or timestamp fits, those that hold it only as a part are left out.
pub fn which(ledger: &Ledger, query: &str) -> Vec<WhichMatch> {
    let wanted = query.trim().trim_matches('`').to_lowercase();
    if wanted.is_empty() {
        return vec![];
    }
    let all = presences(ledger);
    let of_one = || all.chunk_by(|one, next| one.migration == next.migration);
    let whole = |migration: &Migration| {
        [migration.path(), migration.file(), migration.timestamp()].contains(&wanted.as_str())
    };
    let part = |migration: &Migration| migration.path().contains(&wanted);
    let chosen = |fits: &dyn Fn(&Migration) -> bool| -> Vec<WhichMatch> {
        let fitting = of_one().filter(|of_one| {
            of_one
                .first()
                .is_some_and(|presence| fits(&presence.migration))
        });
        fitting
            .filter_map(|of_one| found(ledger, &all, of_one))
            .collect()
    };
    let exact = chosen(&whole);
    if exact.is_empty() {
        chosen(&part)
    } else {
        exact
    }
}

fn found(ledger: &Ledger, all: &[Presence], of_one: &[Presence]) -> Option<WhichMatch> {
    let (last, before) = of_one.split_last()?;
    // What ran under another name of the same timestamp does not run again.
    let same: Vec<&Presence> = all
        .iter()
        .filter(|presence| {
            presence.migration.timestamp() == last.migration.timestamp()
                && presence.migration.kind() == last.migration.kind()
        })
        .collect();
    let others = || {
        same.iter()
            .filter(|other| other.migration != last.migration)
    };
    let renamed_from = others()
        .find(|other| other.removed_in.as_ref() == Some(&last.introduced_in))
        .map(|other| Named {
            migration: other.migration.clone(),
            introduced_in: other.introduced_in.clone(),
            or_earlier: other.or_earlier,
        });
    let renamed_to = others()
        .find(|other| last.removed_in.as_ref() == Some(&other.introduced_in))
        .map(|other| other.migration.clone());
    Some(WhichMatch {
        renamed_from,
        renamed_to,
        migration: last.migration.clone(),
        kind: last.migration.kind(),
        introduced_in: last.introduced_in.clone(),
        or_earlier: last.or_earlier,
        removed_in: last.removed_in.clone(),
        executed: Place::ALL
            .into_iter()
            .filter_map(|place| first_run(ledger, place, &same))
            .collect(),
        introduced_before_in: before
            .iter()
            .map(|presence| presence.introduced_in.clone())
            .collect(),
    })
}

/// Returns the first run on the database of `place`: of a post-deploy migration a run that worked, of a regular one the first
/// deployment that worked, on the canary or on the main stage.
fn first_run(ledger: &Ledger, place: Place, presences: &[&Presence]) -> Option<Executed> {
    if place.database() != place {
        return None;
    }
    let is_in = |package: &PackageName| presences.iter().any(|presence| presence.is_in(package));
    let (package, at) = if presences.first()?.migration.is_post() {
        let mut runs = ledger.runs.get(&place).into_iter().flatten();
        let run = runs.find(|run| run.ok && is_in(&run.package))?;
        (&run.package, run.at)
    } else {
        let here = Place::ALL
            .into_iter()
            .filter(|stage| stage.database() == place);
        let deployments = here
            .filter_map(|stage| ledger.deployments.get(&stage))
            .flatten();
        let first = deployments
            .filter(|deployment| deployment.status == DeployStatus::Success)
            .filter(|deployment| is_in(&deployment.package))
            .min_by_key(|deployment| deployment.at)?;
        (&first.package, first.at)
    };
    Some(Executed {
        environment: place,
        package: package.clone(),
        at,
    })
}
