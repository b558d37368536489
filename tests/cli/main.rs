//! The program as a script sees it: exit codes, documents, pages. Every test has its own data, clock and environment.

mod export;
mod flow;
mod json;
mod pages;
mod pipes;
mod refusals;
mod safety;
mod screen;
mod support;
