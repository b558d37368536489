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
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub(crate) enum ConfigVerb {
    /// Show where files are looked for
    Path,
    /// Show what holds
    List,
    /// Print the JSON schema of the settings file
    Schema,
    /// Show what a setting is set to
    Get {
        /// Which: chatops.dialect
        key: String,
    },
    /// Set a setting in the settings file; its comments stay
    Set {
        /// Which: chatops.dialect
        key: String,
        /// To what
        value: String,
    },
}

/// The words after `complete`, which the completions of a shell ask with.
#[derive(Debug, Args)]
pub(crate) struct Complete {
    /// What was typed so far; the last word is the one that is to be completed
    #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
    pub(crate) words: Vec<String>,
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

/// Looking around in the demo.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// No screen: sentences, numbered lists and one line for every change [env: `ROLLGATE_LINEAR`]
    #[arg(long)]
    pub(crate) linear: bool,
}
