//! What the commands about the program itself take.

use clap::{Args, Subcommand};

/// The words after `completion`.
#[derive(Debug, Args)]
pub(crate) struct Completion {
    /// Which shell
    pub(crate) shell: clap_complete::Shell,
}

/// The words after `doctor`.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Make the fleet anew from the events
    #[arg(long)]
    pub(crate) rebuild: bool,
}

/// The words after `config`.
#[derive(Debug, Args)]
pub(crate) struct ConfigWords {
    #[command(subcommand)]
    pub(crate) verb: ConfigVerb,
}

/// What is asked about the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum ConfigVerb {
    /// Show where files are looked for
    Path,
    /// Show what holds
    List,
}

/// The words after `keys`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: rollgate keys --default > ~/.config/rollgate/keys.toml, then keep the lines that you change"
)]
pub(crate) struct KeysWords {
    /// Print the keys as they are without a keys.toml, as a file to start from
    #[arg(long)]
    pub(crate) default: bool,
}

/// The words after `prompt`.
#[derive(Debug, Args)]
pub(crate) struct Prompt {
    /// Only what waits for a person
    #[arg(long)]
    pub(crate) needs_me: bool,
}
