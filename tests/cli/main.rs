//! The program as a script sees it: exit codes, documents, pages. Every test has its own data, clock and environment.

// The attribute is always true here; by it Clippy knows the helpers for parts of a test.
#[cfg(test)]
mod arrive;
#[cfg(test)]
mod console_back;
#[cfg(test)]
mod export;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod hostile_export;
#[cfg(test)]
mod instructions;
#[cfg(test)]
mod json;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod linear;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod pipes;
#[cfg(test)]
mod program;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod reimport;
#[cfg(test)]
mod road;
#[cfg(test)]
mod safety;
#[cfg(test)]
mod screen;
#[cfg(test)]
mod seen;
#[cfg(test)]
mod support;
#[cfg(test)]
mod times;
mod twins;
#[cfg(test)]
mod vouch;
