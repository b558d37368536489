//! What the commands take about what stands in the way, and about what is written while a flag is off.

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::cohort::Cohort;
use crate::domain::rollout::{BlockerKind, Severity};

/// The words after `blocker`.
#[derive(Debug, Args)]
pub(crate) struct Blocker {
    #[command(subcommand)]
    pub(crate) verb: BlockerVerb,
}

/// What is wished about blockers.
#[derive(Debug, Subcommand)]
pub(crate) enum BlockerVerb {
    /// Say that something stands in the way
    Add(Box<BlockerAdd>),
    /// Show what stands in the way: of one rollout, or of all
    List {
        /// Which rollout; without one, a board of all that are under way
        flag: Option<String>,
    },
    /// Show one blocker with its plan
    Show(OneBlocker),
    /// Print one blocker as Markdown that is ready to be posted
    Text(OneBlocker),
    /// Say that a step of its plan is done, or open again
    Step {
        #[command(flatten)]
        one: OneBlocker,
        /// Which step, from 1
        #[arg(value_name = "N")]
        order: usize,
        /// The state
        state: PlanState,
    },
    /// Say that it does no more
    Close {
        #[command(flatten)]
        one: OneBlocker,
        /// Why; not needed where its plan is worked off
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// On every rollout that it was raised on with --also
        #[arg(long)]
        everywhere: bool,
    },
}

/// A rollout and one of its blockers.
#[derive(Debug, Args)]
pub(crate) struct OneBlocker {
    /// Which rollout
    pub(crate) flag: String,
    /// Which blocker: B1, B2, …
    pub(crate) blocker: String,
}

/// The words after `blocker add`.
#[derive(Debug, Args)]
pub(crate) struct BlockerAdd {
    /// Which rollout
    pub(crate) flag: String,
    /// What, in one line
    #[arg(required_unless_present = "from")]
    pub(crate) title: Option<String>,
    /// Where it is described
    #[arg(long, value_name = "URL")]
    pub(crate) link: Option<String>,
    /// What kind of thing it is
    #[arg(long)]
    pub(crate) kind: Option<KindWord>,
    /// How bad it is
    #[arg(long)]
    pub(crate) severity: Option<SeverityWord>,
    /// Who sees to it
    #[arg(long, value_name = "NAME")]
    pub(crate) owner: Option<String>,
    /// Until when: a time, or a span from now such as 2d
    #[arg(long, value_name = "TIME")]
    pub(crate) due: Option<String>,
    /// It only warns and closes no gate
    #[arg(long)]
    pub(crate) soft: bool,
    /// A step out of it; may be given several times
    #[arg(long = "step", value_name = "TEXT")]
    pub(crate) steps: Vec<String>,
    /// Take title, description and steps from this bug report, or `-` for standard input
    #[arg(long, value_name = "FILE|-")]
    pub(crate) from: Option<String>,
    /// It stands in the way of this rollout too; may be given several times
    #[arg(long, value_name = "FLAG")]
    pub(crate) also: Vec<String>,
}

/// The states of a step of a blocker's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlanState {
    /// It is done
    Done,
    /// It is open
    Todo,
}

/// A kind of blocker as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindWord {
    /// Something does not work
    Bug,
    /// Something is on fire
    Incident,
    /// Another change is under way
    Change,
    /// Changes are locked
    Lock,
    /// Data is missing or wrong
    Data,
}

/// A severity as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityWord {
    /// Critical
    S1,
    /// High
    S2,
    /// Medium
    S3,
    /// Low
    S4,
}

/// A cohort as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CohortWord {
    /// Made before the flag
    Before,
    /// Made while the flag was off
    WhileOff,
    /// Made after the flag was on
    AfterOn,
}

/// The words after `writes`.
#[derive(Debug, Args)]
pub(crate) struct Writes {
    /// Which rollout
    pub(crate) flag: String,
    /// The answer; without one, shows what was said
    pub(crate) answer: Option<WritesWord>,
    /// Where the backfill is described
    #[arg(long, value_name = "URL")]
    pub(crate) link: Option<String>,
    /// The backfill has run to its end
    #[arg(long)]
    pub(crate) done: bool,
}

/// What is written while the flag is off, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WritesWord {
    /// Nothing: what is made then has no record
    Nothing,
    /// The same as while it is on
    Always,
    /// Nothing, and what is missing is written afterwards at once
    Backfilled,
    /// Nothing, and a record is made at the first change
    Lazily,
}

impl From<KindWord> for BlockerKind {
    fn from(word: KindWord) -> Self {
        match word {
            KindWord::Bug => Self::Bug,
            KindWord::Incident => Self::Incident,
            KindWord::Change => Self::Change,
            KindWord::Lock => Self::Lock,
            KindWord::Data => Self::Data,
        }
    }
}

impl From<SeverityWord> for Severity {
    fn from(word: SeverityWord) -> Self {
        match word {
            SeverityWord::S1 => Self::S1,
            SeverityWord::S2 => Self::S2,
            SeverityWord::S3 => Self::S3,
            SeverityWord::S4 => Self::S4,
        }
    }
}

impl From<CohortWord> for Cohort {
    fn from(word: CohortWord) -> Self {
        match word {
            CohortWord::Before => Self::Before,
            CohortWord::WhileOff => Self::WhileOff,
            CohortWord::AfterOn => Self::AfterOn,
        }
    }
}
