//! Which rollouts this program has written to since a screen read them. Where somebody else may have written too, it does not know.

use std::collections::BTreeMap;

use super::keeper::Tracker;
use crate::domain::id::RolloutId;
use crate::store::{Batch, EventStore, StoreError};

/// Where more rollouts than these were written to, all are as quickly read.
const MOST: usize = 32;

/// Rollouts that were written to, and between which two markers of the store nobody else wrote anything.
#[derive(Debug, Default)]
pub(super) struct OwnWrites {
    span: Option<(u64, u64)>,
    /// Each with the marker after it was written to last.
    rollouts: BTreeMap<RolloutId, u64>,
}

impl OwnWrites {
    /// Takes in a write that went from one marker to another. A marker counts the writes of everybody: one write is one further.
    fn wrote(&mut self, (before, after): (u64, u64), rollouts: Vec<RolloutId>) {
        let is_alone = before.checked_add(1) == Some(after);
        match &mut self.span {
            Some((_, end)) if is_alone && *end == before => *end = after,
            span => {
                *span = is_alone.then_some((before, after));
                self.rollouts.clear();
            }
        }
        let rollouts = rollouts.into_iter().map(|rollout| (rollout, after));
        self.rollouts.extend(rollouts);
    }

    /// Returns who was written to between two markers; `None` where somebody else may have written too, or they are many.
    fn between(&self, since: u64, now: u64) -> Option<Vec<RolloutId>> {
        if since == now {
            return Some(Vec::new());
        }
        let (begin, end) = self.span?;
        let later = self.rollouts.iter().filter(|(_, after)| **after > since);
        let later: Vec<RolloutId> = later.map(|(rollout, _)| rollout.clone()).collect();
        let is_known = begin <= since && end == now && later.len() <= MOST;
        is_known.then_some(later)
    }
}

impl Tracker {
    /// Keeps batches in one transaction, or nothing.
    pub(super) fn write(&mut self, batches: &[Batch<'_>]) -> Result<(), StoreError> {
        let rollouts = batches.iter().filter_map(|batch| batch.stream.rollout_id());
        self.written_alone(rollouts.collect(), |store| store.append_all(batches))
    }

    /// Keeps what was typed and not sent.
    ///
    /// # Errors
    /// What the store says.
    pub fn save_draft(&mut self, key: &str, text: &str) -> Result<(), StoreError> {
        let now = self.now();
        self.written_alone(vec![], |store| store.save_draft(key, text, now))
    }

    /// Forgets what was typed and not sent.
    ///
    /// # Errors
    /// What the store says.
    pub fn drop_draft(&mut self, key: &str) -> Result<(), StoreError> {
        self.written_alone(vec![], |store| store.drop_draft(key))
    }

    /// Returns the rollouts that this program has written to between two markers of the store; `None` where somebody else may have written too, or
    /// they are so many that all are as quickly read.
    pub fn own_writes_between(&self, since: u64, now: u64) -> Option<Vec<RolloutId>> {
        self.own_writes.between(since, now)
    }

    /// Writes, and remembers to whom.
    fn written_alone(
        &mut self,
        rollouts: Vec<RolloutId>,
        write: impl FnOnce(&mut dyn EventStore) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let before = self.store.marker().ok();
        write(self.store.as_mut())?;
        match before.zip(self.store.marker().ok()) {
            Some(span) => self.own_writes.wrote(span, rollouts),
            None => self.own_writes = OwnWrites::default(),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<RolloutId> {
        names.iter().map(|name| RolloutId::from(*name)).collect()
    }

    #[test]
    fn writes_that_follow_one_another_are_known_and_only_those_after_the_reading() {
        let mut own = OwnWrites::default();
        own.wrote((4, 5), ids(&["a", "b"]));
        own.wrote((5, 6), ids(&["c"]));
        own.wrote((6, 7), ids(&[]));
        assert_eq!(own.between(4, 7), Some(ids(&["a", "b", "c"])));
        assert_eq!(own.between(5, 7), Some(ids(&["c"])));
        assert_eq!(own.between(6, 7), Some(ids(&[])));
        assert_eq!(own.between(7, 7), Some(ids(&[])));
        assert_eq!(own.between(3, 7), None, "who wrote before is not known");
        assert_eq!(own.between(4, 8), None, "who wrote after is not known");
    }

    #[test]
    fn somebody_who_writes_between_or_at_the_same_moment_makes_it_unknown() {
        let mut own = OwnWrites::default();
        own.wrote((4, 5), ids(&["a"]));
        own.wrote((6, 7), ids(&["b"]));
        assert_eq!(own.between(4, 7), None);
        assert_eq!(own.between(6, 7), Some(ids(&["b"])));
        own.wrote((7, 9), ids(&["c"]));
        assert_eq!((own.between(6, 9), own.between(7, 9)), (None, None));
        own.wrote((9, 10), ids(&["d"]));
        assert_eq!(own.between(9, 10), Some(ids(&["d"])));
    }

    #[test]
    fn many_are_read_with_all_the_others() {
        let names: Vec<String> = (0..=MOST).map(|number| number.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut own = OwnWrites::default();
        own.wrote((1, 2), ids(&names));
        assert_eq!(own.between(1, 2), None);
    }
}
