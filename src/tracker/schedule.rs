//! What the calendar says about a rollout: whether production may be switched now, and when everything can be done.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::calendar::{Calendar, Forecast, LockKind, Window};
use crate::domain::id::RolloutId;
use crate::domain::rollout::{Command, LockInForce, needs_change_issue, outlook};

impl Tracker {
    /// Makes it go by another calendar than that of GitLab.com.
    #[must_use]
    pub fn with_calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = Some(calendar);
        self
    }

    /// Returns the calendar that is gone by.
    ///
    /// # Errors
    /// None in a program whose tests pass; the built-in calendar is text, and text can be wrong.
    pub fn calendar(&self) -> Result<Calendar, TrackerError> {
        match &self.calendar {
            Some(calendar) => Ok(calendar.clone()),
            None => Ok(Calendar::built_in()?),
        }
    }

    /// Says whether production may be switched at `moment`, and when it next may.
    ///
    /// # Errors
    /// As [`Tracker::calendar`].
    pub fn window(&self, moment: Timestamp) -> Result<Window, TrackerError> {
        Ok(self.calendar()?.window(moment, false))
    }

    /// Says when each step that is left may be done at the earliest.
    ///
    /// # Errors
    /// When there is no such rollout, or as [`Tracker::calendar`].
    pub fn forecast(&self, id: &RolloutId) -> Result<Forecast, TrackerError> {
        let history = self.history(id)?;
        let now = self.moment();
        let needs_issue = needs_change_issue(&history.rollout);
        let left = outlook(&history.rollout, now);
        Ok(self.calendar()?.forecast(&left, now, needs_issue))
    }

    /// Tells a command that switches something which lock is in force.
    pub(super) fn with_lock(&self, mut command: Command) -> Result<Command, TrackerError> {
        let moment = self.moment();
        if let Command::RunInstruction { passage, .. } = &mut command
            && passage.lock.is_none()
        {
            passage.lock = self.lock_at(moment)?;
        }
        Ok(command)
    }

    /// Returns the lock that is in force at `moment`.
    pub(super) fn lock_at(&self, moment: Timestamp) -> Result<Option<LockInForce>, TrackerError> {
        let lock = self.calendar()?.at(moment).lock;
        Ok(lock.map(|lock| LockInForce {
            hard: lock.kind == LockKind::Hard,
            name: lock.name,
            until: lock.until,
        }))
    }
}
