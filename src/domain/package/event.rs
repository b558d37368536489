//! The facts of the ledger, in the past tense. The time in them is when it happened, as the one who wrote it down said.

use serde::{Deserialize, Serialize};

use super::migration::Migration;
use super::name::PackageName;
use super::place::Place;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::id::Seq;

/// Something that happened to packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A package is known, with what it brought; what was known of it before is replaced.
    PackageAdded(Listing),
    /// A package was deployed, or the deployment stands somewhere.
    PackageDeployed {
        /// Where.
        environment: Place,
        /// Which.
        package: PackageName,
        /// How the deployment stands.
        status: DeployStatus,
        /// When.
        at: Timestamp,
    },
    /// Post-deploy migrations were run.
    PackageMigrationsExecuted {
        /// On the database of which environment.
        environment: Place,
        /// The package that ran there at that moment.
        package: PackageName,
        /// When.
        at: Timestamp,
        /// Whether all of them worked.
        ok: bool,
    },
    /// Somebody said which package brought the code of a flag, or it was found by its merge commit.
    PackageCodeNamed {
        /// The flag.
        flag: FlagName,
        /// The first package with its code.
        package: PackageName,
        /// The merge commit by which it was found, whole; `None` where somebody named the package.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commit: Option<String>,
    },
    /// Somebody said which commit merged the code of a flag; no package with it is known yet.
    PackageMergeNamed {
        /// The flag.
        flag: FlagName,
        /// The commit, as much of it as was said.
        commit: String,
    },
    /// An event was taken back.
    PackageUndone {
        /// Which.
        event: Seq,
    },
    /// An event that was taken back came into force again.
    PackageRedone {
        /// Which.
        event: Seq,
    },
}

/// A package and the migrations it brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Which package.
    pub package: PackageName,
    /// The commit of the Rails repository it was read from, whole.
    pub commit: Option<String>,
    /// How it is known what it brought.
    pub basis: Basis,
    /// The migrations that were not in the package before it.
    pub added: Vec<Migration>,
    /// The migrations that were, and are not in this one: deleted, reverted or renamed.
    pub removed: Vec<Migration>,
}

/// How it is known what a package brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It is not known: only the name is.
    Unlisted,
    /// Somebody listed it.
    Said,
    /// It is the difference to the package before it.
    Diff {
        /// The package before it.
        against: PackageName,
    },
    /// No package before it is known: all its migrations came with it or earlier.
    Whole,
}

/// How a deployment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeployStatus {
    /// It goes on.
    Running,
    /// It is done.
    Success,
    /// It failed.
    Failed,
    /// Somebody stopped it for now.
    Paused,
}

impl DeployStatus {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Success => "success",
            Self::Failed => "failed",
            Self::Paused => "paused",
        }
    }
}
