//! Packages as one environment sees them: what ran there, what did not, and whether one can go back to each. It scans no repository.

use std::collections::BTreeSet;

use super::ledger_view::LedgerHistory;
use super::package_view::{PackageRow, package_rows};
use crate::domain::Timestamp;
use crate::domain::id::Seq;
use crate::domain::package::{
    Basis, DeployStatus, Horizon, Ledger, Listing, Migration, NoteEntry, PackageName, Place,
    Presence, presences,
};

/// The packages, and how far back one environment can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackagesView {
    /// All that is known of packages.
    pub ledger: Ledger,
    /// How far back the environment can go.
    pub horizon: Horizon,
    /// The packages, newest first.
    pub lines: Vec<PackageLine>,
    /// What an undo would take back, in words.
    pub undo: Option<String>,
    /// What a redo would bring back, in words.
    pub redo: Option<String>,
    presences: Vec<Presence>,
}

/// A package in the list of one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageLine {
    /// What is known of it.
    pub row: PackageRow,
    /// How many of its post-deploy migrations ran on the database of the environment.
    pub executed: usize,
    /// Whether the environment can go back to it.
    pub standing: Standing,
}

/// Whether an environment can go back to a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It runs there.
    Runs,
    /// It is newer than the one that runs.
    Newer,
    /// Yes; the flag says whether it is the oldest such package.
    Safe(bool),
    /// No; the post-deploy migration that ran and that it does not know, where one is listed.
    NotSafe(Option<Migration>),
    /// No run is recorded, so nothing is known.
    Unknown,
    /// It would be safe, but something is in doubt.
    InDoubt,
}

/// A migration of a package, and what became of it on one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationLine<'a> {
    /// Which.
    pub migration: &'a Migration,
    /// When it ran first, and with which package; `None` where no run is recorded.
    pub ran: Option<(Timestamp, &'a PackageName)>,
    /// The package that lost it again, where the one that runs does not have it: it is not pending there.
    pub gone_with: Option<&'a PackageName>,
}

impl PackagesView {
    /// Shows the packages as the environment of `horizon` sees them.
    pub fn of(ledger: Ledger, horizon: Horizon) -> Self {
        let presences = presences(&ledger);
        let database = horizon.environment.database();
        let runs = ledger.runs.get(&database).into_iter().flatten();
        let runs: Vec<&PackageName> = runs.filter(|run| run.ok).map(|run| &run.package).collect();
        let ran: Vec<&Presence> = presences
            .iter()
            .filter(|presence| presence.migration.is_post())
            .filter(|presence| runs.iter().any(|run| presence.is_in(run)))
            .collect();
        let newest = ran
            .iter()
            .max_by_key(|presence| (&presence.introduced_in, presence.migration.timestamp()));
        // What ran under another name of the same timestamp does not run again.
        let known: BTreeSet<&str> = ran
            .iter()
            .map(|presence| presence.migration.timestamp())
            .collect();
        let rows = package_rows(&ledger).into_iter();
        let lines = rows
            .map(|row| {
                let added = ledger.packages.get(&row.package);
                let added = added.into_iter().flat_map(|listing| &listing.added);
                PackageLine {
                    executed: added
                        .filter(|migration| migration.is_post())
                        .filter(|migration| known.contains(migration.timestamp()))
                        .count(),
                    standing: standing(&horizon, &row.package, newest.copied()),
                    row,
                }
            })
            .collect();
        Self {
            ledger,
            horizon,
            lines,
            undo: None,
            redo: None,
            presences,
        }
    }

    /// Adds what an undo would take back, and what a redo would bring back.
    #[must_use]
    pub fn with_undo(self, history: &LedgerHistory) -> Self {
        let said = |seq: Option<Seq>| {
            let told = history.get(seq?)?;
            Some(format!(
                "{}, by {}",
                history.words(&told.event).text,
                told.by
            ))
        };
        Self {
            undo: said(history.ledger.undoable()),
            redo: said(history.ledger.redoable()),
            ..self
        }
    }

