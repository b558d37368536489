//! A wish that is decided again because somebody else was first. It decides nothing itself.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::store::StoreError;

impl Tracker {
    /// Lets `decide` decide and record. Where somebody else was first it decides again on what is true then, in a turn in which nobody else writes.
    pub(super) fn first_or_again<T>(
        &mut self,
        mut decide: impl FnMut(&mut Self) -> Result<T, TrackerError>,
    ) -> Result<T, TrackerError> {
        match decide(self) {
            Err(TrackerError::Store(StoreError::Conflict { .. })) => {
                self.store.begin_turn();
                let decided = decide(self);
                self.store.end_turn();
                decided
            }
            decided => decided,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Seq;
    use crate::journal::StreamId;
    use crate::tracker::in_memory;

    fn lost() -> TrackerError {
        TrackerError::Store(StoreError::Conflict {
            stream: StreamId::ledger(),
            expected: Seq::ZERO,
            actual: Seq::new(1),
        })
    }

    #[test]
    fn whoever_was_second_decides_again_once_and_whoever_was_refused_does_not() {
        let decided = |first: fn() -> TrackerError, losses: usize| {
            let mut count = 0;
            let decided = in_memory::tracker().first_or_again(|_| {
                count += 1;
                if count > losses { Ok(()) } else { Err(first()) }
            });
            (count, decided.is_ok())
        };
        assert_eq!(decided(lost, 0), (1, true));
        assert_eq!(decided(lost, 1), (2, true));
        assert_eq!(decided(lost, 2), (2, false));
        let refused = || TrackerError::NotFound {
            name: "a_flag".to_owned(),
        };
        assert_eq!(decided(refused, 1), (1, false));
    }
}
