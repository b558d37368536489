//! The tracker itself: loads a stream, lets the rules decide, seals and keeps what happened, in one transaction.

use std::path::PathBuf;

use super::clock::Clock;
use super::failure::TrackerError;
use super::known_ledger::KnownLedger;
use super::live::LiveFlags;
use super::own_writes::OwnWrites;
use super::sealed::Sealed;
use crate::chatops::Profile;
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::id::{Actor, RolloutId, Seq};
use crate::domain::incident::Policies;
use crate::domain::rollout::{Command, Event, Rejection, decide};
use crate::journal::{Envelope, StreamId};
use crate::projection::{FleetRow, History, RolloutView, Snapshot, Told};
use crate::store::{Document, EventStore, VerifyReport, verify};

/// The way from wishes to records.
#[derive(Debug)]
pub struct Tracker {
    pub(super) store: Box<dyn EventStore>,
    pub(super) clock: Box<dyn Clock>,
    pub(super) who: Who,
    pub(super) calendar: Option<Calendar>,
    pub(super) calendar_file: Option<(String, String)>,
    pub(super) policies: Option<Policies>,
    pub(super) profile: Option<Profile>,
    pub(super) template_file: Option<PathBuf>,
    pub(super) live: LiveFlags,
    pub(super) known_ledger: KnownLedger,
    pub(super) own_writes: OwnWrites,
}

/// Who is asking, and about when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The name under which things are recorded.
    pub actor: Actor,
    /// When the thing happened, where that was not now.
    pub said_at: Option<Timestamp>,
}

/// An event that was recorded, as a person is told.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Recorded {
    /// Its place in the stream.
    pub seq: u64,
    /// The kind as scripts know it.
    pub kind: &'static str,
    /// What happened.
    pub text: String,
}

impl Tracker {
    /// Makes a tracker over a store.
    pub fn new(store: Box<dyn EventStore>, clock: Box<dyn Clock>, who: Who) -> Self {
        Self {
            store,
            clock,
            who,
            calendar: None,
            calendar_file: None,
            policies: None,
            profile: None,
            template_file: None,
            live: LiveFlags::default(),
            known_ledger: KnownLedger::default(),
            own_writes: OwnWrites::default(),
        }
    }

    /// Shows, composes and records lines of chatops in `profile`; without one, in that of the document.
    #[must_use]
    pub fn with_profile(mut self, profile: Option<Profile>) -> Self {
        self.profile = profile;
        self
    }

    /// Reads a rollout to be shown: its lines are in the form that is wanted, and so not to be compared with its document.
    ///
    /// # Errors
    /// As [`Tracker::history`].
    pub fn spoken(&self, id: &RolloutId) -> Result<History, TrackerError> {
        Ok(self.history(id)?.speaking(self.profile))
    }

    /// Returns the moment that is now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Returns the moment that rules are asked about: when it happened, where the person said so.
    pub(super) fn moment(&self) -> Timestamp {
        self.who.said_at.unwrap_or_else(|| self.now())
    }

    /// Returns the store.
    pub fn store(&self) -> &dyn EventStore {
        self.store.as_ref()
    }

    /// Records what `command` makes happen. An empty list means that it was so already.
    ///
    /// With `seen`, it is refused when somebody recorded something after that event. Without, it is decided again, in its turn, when
    /// somebody was faster.
    ///
    /// # Errors
    /// Every reason of the rules, or what the store says.
    pub fn dispatch(
        &mut self,
        id: &RolloutId,
        command: &Command,
        seen: Option<Seq>,
    ) -> Result<Vec<Recorded>, TrackerError> {
        self.first_or_again(|tracker| tracker.try_dispatch(id, command, seen))
    }

    fn try_dispatch(
        &mut self,
        id: &RolloutId,
        command: &Command,
        seen: Option<Seq>,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let history = self.history(id)?;
        if let Some(seen) = seen.filter(|seen| *seen < history.rollout.seq) {
            return Err(changed(&history, seen));
        }
        let spoken = history.clone().speaking(self.profile);
        let command = self.with_lock(super::run::with_blanks_filled(&spoken, command))?;
        let decided = decide(&history.rollout, &command, self.moment());
        let decided =
            decided.and_then(|events| self.unless_held(&history.rollout, &command, events));
        let events = decided.map_err(|rejection| rejected(&history, rejection))?;
        if events.is_empty() {
            return Ok(vec![]);
        }
        let before = history.rollout.clone();
        let (history, sealed) = self.sealed_rollout(history, &events)?;
        let mut told = recorded(&history, events.len());
        let mut all = vec![sealed];
        for (sealed, elsewhere) in self.shared_steps(&before, &history.rollout)? {
            all.push(sealed);
            told.extend(elsewhere);
        }
        self.keep_all(&all)?;
        Ok(told)
    }

    /// Keeps events, the fleet row that they make, and a document, in one transaction.
    pub(super) fn keep(
        &mut self,
        history: History,
        events: &[Event],
        document: Option<&Document>,
    ) -> Result<History, TrackerError> {
        if events.is_empty() {
            return Ok(history);
        }
        let (history, sealed) = self.sealed_rollout(history, events)?;
        self.write(&[sealed.batch(document)])?;
        Ok(history)
    }

