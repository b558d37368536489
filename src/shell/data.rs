//! The data that is on the screen: the person's own, or the demo's, which is thrown away. Both live on this thread only.

use std::rc::Rc;

use chrono::TimeDelta;

use super::source::DataSource;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::domain::package::Place;
use crate::error::Report;
use crate::projection::{FleetWish, Snapshot};
use crate::store::{MemoryStore, VerifyReport};
use crate::tracker::{ShiftedClock, Tracker, TrackerError, load_demo};

/// How much of the fleet is read for the first frame.
#[derive(Debug, Clone, Copy)]
enum Beginning {
    /// As many rows as a frame has.
    Wanted(u32),
    /// They were read, and others were left for later.
    Read,
    /// All that is wanted.
    Over,
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
    beginning: Beginning,
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
            beginning: Beginning::Over,
            fleet: None,
        }
    }

    /// Reads of the fleet what a frame of so many rows shows, the first time.
    pub(super) const fn read_first(&mut self, rows: u32) {
        self.beginning = Beginning::Wanted(rows);
    }

    /// Tells whether the rest of the fleet is still to be read.
    pub(super) const fn is_beginning(&self) -> bool {
        matches!(self.beginning, Beginning::Read)
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
        let wish = self.wish(marker);
        let tracker = self.tracker();
        let read = tracker.snapshot(&wish, open.as_ref(), at);
        let read = read.and_then(|snapshot| tracker.add_what_is_beside(snapshot, at, beside));
        self.marker = marker.unwrap_or(self.marker);
        let is_beginning = read.as_ref().map(|snapshot| snapshot.fleet.is_beginning());
        self.beginning = match (is_beginning, self.beginning) {
            // What could not be read is still to be read.
            (Ok(true), _) | (Err(_), Beginning::Read) => Beginning::Read,
            (Ok(false) | Err(_), _) => Beginning::Over,
        };
        self.fleet = fleet.filter(|_| read.is_ok() && !self.is_beginning());
        read.map_err(Report::from)
    }

    /// Returns which rows are to be read at `marker`: where nobody but this program has written since, those that it has written.
    fn wish(&mut self, marker: Option<u64>) -> FleetWish {
        let over = self.over;
        if let (Beginning::Wanted(rows), false) = (self.beginning, over) {
            return FleetWish::FirstRows(rows);
        }
        let before = self.fleet.filter(|(_, had_over)| *had_over == over);
        let written = before.zip(marker).and_then(|((before, _), marker)| {
            let tracker = self.tracker();
            tracker.own_writes_between(before, marker)
        });
        match (written, over) {
            (Some(rollouts), _) => FleetWish::Written { rollouts, over },
            (None, true) => FleetWish::All,
            (None, false) => FleetWish::GoingOn,
        }
    }

    /// Reads what is over too from now on, or no longer.
    pub(super) const fn read_over(&mut self, wanted: bool) {
        self.over = wanted;
    }

    /// Tells whether another process has written since the last reading, or something is still to be read.
    pub(super) fn has_changed_elsewhere(&mut self) -> bool {
        let before = self.marker;
        let marker = self.tracker().store().marker().unwrap_or(before);
        self.marker = marker;
        marker != before || self.is_beginning()
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::domain::id::Actor;
    use crate::domain::rollout::Command;
    use crate::store::SqliteStore;
    use crate::tracker::{FixedClock, ImportOptions, Who};

    const TEXT: &str = "# [Feature flag] Rollout of `search`\n\n## Global rollout on production\n\n- [ ] Enable it: `/chatops run feature set search true --production`\n";

    /// A screen's data on a file with three rollouts, and somebody else's look at the same file.
    struct Two {
        clock: FixedClock,
        data: OpenData,
        seen: Option<Snapshot>,
        other: Tracker,
        rollouts: Vec<RolloutId>,
    }

    fn tracker(file: &Path, clock: &FixedClock, name: &str) -> Tracker {
        let who = Who {
            actor: Actor::from(name),
            said_at: None,
        };
        let store = SqliteStore::open(file).unwrap();
        Tracker::new(Box::new(store), Box::new(clock.clone()), who)
    }

    impl Two {
        fn on(file: &Path) -> Self {
            let clock = FixedClock::at("2026-03-10T10:00:00Z".parse().unwrap());
            let mut other = tracker(file, &clock, "ana");
            let import = |name: &&str| {
                let text = TEXT.replace("search", name);
                other.import(&text, &ImportOptions::default()).unwrap()
            };
            let rollouts = ["search", "export", "seeds"].iter().map(import).collect();
            let source = DataSource {
                tracker: tracker(file, &clock, "ben"),
                clock: Rc::new(clock.clone()),
                actor: Actor::from("ben"),
            };
            let mut two = Self {
                clock,
                data: OpenData::new(source, None),
                seen: None,
                other,
                rollouts,
            };
            assert_eq!(two.look(), None);
            two
        }

        /// Looks as the screen does; returns how many rows were read, `None` for all. What is seen then is what a whole reading gives.
        fn look(&mut self) -> Option<usize> {
            let read = self.data.snapshot().unwrap();
            let count = read.written.as_ref().map(|written| written.rows.len());
            let seen = read.after(self.seen.take());
            let whole = if self.data.over {
                self.other.fleet()
            } else {
                self.other.fleet_going_on()
            };
            assert_eq!(*seen.fleet, whole.unwrap());
            assert_eq!(seen.fleet.len() + seen.unread, self.rollouts.len());
            self.seen = Some(seen);
            count
        }

        fn dispatch(&mut self, is_own: bool, place: usize, command: &Command) {
            self.clock.advance(1);
            let rollout = &self.rollouts[place];
            let by = if is_own {
                self.data.tracker()
            } else {
                &mut self.other
            };
            by.dispatch(rollout, command, None).unwrap();
        }
    }

    fn note(text: &str) -> Command {
        let text = text.to_owned();
        Command::AddNote { step: None, text }
    }

    #[test]
    fn after_its_own_writes_the_screen_reads_what_it_has_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut two = Two::on(&folder.path().join("rollgate.db"));
        assert_eq!(two.look(), Some(0));
        two.dispatch(true, 1, &note("one"));
        assert_eq!(two.look(), Some(1));
        two.data.tracker().save_draft("a", "typed").unwrap();
        two.dispatch(true, 2, &note("two"));
        two.dispatch(true, 0, &note("three"));
        assert_eq!(two.look(), Some(2));
        assert!(!two.data.has_changed_elsewhere());
        let given_up = Command::Abandon {
            reason: "not needed".to_owned(),
        };
        two.dispatch(true, 1, &given_up);
        assert_eq!(two.look(), Some(1), "what is over is left out");
        two.data.read_over(true);
        assert_eq!(two.look(), None);
        two.dispatch(true, 2, &Command::Undo);
        assert_eq!(two.look(), Some(1));
    }

    #[test]
    fn what_another_process_writes_at_the_same_moment_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let mut two = Two::on(&folder.path().join("rollgate.db"));
        // A moment before the write of one's own, and a moment after it; alone; and of the same rollout.
        for (theirs, own) in [(vec![0], 1), (vec![], 1), (vec![1], 1), (vec![0, 2], 2)] {
            for is_first in [true, false] {
                let before = theirs.iter().filter(|_| is_first);
                before.for_each(|place| two.dispatch(false, *place, &note("theirs")));
                two.dispatch(true, own, &note("mine"));
                let after = theirs.iter().filter(|_| !is_first);
                after.for_each(|place| two.dispatch(false, *place, &note("theirs")));
                let expected = theirs.is_empty().then_some(1);
                assert_eq!(two.look(), expected, "{theirs:?} {is_first}");
            }
        }
        two.dispatch(false, 0, &note("theirs"));
        assert!(two.data.has_changed_elsewhere());
        assert_eq!(two.look(), None);
    }
}
