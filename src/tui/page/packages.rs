//! What the page of packages remembers: the environment that is asked about, and a package by its name.

use super::{Page, Tab};
use crate::domain::Timestamp;
use crate::domain::package::{PackageName, Place};
use crate::projection::{PackageLine, PackagesView};
use crate::tui::dialog::{Beside, Purpose};
use crate::tui::model::{Model, contains};

/// A repository that somebody reads meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanning {
    /// Its folder, as it was typed.
    pub folder: String,
    /// Since when.
    pub since: Timestamp,
    /// How far it is, in words; empty before anything is known.
    pub words: String,
}

/// What the page of packages remembers; the fleet and every rollout share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackagesPage {
    /// The package that was gone to.
    pub selected: Option<PackageName>,
    /// The environment that is asked about.
    pub place: Place,
    /// What a package or a migration of it must say to be shown.
    pub filter: String,
    /// Whether the selected package is shown alone.
    pub zoomed: bool,
    /// What the shell was told to read last.
    pub read: Option<Place>,
    /// The repository that is being read.
    pub scanning: Option<Scanning>,
}

impl Default for PackagesPage {
    fn default() -> Self {
        Self {
            selected: None,
            place: Place::Gprd,
            filter: String::new(),
            zoomed: false,
            read: None,
            scanning: None,
        }
    }
}

impl Model {
    /// Returns the packages, once they were read for the environment that is asked about.
    pub fn packages_view(&self) -> Option<&PackagesView> {
        let view = self.snapshot.as_ref()?.packages.as_deref()?;
        (view.horizon.environment == self.packages.place).then_some(view)
    }

    /// Returns the packages that are shown, newest first.
    pub fn package_lines(&self) -> Vec<&PackageLine> {
        let Some(view) = self.packages_view() else {
            return Vec::new();
        };
        let filter = &self.packages.filter;
        let says = |line: &&PackageLine| {
            let listing = view.ledger.packages.get(&line.row.package);
            let mut added = listing.into_iter().flat_map(|listing| &listing.added);
            contains(&line.row.package.to_string(), filter)
                || added.any(|migration| contains(migration.path(), filter))
        };
        view.lines.iter().filter(says).collect()
    }

    /// Returns the selected package: the one that was gone to, else the oldest safe one, else the one that runs, else the newest.
    pub fn package_line(&self) -> Option<&PackageLine> {
        let lines = self.package_lines();
        let horizon = &self.packages_view()?.horizon;
        let by = |wanted: Option<&PackageName>| {
            let found = lines.iter().find(|line| Some(&line.row.package) == wanted);
            found.copied()
        };
        by(self.packages.selected.as_ref())
            .or_else(|| by(horizon.safe.last()))
            .or_else(|| by(horizon.running.as_ref()))
            .or_else(|| lines.first().copied())
    }

    /// Returns for which environment the packages have to be read now; `None` where nothing on the screen is about them.
    pub fn wanted_packages(&self) -> Option<Place> {
        let is_page = match self.pages.last() {
            Some(Page::Packages) => true,
            Some(Page::Rollout(page)) => page.tab == Tab::Packages,
            Some(Page::ImportPreview(_) | Page::Rollback(_) | Page::Board) | None => false,
        };
        let purpose = self.dialog.as_ref().map(|dialog| &dialog.purpose);
        let is_dialog = matches!(
            purpose,
            Some(Purpose::Beside(Beside::Which | Beside::Package(_)) | Purpose::Rollback(_))
        );
        (is_page || is_dialog).then_some(self.packages.place)
    }
}
