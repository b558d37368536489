//! What `import`, `new`, `template` and `check` take.

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::pair::{Pair, parse_pair};

/// The words after `import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The text of the issue, `-` for standard input, or the address, which only --fetch goes to
    #[arg(value_name = "FILE|-|URL")]
    pub(crate) file: String,
    /// Take every step up to and with this one for done
    #[arg(long, value_name = "STEP")]
    pub(crate) done_to: Option<String>,
    /// Fill a blank, answer a question or name the flag: flag=NAME, actor=yes
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) said: Vec<Pair>,
    /// The address of the issue that the text is of, to be kept with the rollout
    #[arg(long, value_name = "URL")]
    pub(crate) link: Option<String>,
    /// Have `glab` or `gh` asked for the text of the URL, with your login
    #[arg(long)]
    pub(crate) fetch: bool,
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

/// The words after `new`.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The template; `rollgate template list` shows which there are
    #[arg(value_name = "TEMPLATE")]
    pub(crate) template: String,
    /// The flag that it is about
    #[arg(long = "flag", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Fill a blank or answer a question; a blank that is not filled stays
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) said: Vec<Pair>,
    /// The address of the issue that it is for, to be kept with the rollout
    #[arg(long, value_name = "URL")]
    pub(crate) link: Option<String>,
}

/// The words after `template`.
#[derive(Debug, Args)]
pub(crate) struct Template {
    #[command(subcommand)]
    pub(crate) verb: TemplateVerb,
}

/// What is asked about templates.
#[derive(Debug, Subcommand)]
pub(crate) enum TemplateVerb {
    /// Show which there are, yours among them
    List,
    /// Print one as it is
    Show {
        /// Its name
        name: String,
    },
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
