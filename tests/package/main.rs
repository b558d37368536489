//! Packages from a real repository to the shell: what is scanned, what is safe, what is printed.

// Always true here; by it Clippy knows the helpers for parts of a test.
#![cfg(test)]

mod cli;
mod code;
mod flags;
mod horizon;
mod ledger;
mod odd;
mod rules;
mod scan;
mod support;
mod undo;
