//! Where rules, clock and store meet: it loads, decides, seals and keeps. It holds no rule of its own.

mod clock;
mod failure;
mod keeper;
mod run;
mod schedule;
mod import;
mod find;
mod export;
mod ledger;
mod demo;

pub use clock::{Clock, FixedClock, ShiftedClock, SystemClock};
pub use demo::load_demo;
pub use failure::TrackerError;
pub use import::ImportOptions;
pub use keeper::{Recorded, Tracker, Who};
pub use ledger::ScanReport;
pub use run::RunReport;
