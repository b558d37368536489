//! A percentage of the ladder as a reader sees it: when it was set, or when it can be set at the earliest, and how long to stay. It promises nothing.

use serde::Serialize;

use super::history::History;
use super::ramp_view::{RampView, production_line};
use crate::domain::Timestamp;
use crate::domain::calendar::{BoundBy, Forecast};
use crate::domain::flag::{FlagValue, Percentage};

/// A percentage of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungView {
    /// Which.
    pub percentage: Percentage,
    /// Whether production is at it, or above.
    pub reached: bool,
    /// Whether it comes next.
    pub next: bool,
    /// The line that sets it.
    pub instruction: Option<String>,
    /// When it was set last.
    pub set_at: Option<Timestamp>,
    /// The earliest lawful moment at which it can be set, where it is not reached and a step asks for one.
    pub earliest_at: Option<Timestamp>,
    /// How long to stay at it then, in seconds.
    pub stay_s: Option<u64>,
    /// What keeps it from being sooner.
    pub bound_by: Option<BoundBy>,
}

impl RungView {
    /// Shows every percentage of the ladder, with what is forecast of those that are left.
    pub fn each(history: &History, ramp: &RampView, forecast: &Forecast) -> Vec<Self> {
        let each = ramp.ladder.iter().map(|rung| {
            let value = FlagValue::Percentage(*rung);
            let line = production_line(history, &value, Some(ramp.basis));
            let mut points = ramp.points.iter().rev();
            let point = points.find(|point| point.percentage == *rung);
            let reached = *rung <= ramp.share;
            let mut foreseen = forecast.steps.iter().filter(|_| !reached);
            let set = foreseen.find(|step| step.share == Some(*rung));
            Self {
                percentage: *rung,
                reached,
                next: ramp.next == Some(*rung),
                instruction: line.map(|line| line.normalised),
                set_at: point.and_then(|point| point.at).filter(|_| reached),
                earliest_at: set.and_then(|set| set.begins_at),
                stay_s: set.and_then(|set| set.stay_s),
                bound_by: set.map(|set| set.bound_by.clone()),
            }
        });
        each.collect()
    }

    /// Returns what keeps it from being sooner, unless that is nothing but a stay.
    pub fn held_by(&self) -> Option<&BoundBy> {
        let bound_by = self.bound_by.as_ref();
        bound_by.filter(|why| {
            !matches!(
                why,
                BoundBy::Nothing | BoundBy::Wait(_) | BoundBy::NotBefore(_)
            )
        })
    }
}
