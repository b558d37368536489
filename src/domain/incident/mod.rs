//! Incidents and their escalation, as GitLab runs it: a wish goes in, facts or reasons against it come out. It pages nobody.

mod status;
mod policy;
mod record;
mod state;
mod event;
mod command;
mod decide;
mod links;
mod evolve;
mod backfill;

pub use backfill::{BackfillItem, BackfillPlan, backfill};
pub use command::{AtCreation, Command, PolicyChange};
pub use decide::decide;
pub use event::Event;
pub use evolve::{evolve, is_reversible, replay};
pub use policy::{Policies, PoliciesError, Policy, Rule};
pub use record::{Alert, EscalationRecord, PendingEscalation, Provenance};
pub use state::{BLOCKS_FLAGS, Holding, Incident};
pub use status::Status;
