//! What a person is told when something was refused or went wrong: what, why, and what to do next.

mod exit;
mod report;
mod package;
mod out_file;

pub use exit::Exit;
pub use report::Report;
