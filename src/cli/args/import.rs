//! What `import` takes.

use clap::Args;

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
    /// Exit with 10 when anything was repaired, asked or found
    #[arg(long)]
    pub(crate) strict: bool,
}
