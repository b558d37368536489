//! The ledger of packages: loaded, decided, sealed and kept like a rollout, in a stream of its own.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::Timestamp;
use crate::domain::package::{Command, Event, Horizon, Ledger, Place, decide, horizon};
use crate::journal::StreamId;
use crate::projection::{LedgerHistory, LedgerTold};

impl Tracker {
    /// Reads the ledger as it stands, or as it stood at `at`: what was recorded later is left out.
    ///
    /// # Errors
    /// When a stored event cannot be read; none is ever skipped.
    pub fn ledger(&self, at: Option<Timestamp>) -> Result<Ledger, TrackerError> {
        Ok(self.ledger_history(at)?.ledger)
    }

    /// Reads the ledger with everything that was ever recorded in it, or that was recorded by `at`.
    ///
    /// # Errors
    /// As [`Tracker::ledger`].
    pub fn ledger_history(&self, at: Option<Timestamp>) -> Result<LedgerHistory, TrackerError> {
        let now = self.ledger_now()?;
        Ok(match at {
            Some(at) if !now.is_known_by(at) => now.at(at),
            Some(_) | None => (*now).clone(),
        })
    }

    pub(super) fn read_ledger(&self) -> Result<LedgerHistory, TrackerError> {
        let mut told = Vec::new();
        for envelope in self.store.load(&StreamId::ledger())? {
            let event = envelope
                .package_event()
                .map_err(|source| TrackerError::Unreadable {
                    name: envelope.stream.as_str().to_owned(),
                    seq: envelope.seq,
                    source,
                })?;
            told.push(LedgerTold {
                seq: envelope.seq,
                at: envelope.happened_at(),
                recorded_at: envelope.said_at.map(|_| envelope.at),
                by: envelope.actor,
                event,
            });
        }
        Ok(LedgerHistory::of(told))
    }

    /// Records what a wish about packages makes happen. When somebody was faster it is decided again, in its turn.
    ///
    /// # Errors
    /// What the rules or the store say.
    pub fn record_packages(&mut self, command: &Command) -> Result<Vec<Recorded>, TrackerError> {
        self.first_or_again(|tracker| tracker.try_record(command))
    }

    pub(super) fn try_record(&mut self, command: &Command) -> Result<Vec<Recorded>, TrackerError> {
        let history = self.ledger_history(None)?;
        let events = decide(&history.ledger, command, self.moment())?;
        self.keep_packages(&history, &events)
    }

    pub(super) fn keep_packages(
        &mut self,
        history: &LedgerHistory,
        events: &[Event],
    ) -> Result<Vec<Recorded>, TrackerError> {
        if events.is_empty() {
            return Ok(vec![]);
        }
        let sealed = [self.sealed(StreamId::ledger(), history.ledger.seq, events)?];
        self.keep_all(&sealed)?;
        let envelopes = sealed.iter().flat_map(|sealed| &sealed.envelopes);
        let told = envelopes.zip(events);
        Ok(told
            .map(|(envelope, event)| {
                let words = history.words(event);
                Recorded {
                    seq: envelope.seq.get(),
                    kind: words.kind,
                    text: words.text,
                }
            })
            .collect())
    }

    /// Computes how far back an environment can go, now or as it was known at `at`.
    ///
    /// # Errors
    /// When a stored event cannot be read, or what the store says.
    pub fn horizon(&self, place: Place, at: Option<Timestamp>) -> Result<Horizon, TrackerError> {
        let live = self.live_flags(place, at)?;
        Ok(horizon(&self.ledger(at)?, place, &live))
    }
}
