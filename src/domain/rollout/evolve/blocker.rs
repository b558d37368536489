//! How facts change what is known of a blocker. One that names no blocker changes nothing.

use crate::domain::id::{BlockerId, Seq};
use crate::domain::rollout::blocker::{Blocker, BlockerNote};
use crate::domain::rollout::event::BlockerCause;
use crate::domain::rollout::facts::Facts;

pub(super) fn edit(facts: &mut Facts, cause: &BlockerCause) {
    let edit = |known: &mut Blocker| {
        known.title.clone_from(&cause.title);
        known.link.clone_from(&cause.link);
        known.details.clone_from(&cause.details);
    };
    facts.blockers.change(|known| known.id == cause.id, edit);
}

pub(super) fn note(facts: &mut Facts, blocker: &BlockerId, (text, seq): (&str, Seq)) {
    if facts.blockers.iter().any(|known| known.id == *blocker) {
        facts.blocker_notes.push(BlockerNote {
            blocker: blocker.clone(),
            text: text.to_owned(),
            seq,
        });
    }
}

/// Closes a blocker. Where it held the rollout and its plan is not worked off, that it was closed so is kept.
pub(super) fn close(facts: &mut Facts, blocker: &BlockerId, (reason, seq): (&str, Seq)) {
    let close = |open: &mut Blocker| {
        let is_early = open.holds() && !open.details.plan.is_empty() && !open.is_worked_off();
        open.against = is_early.then_some(seq);
        open.closed = Some(reason.to_owned());
    };
    facts.blockers.change(|open| open.id == *blocker, close);
}
