//! One thing that stands in the way of several rollouts, closed on all of them. A rollout that is over is left alone.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::id::{BlockerId, RolloutId};
use crate::domain::rollout::Command;

impl Tracker {
    /// Closes a blocker on `rollout`, and on every other rollout that it was raised on together with it.
    ///
    /// # Errors
    /// Every reason of the rules, or what the store says. What was closed before stays closed.
    pub fn close_everywhere(
        &mut self,
        rollout: &RolloutId,
        blocker: &BlockerId,
        reason: &str,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let command = |blocker: BlockerId, reason: &str| Command::CloseBlocker {
            blocker,
            reason: reason.to_owned(),
        };
        let elsewhere = self.same_elsewhere(rollout, blocker)?;
        let mut events = self.dispatch(rollout, &command(blocker.clone(), reason), None)?;
        let view = self.view(rollout, None)?;
        let mut known = view.blockers.iter();
        let Some(closed) = known.find(|known| known.id == blocker.as_str()) else {
            return Ok(events);
        };
        // Without words, the reason is the one that the worked-off plan gave.
        let reason = if reason.trim().is_empty() {
            closed.closed.as_deref().unwrap_or_default()
        } else {
            reason
        };
        for (other, blocker) in elsewhere {
            events.extend(self.dispatch(&other, &command(blocker, reason), None)?);
        }
        Ok(events)
    }

    /// Finds a blocker on the other rollouts that it was raised on together with `rollout`, as long as it is open there.
    ///
    /// # Errors
    /// What the store says.
    pub fn same_elsewhere(
        &self,
        rollout: &RolloutId,
        blocker: &BlockerId,
    ) -> Result<Vec<(RolloutId, BlockerId)>, TrackerError> {
        let mut found = Vec::new();
        let view = self.view(rollout, None)?;
        let mut known = view.blockers.iter();
        let named = known.find(|known| known.id == blocker.as_str());
        let Some(shared) = named.and_then(|named| named.shared.clone()) else {
            return Ok(found);
        };
        for row in self.fleet_going_on()? {
            if row.id == *rollout {
                continue;
            }
            let view = self.view(&row.id, None)?;
            let same = view.blockers.iter().filter(|known| known.open);
            let same = same.filter(|known| known.shared.as_ref() == Some(&shared));
            found.extend(same.map(|known| (row.id.clone(), BlockerId::new(known.id.clone()))));
        }
        Ok(found)
    }
}
