//! One thing that stands in the way of several rollouts: raised, worked off and closed on all of them. One that is over is left alone.
//!
//! Each rollout keeps a blocker of its own, so that its stream tells its whole story; the name in `shared` says that they are
//! the same thing. Its plan is one plan: a step that is done, or taken back, on one rollout is so on all, in one transaction.
//! Who owns it, its due time and whether it is closed may differ, and are changed everywhere only when somebody asks for that.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker, recorded, rejected};
use super::sealed::Sealed;
use crate::domain::id::{BlockerId, RolloutId};
use crate::domain::rollout::{Blocker, BlockerDetails, Command, Rollout, decide, replay};
use crate::projection::History;

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

    /// Raises the same blocker on several rollouts at once, or on none of them; each is told with the names of all.
    ///
    /// # Errors
    /// Every reason of the rules of any of them, or what the store says.
    pub fn raise_on_each(
        &mut self,
        rollouts: &[RolloutId],
        (title, link): (&str, Option<&str>),
        details: &BlockerDetails,
    ) -> Result<Vec<Recorded>, TrackerError> {
        self.first_or_again(|tracker| tracker.try_raise(rollouts, (title, link), details))
    }

    fn try_raise(
        &mut self,
        rollouts: &[RolloutId],
        (title, link): (&str, Option<&str>),
        details: &BlockerDetails,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let (mut all, mut told, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let mut shared = None;
        for id in rollouts {
            let history = self.history(id)?;
            let number = history.rollout.facts.blockers.len() + 1;
            if rollouts.len() > 1 && shared.is_none() {
                shared = Some(format!("{id}/B{number}"));
            }
            let command = Command::RaiseBlocker {
                title: title.to_owned(),
                link: link.map(str::to_owned),
                details: BlockerDetails {
                    shared: shared.clone(),
                    ..details.clone()
                },
            };
            let name = name_of(&history);
            let (sealed, new) = self.decided(history, &command)?;
            all.push(sealed);
            told.extend(new);
            names.push(format!("{name} as B{number}"));
        }
        self.keep_all(&all)?;
        if names.len() > 1 {
            let places = names.join(", on ");
            for told in &mut told {
                told.text = format!("blocker raised: {title}, on {places}");
            }
        }
        Ok(told)
    }

    /// Seals for every other rollout the steps of shared plans that got another state on this one.
    pub(super) fn shared_steps(
        &self,
        before: &Rollout,
        after: &Rollout,
    ) -> Result<Vec<(Sealed, Vec<Recorded>)>, TrackerError> {
        let mut all = Vec::new();
        for blocker in after.facts.blockers.iter() {
            let marked = marked(before, blocker);
            if blocker.details.shared.is_none() || marked.is_empty() {
                continue;
            }
            for row in self.store.fleet_going_on()? {
                if row.id == after.id {
                    continue;
                }
                let history = self.history(&row.id)?;
                let wishes = wishes(&history.rollout, blocker, &marked);
                all.extend(self.each_decided(history, &wishes)?);
            }
        }
        Ok(all)
    }

    fn each_decided(
        &self,
        history: History,
        wishes: &[Command],
    ) -> Result<Option<(Sealed, Vec<Recorded>)>, TrackerError> {
        let mut rollout = history.rollout.clone();
        let mut events = Vec::new();
        for command in wishes {
            let decided = decide(&rollout, command, self.moment());
            let new = decided.map_err(|rejection| rejected(&history, rejection))?;
            rollout = replay(rollout, &new);
            events.extend(new);
        }
        if events.is_empty() {
            return Ok(None);
        }
        let name = name_of(&history);
        let (history, sealed) = self.sealed_rollout(history, &events)?;
        let told = recorded(&history, events.len());
        let told = told.into_iter().map(|told| Recorded {
            text: format!("{name}: {}", told.text),
            ..told
        });
        Ok(Some((sealed, told.collect())))
    }

    fn decided(
        &self,
        history: History,
        command: &Command,
    ) -> Result<(Sealed, Vec<Recorded>), TrackerError> {
        let decided = decide(&history.rollout, command, self.moment());
        let events = decided.map_err(|rejection| rejected(&history, rejection))?;
        let (history, sealed) = self.sealed_rollout(history, &events)?;
        Ok((sealed, recorded(&history, events.len())))
    }
}

fn name_of(history: &History) -> String {
    let plan = history.rollout.plan.as_deref();
    plan.map_or_else(
        || history.rollout.id.to_string(),
        |plan| plan.name().to_owned(),
    )
}

/// Returns the steps that got another state, by their place from 0 and whether they are done now.
fn marked(before: &Rollout, blocker: &Blocker) -> Vec<(usize, bool)> {
    let mut known = before.facts.blockers.iter();
    let Some(earlier) = known.find(|known| known.id == blocker.id) else {
        return vec![];
    };
    let places = 0..blocker.details.plan.len();
    places
        .map(|place| (place, blocker.is_done(place)))
        .filter(|(place, done)| earlier.is_done(*place) != *done)
        .collect()
}

/// Says what makes the same steps so on another rollout, where it has them and they are not so already.
fn wishes(rollout: &Rollout, blocker: &Blocker, marked: &[(usize, bool)]) -> Vec<Command> {
    let mut wishes = Vec::new();
    let same =
        rollout.facts.blockers.iter().filter(|known| {
            known.closed.is_none() && known.details.shared == blocker.details.shared
        });
    for known in same {
        let is_same = |place: usize| {
            let text = known.details.plan.get(place);
            text.is_some() && text == blocker.details.plan.get(place)
        };
        let open = marked
            .iter()
            .filter(|(place, done)| is_same(*place) && known.is_done(*place) != *done);
        wishes.extend(open.map(|(place, done)| Command::MarkBlockerStep {
            blocker: known.id.clone(),
            order: place + 1,
            done: *done,
        }));
    }
    wishes
}
