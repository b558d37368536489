//! Documents and plans: reads any checklist, however damaged, and writes back single marks. Reading never fails.
//!
//! ```text
//! text ─► form ─┬─ raw ─────► markdown ─┐
//!               └─ rendered ► rendered ─┴► blocks ─► sections ─► steps ─► plan
//! source + toggles ─► write_back ─► source with other marks, nothing else
//! ```

mod block;
mod lines;
mod reading;
mod repair;
mod template;
mod phrases;
mod vocabulary;

mod prose;

mod markdown;
mod reflow;
mod rendered;
mod renest;

mod command;
mod duration;
mod section;

mod branches;
mod tokens;
mod ladder;
mod staged;
mod steps;

mod facts;
mod fill;
mod flag_type;
mod identity;
mod marks;
mod looks;
mod package_log;
mod people;

mod count;
mod read;
mod ready_made;
mod named;

mod clean;
mod compare;
mod lint;
mod report;
mod write;

pub use clean::clean;
pub use compare::{Change, Comparison, compare};
pub use lint::{Finding, LINT_CODES, lint};
pub use named::with_flag;
pub use read::{read, read_with};
pub use reading::{Counts, Diagnostic, Form, Question, Reading, Severity};
pub use ready_made::Template;
pub use repair::{Confidence, Repair, RepairChoice, RepairKey, RepairKind};
pub use report::{BugReport, bug_report, what_and_why};
pub use write::{Toggle, WriteBackError, holds, write_back};

#[cfg(test)]
mod condition_tests;
#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod ladder_tests;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod paper_tests;
#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod syntax_tests;
#[cfg(test)]
mod tests;
