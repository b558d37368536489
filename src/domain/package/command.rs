//! Wishes about packages and what they make happen. A wish for what is so already makes nothing happen.

use super::code;
use super::event::{Basis, DeployStatus, Event, Listing};
use super::ledger::Ledger;
use super::migration::Migration;
use super::name::PackageName;
use super::place::Place;
use super::refusal::PackageRefusal;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;

/// A wish about packages. Packages that must be known are named as people name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Know these packages, with the migrations that somebody lists for them.
    Add {
        /// Each package with its list; an empty list says nothing.
        packages: Vec<(PackageName, Vec<Migration>)>,
    },
    /// Know what was read from a repository.
    Scan {
        /// Each package with what it brought, oldest first.
        listings: Vec<Listing>,
    },
    /// Say how a deployment stands.
    Deploy {
        /// Where.
        environment: Place,
        /// Which package.
        package: String,
        /// How it stands.
        status: DeployStatus,
    },
    /// Say that post-deploy migrations were run.
    Execute {
        /// On the database of which environment.
        environment: Place,
        /// The package that ran there.
        package: String,
        /// Whether all worked.
        ok: bool,
    },
    /// Say which package brought the code of a flag.
    NameCode {
        /// The flag.
        flag: FlagName,
        /// Which package.
        package: String,
    },
    /// Say which commit merged the code of a flag.
    NameMerge {
        /// The flag.
        flag: FlagName,
        /// The commit: seven hexadecimal digits of it or more.
        commit: String,
    },
    /// Know which packages a repository has merge commits in.
    FindCode {
        /// Each flag with its commit, whole, and the first package with it.
        found: Vec<(FlagName, String, PackageName)>,
    },
    /// Take back the last thing that can be taken back.
    Undo,
    /// Bring back the last thing that was taken back.
    Redo,
}

/// Returns what `command` makes happen at `now`; nothing when it is so already.
///
/// # Errors
/// When it names a package that is not known.
pub fn decide(
    ledger: &Ledger,
    command: &Command,
    now: Timestamp,
) -> Result<Vec<Event>, PackageRefusal> {
    Ok(match command {
        Command::Add { packages } => packages
            .iter()
            .filter_map(|(package, migrations)| add(ledger, package, migrations))
            .collect(),
        Command::Scan { listings } => listings
            .iter()
            .filter(|listing| ledger.packages.get(&listing.package) != Some(listing))
            .map(|listing| Event::PackageAdded(listing.clone()))
            .collect(),
        Command::Deploy {
            environment,
            package,
            status,
        } => {
            let package = ledger.find(package)?.clone();
            deploy(ledger, (*environment, package, *status), now)
        }
        Command::Execute {
            environment,
            package,
            ok,
        } => {
            let package = ledger.find(package)?.clone();
            let environment = environment.database();
            let mut runs = ledger.runs.get(&environment).into_iter().flatten();
            let is_so = runs.any(|run| run.package == package && run.at == now && run.ok == *ok);
            let event = Event::PackageMigrationsExecuted {
                environment,
                package,
                at: now,
                ok: *ok,
            };
            if is_so { vec![] } else { vec![event] }
        }
        Command::NameCode { flag, package } => {
            let package = ledger.find(package)?.clone();
            let is_so =
                ledger.code.get(flag) == Some(&package) && !ledger.merges.contains_key(flag);
            let flag = flag.clone();
            let commit = None;
            let event = Event::PackageCodeNamed {
                flag,
                package,
                commit,
            };
            if is_so { vec![] } else { vec![event] }
        }
        Command::NameMerge { flag, commit } => code::merge(ledger, flag, commit)?,
        Command::FindCode { found } => code::found(ledger, found),
        Command::Undo => code::undo(ledger)?,
        Command::Redo => code::redo(ledger)?,
    })
}

fn deploy(
    ledger: &Ledger,
    (environment, package, status): (Place, PackageName, DeployStatus),
    now: Timestamp,
) -> Vec<Event> {
    let latest = ledger.latest_deployment(environment);
    let is_so = latest.is_some_and(|latest| {
        latest.package == package && latest.status == status && latest.at <= now
    });
    let event = Event::PackageDeployed {
        environment,
        package,
        status,
        at: now,
    };
    if is_so { vec![] } else { vec![event] }
}

/// Adds what somebody says to what is known of a package; `None` when it says nothing new.
fn add(ledger: &Ledger, package: &PackageName, migrations: &[Migration]) -> Option<Event> {
    let same = ledger
        .packages
        .keys()
        .find(|known| known.is_same_as(package));
    let Some(known) = same.and_then(|name| ledger.packages.get(name)) else {
        let basis = if migrations.is_empty() {
            Basis::Unlisted
        } else {
            Basis::Said
        };
        return Some(Event::PackageAdded(Listing {
            package: package.clone(),
            commit: None,
            basis,
            added: migrations.to_vec(),
            removed: vec![],
        }));
    };
    let mut listing = known.clone();
    if package.says_more_than(&known.package) {
        listing.package = package.clone();
    }
    for migration in migrations {
        if !listing.added.contains(migration) {
            listing.added.push(migration.clone());
            listing.removed.retain(|removed| removed != migration);
            listing.basis = Basis::Said;
        }
    }
    (listing != *known).then_some(Event::PackageAdded(listing))
}
