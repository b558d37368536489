//! The state machine of one rollout: a wish goes in, facts or every reason against it come out. It reads no clock and does nothing.

mod command;
mod decide;
mod event;
mod evolve;
mod facts;
mod gate;
mod next;
mod record;
mod rejection;
mod rollback_plan;
mod survey;

pub use command::Command;
pub use decide::decide;
pub use event::{BlockerCause, Event};
pub use evolve::{evolve, is_reversible, replay};
pub use facts::{Facts, Phase, Rollout};
pub use gate::{Gate, GateKind, Reason, gates, spoken};
pub use next::{Next, next};
pub use record::{
    Blocker, Hold, Note, Outcome, Override, QaEntry, QaResult, QaScope, Rollback, RollbackItem,
    Run, StepRecord, Timer, Verdict,
};
pub use rejection::{Rejection, RejectionCode};
pub use rollback_plan::{RollbackAction, RollbackPlan, rollback_plan};
pub use survey::{Standing, stage_state, survey};
