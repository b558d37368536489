//! The escalation of incidents: the machine as a table, its laws for any run, and what a flag that guards writing does to it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, like tests"
)]

mod holding;
mod laws;
mod lazily;
mod orders;
mod support;
mod table;
