//! The program as a script sees it: exit codes, documents, pages. Every test has its own data, clock and environment.

// Always true here; by it Clippy knows the helpers for parts of a test.
#![cfg(test)]

mod answers;
mod arrive;
mod console_back;
mod export;
mod flow;
mod held;
mod hostile_export;
mod instructions;
mod json;
mod keys;
mod leads;
mod linear;
mod pages;
mod pictures;
mod pipes;
mod program;
mod reference;
mod refusals;
mod reimport;
mod road;
mod safety;
mod said_once;
mod screen;
mod seen;
mod support;
mod times;
mod twins;
mod vouch;
mod way_back;
mod words;
