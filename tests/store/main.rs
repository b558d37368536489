//! Stores as their users meet them: one contract for every store, and what the file of SQLite has to survive.

// Always true here; by it Clippy knows the helpers for parts of a test.
#![cfg(test)]

mod contract;
mod fleet;
mod damage;
mod file;
mod sharing;
mod support;
