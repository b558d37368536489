//! The language of Instructions: it parses, checks and prints the lines that a person copies, and never runs one.
//!
//! ```text
//! line ─► parse_line ─► Instruction ─► check ─► problems, in the order in which chatops refuses
//!                            │  ▲
//!                            ▼  │ fill, compose_change
//!                          print
//! ```
//!
//! Sources: gitlab-com/chatops `lib/chatops/commands/feature.rb`; GitLab's feature flag controls page.

mod blank;
mod reply;
mod word;

mod check;
mod console;
mod feature;
mod foreign;

mod parse;
mod print;

mod compose;
mod glue;
mod meaning;
mod scan;

pub use blank::{blanks, is_flag_blank};
pub use check::check;
pub use compose::{compose_change, fill, with_share};
pub use foreign::shell;
pub use glue::split_glued;
pub use meaning::{Guard, Meaning, Stands, meaning};
pub use parse::parse_line;
pub use print::{Profile, print};
pub use reply::{Change, Reply, read_reply};
pub use scan::{Found, scan};
pub use word::comment;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
