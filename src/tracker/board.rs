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
            let view = match self.view(&row.id, at) {
                // Nothing stood in the way of what nobody knew then.
                Err(TrackerError::NotFound { .. }) if at.is_some() => continue,
                view => view?,
            };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Actor;
    use crate::domain::incident::{self, AtCreation};
    use crate::domain::rollout::{BlockerDetails, Command, Severity};
    use crate::projection::BoardOrder;
    use crate::store::MemoryStore;
    use crate::tracker::{FixedClock, ImportOptions, Who};

    fn tracker() -> Tracker {
        let who = Who {
            actor: Actor::from("ana"),
            said_at: None,
        };
        let clock = FixedClock::at("2026-03-10T10:00:00Z".parse().unwrap());
        Tracker::new(Box::new(MemoryStore::default()), Box::new(clock), who)
    }

    /// Names the groups with their rows.
    fn rows(board: &Board) -> Vec<(Option<&str>, Vec<&str>)> {
        let groups = board.groups(BoardOrder::Severity).into_iter();
        let rows = groups.map(|group| {
            let ids = group.rows.iter().map(|row| row.id()).collect();
            (group.rollout.map(|(_, name)| name), ids)
        });
        rows.collect()
    }

    #[test]
    fn an_incident_that_a_blocker_stands_for_is_there_once_and_one_about_nothing_stands_apart() {
        let mut tracker = tracker();
        let text = "# [Feature flag] Rollout of `search`\n\n## Production\n\n- [ ] one\n";
        let id = tracker.import(text, &ImportOptions::default()).unwrap();
        let raise = Command::RaiseBlocker {
            title: "no rows".to_owned(),
            link: None,
            details: BlockerDetails::default(),
        };
        tracker.dispatch(&id, &Command::Start, None).ok();
        tracker.dispatch(&id, &raise, None).unwrap();
        let mut add = |title: &str| {
            let added = tracker.add_incident(title, None, AtCreation::Nothing);
            added.unwrap().0
        };
        let (slow, _alone) = (add("slow"), add("alone"));
        let link = incident::Command::Link {
            rollout: id,
            linked: true,
        };
        let rate = incident::Command::Rate {
            severity: Some(Severity::S1),
        };
        tracker.dispatch_incident(&slow, &link).unwrap();
        tracker.dispatch_incident(&slow, &rate).unwrap();
        let board = tracker.board(None).unwrap();
        assert_eq!(
            rows(&board),
            [(Some("search"), vec!["B2", "B1"]), (None, vec!["I2"])]
        );
    }
}
