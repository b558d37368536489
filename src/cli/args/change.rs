//! What the commands take that change a rollout on its way.

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::blocker::CohortWord;
use super::ramp::Passing;
use crate::cli::pair::{Pair, parse_pair};
use crate::domain::calendar::FlagType;
use crate::domain::rollout::Verdict;

/// The words after a command that needs only a rollout.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// Which rollout
    pub(crate) flag: String,
}

/// The words after a command that needs a rollout and a reason.
#[derive(Debug, Args)]
pub(crate) struct NamedWithReason {
    /// Which rollout
    pub(crate) flag: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

/// The words after `deadline`.
#[derive(Debug, Args)]
pub(crate) struct DeadlineOf {
    /// Which rollout
    pub(crate) flag: String,
    /// The type of the flag, as its definition says; without it, what is known is shown
    #[arg(value_name = "TYPE", value_parser = flag_types())]
    pub(crate) kind: Option<String>,
    /// When the flag was introduced, where that was not the day of the import
    #[arg(long, value_name = "TIME", requires = "kind")]
    pub(crate) since: Option<String>,
}

/// Returns the types that a flag can be of.
fn flag_types() -> PossibleValuesParser {
    PossibleValuesParser::new(FlagType::ALL.map(FlagType::as_str))
}

/// The words after `step`.
#[derive(Debug, Args)]
pub(crate) struct Step {
    /// The state
    pub(crate) mark: StepMark,
    /// Which rollout
    pub(crate) flag: String,
    /// Which steps: 4.1.3, a word that fits only one step, or `next`
    #[arg(required = true, value_name = "STEP")]
    pub(crate) steps: Vec<String>,
    /// Why; needed for na, skip, block and override
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Fill a blank of the instruction that was run
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_pair)]
    pub(crate) blanks: Vec<Pair>,
    /// What was answered when the instruction was run
    #[arg(long, value_name = "TEXT")]
    pub(crate) reply: Option<String>,
    #[command(flatten)]
    pub(crate) passing: Passing,
    /// For an override: the first word of the flag
    #[arg(long, value_name = "WORD")]
    pub(crate) confirm: Option<String>,
}

/// The states that a person can give a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StepMark {
    /// It is done; an instruction was run
    Done,
    /// It is open again
    Todo,
    /// It has begun; a wait begins to run
    Doing,
    /// It does not apply
    Na,
    /// It is left out on purpose
    Skip,
    /// It cannot be done yet
    Block,
    /// It was tried and failed
    Fail,
    /// It is passed against the rules
    Override,
}

/// The words after `qa`.
#[derive(Debug, Args)]
pub(crate) struct Qa {
    /// What came out
    pub(crate) verdict: VerdictWord,
    /// Which rollout
    pub(crate) flag: String,
    /// Which step; without one, the first test of the current stage without a pass, else the stage
    #[arg(conflicts_with = "stage")]
    pub(crate) step: Option<String>,
    /// The result is about this stage as a whole
    #[arg(long, value_name = "N")]
    pub(crate) stage: Option<u32>,
    /// Where it was tested
    #[arg(long = "env", value_name = "ENVIRONMENT")]
    pub(crate) environment: Option<String>,
    /// Which build or package
    #[arg(long)]
    pub(crate) build: Option<String>,
    /// Who looked, when it was not you
    #[arg(long, value_name = "NAME")]
    pub(crate) tester: Option<String>,
    /// What was seen, or `-` for standard input
    #[arg(long, value_name = "TEXT|-", allow_hyphen_values = true)]
    pub(crate) note: Option<String>,
    /// What shows it; may be given several times
    #[arg(long, value_name = "URL")]
    pub(crate) evidence: Vec<String>,
    /// Why an inconclusive result is good enough
    #[arg(long, value_name = "REASON")]
    pub(crate) accept: Option<String>,
    /// Which data was tried, seen from the flag
    #[arg(long, value_name = "COHORT")]
    pub(crate) cohort: Option<CohortWord>,
    /// Raise a blocker with it
    #[arg(long, value_name = "TITLE")]
    pub(crate) blocker: Option<String>,
}

/// What came out of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerdictWord {
    /// It works
    Pass,
    /// It does not
    Fail,
    /// Nobody can tell yet
    Inconclusive,
    /// It could not be tried
    Blocked,
}

impl From<VerdictWord> for Verdict {
    fn from(word: VerdictWord) -> Self {
        match word {
            VerdictWord::Pass => Self::Pass,
            VerdictWord::Fail => Self::Fail,
            VerdictWord::Inconclusive => Self::Inconclusive,
            VerdictWord::Blocked => Self::Blocked,
        }
    }
}

/// The words after `advance`.
#[derive(Debug, Args)]
pub(crate) struct Advance {
    /// Which rollout
    pub(crate) flag: String,
    /// Pass this closed gate against the rules: planned, steps, qa, waits, ready, blockers, writes, verification, `default_on`, stored or hold
    #[arg(long = "override", value_name = "GATE", requires = "reason")]
    pub(crate) gates: Vec<String>,
    /// Why the gate is passed
    #[arg(long, value_name = "TEXT", requires = "gates")]
    pub(crate) reason: Option<String>,
    /// For an override: the first word of the flag
    #[arg(long, value_name = "WORD")]
    pub(crate) confirm: Option<String>,
}

/// The words after `reopen`.
#[derive(Debug, Args)]
pub(crate) struct Reopen {
    /// Which rollout
    pub(crate) flag: String,
    /// The number of the stage, or a word that fits only one title
    pub(crate) stage: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

/// The words after `decide`.
#[derive(Debug, Args)]
pub(crate) struct Decide {
    /// Which rollout
    pub(crate) flag: String,
    /// Which question, by its key
    pub(crate) key: String,
    /// The answer, by its key
    pub(crate) value: String,
}

/// The words after `note`.
#[derive(Debug, Args)]
pub(crate) struct Note {
    /// Which rollout
    pub(crate) flag: String,
    /// The words, or `-` for standard input
    #[arg(value_name = "TEXT|-")]
    pub(crate) text: String,
    /// The step that it is about
    #[arg(long)]
    pub(crate) step: Option<String>,
}

/// The words after `observe`.
#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// Which rollout
    pub(crate) flag: String,
    /// What chatops, its log or the features API answered, or `-` for standard input
    #[arg(value_name = "TEXT|-", allow_hyphen_values = true)]
    pub(crate) text: String,
    /// Where it was seen, when the text does not say
    #[arg(long = "env", value_name = "ENVIRONMENT")]
    pub(crate) environment: Option<String>,
}

/// The words after `change-issue`.
#[derive(Debug, Args)]
pub(crate) struct ChangeIssue {
    /// Which rollout
    pub(crate) flag: String,
    /// Where the change issue is
    pub(crate) link: String,
}
