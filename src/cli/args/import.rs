//! What `import` and `check` take.

use clap::{Args, ValueEnum};

use crate::cli::pair::{Pair, parse_pair};

/// The words after `import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The text of the issue, or `-` for standard input
    #[arg(value_name = "FILE|-")]
    pub(crate) file: String,
    /// Take every step up to and with this one for done
    #[arg(long, value_name = "STEP")]
    pub(crate) done_to: Option<String>,
    /// Fill a blank
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) blanks: Vec<Pair>,
    /// Exit with 10 when a warning was given or a repair is not certain
    #[arg(long)]
    pub(crate) strict: bool,
    /// Which repairs to make of a damaged text: those that are certain, all, or none
    #[arg(long, value_name = "WHICH", value_enum, default_value = "all")]
    pub(crate) repairs: Repairs,
    /// Take the text for a new version of this rollout's document: what was recorded stays with the same steps
    #[arg(long, value_name = "FLAG")]
    pub(crate) into: Option<String>,
}

/// Which repairs are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Repairs {
    /// Those without another sensible reading
    Safe,
    /// Every one
    All,
    /// None: the text is read as found
    None,
}

/// The words after `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The text of an issue, a rollout, or `-` for standard input; without it, every rollout that is open
    #[arg(value_name = "FILE|FLAG|-")]
    pub(crate) what: Option<String>,
    /// Also find rollouts that nobody has touched for so long: 2w, 10d
    #[arg(long, value_name = "SPAN")]
    pub(crate) max_age: Option<String>,
}
