//! What the commands about percentages and times take.

use clap::{Args, Subcommand, ValueEnum};

use super::change::Named;
use crate::chatops::Profile;
use crate::domain::flag::{Basis, Scope, ScopeKind};

/// What is said about the gates of a switch, and about the time after it.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Passing {
    /// Pass this hard gate against the rules, with --reason and --confirm
    #[arg(long = "override", value_name = "GATE", requires = "reason")]
    pub(crate) gates: Vec<String>,
    /// How long to stay at a percentage before the next: 15m, 2h
    #[arg(long, value_name = "SPAN")]
    pub(crate) watch_for: Option<String>,
}

/// The words after `ramp`.
#[derive(Debug, Args)]
pub(crate) struct Ramp {
    #[command(subcommand)]
    pub(crate) verb: RampVerb,
}

/// What is wished about a ramp.
#[derive(Debug, Subcommand)]
pub(crate) enum RampVerb {
    /// Show the ladder, where production stands on it, and what the next percentage has to pass
    Show(RampShow),
    /// Show every percentage of the ladder with its line and its earliest lawful moment
    Plan(Named),
    /// Record that a percentage was set in production
    Set(Box<RampSet>),
}

/// The words after `ramp show`.
#[derive(Debug, Args)]
pub(crate) struct RampShow {
    /// Which rollout
    pub(crate) flag: String,
    /// How often the flag is checked, to say where to begin
    #[arg(long, value_name = "N", conflicts_with = "requests")]
    pub(crate) checks_per_day: Option<u64>,
    /// How many requests a minute the flag touches at 100%
    #[arg(long, value_name = "N", requires = "tolerable")]
    pub(crate) requests: Option<u64>,
    /// How many of them may go wrong before somebody is harmed
    #[arg(long, value_name = "N", requires = "requests")]
    pub(crate) tolerable: Option<u64>,
}

/// The words after `ramp set`.
#[derive(Debug, Args)]
pub(crate) struct RampSet {
    /// Which rollout
    pub(crate) flag: String,
    /// What was set: 25, 0.5, or true and false for everybody and nobody
    pub(crate) percent: String,
    /// What it counts; without it, what the step counts that asks for it now, or actors
    #[arg(long, value_enum)]
    pub(crate) by: Option<BasisWord>,
    /// Why, where a gate is passed
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    #[command(flatten)]
    pub(crate) passing: Passing,
    /// What was answered when the line was run
    #[arg(long, value_name = "TEXT")]
    pub(crate) reply: Option<String>,
    /// Only for these projects: team/app,team/site
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    pub(crate) project: Vec<String>,
    /// Only for these groups
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    pub(crate) group: Vec<String>,
    /// Only for these namespaces
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    pub(crate) namespace: Vec<String>,
    /// Only for these users
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) user: Vec<String>,
    /// Only for these repositories
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    pub(crate) repository: Vec<String>,
    /// Only for this feature group
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) feature_group: Vec<String>,
    /// The percentage once more; needed where a gate is passed or more than 25 points are jumped
    #[arg(long, value_name = "PERCENT")]
    pub(crate) confirm: Option<String>,
}

impl RampSet {
    /// Returns for whom only; nothing where it is for everybody.
    pub(crate) fn scopes(&self) -> Vec<Scope> {
        let given = [
            (ScopeKind::Project, &self.project),
            (ScopeKind::Group, &self.group),
            (ScopeKind::Namespace, &self.namespace),
            (ScopeKind::User, &self.user),
            (ScopeKind::Repository, &self.repository),
            (ScopeKind::FeatureGroup, &self.feature_group),
        ];
        let named = given.into_iter().filter(|(_, values)| !values.is_empty());
        let scopes = named.map(|(kind, values)| Scope {
            kind,
            values: values.clone(),
        });
        scopes.collect()
    }
}

/// What a percentage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BasisWord {
    /// Actors, each of which stays on
    Actors,
    /// Calls
    Time,
}

impl From<BasisWord> for Basis {
    fn from(word: BasisWord) -> Self {
        match word {
            BasisWord::Actors => Self::Actors,
            BasisWord::Time => Self::Time,
        }
    }
}

/// The words after `timer`.
#[derive(Debug, Args)]
pub(crate) struct Timer {
    #[command(subcommand)]
    pub(crate) verb: TimerVerb,
}

/// What is wished about a time that runs.
#[derive(Debug, Subcommand)]
pub(crate) enum TimerVerb {
    /// Show what runs
    List(Named),
    /// Let a time run for a step
    Start {
        /// Which rollout
        flag: String,
        /// Which step
        step: String,
        /// How long: 15m, 2h
        span: String,
        /// Why it is less than the document asks for
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Make it longer
    Extend {
        /// Which rollout
        flag: String,
        /// Which step
        step: String,
        /// By how much: 15m, 2h
        span: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Make it stand still
    Pause {
        /// Which rollout
        flag: String,
        /// Which step
        step: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Let it run again
    Resume {
        /// Which rollout
        flag: String,
        /// Which step
        step: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Give what runs to somebody else to watch, and print what they have to know
    Handover {
        /// Which rollout
        flag: String,
        /// Who watches from now on
        name: String,
        /// Only the time of this step; without it, everything that runs
        #[arg(long, value_name = "STEP")]
        step: Option<String>,
    },
    /// End it before its time
    Stop {
        /// Which rollout
        flag: String,
        /// Which step
        step: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// The words after `actor`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line"
)]
pub(crate) struct Actor {
    /// Which rollout
    pub(crate) flag: String,
    /// Which actors: Project:278964; without any, those that are kept with the rollout
    #[arg(value_name = "CLASS:ID")]
    pub(crate) actors: Vec<String>,
    /// They are asked about in one call, so that they turn on as one
    #[arg(long)]
    pub(crate) together: bool,
    /// Keep them with the rollout: the ramp shows at which step each turns on
    #[arg(long, requires = "actors")]
    pub(crate) keep: bool,
    /// Keep these no more; without any, none
    #[arg(long, conflicts_with = "keep")]
    pub(crate) forget: bool,
}

/// The words after `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The lines, or `-` for standard input
    #[arg(required = true, value_name = "LINE|-")]
    pub(crate) lines: Vec<String>,
    /// In which form to say them; without it, the one that `config set chatops.dialect` names, else their own
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) dialect: Option<DialectWord>,
}

/// The forms of chatops lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialectWord {
    /// `/chatops run …`
    Old,
    /// `/chatops gitlab run …`
    New,
}

impl From<DialectWord> for Profile {
    fn from(word: DialectWord) -> Self {
        match word {
            DialectWord::Old => Self::Old,
            DialectWord::New => Self::New,
        }
    }
}
