//! The times that run on what is open, the stay at a percentage among them. Nothing is counted twice.

use super::model::Model;
use crate::domain::flag::Environment;
use crate::domain::rollout::Phase;
use crate::projection::TimerRow;

impl Model {
    /// Returns every time that runs for the rollout that is open, the stay at a percentage too; first to end first.
    pub fn windows(&self) -> Vec<&TimerRow> {
        let open = self.opened();
        let stay = open.and_then(|open| open.stay.as_ref());
        // The step that set the percentage may tell the same time as its own.
        let is_stay = |timer: &&TimerRow| {
            stay.is_some_and(|stay| stay.step == timer.step && stay.ends_at == timer.ends_at)
        };
        let own = open.into_iter().flat_map(|open| &open.view.timers);
        let own = own.filter(|timer| !is_stay(timer));
        let mut windows: Vec<&TimerRow> = own.chain(stay).collect();
        let is_past_stay = |timer: &TimerRow| Some(timer) == stay && timer.is_over(self.moment());
        windows.sort_by_key(|timer| (is_past_stay(timer), timer.ends_at));
        windows
    }

    /// Returns the time that ends first, and of a stay only while it lasts.
    pub fn first_window(&self) -> Option<&TimerRow> {
        let stay = self.opened()?.stay.as_ref();
        let first = self.windows().into_iter().next()?;
        (Some(first) != stay || !first.is_over(self.moment())).then_some(first)
    }

    /// Returns the time that the bar of truth tells: the first to end, else the stay that is over while only a part of production has
    /// the flag.
    pub fn told_window(&self) -> Option<&TimerRow> {
        self.first_window().or_else(|| {
            let open = self.opened()?;
            let production = open.view.environments.get(&Environment::Production)?;
            let is_part = production.claimed.boolean != Some(true)
                && production.claimed.is_on_for_anyone()
                && open.view.phase == Phase::Active;
            open.stay.as_ref().filter(|_| is_part)
        })
    }
}
