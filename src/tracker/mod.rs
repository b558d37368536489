//! Where rules, clock and store meet: it loads, decides, seals and keeps. It holds no rule of its own.

mod check;
mod clock;
mod failure;
mod keeper;
mod sealed;
mod observe;
mod run;
mod ramp;
mod schedule;
mod incident;
mod incidents;
mod held;
mod beside;
mod shared_blocker;
mod backfill;
mod import;
mod reimport;
mod find;
mod rebuild;
mod export;
mod ledger;
mod scan;
mod demo;

pub use crate::checklist::RepairChoice;
pub use crate::projection::Placed;
pub use backfill::{BackfillRun, BackfillUndo};
pub use clock::{Clock, FixedClock, ShiftedClock, SystemClock};
pub use demo::load_demo;
pub use export::Exported;
pub use failure::TrackerError;
pub use import::ImportOptions;
pub use keeper::{Recorded, Tracker, Who};
pub use observe::{Seen, Sighting};
pub use reimport::{ChangedStep, Reimport, StepName};
pub use run::RunReport;
pub use scan::{CodeFound, ScanReport};
