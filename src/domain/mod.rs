//! What a rollout is: plan, flag state, rules. Values in, values out; it refuses to read a clock, a file or a terminal.

pub mod id;
pub mod issue_link;
pub mod flag;
pub mod plan;
pub mod calendar;
pub mod cohort;
mod counted;
pub mod package;
pub mod rollout;
pub mod incident;

pub use counted::counted;

/// A moment in UTC. The domain receives it as an argument and never asks for it.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
