//! The ledger of packages with all that was ever said about it, in words. What was taken back is named by what it said.

use super::package_view::package_words;
use super::words::{Words, taken_back};
use crate::domain::Timestamp;
use crate::domain::id::{Actor, Seq};
use crate::domain::package::{Event, Ledger, replay};

/// The ledger and its events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerHistory {
    /// The state that the events make.
    pub ledger: Ledger,
    /// The events, oldest first.
    pub told: Vec<LedgerTold>,
}

/// An event of the ledger, and who recorded it when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerTold {
    /// Its place in the stream.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// When it was recorded, where that was not when it happened.
    pub recorded_at: Option<Timestamp>,
    /// Who recorded it.
    pub by: Actor,
    /// What happened.
    pub event: Event,
}

impl LedgerTold {
    fn is_known_by(&self, moment: Timestamp) -> bool {
        self.recorded_at.unwrap_or(self.at) <= moment
    }
}

impl LedgerHistory {
    /// Folds `told`, which must be the whole stream from its first event, oldest first.
    pub fn of(told: Vec<LedgerTold>) -> Self {
        let events: Vec<Event> = told.iter().map(|told| told.event.clone()).collect();
        Self {
            ledger: replay(&events),
            told,
        }
    }

    /// Returns the ledger as it stood at `moment`: what was recorded later is left out.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Self {
        let known = self.told.iter().take_while(|told| told.is_known_by(moment));
        Self::of(known.cloned().collect())
    }

    /// Tells whether nothing was recorded in it after `moment`.
    pub fn is_known_by(&self, moment: Timestamp) -> bool {
        self.told.iter().all(|told| told.is_known_by(moment))
    }

    /// Returns the event at this place.
    pub fn get(&self, seq: Seq) -> Option<&LedgerTold> {
        self.told.iter().find(|told| told.seq == seq)
    }

    /// Says an event in words.
    pub fn words(&self, event: &Event) -> Words {
        let earlier = |seq: Seq| Some(package_words(&self.get(seq)?.event).1);
        let (kind, text) = package_words(event);
        let named = |verb, of: Seq| taken_back(verb, of, earlier(of));
        let text = if let Event::PackageUndone { event } = event {
            named("undo", *event)
        } else if let Event::PackageRedone { event } = event {
            named("redo", *event)
        } else {
            text
        };
        Words {
            kind,
            text,
            reason: None,
        }
    }
}
