//! The board of all rollouts, read: a rollout that nothing stands in the way of is not looked into. It records nothing.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::projection::{Board, BoardBlocker};

impl Tracker {
    /// Shows what stands in the way of all rollouts that go on, with every incident, now or as it was known at `at`.
    ///
    /// # Errors
    /// When a stored event cannot be read; none is ever skipped.
    pub fn board(&self, at: Option<Timestamp>) -> Result<Board, TrackerError> {
        let mut blockers = Vec::new();
        for row in self.fleet_going_on()? {
            if at.is_none() && row.blockers.is_empty() {
                continue;
            }
            let view = self.view(&row.id, at)?;
            let rollout = view.name().to_owned();
            let open = view.blockers.into_iter().filter(|blocker| blocker.open);
            blockers.extend(open.map(|blocker| BoardBlocker {
                rollout: rollout.clone(),
                rollout_id: row.id.clone(),
                blocker,
            }));
        }
        Ok(Board::new(blockers, self.incidents_at(at)?))
    }
}
