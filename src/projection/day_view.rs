//! The days of a rollout, one mark for each: what it stood at when the day ended. A day without a record says nothing.

use chrono::{Days, NaiveDate, NaiveTime};

use super::fleet::FleetRow;
use super::history::History;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::domain::plan::StepState;

/// The days of one rollout up to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysView {
    /// Which rollout.
    pub id: RolloutId,
    /// The last day.
    pub today: NaiveDate,
    /// The state at the end of each day, the last one today; `None` where nothing was recorded that day.
    pub days: Vec<Option<StepState>>,
    /// Whether it was imported by the end of the first of the days.
    pub began: Option<NaiveDate>,
}

impl DaysView {
    /// Shows the last `count` days of a rollout.
    pub fn of(history: &History, count: u32, now: Timestamp) -> Self {
        let today = now.date_naive();
        let days = (0..count).rev().map(|back| {
            let day = today.checked_sub_days(Days::new(back.into()))?;
            state_on(history, day, now)
        });
        Self {
            id: history.rollout.id.clone(),
            today,
            days: days.collect(),
            began: history.told.first().map(|told| told.at.date_naive()),
        }
    }

    /// Returns the date of the day at this place.
    pub fn date(&self, place: usize) -> Option<NaiveDate> {
        let back = self.days.len().checked_sub(place + 1)?;
        self.today
            .checked_sub_days(Days::new(u64::try_from(back).ok()?))
    }
}

/// Returns the state with which a day ended on which something was recorded.
fn state_on(history: &History, day: NaiveDate, now: Timestamp) -> Option<StepState> {
    let recorded = |told: &super::told::Told| told.recorded_at.unwrap_or(told.at).date_naive();
    history.told.iter().find(|told| recorded(told) == day)?;
    let end = day.succ_opt()?.and_time(NaiveTime::MIN).and_utc();
    let end = (end - chrono::TimeDelta::seconds(1)).min(now);
    let row = FleetRow::of(&history.at(end))?;
    Some(row.state_at(end))
}
