//! All that the screen needs to draw a frame, read at one moment. It holds no handle to anything.

use super::fleet::FleetRow;
use super::history::History;
use super::rollout_view::RolloutView;
use super::timeline::{TimelineEntry, timeline};
use super::timer_row::TimerRow;
use crate::domain::Timestamp;

/// What there is to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The fleet, in the order of need.
    pub fleet: Vec<FleetRow>,
    /// The rollout that is open, if one is.
    pub open: Option<Box<OpenRollout>>,
}

/// The rollout that is open on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRollout {
    /// What it looks like.
    pub view: RolloutView,
    /// Its log, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

impl OpenRollout {
    /// Shows a rollout at `now`; `None` before its document was imported.
    pub fn of(history: &History, now: Timestamp) -> Option<Self> {
        let view = RolloutView::of(history, now)?;
        Some(Self {
            view,
            timeline: timeline(history),
        })
    }
}

impl Snapshot {
    /// Goes through the times that run, of the fleet and of the open rollout.
    pub fn timers(&self) -> impl Iterator<Item = &TimerRow> {
        let open = self.open.iter().flat_map(|open| &open.view.timers);
        self.fleet.iter().flat_map(|row| &row.timers).chain(open)
    }

    /// Puts the fleet into the order of need: failed and blocked first, then elapsed, waiting, moving, and what is over last.
    pub fn sort(fleet: &mut [FleetRow], now: Timestamp) {
        fleet.sort_by_key(|row| {
            let first_end = row.timers.first().map(|timer| timer.ends_at);
            (row.group(now), first_end, std::cmp::Reverse(row.updated_at))
        });
    }
}
