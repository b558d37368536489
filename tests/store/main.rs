//! Stores as their users meet them: one contract for every store, and what the file of SQLite has to survive.

// The attribute is always true here; by it Clippy knows the helpers for parts of a test.
#[cfg(test)]
mod contract;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod file;
#[cfg(test)]
mod sharing;
#[cfg(test)]
mod support;
