//! What the commands take about what stands in the way, and about what is written while a flag is off.

use clap::{Args, Subcommand, ValueEnum};

use super::board::OrderWord;
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
    #[command(
        after_help = "Example: rollgate blocker add new_search 'Old rows are missing' --kind data --owner ada --due 2d --step 'backfill'"
    )]
    Add(Box<BlockerAdd>),
    /// Show what stands in the way: of one rollout, or of all
    #[command(after_help = "Example: rollgate blocker list --by due")]
    List {
        /// Which rollout; without one, a board of all that are under way
        flag: Option<String>,
        /// What comes first on the board
        #[arg(
            long,
            value_name = "ORDER",
            default_value = "severity",
            conflicts_with = "flag"
        )]
        by: OrderWord,
    },
    /// Show one blocker with its plan
    #[command(after_help = "Example: rollgate blocker show new_search B1")]
    Show(OneBlocker),
    /// Print one blocker as Markdown that is ready to be posted
    #[command(after_help = "Example: rollgate blocker text new_search B1")]
    Text(OneBlocker),
    /// Say that a step of its plan is done, or open again
    #[command(after_help = "Example: rollgate blocker step new_search B1 2 done")]
    Step {
        #[command(flatten)]
        one: OneBlocker,
        /// Which step, from 1
        #[arg(value_name = "N")]
        order: usize,
        /// The state
        state: PlanState,
    },
    /// Change what is known of a blocker
    #[command(after_help = "Example: rollgate blocker edit new_search B1 --owner grace --due none")]
    Edit(Box<BlockerChange>),
    /// Write something down about a blocker
    #[command(after_help = "Example: rollgate blocker note new_search B1 'tried on staging first'")]
    Note {
        #[command(flatten)]
        one: OneBlocker,
        /// The words
        text: String,
    },
    /// Say that it does no more
    #[command(
        after_help = "Example: rollgate blocker close new_search B1 --reason 'the rows are there'"
    )]
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
    /// What will be so when it is out of the way; may be given several times
    #[arg(long = "expect", value_name = "TEXT")]
    pub(crate) expected: Vec<String>,
    /// Take title, description, steps and what is expected from this bug report, or `-` for standard input
    #[arg(long, value_name = "FILE|-")]
    pub(crate) from: Option<String>,
    /// It stands in the way of this rollout too; may be given several times
    #[arg(long, value_name = "FLAG")]
    pub(crate) also: Vec<String>,
}

/// The words after `blocker edit`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)
    .args(["title", "link", "kind", "severity", "owner", "due", "soft", "steps", "expected", "description"])))]
pub(crate) struct BlockerChange {
    #[command(flatten)]
    pub(crate) one: OneBlocker,
    /// What, in one line
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Where it is described; an empty text takes it away
    #[arg(long, value_name = "URL")]
    pub(crate) link: Option<String>,
    /// What kind of thing it is
    #[arg(long)]
    pub(crate) kind: Option<KindWord>,
    /// How bad it is
    #[arg(long)]
    pub(crate) severity: Option<SeverityWord>,
    /// Who sees to it; an empty text takes it away
    #[arg(long, value_name = "NAME")]
    pub(crate) owner: Option<String>,
    /// Until when: a time, a span from now such as 2d, or none
    #[arg(long, value_name = "TIME|none")]
    pub(crate) due: Option<String>,
    /// It only warns and closes no gate; with `false`, it closes them
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true")]
    pub(crate) soft: Option<bool>,
    /// One more step out of it, behind the others; may be given several times
    #[arg(long = "step", value_name = "TEXT")]
    pub(crate) steps: Vec<String>,
    /// What will be so when it is out of the way, in the place of what was said before; may be given several times
    #[arg(long = "expect", value_name = "TEXT")]
    pub(crate) expected: Vec<String>,
    /// What happens; an empty text takes it away
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// On every rollout that it was raised on with --also
    #[arg(long)]
    pub(crate) everywhere: bool,
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
