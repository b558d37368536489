//! Rollout checklists as state machines: this library reads a rollout issue, keeps its state as events, and says what may happen next.

pub mod chatops;
pub mod checklist;
pub mod domain;
pub mod projection;
