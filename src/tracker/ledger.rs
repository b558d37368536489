//! The ledger of packages: loaded, decided, sealed and kept like a rollout, in a stream of its own.

use std::path::Path;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagName};
use crate::domain::id::RolloutId;
use crate::domain::package::{
    Command, Event, Horizon, Ledger, Listing, LiveFlag, PackageName, PackageRefusal, Place, decide,
    evolve, horizon,
};
use crate::journal::{Stamp, StreamId, seal};
use crate::packages::{Known, scan};
use crate::projection::{History, package_words};
use crate::store::{Batch, StoreError};

/// What came of a scan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScanReport {
    /// How many packages the repository has.
    pub found: usize,
    /// What was new or other than before, oldest package first.
    pub listings: Vec<Listing>,
    /// The names of which the repository has no commit.
    pub unresolved: Vec<PackageName>,
    /// What is odd, in words.
    pub warnings: Vec<String>,
    /// What was recorded.
    pub events: Vec<Recorded>,
}

impl Tracker {
    /// Reads the ledger as it stands, or as it stood at `at`: what was recorded later is left out.
    ///
    /// # Errors
    /// When a stored event cannot be read; none is ever skipped.
    pub fn ledger(&self, at: Option<Timestamp>) -> Result<Ledger, TrackerError> {
        let mut ledger = Ledger::default();
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
            ledger = evolve(ledger, &event);
        }
        Ok(ledger)
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

    fn try_record(&mut self, command: &Command) -> Result<Vec<Recorded>, TrackerError> {
        let ledger = self.ledger(None)?;
        let events = decide(&ledger, command, self.moment())?;
        self.keep_packages(&ledger, &events)
    }

    fn keep_packages(
        &mut self,
        ledger: &Ledger,
        events: &[Event],
    ) -> Result<Vec<Recorded>, TrackerError> {
        if events.is_empty() {
            return Ok(vec![]);
        }
        let stream = StreamId::ledger();
        let tip = self.store.tip(&stream)?;
        let stamp = Stamp {
            now: self.clock.now(),
            said_at: self.who.said_at,
            actor: self.who.actor.clone(),
        };
        let envelopes = seal(&stream, tip.as_ref(), events, &stamp)?;
        self.store.append(&Batch {
            stream: &stream,
            expected: ledger.seq,
            envelopes: &envelopes,
            fleet: None,
            document: None,
        })?;
        let told = envelopes.iter().zip(events);
        Ok(told
            .map(|(envelope, event)| {
                let (kind, text) = package_words(event);
                Recorded {
                    seq: envelope.seq.get(),
                    kind,
                    text,
                }
            })
            .collect())
    }

    /// Reads what is new in a repository and records it; `names` are packages to look for besides its tags.
    ///
    /// # Errors
    /// When the repository cannot be read, or what the store says. Then nothing is recorded.
    pub fn scan_packages(
        &mut self,
        folder: &Path,
        names: &[PackageName],
    ) -> Result<ScanReport, TrackerError> {
        let ledger = self.ledger(None)?;
        let found = scan(folder, &Known::of(&ledger, names))?;
        let command = Command::Scan {
            listings: found.listings.clone(),
        };
        let events = decide(&ledger, &command, self.moment())?;
        let events = match self.keep_packages(&ledger, &events) {
            Err(TrackerError::Store(StoreError::Conflict { .. })) => self.try_record(&command)?,
            other => other?,
        };
        Ok(ScanReport {
            found: found.found,
            listings: found.listings,
            unresolved: found.unresolved,
            warnings: found.warnings,
            events,
        })
    }

    /// Records which package brought the code of a rollout's flag.
    ///
    /// # Errors
    /// When the rollout has no flag, when the package is not known, or what the store says.
    pub fn name_code(
        &mut self,
        id: &RolloutId,
        package: &str,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let history = self.history(id)?;
        let plan = history.rollout.plan.as_deref();
        let flag = plan.and_then(|plan| plan.flag.clone());
        let flag = flag.ok_or_else(|| PackageRefusal::NoFlag {
            title: plan.map_or_else(|| id.to_string(), |plan| plan.title.clone()),
        })?;
        let package = package.to_owned();
        self.record_packages(&Command::NameCode { flag, package })
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
