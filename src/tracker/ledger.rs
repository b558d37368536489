//! The ledger of packages: loaded, decided, sealed and kept like a rollout, in a stream of its own.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagName};
use crate::domain::package::{Command, Event, Horizon, Ledger, LiveFlag, Place, decide, horizon};
use crate::journal::StreamId;
use crate::projection::{History, LedgerHistory, LedgerTold};
use crate::store::StoreError;

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
        let mut told = Vec::new();
        for envelope in self.store.load(&StreamId::ledger())? {
            if at.is_some_and(|at| envelope.at > at) {
                break;
            }
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

    /// Records what a wish about packages makes happen. When somebody was faster it is decided again, once.
    ///
    /// # Errors
    /// What the rules or the store say.
    pub fn record_packages(&mut self, command: &Command) -> Result<Vec<Recorded>, TrackerError> {
        match self.try_record(command) {
            Err(TrackerError::Store(StoreError::Conflict { .. })) => self.try_record(command),
            other => other,
        }
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

    /// Returns the flags that are on for anybody where `place` serves, by what people claimed or saw.
    fn live_flags(
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
            let history = self.history(&row.id)?;
            let history = at.map_or_else(|| history.clone(), |at| history.at(at));
            if let Some(flag) = live_flag(&history, environment)
                && !live.iter().any(|known| known.flag == flag.flag)
            {
                live.push(flag);
            }
        }
        Ok(live)
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
