//! What the commands about the calendar take.

use clap::Args;

/// The words after `forecast`.
#[derive(Debug, Args)]
pub(crate) struct ForecastOf {
    /// Which rollout
    pub(crate) flag: String,
    /// Say whether all can be done by then; exits with 10 when it cannot
    #[arg(long, value_name = "DATE")]
    pub(crate) by: Option<String>,
}
