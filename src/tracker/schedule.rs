//! What the calendar says about a rollout: whether production may be switched now, and when everything can be done.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::calendar::{Calendar, Forecast, LockKind, Window};
use crate::domain::id::RolloutId;
use crate::domain::rollout::{
    Assumption, Command, LockInForce, Passage, needs_change_issue, outlook,
};
use crate::projection::{History, RampView, RungView};

impl Tracker {
    /// Makes it go by another calendar than that of GitLab.com.
    #[must_use]
    pub fn with_calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = Some(calendar);
        self
    }

    /// Lays the text of a file over the calendar. It is read when the calendar is needed, so that a mistake in it stops no way back.
    #[must_use]
    pub fn with_calendar_file(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.calendar_file = Some((name.into(), text.into()));
        self
    }

    /// Returns the calendar that is gone by.
    ///
    /// # Errors
    /// The first mistake in the file that is laid over it, with its line.
    pub fn calendar(&self) -> Result<Calendar, TrackerError> {
        match (&self.calendar, &self.calendar_file) {
            (Some(calendar), _) => Ok(calendar.clone()),
            (None, Some((file, text))) => {
                Calendar::with_overrides(text).map_err(|source| TrackerError::CalendarFile {
                    file: file.clone(),
                    source,
                })
            }
            (None, None) => Ok(Calendar::built_in()?),
        }
    }

    /// Says whether production may be switched at `moment`, and when it next may.
    ///
    /// # Errors
    /// As [`Tracker::calendar`].
    pub fn window(&self, moment: Timestamp) -> Result<Window, TrackerError> {
        Ok(self.calendar()?.window(moment, false))
    }

    /// Says when each step that is left may be done at the earliest, and which answers were taken for granted.
    ///
    /// # Errors
    /// When there is no such rollout, or as [`Tracker::calendar`].
    pub fn forecast(&self, id: &RolloutId) -> Result<(Forecast, Vec<Assumption>), TrackerError> {
        let history = self.history(id)?;
        let now = self.moment();
        let needs_issue = needs_change_issue(&history.rollout);
        let left = outlook(&history.rollout, now);
        let forecast = self.calendar()?.forecast(&left.pending, now, needs_issue);
        Ok((forecast, left.assumed))
    }

    /// Shows the percentages of the ladder, with the earliest lawful moment of each that is left.
    ///
    /// # Errors
    /// When there is no such rollout, or as [`Tracker::calendar`].
    pub fn rungs(
        &self,
        id: &RolloutId,
        at: Option<Timestamp>,
    ) -> Result<Vec<RungView>, TrackerError> {
        let history = self.spoken(id)?;
        let (history, moment) = match at {
            Some(at) => (history.at(at), at),
            None => (history, self.moment()),
        };
        self.rungs_of(&history, moment)
    }

    /// Shows what [`Tracker::rungs`] does of a history as it stood at `moment`.
    pub(super) fn rungs_of(
        &self,
        history: &History,
        moment: Timestamp,
    ) -> Result<Vec<RungView>, TrackerError> {
        let Some(ramp) = RampView::of(history, &Passage::default(), moment) else {
            return Ok(Vec::new());
        };
        let left = outlook(&history.rollout, moment).pending;
        let needs_issue = needs_change_issue(&history.rollout);
        let forecast = self.calendar()?.forecast(&left, moment, needs_issue);
        Ok(RungView::each(history, &ramp, &forecast))
    }

    /// Tells a command that switches something which lock is in force.
    pub(super) fn with_lock(&self, mut command: Command) -> Result<Command, TrackerError> {
        let moment = self.moment();
        if let Command::RunInstruction { passage, .. } = &mut command
            && passage.lock.is_none()
        {
            let known = self.passage_at(moment)?;
            passage.code = known.code;
            passage.lock = known.lock;
            passage.drill_within_s = known.drill_within_s;
        }
        Ok(command)
    }

    /// Returns what every switch of production has to pass at `moment`: the lock that is in force, the rehearsal that is
    /// asked for, the code that packages brought.
    ///
    /// # Errors
    /// As [`Tracker::calendar`].
    pub fn passage_at(&self, moment: Timestamp) -> Result<Passage, TrackerError> {
        Ok(Passage {
            lock: self.lock_at(moment)?,
            drill_within_s: self.calendar()?.drill_within_s(),
            code: self.code_known_at(moment)?,
            ..Passage::default()
        })
    }

    /// Returns the lock that is in force at `moment`.
    ///
    /// # Errors
    /// As [`Tracker::calendar`].
    pub fn lock_at(&self, moment: Timestamp) -> Result<Option<LockInForce>, TrackerError> {
        let lock = self.calendar()?.at(moment).lock;
        Ok(lock.map(|lock| LockInForce {
            hard: lock.kind == LockKind::Hard,
            name: lock.name,
            until: lock.until,
        }))
    }
}
