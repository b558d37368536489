//! What a screen shows of the rollouts, and no more than it shows: the rest stays in the store. It records nothing.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::projection::{
    FleetLater, FleetRead, FleetRow, FleetWish, FleetWritten, OpenRollout, Snapshot,
};

impl Tracker {
    /// Reads all that the screen needs of the rollouts: the rows of the fleet that it wants, and the rollout that is open.
    ///
    /// # Errors
    /// What the store says, or that the open rollout cannot be read.
    pub fn snapshot(
        &self,
        wish: &FleetWish,
        open: Option<&RolloutId>,
        at: Option<Timestamp>,
    ) -> Result<Snapshot, TrackerError> {
        let snapshot = Snapshot::of_fleet(self.fleet_as_wished(wish)?);
        let Some(id) = open else {
            return Ok(snapshot);
        };
        let history = self.spoken(id)?;
        let moment = at.unwrap_or_else(|| self.now());
        let then = at.map(|at| history.at(at));
        let then = then.as_ref().unwrap_or(&history);
        let shown = OpenRollout::of(then, moment);
        let rungs = self.rungs_of(then, moment).unwrap_or_default();
        // A calendar that cannot be read hides nothing: whoever switches something is told its mistake.
        let passage = self.passage_at(moment).unwrap_or_default();
        let open = shown.map(|open| {
            Box::new(
                open.with_log_of(&history)
                    .under(passage, moment)
                    .with_rungs(rungs),
            )
        });
        Ok(Snapshot { open, ..snapshot })
    }

    /// Reads the rows of a frame of so many and counts the others; `None` where the store cannot count them.
    fn first_rows(&self, most: u32) -> Result<Option<FleetRead>, TrackerError> {
        let (mut rows, going_on) = self.fleet_in_short(most)?;
        if rows.len() == going_on {
            let unread = self.store.fleet_size()?.saturating_sub(going_on);
            return Ok(Some(FleetRead::Whole { rows, unread }));
        }
        let now = self.now();
        // One that is only read may be of an older version, which counts nothing.
        let Ok(at_rest) = self.store.fleet_at_rest(now) else {
            return Ok(None);
        };
        // The longest name says how wide the column of names is, whoever else is shown.
        let is_read = |longest: &FleetRow| rows.iter().any(|row| row.id == longest.id);
        let longest = at_rest.longest.filter(|longest| !is_read(longest));
        rows.extend(longest);
        let read = || rows.iter().filter(|row| !row.may_need_me());
        let blockers: usize = read().map(|row| row.blockers.len()).sum();
        let overdue = read().filter(|row| row.is_overdue(now)).count();
        let later = FleetLater {
            rows: going_on.saturating_sub(rows.len()),
            blockers: at_rest.blockers.saturating_sub(blockers),
            overdue: at_rest.overdue.saturating_sub(overdue),
        };
        Ok(Some(FleetRead::First { rows, later }))
    }

    fn fleet_as_wished(&self, wish: &FleetWish) -> Result<FleetRead, TrackerError> {
        Ok(match wish {
            FleetWish::FirstRows(most) => match self.first_rows(*most)? {
                Some(first) => first,
                None => return self.fleet_as_wished(&FleetWish::GoingOn),
            },
            FleetWish::All => FleetRead::Whole {
                rows: self.fleet()?,
                unread: 0,
            },
            FleetWish::GoingOn => {
                let rows = self.fleet_going_on()?;
                let unread = self.store.fleet_size()?.saturating_sub(rows.len());
                FleetRead::Whole { rows, unread }
            }
            FleetWish::Written { rollouts, over } => {
                let rows = rollouts.iter().map(|rollout| self.store.fleet_row(rollout));
                let rows: Vec<Option<FleetRow>> = rows.collect::<Result<_, _>>()?;
                let size = if rollouts.is_empty() {
                    0
                } else {
                    self.store.fleet_size()?
                };
                FleetRead::Written(FleetWritten {
                    rows: rows.into_iter().flatten().collect(),
                    size,
                    over: *over,
                    at: self.now(),
                })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::rollout::Command;
    use crate::projection::{FleetWish, Snapshot};
    use crate::tracker::{ImportOptions, in_memory};

    const TEXT: &str = "# [Feature flag] Rollout of `search`\n\n## Global rollout on production\n\n- [ ] Enable it: `/chatops run feature set search true --production`\n";

    fn seen(snapshot: &Snapshot) -> (usize, usize) {
        (snapshot.fleet.len(), snapshot.unread)
    }

    #[test]
    fn what_is_over_is_counted_and_not_read_unless_it_is_wanted() {
        let mut tracker = in_memory::tracker();
        let over = tracker.import(TEXT, &ImportOptions::default()).unwrap();
        let given_up = Command::Abandon {
            reason: "not needed".to_owned(),
        };
        tracker.dispatch(&over, &given_up, None).unwrap();
        let goes_on = TEXT.replace("search", "export");
        tracker.import(&goes_on, &ImportOptions::default()).unwrap();
        let read = |wish| tracker.snapshot(&wish, None, None).unwrap();
        assert_eq!(seen(&read(FleetWish::GoingOn)), (1, 1));
        assert_eq!(seen(&read(FleetWish::All)), (2, 0));
        let before = read(FleetWish::GoingOn);
        let again = read(FleetWish::Written {
            rollouts: vec![],
            over: false,
        });
        assert_eq!(seen(&again), (0, 0));
        assert_eq!(again.after(Some(before.clone())), before);
    }
}
