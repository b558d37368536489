//! What can be wrong with the surroundings. It names the file or the variable, and what is wrong with it.

use std::path::PathBuf;

use super::Kind;

/// What can be wrong with the surroundings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The settings file is wrong.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<Self>,
    },
    /// A file cannot be read or written.
    #[error("{source}")]
    Io {
        /// Why.
        source: std::io::Error,
    },
    /// No home folder is known.
    #[error(
        "no home folder is known, so there is no place for the settings file; set HOME or ROLLGATE_CONFIG"
    )]
    NoHome,
    /// A text is no TOML.
    #[error("{text}")]
    Toml {
        /// Where it ceases to be.
        text: String,
    },
    /// There is no such setting.
    #[error("no setting is called {name}; rollgate config list shows those there are")]
    Key {
        /// The name that was given.
        name: String,
    },
    /// A setting cannot be set to that.
    #[error("{name} cannot be {text}: it is {kind}")]
    Value {
        /// Which setting.
        name: &'static str,
        /// What was given.
        text: String,
        /// What it may be.
        kind: Kind,
    },
    /// `ROLLGATE_CLOCK` holds no time.
    #[error("ROLLGATE_CLOCK is no RFC 3339 time: {text}")]
    Clock {
        /// What it holds.
        text: String,
    },
}