    /// Seals events of a rollout, with the row of the fleet that they make, and returns what the rollout then is.
    pub(super) fn sealed_rollout(
        &self,
        history: History,
        events: &[Event],
    ) -> Result<(History, Sealed), TrackerError> {
        let stream = StreamId::rollout(&history.rollout.id);
        let sealed = self.sealed(stream, history.rollout.seq, events)?;
        let new = sealed.envelopes.iter().zip(events);
        let new = new.map(|(envelope, event)| tell(envelope, event.clone()));
        let history = new.fold(history, History::and);
        let row = FleetRow::of(&history);
        Ok((history, sealed.with_row(row)))
    }

    /// Reads a rollout with everything that was ever recorded about it.
    ///
    /// # Errors
    /// When there is none, or when a stored event cannot be read; none is ever skipped.
    pub fn history(&self, id: &RolloutId) -> Result<History, TrackerError> {
        let mut told = Vec::new();
        for envelope in self.envelopes(id)? {
            let event = envelope
                .event()
                .map_err(|source| TrackerError::Unreadable {
                    name: envelope.stream.as_str().to_owned(),
                    seq: envelope.seq,
                    source,
                })?;
            told.push(tell(&envelope, event));
        }
        if told.is_empty() {
            return Err(TrackerError::NotFound {
                name: id.to_string(),
            });
        }
        Ok(History::of(id.clone(), told))
    }

    /// Reads the events of a rollout as they are kept.
    ///
    /// # Errors
    /// What the store says.
    pub fn envelopes(&self, id: &RolloutId) -> Result<Vec<Envelope>, TrackerError> {
        Ok(self.store.load(&StreamId::rollout(id))?)
    }

    /// Shows a rollout as it stands, or as it stood at `at`.
    ///
    /// # Errors
    /// When there is none, or none yet at that moment.
    pub fn view(&self, id: &RolloutId, at: Option<Timestamp>) -> Result<RolloutView, TrackerError> {
        let history = self.spoken(id)?;
        let (history, moment) = match at {
            Some(at) => (history.at(at), at),
            None => (history, self.now()),
        };
        let view = RolloutView::of(&history, moment).ok_or_else(|| TrackerError::NotFound {
            name: id.to_string(),
        })?;
        if view.next.instruction.is_none() {
            return Ok(view);
        }
        // A calendar that cannot be read hides nothing: whoever switches something is told its mistake.
        let passage = self.passage_at(moment).unwrap_or_default();
        Ok(view.under(&history, &passage, moment))
    }

    /// Reads the fleet in the order of need.
    ///
    /// # Errors
    /// What the store says.
    pub fn fleet(&self) -> Result<Vec<FleetRow>, TrackerError> {
        let mut fleet = self.store.fleet()?;
        Snapshot::sort(&mut fleet, self.now());
        Ok(fleet)
    }

    /// Reads the rollouts that are not over in the order of need, however many are over.
    ///
    /// # Errors
    /// What the store says.
    pub fn fleet_going_on(&self) -> Result<Vec<FleetRow>, TrackerError> {
        let mut fleet = self.store.fleet_going_on()?;
        Snapshot::sort(&mut fleet, self.now());
        Ok(fleet)
    }

    /// Reads of the rollouts that are not over those that may need a person, and of the others at most so many; in the order of need, so that
    /// the first so many are those of [`Tracker::fleet_going_on`]. Says how many there are in all.
    ///
    /// # Errors
    /// What the store says.
    pub fn fleet_in_short(&self, most: u32) -> Result<(Vec<FleetRow>, usize), TrackerError> {
        let short = self.store.fleet_in_short(most)?;
        let mut fleet = [short.in_need, short.at_rest].concat();
        Snapshot::sort(&mut fleet, self.now());
        Ok((fleet, short.going_on))
    }

    /// Checks the hash chain of every stream.
    ///
    /// # Errors
    /// What the store says.
    pub fn verify(&self) -> Result<VerifyReport, TrackerError> {
        Ok(verify(self.store.as_ref())?)
    }
}

/// Says which events were recorded last.
pub(super) fn recorded(history: &History, count: usize) -> Vec<Recorded> {
    let first = history.told.len().saturating_sub(count);
    let told = history.told.iter().skip(first);
    told.map(|told| {
        let words = history.words(told);
        Recorded {
            seq: told.seq.get(),
            kind: words.kind,
            text: words.text,
        }
    })
    .collect()
}

pub(super) fn rejected(history: &History, rejection: Rejection) -> TrackerError {
    let plan = history.rollout.plan.as_deref();
    let step = rejection.step.as_ref().and_then(|step| plan?.step(step));
    TrackerError::Rejected {
        name: plan.map_or_else(
            || history.rollout.id.to_string(),
            |plan| plan.name().to_owned(),
        ),
        step: step.map(|step| step.number.clone()),
        rejection,
    }
}

fn changed(history: &History, seen: Seq) -> TrackerError {
    let newer = history.told.iter().filter(|told| told.seq > seen);
    let name = history
        .rollout
        .plan
        .as_ref()
        .map(|plan| plan.name().to_owned());
    TrackerError::Changed {
        name: name.unwrap_or_default(),
        texts: newer
            .map(|told| format!("{} {}", told.by, history.words(told).text))
            .collect(),
    }
}

fn tell(envelope: &Envelope, event: Event) -> Told {
    Told {
        seq: envelope.seq,
        at: envelope.happened_at(),
        recorded_at: envelope.said_at.map(|_| envelope.at),
        by: envelope.actor.clone(),
        event,
    }
}
