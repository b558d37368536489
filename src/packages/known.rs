//! What is known before a scan, so that nothing is read twice.

use std::collections::BTreeMap;

use crate::domain::package::{Basis, Ledger, PackageName};

/// What is known before a scan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The packages that were scanned, each with its commit and the package that it was compared with.
    pub scanned: BTreeMap<PackageName, (String, Option<PackageName>)>,
    /// The packages whose names are known and no more; they are looked for by the SHA in the name.
    pub named: Vec<PackageName>,
}

impl Known {
    /// Returns the commit at which a package was scanned.
    pub(super) fn commit(&self, package: &PackageName) -> Option<&String> {
        self.scanned.get(package).map(|(commit, _)| commit)
    }

    /// Takes what a ledger knows, and other names.
    pub fn of(ledger: &Ledger, names: &[PackageName]) -> Self {
        let mut known = Self {
            named: names.to_vec(),
            ..Self::default()
        };
        for package in ledger.packages.values() {
            let before = match &package.basis {
                Basis::Diff { against } => Some(against.clone()),
                Basis::Whole | Basis::Said | Basis::Unlisted => None,
            };
            let was_scanned = before.is_some() || package.basis == Basis::Whole;
            match &package.commit {
                Some(commit) if was_scanned => {
                    let name = package.package.clone();
                    known.scanned.insert(name, (commit.clone(), before));
                }
                _ => known.named.push(package.package.clone()),
            }
        }
        known
    }
}
