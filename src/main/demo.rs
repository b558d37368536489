//! The demo as the command line sees it: in memory, the same from the first command to the last, and gone with the program.

use rollgate::domain::calendar::Calendar;
use rollgate::error::Report;
use rollgate::store::{EventStore, MemoryStore, SharedStore};
use rollgate::tracker::{Tracker, TrackerError, Who, load_demo};

use super::Program;

impl Program {
    /// Opens the demo for somebody, or a copy of it that nothing is kept of.
    ///
    /// # Errors
    ///
    /// When its own rules refuse it, which is a mistake of ours.
    pub(super) fn open_demo(&self, who: Who, is_copy: bool) -> Result<Tracker, Report> {
        let store = if let Some(store) = self.demo.get() {
            store.clone()
        } else {
            let store = SharedStore::default();
            let actor = who.actor.clone();
            load_demo(Box::new(store.clone()), self.clock(), actor)?;
            self.demo.get_or_init(|| store).clone()
        };
        let store: Box<dyn EventStore> = if is_copy {
            Box::new(MemoryStore::copy_of(&store)?)
        } else {
            Box::new(store)
        };
        // It is played whatever day it is, as when it was made.
        let calendar = Calendar::parse("").map_err(TrackerError::from)?;
        Ok(Tracker::new(store, self.boxed_clock(), who).with_calendar(calendar))
    }
}
