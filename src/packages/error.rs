//! What can go wrong with a repository, each with what to do next. Nothing is recorded from a scan that fails.

use std::io;
use std::path::PathBuf;

/// A scan that came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// There is no such folder.
    #[error("{} is no folder", .path.display())]
    NoFolder {
        /// What was named.
        path: PathBuf,
    },
    /// The folder is in no repository, or git will not read it.
    #[error("{} is no git repository that can be read: {said}", .path.display())]
    NoRepository {
        /// What was named.
        path: PathBuf,
        /// What git said.
        said: String,
    },
    /// There is no git.
    #[error("git cannot be run: {source}")]
    NoGit {
        /// What the system said.
        source: io::Error,
    },
    /// The commit of a package is not in the repository.
    #[error("the commit of {package} ({object}) is not in the repository: {why}")]
    MissingCommit {
        /// Which package.
        package: String,
        /// What was looked for.
        object: String,
        /// What kind of repository it is.
        why: String,
    },
    /// A package cannot be compared with the one before it.
    #[error("{package} cannot be compared with {before}: {said}: {why}")]
    MissingObject {
        /// Which package.
        package: String,
        /// The one before it, in words.
        before: String,
        /// What git said.
        said: String,
        /// What kind of repository it is.
        why: String,
    },
    /// The history is not there as far back as it goes.
    #[error("which packages have a commit cannot be told: {why}")]
    CutOff {
        /// What kind of repository it is.
        why: String,
    },
    /// Git failed otherwise.
    #[error("git {what} failed: {said}")]
    Git {
        /// Which command of git.
        what: &'static str,
        /// What it said.
        said: String,
    },
}
