//! The calendar as its users meet it: moments worked out by hand, texts of teams, and laws that hold at any moment.

// Always true here; by it Clippy knows the helpers for parts of a test.
#![cfg(test)]

mod forecast;
mod hours;
mod laws;
mod locks;
mod support;
mod text;
