//! Rehearsals of the way back: the last one, and whether it is young enough. It asks for none unless somebody wants it asked.

use super::facts::Rollout;
use super::gate::Reason;
use super::timer::spoken;
use crate::domain::Timestamp;
use crate::domain::id::Seq;

/// A rehearsal of the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drill {
    /// How long it took, in seconds.
    pub took_s: u64,
    /// When it was; `None` for one that was recorded before that was kept.
    pub at: Option<Timestamp>,
    /// The event that recorded it.
    pub seq: Seq,
}

/// Says that the last rehearsal is older than so many seconds, or that there is none.
///
/// Source: GitLab delivery runbooks, recurring rollback practice.
pub(super) fn too_long_ago(rollout: &Rollout, within_s: u64, now: Timestamp) -> Vec<Reason> {
    let age = |drill: &Drill| u64::try_from((now - drill.at?).num_seconds().max(0)).ok();
    let most = spoken(within_s);
    let text = match rollout.facts.drill.as_ref().map(age) {
        Some(Some(age)) if age <= within_s => return vec![],
        Some(Some(age)) => format!(
            "the way back was rehearsed {} ago, more than {most}",
            spoken(age)
        ),
        Some(None) => {
            format!("nobody knows when the way back was rehearsed; it is to be within {most}")
        }
        None => format!("the way back was never rehearsed; it is to be within {most}"),
    };
    vec![Reason::new("drill", text)]
}
