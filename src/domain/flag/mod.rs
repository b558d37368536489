//! A feature flag as GitLab keeps it: its name, its environments and the gates that decide whom it is on for.

mod name;
mod percentage;
mod environment;
mod bucket;
mod actor_class;
mod advice;
mod change;
mod gates;
mod drift;

pub use actor_class::ActorDoubt;
pub use advice::{Advice, Traffic, advice};
pub use bucket::{Bucket, FlipperId};
pub use change::{Basis, FlagChange, FlagValue, Scope, ScopeKind};
pub use environment::Environment;
pub use gates::GateValues;
pub use name::FlagName;
pub use percentage::Percentage;
