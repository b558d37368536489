//! The flags that are on, remembered by the end of each rollout's history: what nobody has written to is not read again.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagName};
use crate::domain::id::RolloutId;
use crate::domain::package::{LiveFlag, Place};
use crate::journal::{Hash, StreamId};
use crate::projection::History;

/// A rollout, and where its flag is looked at.
type FlagPlace = (RolloutId, Environment);

/// What is known of each rollout's flag in an environment, and after which event.
#[derive(Debug, Default)]
pub(super) struct LiveFlags(RefCell<BTreeMap<FlagPlace, (Hash, Option<LiveFlag>)>>);

impl Tracker {
    /// Returns the flags that are on for anybody where `place` serves, by what people claimed or saw.
    pub(super) fn live_flags(
        &self,
        place: Place,
        at: Option<Timestamp>,
    ) -> Result<Vec<LiveFlag>, TrackerError> {
        let environment = flags_of(place);
        let mut live: Vec<LiveFlag> = Vec::new();
        for row in self.store.fleet()? {
            if row.flag.is_none() {
                continue;
            }
            let found = match at {
                Some(at) => live_flag(&self.history(&row.id)?.at(at), environment),
                None => self.live_flag_now(row.id, environment)?,
            };
            if let Some(flag) = found
                && !live.iter().any(|known| known.flag == flag.flag)
            {
                live.push(flag);
            }
        }
        Ok(live)
    }

    /// The hash of the last event stands for the whole history before it.
    fn live_flag_now(
        &self,
        id: RolloutId,
        environment: Environment,
    ) -> Result<Option<LiveFlag>, TrackerError> {
        let tip = self.store.tip(&StreamId::rollout(&id))?;
        let last = tip.map_or(Hash::ZERO, |tip| tip.hash);
        let place = (id, environment);
        if let Some((hash, flag)) = self.live.0.borrow().get(&place)
            && *hash == last
        {
            return Ok(flag.clone());
        }
        let flag = live_flag(&self.history(&place.0)?, environment);
        self.live.0.borrow_mut().insert(place, (last, flag.clone()));
        Ok(flag)
    }
}

fn live_flag(history: &History, environment: Environment) -> Option<LiveFlag> {
    let rollout = &history.rollout;
    let flag: FlagName = rollout.plan.as_ref()?.flag.clone()?;
    let claimed = rollout.gates_in(environment);
    let observed = rollout.facts.observed.get(&environment);
    let state = if claimed.is_on_for_anyone() {
        claimed.in_words()
    } else {
        let seen = observed.filter(|seen| seen.gates.is_on_for_anyone())?;
        format!("{}, as seen there", seen.gates.in_words())
    };
    // Only production has a ramp, and with it the time of the last change.
    let last = rollout.facts.ramp.last();
    let last = last.filter(|_| environment == Environment::Production);
    let since = last
        .and_then(|point| history.get(point.seq))
        .map(|told| told.at);
    Some(LiveFlag { flag, state, since })
}

/// Returns the environment of flags that a place of deployments belongs to; a canary shares the flags of its main stage.
const fn flags_of(place: Place) -> Environment {
    match place {
        Place::Pre => Environment::Pre,
        Place::GstgRef => Environment::StagingRef,
        Place::GstgCny | Place::Gstg => Environment::Staging,
        Place::GprdCny | Place::Gprd => Environment::Production,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::StepState;
    use crate::domain::rollout::Command;
    use crate::tracker::{ImportOptions, in_memory};

    const TEXT: &str = "# [Feature flag] Rollout of `search`\n\n## Global rollout on production\n\n- [ ] Enable it: `/chatops run feature set search true --production`\n";

    #[test]
    fn a_flag_that_is_switched_on_after_it_was_looked_at_is_seen() {
        let mut tracker = in_memory::tracker();
        let id = tracker.import(TEXT, &ImportOptions::default()).unwrap();
        let live = |tracker: &Tracker| tracker.live_flags(Place::Gprd, None).unwrap();
        assert_eq!(live(&tracker), []);
        let history = tracker.history(&id).unwrap();
        let done = Command::MarkStep {
            step: tracker.find_step(&history, "1.1").unwrap(),
            state: StepState::Done,
            reason: None,
        };
        tracker.dispatch(&id, &done, None).unwrap();
        let on = live(&tracker);
        assert_eq!(on.len(), 1);
        assert_eq!(live(&tracker), on);
        assert_eq!(tracker.live.0.borrow().len(), 1);
    }
}
