//! A feature flag as GitLab keeps it: its name, its environments and the gates that decide whom it is on for.

mod change;
mod environment;
mod gates;
mod name;
mod percentage;

pub use change::{Basis, FlagChange, FlagValue, Scope, ScopeKind};
pub use environment::Environment;
pub use gates::GateValues;
pub use name::FlagName;
pub use percentage::Percentage;
