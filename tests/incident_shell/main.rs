//! Incidents and blockers as scripts and people use them from the shell.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, like tests"
)]

mod held;
mod plain;
mod support;
mod then;
