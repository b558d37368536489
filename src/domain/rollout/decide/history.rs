//! Taking back and bringing back. Both are new facts; neither erases one.

use super::wrong_state;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::rejection::Rejection;

pub(super) fn undo(rollout: &Rollout) -> Result<Vec<Event>, Rejection> {
    let event = rollout.undoable();
    let event = event.ok_or_else(|| wrong_state("there is nothing to undo"))?;
    Ok(vec![Event::Undone { event }])
}

pub(super) fn redo(rollout: &Rollout) -> Result<Vec<Event>, Rejection> {
    let event = rollout.redoable();
    let event = event.ok_or_else(|| wrong_state("there is nothing to redo"))?;
    Ok(vec![Event::Redone { event }])
}
