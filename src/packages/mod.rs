//! Facts out of a git repository: which packages there are and which migrations each brought. It runs git to read, never to write.

mod error;
mod git;
mod known;
mod find;
mod diff;
mod scan;
mod contains;

pub use contains::{Contained, first_with};
pub use error::ScanError;
pub use known::Known;
pub use scan::{Progress, ScanResult, scan, scan_telling};