    /// Returns the post-deploy migrations that a package added, the first of them first; `None` where nobody listed them.
    pub fn migrations(&self, package: &PackageName) -> Option<Vec<MigrationLine<'_>>> {
        let listing = self.ledger.packages.get(package)?;
        if listing.basis == Basis::Unlisted {
            return None;
        }
        let post = listing.added.iter().filter(|migration| migration.is_post());
        let lines = post.map(|migration| MigrationLine {
            migration,
            ran: self.first_run(migration),
            gone_with: self.gone_with(migration, package),
        });
        Some(lines.collect())
    }

    /// Returns the package that lost a migration which `package` had, where it is not newer than the one that runs.
    fn gone_with(&self, migration: &Migration, package: &PackageName) -> Option<&PackageName> {
        let running = self.horizon.running.as_ref()?;
        let mut of_one = self.presences.iter();
        let presence =
            of_one.find(|known| known.migration == *migration && known.is_in(package))?;
        presence.removed_in.as_ref().filter(|gone| *gone <= running)
    }

    fn first_run(&self, migration: &Migration) -> Option<(Timestamp, &PackageName)> {
        let same = self.presences.iter().filter(|presence| {
            let known = &presence.migration;
            known.is_post() && known.timestamp() == migration.timestamp()
        });
        let of_one: Vec<&Presence> = same.collect();
        let database = self.horizon.environment.database();
        let runs = self.ledger.runs.get(&database).into_iter().flatten();
        let mut worked = runs.filter(|run| run.ok);
        let first = worked.find(|run| {
            let mut of_one = of_one.iter();
            of_one.any(|presence| presence.is_in(&run.package))
        })?;
        Some((first.at, &first.package))
    }

    /// Returns from when to when a package ran on the environment; the end is `None` while it runs.
    pub fn lived(&self, package: &PackageName) -> Option<(Timestamp, Option<Timestamp>)> {
        let deployments = self.ledger.deployments.get(&self.horizon.environment)?;
        let mut done = deployments
            .iter()
            .filter(|deployment| deployment.status == DeployStatus::Success);
        let begun = done.find(|deployment| deployment.package == *package)?.at;
        let ended = done.find(|deployment| deployment.package != *package);
        Some((begun, ended.map(|deployment| deployment.at)))
    }

    /// Counts the post-deploy migrations that ran on the environment, of the packages that are known.
    pub fn executed(&self) -> usize {
        self.lines.iter().map(|line| line.executed).sum()
    }

    /// Returns the note for the release issue about a package.
    pub fn note(&self, package: &PackageName) -> Option<NoteEntry> {
        self.ledger.packages.get(package).map(note_entry)
    }
}

fn standing(horizon: &Horizon, package: &PackageName, newest: Option<&Presence>) -> Standing {
    let is_running = horizon
        .running
        .as_ref()
        .is_some_and(|running| running.is_same_as(package));
    if is_running {
        return Standing::Runs;
    }
    if horizon.newer.contains(package) {
        return Standing::Newer;
    }
    if horizon.safe.contains(package) {
        return Standing::Safe(horizon.safe.last() == Some(package));
    }
    if horizon.unknown.contains(package) {
        return match horizon.point_of_no_return {
            Some(_) => Standing::InDoubt,
            None => Standing::Unknown,
        };
    }
    let unknown_to_it = newest.filter(|presence| !presence.is_in(package));
    Standing::NotSafe(unknown_to_it.map(|presence| presence.migration.clone()))
}

/// Returns what the note for the release issue says of a package.
pub fn note_entry(listing: &Listing) -> NoteEntry {
    let post = listing.added.iter().filter(|migration| migration.is_post());
    NoteEntry {
        package: listing.package.clone(),
        added: (listing.basis != Basis::Unlisted).then(|| post.cloned().collect()),
        or_earlier: listing.basis == Basis::Whole,
    }
}

/// Returns the line that asks chatops about the target of `horizon`; `None` where the target is in doubt. It asks and changes nothing.
///
/// Source: gitlab-com/chatops `lib/chatops/commands/rollback.rb`, which knows four environments.
pub fn rollback_check(horizon: &Horizon) -> Option<String> {
    let place = horizon.environment;
    let is_known = match place {
        Place::Gprd | Place::GprdCny | Place::Gstg | Place::GstgCny => true,
        Place::Pre | Place::GstgRef => false,
    };
    let target = horizon
        .target
        .as_ref()
        .filter(|_| horizon.copyable && is_known)?;
    Some(format!(
        "/chatops run rollback check {place} --target {target}"
    ))
}
