//! What stands in the way, as a reader sees it: closed ones too, with the reason.

use serde::Serialize;

use super::history::History;
use super::step_view::set;
use crate::domain::Timestamp;

/// A blocker at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockerView {
    /// Its name.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it is described.
    pub link: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// Why it was closed.
    pub closed: Option<String>,
    /// When it was raised.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

pub(super) fn blocker_views(history: &History) -> Vec<BlockerView> {
    let blockers = history.rollout.facts.blockers.iter();
    blockers
        .map(|blocker| {
            let set = set(history, blocker.seq);
            BlockerView {
                id: blocker.id.to_string(),
                title: blocker.title.clone(),
                link: blocker.link.clone(),
                open: blocker.closed.is_none(),
                closed: blocker.closed.clone(),
                at: set.as_ref().map(|set| set.at),
                by: set.map(|set| set.by),
            }
        })
        .collect()
}
