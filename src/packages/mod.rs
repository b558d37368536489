//! Facts out of a git repository: which packages there are and which migrations each brought. It runs git to read, never to write.

mod git;
mod scan;
mod error;
mod find;
mod diff;

pub use error::ScanError;
pub use scan::{Known, ScanResult, scan};
