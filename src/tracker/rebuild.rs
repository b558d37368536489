//! The fleet made anew from the events, which are the only truth. No event is touched.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::projection::FleetRow;

impl Tracker {
    /// Puts rows made from the events in the place of the whole fleet, and returns how many there are.
    ///
    /// # Errors
    /// When an event cannot be read, or what the store says.
    pub fn rebuild_fleet(&mut self) -> Result<usize, TrackerError> {
        let mut rows = Vec::new();
        for stream in self.store.streams()? {
            if let Some(id) = stream.rollout_id() {
                rows.extend(FleetRow::of(&self.history(&id)?));
            }
        }
        self.store.replace_fleet(&rows)?;
        Ok(rows.len())
    }
}
