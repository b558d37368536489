//! What a person is told when something about packages was refused or a repository could not be read.

use super::exit::Exit;
use super::report::Report;
use crate::domain::package::{PackageRefusal, Place};
use crate::packages::ScanError;

impl From<PackageRefusal> for Report {
    fn from(refusal: PackageRefusal) -> Self {
        let message = refusal.to_string();
        match refusal {
            PackageRefusal::UnknownPackage { .. } => {
                Self::new("PACKAGE_NOT_FOUND", message, Exit::NotFound).hint(
                    "rollgate package list shows those that are known; package add NAME or package scan --repo PATH adds others",
                )
            }
            PackageRefusal::AmbiguousPackage { matches, .. } => Self {
                reasons: matches,
                ..Self::new("AMBIGUOUS", message, Exit::NotFound).hint("name more of it")
            },
            PackageRefusal::UnknownMigration { .. } => {
                Self::new("MIGRATION_NOT_FOUND", message, Exit::NotFound)
                    .hint("rollgate package scan --repo PATH reads new packages")
            }
            PackageRefusal::UnknownRelease { .. } => {
                Self::new("RELEASE_NOT_FOUND", message, Exit::NotFound)
                    .hint("rollgate package list shows the packages that are known")
            }
            PackageRefusal::NoPackageName { .. } => Self::new("USAGE", message, Exit::Usage)
                .hint("write it as 14.8.202202080920-97d6e07c2a1.4ce763dbce1"),
            PackageRefusal::NoCommit { .. } => Self::new("USAGE", message, Exit::Usage)
                .hint("write seven hexadecimal digits of it or more"),
            PackageRefusal::Nothing { .. } => Self::new("WRONG_STATE", message, Exit::Refused)
                .hint("rollgate log --stream ledger shows what was recorded"),
            PackageRefusal::NoPlace { .. } => {
                let places = Place::ALL.map(Place::as_str);
                Self::new("USAGE", message, Exit::Usage)
                    .hint(format!("one of {}", places.join(", ")))
            }
            PackageRefusal::NoFlag { .. } => Self::new("WRONG_STATE", message, Exit::Refused),
        }
    }
}

impl From<ScanError> for Report {
    fn from(error: ScanError) -> Self {
        let message = error.to_string();
        let nothing = "nothing was recorded";
        match error {
            ScanError::NoFolder { .. } | ScanError::NoRepository { .. } => {
                Self::new("NO_REPOSITORY", message, Exit::NotFound)
                    .hint("name a clone of the Rails repository with --repo PATH")
            }
            ScanError::NoGit { .. } => {
                Self::new("NO_GIT", message, Exit::Failed).hint("install git, or use package add")
            }
            ScanError::MissingCommit { why, .. } | ScanError::MissingObject { why, .. } => {
                Self::new("MISSING_OBJECT", message, Exit::Failed).hint(format!("{nothing}; {why}"))
            }
            ScanError::CutOff { .. } => {
                Self::new("MISSING_OBJECT", message, Exit::Failed).hint(nothing)
            }
            ScanError::Git { .. } => {
                Self::new("GIT", message, Exit::Failed).hint(format!("{nothing}; run git fsck"))
            }
        }
    }
}
