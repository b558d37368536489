//! One rollout with all that was ever said about it: the source of every view. It is rebuilt, never patched.

use super::told::Told;
use crate::chatops::Profile;
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, Seq};
use crate::domain::rollout::{Rollout, evolve};

/// A rollout and its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The state that the events make.
    pub rollout: Rollout,
    /// The events, oldest first.
    pub told: Vec<Told>,
    /// The form of chatops lines that is wanted; that of the document where nobody wants another.
    pub profile: Option<Profile>,
}

impl History {
    /// Folds `told`, which must be the whole stream from its first event, oldest first.
    pub fn of(id: RolloutId, told: Vec<Told>) -> Self {
        let rollout = told.iter().fold(Rollout::new(id), |rollout, told| {
            evolve(rollout, &told.event)
        });
        Self {
            rollout,
            told,
            profile: None,
        }
    }

    /// Returns the history with one more event, which must be the next of its stream.
    #[must_use]
    pub fn and(self, told: Told) -> Self {
        let rollout = evolve(self.rollout, &told.event);
        let mut all = self.told;
        all.push(told);
        Self {
            rollout,
            told: all,
            ..self
        }
    }

    /// Returns the history as it stood at `moment`: events recorded later are left out.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Self {
        let known = |told: &&Told| told.recorded_at.unwrap_or(told.at) <= moment;
        let told = self.told.iter().take_while(known).cloned().collect();
        Self::of(self.rollout.id.clone(), told).speaking(self.profile)
    }

    /// Returns the event at this place.
    pub fn get(&self, seq: Seq) -> Option<&Told> {
        let place = usize::try_from(seq.get().checked_sub(1)?).ok()?;
        self.told.get(place)
    }

    /// Returns the last event.
    pub fn last(&self) -> Option<&Told> {
        self.told.last()
    }
}
