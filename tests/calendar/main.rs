//! The calendar as its users meet it: moments worked out by hand, texts of teams, and laws that hold at any moment.

// The attribute is always true here; by it Clippy knows the helpers for parts of a test.
#[cfg(test)]
mod forecast;
#[cfg(test)]
mod hours;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod locks;
#[cfg(test)]
mod support;
#[cfg(test)]
mod text;
