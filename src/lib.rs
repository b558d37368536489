//! Rollout checklists as state machines: this library reads a rollout issue, keeps its state as events, and says what may happen next.

pub mod domain;
pub mod chatops;
pub mod checklist;
pub mod journal;
pub mod projection;
pub mod export;
pub mod store;
pub mod packages;
pub mod tracker;
pub mod error;
pub mod tui;
pub mod shell;
pub mod cli;
pub mod config;
