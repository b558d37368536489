//! Read models: what a reader sees, computed from the events alone. Nothing here is a source of truth.

mod fleet;
mod timer_row;

pub use fleet::FleetRow;
pub use timer_row::TimerRow;
