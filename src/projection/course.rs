//! The way that a rollout really went, in time: stages entered and left, the share of production, the ways back. What was taken back is no part of it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::history::History;
use super::told::Told;
use super::window_view::{WindowView, Windows};
use crate::domain::Timestamp;
use crate::domain::flag::Percentage;
use crate::domain::id::{Seq, StageId};
use crate::domain::rollout::{Event, Phase, Rollout, evolve, share_of_production};

/// How a rollout went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Course {
    /// The stays in stages, oldest first; one that was entered twice is there twice.
    pub visits: Vec<Visit>,
    /// What part of production had the flag from when on, oldest first; only changes.
    pub share: Vec<ShareSet>,
    /// The ways back, oldest first.
    pub ways_back: Vec<WayBack>,
    /// The times that ran, oldest first.
    pub windows: Vec<WindowView>,
}

/// A stay in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// Which stage.
    pub stage: StageId,
    /// In which attempt.
    pub attempt: u32,
    /// When it was entered.
    pub from: Timestamp,
    /// When it was left; `None` while it lasts.
    pub to: Option<Timestamp>,
    /// How it was left.
    pub left: Option<Leaving>,
}

/// How a stage was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// To the next stage.
    Advanced,
    /// To an earlier one.
    Reopened,
    /// By a way back.
    RolledBack,
    /// The rollout was over.
    Closed,
    /// The rollout was given up.
    Abandoned,
}

/// A change of the share of production.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ShareSet {
    /// When.
    pub at: Timestamp,
    /// The share from then on.
    pub share: Percentage,
}

/// A way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayBack {
    /// The stage in which it began.
    pub stage: Option<StageId>,
    /// Why.
    pub reason: String,
    /// When it began.
    pub from: Timestamp,
    /// When it was over; `None` while it lasts.
    pub to: Option<Timestamp>,
}

impl Course {
    /// Follows a rollout from its first event to its last.
    pub fn of(history: &History) -> Self {
        let undone = undone(history);
        let mut course = Self::default();
        let mut windows = Windows::default();
        let mut rollout = Rollout::new(history.rollout.id.clone());
        for told in &history.told {
            let is_about_another =
                matches!(told.event, Event::Undone { .. } | Event::Redone { .. });
            if is_about_another || undone.contains(&told.seq) {
                continue;
            }
            rollout = evolve(rollout, &told.event);
            course.follow(&rollout, told);
            windows.follow(&rollout, told);
        }
        course.windows = windows.seen;
        course
    }

    fn follow(&mut self, rollout: &Rollout, told: &Told) {
        self.follow_stage(rollout, told);
        if let Event::RollbackTriggered { reason, .. } = &told.event {
            self.ways_back.push(WayBack {
                stage: rollout.facts.current.clone(),
                reason: reason.clone(),
                from: told.at,
                to: None,
            });
        }
        if rollout.facts.phase != Phase::RollingBack
            && let Some(last) = self.ways_back.last_mut().filter(|last| last.to.is_none())
        {
            last.to = Some(told.at);
        }
        let share = share_of_production(rollout);
        let before = self.share.last().map_or(Percentage::NONE, |set| set.share);
        if share != before {
            self.share.push(ShareSet { at: told.at, share });
        }
    }

    fn follow_stage(&mut self, rollout: &Rollout, told: &Told) {
        let facts = &rollout.facts;
        let is_active = facts.phase == Phase::Active;
        let stage = facts.current.as_ref().filter(|_| is_active);
        let open = self.visits.last_mut().filter(|visit| visit.to.is_none());
        let stays = open
            .as_ref()
            .is_some_and(|visit| stage == Some(&visit.stage) && visit.attempt == facts.attempt);
        if stays {
            return;
        }
        if let Some(visit) = open {
            visit.to = Some(told.at.max(visit.from));
            visit.left = Some(match facts.phase {
                Phase::RollingBack | Phase::RolledBack => Leaving::RolledBack,
                Phase::Closed => Leaving::Closed,
                Phase::Abandoned => Leaving::Abandoned,
                Phase::Planned | Phase::Active
                    if matches!(told.event, Event::StageReopened { .. }) =>
                {
                    Leaving::Reopened
                }
                Phase::Planned | Phase::Active => Leaving::Advanced,
            });
        }
        self.visits.extend(stage.map(|stage| Visit {
            stage: stage.clone(),
            attempt: facts.attempt,
            from: told.at,
            to: None,
            left: None,
        }));
    }

    /// Goes through the stays in one stage, oldest first.
    pub fn visits_of<'a>(&'a self, stage: &'a StageId) -> impl Iterator<Item = &'a Visit> {
        self.visits
            .iter()
            .filter(move |visit| visit.stage == *stage)
    }

    /// Returns how many seconds were spent in a stage until `now`; `None` where it was never entered.
    pub fn seconds_in(&self, stage: &StageId, now: Timestamp) -> Option<u64> {
        let mut visits = self.visits_of(stage).peekable();
        visits.peek()?;
        let spans = visits.map(|visit| visit.to.unwrap_or(now).max(visit.from) - visit.from);
        let seconds: i64 = spans.map(|span| span.num_seconds()).sum();
        u64::try_from(seconds).ok()
    }
}

/// Returns the events that were taken back and are so still.
pub(super) fn undone(history: &History) -> BTreeSet<Seq> {
    let mut undone = BTreeSet::new();
    for told in &history.told {
        if let Event::Undone { event } = &told.event {
            undone.insert(*event);
        } else if let Event::Redone { event } = &told.event {
            undone.remove(event);
        }
    }
    undone
}
