//! The state machine of one rollout: a wish goes in, facts or every reason against it come out. It reads no clock and does nothing.

mod timer;
mod gate_kind;
mod blocker;
mod record;
mod facts;
mod failing;
mod kept;
mod reversible;
mod event;
mod command;
mod survey;
mod writes;
mod warning;
mod gate;
mod switch;
mod switch_gate;
mod stay;
mod everybody;
mod each_percentage;
mod order;
mod targets;
mod statement;
mod planned;
mod ready;
mod asked;
mod leaving;
mod drill;
mod ramp;
mod rejection;
mod rollback_details;
mod rollback_plan;
mod belief;
mod next;
mod outlook;
mod decide;
mod evolve;

pub use asked::topics_asked;
pub use blocker::{Blocker, BlockerDetails, BlockerEdit, BlockerKind, BlockerNote, Severity};
pub use command::{Command, LockInForce, Passage};
pub use decide::decide;
pub use drill::Drill;
pub use event::{BlockerCause, Event};
pub use evolve::{evolve, is_reversible, replay};
pub use facts::{Facts, Phase, Rollout};
pub use gate::{Gate, GateKind, Reason, gates, spoken};
pub use leaving::flag_type;
pub use next::{Next, next};
pub use outlook::{Assumption, Outlook, outlook};
pub use ramp::{believed_share, ladder, next_rung, ramp_step, share_of_production};
pub use record::{
    Hold, Note, Observed, Outcome, Override, Passed, QaEntry, QaResult, QaScope, RampPoint,
    Rollback, RollbackItem, Run, StepRecord, Verdict, WritesSaid,
};
pub use rejection::{Rejection, RejectionCode};
pub use reversible::{List, Map};
pub use rollback_details::RollbackDetails;
pub use rollback_plan::{RollbackAction, RollbackPlan, rollback_plan};
pub use statement::{Answer, Stated, Statement, Topic};
pub use survey::{Standing, stage_state, survey, survey_stage};
pub use switch::Switch;
pub use switch_gate::{needs_change_issue, switch_gates};
pub use timer::{Timer, TimerChange};
pub use warning::warnings;
pub use writes::{CohortStanding, asks_about_writes, cohorts};
