//! Where rules, clock and store meet: it loads, decides, seals and keeps. It holds no rule of its own.

mod check;
mod clock;
mod failure;
mod keeper;
mod observe;
mod run;
mod ramp;
mod schedule;
mod incident;
mod backfill;
mod import;
mod reimport;
mod find;
mod rebuild;
mod export;
mod dossier;
mod out_file;
mod ledger;
mod demo;

pub use crate::checklist::RepairChoice;
pub use crate::projection::Placed;
pub use backfill::{BackfillRun, BackfillUndo};
pub use clock::{Clock, FixedClock, ShiftedClock, SystemClock};
pub use demo::load_demo;
pub use failure::TrackerError;
pub use import::ImportOptions;
pub use keeper::{Recorded, Tracker, Who};
pub use ledger::ScanReport;
pub use observe::{Seen, Sighting};
pub use out_file::{Existing, OutFileError, write_out};
pub use reimport::{ChangedStep, Reimport, StepName};
pub use run::RunReport;
