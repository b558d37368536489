//! Packages from a real repository to the shell: what is scanned, what is safe, what is printed.

// The attribute is always true here; by it Clippy knows the helpers for parts of a test.
#[cfg(test)]
mod cli;
#[cfg(test)]
mod code;
#[cfg(test)]
mod flags;
#[cfg(test)]
mod horizon;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod odd;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod support;
#[cfg(test)]
mod undo;
