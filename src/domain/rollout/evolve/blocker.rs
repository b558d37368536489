//! How facts change what is known of a blocker. One that names no blocker changes nothing.

use std::sync::Arc;

use crate::domain::id::{BlockerId, Seq};
use crate::domain::rollout::event::BlockerCause;
use crate::domain::rollout::facts::Facts;

pub(super) fn edit(facts: &mut Facts, cause: &BlockerCause) {
    let blockers = Arc::make_mut(&mut facts.blockers);
    if let Some(known) = blockers.iter_mut().find(|known| known.id == cause.id) {
        known.title.clone_from(&cause.title);
        known.link.clone_from(&cause.link);
        known.details.clone_from(&cause.details);
    }
}

pub(super) fn note(facts: &mut Facts, blocker: &BlockerId, (text, seq): (&str, Seq)) {
    let blockers = Arc::make_mut(&mut facts.blockers);
    if let Some(known) = blockers.iter_mut().find(|known| known.id == *blocker) {
        known.notes.push((text.to_owned(), seq));
    }
}
