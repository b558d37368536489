//! All that the screen needs to draw a frame, read at one moment. It holds no handle to anything.

use super::board::Board;
use super::fleet::FleetRow;
use super::fleet_order::Fleet;
use super::fleet_read::{FleetRead, FleetWritten};
use super::history::History;
use super::incident_view::IncidentView;
use super::packages_view::PackagesView;
use super::ramp_place::Placed;
use super::ramp_view::RampView;
use super::rollout_view::RolloutView;
use super::rung_view::RungView;
use super::step_view::stay_row;
use super::timeline::{TimelineEntry, timeline};
use super::timer_row::TimerRow;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, FlagValue};
use crate::domain::rollout::{Passage, Rejection};

/// What there is to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The rows of the fleet that were read, in the order of need.
    pub fleet: Fleet,
    /// How many rollouts are over and not among the rows.
    pub unread: usize,
    /// What was written of the fleet, where only that was read; see [`Snapshot::after`].
    pub written: Option<FleetWritten>,
    /// The rollout that is open, if one is.
    pub open: Option<Box<OpenRollout>>,
    /// The incidents, open ones first.
    pub incidents: Vec<IncidentView>,
    /// The names of the escalation policies that can be chosen.
    pub policies: Vec<String>,
    /// The packages, where the screen asked for them.
    pub packages: Option<Box<PackagesView>>,
    /// What stands in the way of all rollouts, where the screen asked for it.
    pub board: Option<Box<Board>>,
}

/// The rollout that is open on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRollout {
    /// What it looks like.
    pub view: RolloutView,
    /// Its log, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// All that was said about it, from which a ramp is weighed.
    pub history: History,
    /// The stay at the percentage that was set last.
    pub stay: Option<TimerRow>,
    /// What every switch of production has to pass: the lock that is in force, the rehearsal that is asked for.
    pub passage: Passage,
    /// The percentages of the ladder, with the earliest lawful moment of each that is left.
    pub rungs: Vec<RungView>,
}

impl OpenRollout {
    /// Shows a rollout at `now`; `None` before its document was imported.
    pub fn of(history: &History, now: Timestamp) -> Option<Self> {
        let view = RolloutView::of(history, now)?;
        Some(Self {
            view,
            timeline: timeline(history),
            stay: stay_row(history),
            history: history.clone(),
            passage: Passage::default(),
            rungs: Vec::new(),
        })
    }

    /// Says what every switch of production has to pass at `now`.
    #[must_use]
    pub fn under(mut self, passage: Passage, now: Timestamp) -> Self {
        self.view = self.view.under(&self.history, &passage, now);
        self.passage = passage;
        self
    }

    /// Tells whether what is said of a time at `now` is something else than at `before`.
    pub fn says_else(&self, before: Timestamp, now: Timestamp) -> bool {
        let mut timers = self.view.timers.iter().chain(&self.stay);
        timers.any(|timer| {
            timer.is_over(before) != timer.is_over(now)
                || timer.seconds_left(before) != timer.seconds_left(now)
        })
    }

    /// Says everything of `now` that was said of an earlier moment: what is left of a time, and the gates that it holds closed.
    pub fn say_of(&mut self, now: Timestamp) {
        if let Some(view) = RolloutView::of(&self.history, now) {
            self.view = view.under(&self.history, &self.passage, now);
        }
    }

    /// Says when each percentage of the ladder can be set.
    #[must_use]
    pub fn with_rungs(mut self, rungs: Vec<RungView>) -> Self {
        self.rungs = rungs;
        self
    }

    /// Shows the log of `whole`, also where the rollout is shown as it was before its end.
    #[must_use]
    pub fn with_log_of(mut self, whole: &History) -> Self {
        self.timeline = timeline(whole);
        self
    }

    /// Shows the ramp at `now`; `None` for a rollout without a flag.
    pub fn ramp(&self, now: Timestamp) -> Option<RampView> {
        RampView::of(&self.history, &self.passage, now)
    }

    /// Finds the step that asks for a value in production, with what it has to pass under the lock that is in force.
    ///
    /// # Errors
    /// As [`Placed::of`].
    pub fn place(
        &self,
        wanted: (&FlagValue, Basis),
        passage: Passage,
        now: Timestamp,
    ) -> Result<Placed, Rejection> {
        let passage = Passage {
            lock: self.passage.lock.clone(),
            drill_within_s: self.passage.drill_within_s,
            code: self.passage.code.clone(),
            ..passage
        };
        Placed::of(&self.history, wanted, &passage, now)
    }
}

impl Snapshot {
    /// Shows a fleet and nothing open.
    pub fn of_fleet(read: FleetRead) -> Self {
        match read {
            FleetRead::Whole { rows, unread } => Self {
                fleet: rows.into(),
                unread,
                ..Self::default()
            },
            FleetRead::First { rows, later } => Self {
                fleet: Fleet::beginning(rows, later),
                ..Self::default()
            },
            FleetRead::Written(written) => Self {
                written: Some(written),
                ..Self::default()
            },
        }
    }

    /// Takes the fleet of the snapshot `before` where only what was written since was read.
    #[must_use]
    pub fn after(mut self, before: Option<Self>) -> Self {
        if let Some(written) = self.written.take() {
            let before = before.unwrap_or_default();
            (self.fleet, self.unread) = written.made_to(before.fleet, before.unread);
        }
        self
    }

    /// Goes through the times that run, of the fleet and of the open rollout.
    pub fn timers(&self) -> impl Iterator<Item = &TimerRow> {
        let open = self
            .open
            .iter()
            .flat_map(|open| open.view.timers.iter().chain(&open.stay));
        self.fleet.timers().chain(open)
    }

    /// Puts the fleet into the order of need: failed and blocked first, then elapsed, waiting, moving, and what is over last.
    pub fn sort(fleet: &mut [FleetRow], now: Timestamp) {
        fleet.sort_by_key(|row| {
            let first_end = row.timers.first().map(|timer| timer.ends_at);
            (row.group(now), first_end, std::cmp::Reverse(row.updated_at))
        });
    }
}
