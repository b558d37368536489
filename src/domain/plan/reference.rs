//! What a document points to: people, channels, links. Nothing here is opened or called.

use serde::{Deserialize, Serialize};

/// Somebody or some team that answers for a rollout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The role as the document calls it: `Team`, `PM`, `Best individual to reach out to`.
    pub role: String,
    /// The name as written: `@somebody`, `~"group::x"`.
    pub name: String,
}

/// A link or a channel that a document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What it leads to.
    pub kind: ReferenceKind,
    /// The words of the link, where it has any.
    pub text: String,
    /// The address, or the channel with its `#`.
    pub target: String,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// A Slack channel.
    Channel,
    /// An issue or epic.
    Issue,
    /// A merge or pull request.
    MergeRequest,
    /// A dashboard or graph.
    Dashboard,
    /// A page that explains how.
    Documentation,
    /// Anything else.
    Other,
}
