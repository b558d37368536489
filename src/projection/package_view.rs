//! Packages as readers see them: rows of a list, words of an event. What nobody listed is shown as not known.

use serde::Serialize;

use crate::domain::package::{
    Basis, Event, Ledger, Listing, Migration, PackageName, Place, Presence, presences,
};

/// A package in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackageRow {
    /// Which package.
    pub package: PackageName,
    /// The monthly release it belongs to.
    pub release: String,
    /// The commit it was read from.
    pub commit: Option<String>,
    /// How it is known what it brought: `unlisted`, `said`, `diff` or `whole`.
    pub basis: &'static str,
    /// The package it was compared with.
    pub against: Option<PackageName>,
    /// How many post-deploy migrations it added; `null` where that is not known.
    pub post: Option<usize>,
    /// How many regular migrations it added; `null` where that is not known.
    pub regular: Option<usize>,
    /// How many migrations of the package before are gone.
    pub removed: usize,
    /// The environments it runs on.
    pub on: Vec<Place>,
    /// The environments it was deployed to and no longer runs on.
    pub was_on: Vec<Place>,
    /// On which databases all of its post-deploy migrations have run.
    pub executed: Vec<Place>,
}

/// Lists the packages that are known, newest first.
pub fn package_rows(ledger: &Ledger) -> Vec<PackageRow> {
    let all = presences(ledger);
    let packages = ledger.packages.values().rev();
    packages.map(|package| row(ledger, &all, package)).collect()
}

fn row(ledger: &Ledger, all: &[Presence], package: &Listing) -> PackageRow {
    let name = &package.package;
    let runs_on = |place: &Place| ledger.running(*place) == Some(name);
    let was_on = |place: &Place| {
        let mut deployments = ledger.deployments.get(place).into_iter().flatten();
        !runs_on(place) && deployments.any(|deployment| deployment.package == *name)
    };
    let (basis, against) = basis(&package.basis);
    let added = (package.basis != Basis::Unlisted).then_some(&package.added);
    let count = |is_post: bool| {
        added.map(|added| {
            let of_kind = |migration: &&Migration| migration.is_post() == is_post;
            added.iter().filter(of_kind).count()
        })
    };
    let post = count(true);
    PackageRow {
        package: name.clone(),
        release: name.release(),
        commit: package.commit.clone(),
        basis,
        against: against.cloned(),
        post,
        regular: count(false),
        removed: package.removed.len(),
        on: Place::ALL.into_iter().filter(runs_on).collect(),
        was_on: Place::ALL.into_iter().filter(was_on).collect(),
        executed: if post.is_some_and(|post| post > 0) {
            executed(ledger, all, package)
        } else {
            vec![]
        },
    }
}

const fn basis(basis: &Basis) -> (&'static str, Option<&PackageName>) {
    match basis {
        Basis::Unlisted => ("unlisted", None),
        Basis::Said => ("said", None),
        Basis::Diff { against } => ("diff", Some(against)),
        Basis::Whole => ("whole", None),
    }
}

/// Returns the databases on which a run worked that covers every post-deploy migration the package added.
fn executed(ledger: &Ledger, all: &[Presence], package: &Listing) -> Vec<Place> {
    let ran = |place: &Place| {
        let runs = ledger.runs.get(place).into_iter().flatten();
        let runs: Vec<&PackageName> = runs.filter(|run| run.ok).map(|run| &run.package).collect();
        if runs.is_empty() {
            return false;
        }
        let mut post = package.added.iter().filter(|migration| migration.is_post());
        post.all(|migration| {
            // A new name with the old timestamp does not run again.
            let mut same = all.iter().filter(|presence| {
                let known = &presence.migration;
                known.is_post() && known.timestamp() == migration.timestamp()
            });
            same.any(|presence| runs.iter().any(|run| presence.is_in(run)))
        })
    };
    Place::ALL.into_iter().filter(ran).collect()
}

/// Says an event of the ledger: its kind as scripts know it, and what happened in one line.
pub fn package_words(event: &Event) -> (&'static str, String) {
    match event {
        Event::PackageAdded(listing) => ("package_added", added(listing)),
        Event::PackageDeployed {
            environment,
            package,
            status,
            at,
        } => (
            "package_deployed",
            format!(
                "{package} on {environment}: {} at {}",
                status.as_str(),
                at.format("%d %b %H:%M UTC")
            ),
        ),
        Event::PackageMigrationsExecuted {
            environment,
            package,
            at,
            ok,
        } => (
            "package_migrations_executed",
            format!(
                "post-deploy migrations {} on {environment} with {package} at {}",
                if *ok { "ran" } else { "failed" },
                at.format("%d %b %H:%M UTC")
            ),
        ),
        Event::PackageCodeNamed {
            flag,
            package,
            commit,
        } => {
            let by = commit
                .as_ref()
                .map(|commit| format!(", by commit {commit}"));
            let text = format!("the code of {flag} came with {package}");
            ("package_code_named", text + &by.unwrap_or_default())
        }
        Event::PackageMergeNamed { flag, commit } => (
            "package_merge_named",
            format!("the code of {flag} was merged by commit {commit}"),
        ),
        Event::PackageUndone { event } => ("package_undone", format!("undo of {event}")),
        Event::PackageRedone { event } => ("package_redone", format!("redo of {event}")),
    }
}

fn added(listing: &Listing) -> String {
    let post = listing.added.iter().filter(|migration| migration.is_post());
    let post = post.count();
    let regular = listing.added.len() - post;
    let what = match listing.basis {
        Basis::Unlisted => "migrations not known".to_owned(),
        Basis::Said | Basis::Diff { .. } => {
            let gone = match listing.removed.len() {
                0 => String::new(),
                removed => format!(", {removed} gone"),
            };
            format!("{post} post-deploy, {regular} regular migrations{gone}")
        }
        Basis::Whole => {
            format!("{post} post-deploy, {regular} regular migrations, by it or earlier")
        }
    };
    format!("{}: {what}", listing.package)
}
