//! The ledger of packages, remembered by its last event: a screen that nobody has written to does not read it again.

use std::cell::RefCell;
use std::rc::Rc;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::package::{DeployedCode, deployed_code};
use crate::journal::{Hash, StreamId};
use crate::projection::LedgerHistory;

/// The ledger as it was read last, and after which event.
#[derive(Debug, Default)]
pub(super) struct KnownLedger(RefCell<Option<(Hash, Rc<LedgerHistory>)>>);

impl Tracker {
    /// Returns the ledger as it stands. The hash of the last event stands for all before it.
    pub(super) fn ledger_now(&self) -> Result<Rc<LedgerHistory>, TrackerError> {
        let tip = self.store.tip(&StreamId::ledger())?;
        let last = tip.map_or(Hash::ZERO, |tip| tip.hash);
        if let Some((hash, known)) = self.known_ledger.0.borrow().as_ref()
            && *hash == last
        {
            return Ok(Rc::clone(known));
        }
        let read = Rc::new(self.read_ledger()?);
        *self.known_ledger.0.borrow_mut() = Some((last, Rc::clone(&read)));
        Ok(read)
    }

    /// Returns which package brought the code of each flag and runs where, as it was known at `moment`.
    pub(super) fn code_known_at(
        &self,
        moment: Timestamp,
    ) -> Result<Vec<DeployedCode>, TrackerError> {
        let now = self.ledger_now()?;
        if now.is_known_by(moment) {
            return Ok(deployed_code(&now.ledger));
        }
        Ok(deployed_code(&now.at(moment).ledger))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracker::in_memory;

    #[test]
    fn a_ledger_that_nobody_has_written_to_is_read_once() {
        let tracker = in_memory::tracker();
        let first = tracker.ledger_now().unwrap();
        let second = tracker.ledger_now().unwrap();
        assert!(Rc::ptr_eq(&first, &second));
        assert_eq!(tracker.code_known_at(tracker.now()).unwrap(), []);
    }
}
