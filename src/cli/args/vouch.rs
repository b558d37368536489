//! What `vouch` takes: a topic, an answer, what shows it.

use clap::{Args, ValueEnum};

use crate::domain::rollout::Topic;

/// The words after `vouch`.
#[derive(Debug, Args)]
pub(crate) struct Vouch {
    /// Which rollout
    pub(crate) flag: String,
    /// About what; without one, shows what was said
    pub(crate) topic: Option<TopicWord>,
    /// yes, no, na; for `type` the type of the flag: beta, ops, `gitlab_com_derisk`, wip, experiment, worker
    #[arg(default_value = "yes")]
    pub(crate) answer: String,
    /// Where the code is; only for `code`
    #[arg(long = "in", value_name = "ENVIRONMENT")]
    pub(crate) environment: Option<String>,
    /// What shows it: a merge commit, a package, a link, a name
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// What can be vouched for, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TopicWord {
    /// The merge commit or its package is in an environment
    Code,
    /// The questions about a change issue are answered; `yes` says that one is needed
    Change,
    /// The documentation is ready
    Docs,
    /// Breaking changes are announced
    Breaking,
    /// Support knows
    Support,
    /// Somebody is there for 2 hours after a change to production
    Watch,
    /// The type of the flag
    Type,
}

impl From<TopicWord> for Topic {
    fn from(word: TopicWord) -> Self {
        match word {
            TopicWord::Code => Self::Code,
            TopicWord::Change => Self::Change,
            TopicWord::Docs => Self::Docs,
            TopicWord::Breaking => Self::Breaking,
            TopicWord::Support => Self::Support,
            TopicWord::Watch => Self::Watch,
            TopicWord::Type => Self::Type,
        }
    }
}
