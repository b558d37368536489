//! Why a wish about packages is refused, with what to do instead.

/// Why nothing was recorded or found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageRefusal {
    /// No package has that name.
    #[error("no package is called {query}")]
    UnknownPackage {
        /// The name asked for.
        query: String,
    },
    /// Several packages have that name.
    #[error("{query} could be {}", matches.join(" or "))]
    AmbiguousPackage {
        /// The name asked for.
        query: String,
        /// The packages that it fits.
        matches: Vec<String>,
    },
    /// No migration fits.
    #[error("no migration fits {query}")]
    UnknownMigration {
        /// What was asked for.
        query: String,
    },
    /// No package of that release is known.
    #[error("no package of release {release} is known")]
    UnknownRelease {
        /// The release asked for.
        release: String,
    },
    /// The text is no name of a package.
    #[error("{text} is no name of a package")]
    NoPackageName {
        /// The text.
        text: String,
    },
    /// There is no such environment.
    #[error("{text} is no environment that packages are deployed to")]
    NoPlace {
        /// The text.
        text: String,
    },
    /// The rollout has no flag.
    #[error("{title} has no flag, so no package can have brought its code")]
    NoFlag {
        /// The title of the rollout.
        title: String,
    },
    /// The text is no name of a commit.
    #[error("{text} is no commit")]
    NoCommit {
        /// The text.
        text: String,
    },
    /// There is nothing to take back, or nothing was taken back.
    #[error("there is nothing about packages to {verb}")]
    Nothing {
        /// Which of both was asked for.
        verb: &'static str,
    },
}
