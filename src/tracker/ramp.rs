//! Values set in production, recorded at the step of the document that asks for them. What no step asks for is refused with the ladder.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker, rejected};
use super::run::RunReport;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, FlagValue, Percentage, Scope};
use crate::domain::id::RolloutId;
use crate::domain::rollout::Passage;
use crate::projection::{Placed, RampView, Targeted, no_flag};

impl Tracker {
    /// Shows the ramp as it stands, or as it stood at `at`, with the lock that the calendar has for that moment.
    ///
    /// # Errors
    /// When there is no such rollout, or when it is about no flag.
    pub fn ramp(&self, id: &RolloutId, at: Option<Timestamp>) -> Result<RampView, TrackerError> {
        let history = self.spoken(id)?;
        let (history, moment) = match at {
            Some(at) => (history.at(at), at),
            None => (history, self.moment()),
        };
        let passage = self.passage_at(moment)?;
        let view = RampView::of(&history, &passage, moment);
        view.ok_or_else(|| rejected(&history, no_flag()))
    }

    /// Finds the step that asks for `value` in production and says what it has to pass; records nothing.
    ///
    /// # Errors
    /// When no step asks for it, or when the step belongs to a stage that has not come yet.
    pub fn place(
        &self,
        id: &RolloutId,
        (value, basis): (&FlagValue, Basis),
        passage: &Passage,
    ) -> Result<Placed, TrackerError> {
        let history = self.spoken(id)?;
        let now = self.moment();
        let known = self.passage_at(now)?;
        let passage = Passage {
            lock: known.lock,
            drill_within_s: known.drill_within_s,
            code: known.code,
            ..passage.clone()
        };
        let placed = Placed::of(&history, (value, basis), &passage, now);
        placed.map_err(|rejection| rejected(&history, rejection))
    }

    /// Records that production was set to `percentage`, at the step that asks for it.
    ///
    /// # Errors
    /// As [`Tracker::set_production`].
    pub fn set_percentage(
        &mut self,
        id: &RolloutId,
        (percentage, basis): (Percentage, Basis),
        report: &RunReport,
    ) -> Result<Vec<Recorded>, TrackerError> {
        self.set_production(id, (&FlagValue::Percentage(percentage), basis), report)
    }

    /// Records that production was switched for some only, at the step that asks for it.
    ///
    /// # Errors
    /// As [`Targeted::of`], every reason of the rules, or what the store says.
    pub fn set_for_some(
        &mut self,
        id: &RolloutId,
        (on, scopes): (bool, &[Scope]),
        report: &RunReport,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let history = self.spoken(id)?;
        let found = Targeted::of(&history, (on, scopes), self.moment());
        let found = found.map_err(|rejection| rejected(&history, rejection))?;
        self.run_lines(id, &found.step, (vec![found.line], report))
    }

    /// Records that production was set to `value`: a percentage, `true` or `false`.
    ///
    /// # Errors
    /// As [`Tracker::place`], every reason of the rules, or what the store says.
    pub fn set_production(
        &mut self,
        id: &RolloutId,
        (value, basis): (&FlagValue, Basis),
        report: &RunReport,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let placed = self.place(id, (value, basis), &report.passage)?;
        self.run_lines(id, &placed.step, (placed.lines, report))
    }
}
