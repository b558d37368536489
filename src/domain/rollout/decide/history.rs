//! Taking back and bringing back. Both are new facts; neither erases one. What cannot be taken back is said with what to do instead.

use super::wrong_state;
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::{Phase, Rollout};
use crate::domain::rollout::rejection::Rejection;

pub(super) fn undo(rollout: &Rollout) -> Result<Vec<Event>, Rejection> {
    let event = rollout.undoable();
    let event = event.ok_or_else(|| {
        let why = beginning(rollout);
        wrong_state(&format!("there is nothing to undo: {why}"))
    })?;
    Ok(vec![Event::Undone { event }])
}

pub(super) fn redo(rollout: &Rollout) -> Result<Vec<Event>, Rejection> {
    let event = rollout.redoable();
    let why = "there is nothing to redo: only what was undone last comes back, until something else is recorded";
    let event = event.ok_or_else(|| wrong_state(why))?;
    Ok(vec![Event::Redone { event }])
}

/// Says what began last, why it is not taken back, and what can be done instead.
fn beginning(rollout: &Rollout) -> String {
    let attempt = rollout.facts.attempt;
    match rollout.facts.phase {
        Phase::Planned | Phase::Active if attempt > 1 => format!(
            "attempt {attempt} has begun, and a beginning stays in the log; go on with it, make it stand still with `hold`, or \
             end it with `rollback start`"
        ),
        Phase::Planned => "it was imported, and an import stays in the log; `abandon` gives it up".to_owned(),
        Phase::Active => "it has started, and a start stays in the log; `hold` makes it stand still, `abandon` gives it up".to_owned(),
        Phase::RollingBack => "a rollback has begun, and a beginning stays in the log; go through it with `rollback step`, end \
             it with `rollback finish`, and `attempt` begins anew"
            .to_owned(),
        Phase::RolledBack => {
            "a rollback is over, and an end stays in the log; `attempt` begins anew".to_owned()
        }
        Phase::Abandoned => {
            "it was given up, and an end stays in the log; import the document again to go on".to_owned()
        }
        Phase::Closed => {
            "it is closed, and an end stays in the log; what comes after it is a rollout of its own".to_owned()
        }
    }
}
