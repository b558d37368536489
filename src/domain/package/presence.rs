//! From which package to which a migration is there: the differences between packages, laid end to end. Nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::event::Basis;
use super::ledger::Ledger;
use super::migration::Migration;
use super::name::PackageName;
use super::place::Place;

/// A migration from the package that brought it to the one that lost it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Which migration.
    pub migration: Migration,
    /// The first package with it, as far as is known.
    pub introduced_in: PackageName,
    /// An earlier package may have had it already: none before the first is known.
    pub or_earlier: bool,
    /// The first package without it again: it was deleted, reverted or renamed.
    pub removed_in: Option<PackageName>,
}

impl Presence {
    /// Tells whether `package` has the migration.
    pub fn is_in(&self, package: &PackageName) -> bool {
        self.introduced_in <= *package
            && self
                .removed_in
                .as_ref()
                .is_none_or(|removed| package < removed)
    }
}

/// Returns every presence of every migration, by path and then from old to new.
pub fn presences(ledger: &Ledger) -> Vec<Presence> {
    let mut known: BTreeMap<&Migration, Vec<Presence>> = BTreeMap::new();
    for package in ledger.packages.values() {
        let is_whole = package.basis == Basis::Whole;
        let added: BTreeSet<&Migration> = package.added.iter().collect();
        let lost = |migration: &Migration| {
            package.removed.contains(migration) || (is_whole && !added.contains(migration))
        };
        if is_whole || !package.removed.is_empty() {
            let open = known.values_mut().filter_map(|of_one| of_one.last_mut());
            for presence in open.filter(|presence| presence.removed_in.is_none()) {
                if lost(&presence.migration) {
                    presence.removed_in = Some(package.package.clone());
                }
            }
        }
        for migration in added {
            let of_one = known.entry(migration).or_default();
            if of_one.last().is_none_or(|last| last.removed_in.is_some()) {
                of_one.push(Presence {
                    migration: migration.clone(),
                    introduced_in: package.package.clone(),
                    or_earlier: is_whole,
                    removed_in: None,
                });
            }
        }
    }
    known.into_values().flatten().collect()
}

/// Returns the timestamps of the post-deploy migrations that ran on the database of `place`, as far as is known.
///
/// A run executes whatever is pending in the package that runs at that moment.
pub(super) fn executed<'a>(
    ledger: &Ledger,
    presences: &'a [Presence],
    place: Place,
) -> BTreeSet<&'a str> {
    let runs = ledger.runs.get(&place.database()).into_iter().flatten();
    let packages: Vec<&PackageName> = runs.filter(|run| run.ok).map(|run| &run.package).collect();
    presences
        .iter()
        .filter(|presence| presence.migration.is_post())
        .filter(|presence| packages.iter().any(|package| presence.is_in(package)))
        .map(|presence| presence.migration.timestamp())
        .collect()
}
