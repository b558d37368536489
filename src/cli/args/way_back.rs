//! What the commands about the way back take.

use clap::{Args, Subcommand, ValueEnum};

use super::change::Named;
use crate::domain::flag::Environment;
use crate::domain::plan::StepState;

/// The words after `rollback`.
#[derive(Debug, Args)]
pub(crate) struct Rollback {
    #[command(subcommand)]
    pub(crate) verb: RollbackVerb,
}

/// What is wished about the way back.
#[derive(Debug, Subcommand)]
pub(crate) enum RollbackVerb {
    /// Show what would be done; changes nothing
    Plan {
        /// Which rollout
        flag: String,
        /// Only in these environments, production among them where the flag is on there: production,staging
        #[arg(long, value_name = "ENVIRONMENTS", value_delimiter = ',', value_parser = place_name)]
        scope: Vec<Environment>,
    },
    /// Begin it
    Start {
        /// Which rollout
        flag: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// When the flag was switched off, if it already is
        #[arg(long, value_name = "TIME")]
        already_at: Option<String>,
        /// Users saw something worse; the next attempt then needs a change issue
        #[arg(long)]
        seen_by_users: bool,
        /// Only in these environments, production among them where the flag is on there: production,staging
        #[arg(long, value_name = "ENVIRONMENTS", value_delimiter = ',', value_parser = place_name)]
        scope: Vec<Environment>,
        /// The incident that it belongs to: I1, an address, or `new` to raise one
        #[arg(long, value_name = "ID|URL|new")]
        incident: Option<String>,
        /// The SRE who has confirmed that they switch it, where chatops cannot
        #[arg(long, value_name = "NAME")]
        confirmed_by: Option<String>,
        /// The first word of the flag
        #[arg(long, value_name = "WORD")]
        confirm: Option<String>,
    },
    /// Give one of its steps a state
    Step {
        /// Which rollout
        flag: String,
        /// Which step, from 1
        #[arg(value_name = "N", value_parser = place)]
        order: usize,
        /// The state
        state: ItemState,
        /// What is to be said about it; needed for failed and skipped
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Show the plan as a checklist to rehearse, or record how long a rehearsal took; the flag is not touched
    Drill {
        /// Which rollout
        flag: String,
        /// How long it took from the first step to the last: 7m30s
        #[arg(long, value_name = "SPAN")]
        took: Option<String>,
    },
    /// Show the last one that began
    Show(Named),
    /// Say that it is over
    Finish(Named),
}

fn place_name(text: &str) -> Result<Environment, String> {
    Environment::parse(text).ok_or_else(|| {
        "the environments are dev, pre, staging, staging-ref, ops and production".to_owned()
    })
}

/// Reads the place of a step, and says how the words stand where they stand as those of `rollgate step` do.
fn place(text: &str) -> Result<usize, String> {
    text.parse().ok().ok_or_else(|| {
        "give a number from 1; the words stand as in `rollback step FLAG N STATE`".to_owned()
    })
}

/// The states that a step of the way back can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ItemState {
    /// It is done
    Done,
    /// It went wrong
    Failed,
    /// It is left out on purpose
    Skipped,
    /// It is open again
    Todo,
}

impl From<ItemState> for StepState {
    fn from(state: ItemState) -> Self {
        match state {
            ItemState::Done => Self::Done,
            ItemState::Failed => Self::Failed,
            ItemState::Skipped => Self::Skipped,
            ItemState::Todo => Self::Todo,
        }
    }
}
