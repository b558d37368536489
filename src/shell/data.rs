//! The data that is on the screen: the person's own, or the demo's, which is thrown away. Both live on this thread only.

use std::fmt;
use std::rc::Rc;

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::id::{Actor, RolloutId};
use crate::domain::package::Place;
use crate::error::Report;
use crate::projection::{FleetWish, Snapshot};
use crate::store::{MemoryStore, VerifyReport};
use crate::tracker::{Clock, ShiftedClock, Tracker, TrackerError, load_demo};

/// The person's own data, and what is needed to make a demo beside it.
pub struct DataSource {
    /// The tracker over the person's own data.
    pub tracker: Tracker,
    /// The clock that the demo's clock runs ahead of.
    pub clock: Rc<dyn Clock>,
    /// Who is at the keyboard.
    pub actor: Actor,
}

impl fmt::Debug for DataSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataSource")
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}

/// What is open on the screen.
#[derive(Debug)]
pub struct OpenData {
    source: DataSource,
    demo: Option<(Tracker, ShiftedClock)>,
    open: Option<RolloutId>,
    look_at: Option<Timestamp>,
    packages: Option<Place>,
    board: bool,
    /// Whether what is over is on the screen.
    over: bool,
    marker: u64,
    /// The fleet that the screen has: what the store's marker was, and whether what is over is in it.
    fleet: Option<(u64, bool)>,
}

impl OpenData {
    /// Opens the person's own data at the fleet.
    pub fn new(source: DataSource, open: Option<RolloutId>) -> Self {
        let marker = source.tracker.store().marker().unwrap_or_default();
        Self {
            source,
            demo: None,
            open,
            look_at: None,
            packages: None,
            board: false,
            over: false,
            marker,
            fleet: None,
        }
    }

    /// Returns the tracker over what is on the screen.
    pub(super) fn tracker(&mut self) -> &mut Tracker {
        match &mut self.demo {
            Some((tracker, _)) => tracker,
            None => &mut self.source.tracker,
        }
    }

    /// Checks the hash chain of the data that is on the screen.
    ///
    /// # Errors
    /// What the store says.
    pub fn verify(&mut self) -> Result<VerifyReport, Report> {
        self.tracker().verify().map_err(Report::from)
    }

    /// Tells whether the demo is on the screen.
    pub(super) const fn is_demo(&self) -> bool {
        self.demo.is_some()
    }

    /// Returns the moment that is now, in the demo by the demo's clock.
    pub fn now(&self) -> Timestamp {
        self.demo
            .as_ref()
            .map_or_else(|| self.source.tracker.now(), |(tracker, _)| tracker.now())
    }

    /// Returns the rollout that is open.
    pub(super) const fn open_rollout(&self) -> Option<&RolloutId> {
        self.open.as_ref()
    }

    /// Opens a rollout, or the fleet alone.
    pub(super) fn open(&mut self, rollout: Option<RolloutId>) {
        self.open = rollout;
        self.look_at = None;
    }

    /// Shows the open rollout as it was then, or as it is.
    pub(super) const fn look_at(&mut self, moment: Option<Timestamp>) {
        self.look_at = moment;
    }

    /// Reads the packages too from now on, as this environment sees them, or no longer.
    pub(super) const fn read_packages(&mut self, place: Option<Place>) {
        self.packages = place;
    }

    /// Reads the board of all rollouts too from now on, or no longer.
    pub(super) const fn read_board(&mut self, is_read: bool) {
        self.board = is_read;
    }

    /// Reads what is on the screen.
    pub(super) fn snapshot(&mut self) -> Result<Snapshot, Report> {
        let (open, at) = (self.open.clone(), self.look_at);
        let beside = (self.packages, self.board);
        // It is looked up before anything is read: whoever writes meanwhile is seen the next time.
        let marker = self.tracker().store().marker().ok();
        let fleet = marker.map(|marker| (marker, self.over));
        let wish = match (fleet.is_some() && fleet == self.fleet, self.over) {
            (true, _) => FleetWish::AsBefore,
            (false, true) => FleetWish::All,
            (false, false) => FleetWish::GoingOn,
        };
        let tracker = self.tracker();
        let read = tracker.snapshot(wish, open.as_ref(), at);
        let read = read.and_then(|snapshot| tracker.add_what_is_beside(snapshot, at, beside));
        self.marker = marker.unwrap_or(self.marker);
        self.fleet = fleet.filter(|_| read.is_ok());
        read.map_err(Report::from)
    }

    /// Reads what is over too from now on, or no longer.
    pub(super) const fn read_over(&mut self, wanted: bool) {
        self.over = wanted;
    }

    /// Tells whether another process has written since the last reading.
    pub(super) fn has_changed_elsewhere(&mut self) -> bool {
        let before = self.marker;
        let marker = self.tracker().store().marker().unwrap_or(before);
        self.marker = marker;
        marker != before
    }

    /// Puts the demo in place of the person's own data.
    pub(super) fn enter_demo(&mut self) -> Result<(), TrackerError> {
        let store = Box::new(MemoryStore::default());
        let demo = load_demo(
            store,
            Rc::clone(&self.source.clock),
            self.source.actor.clone(),
        )?;
        self.demo = Some(demo);
        self.fleet = None;
        self.open(None);
        Ok(())
    }

    /// Throws the demo away.
    pub(super) fn leave_demo(&mut self) {
        self.demo = None;
        self.fleet = None;
        self.open(None);
    }

    /// Lets the demo's clock run ahead.
    pub(super) fn advance_demo(&self, minutes: u32) {
        if let Some((_, clock)) = &self.demo {
            clock.shift(TimeDelta::minutes(minutes.into()));
        }
    }
}
