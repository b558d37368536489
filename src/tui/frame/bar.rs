//! The bar of truth: flag, environments, blockers, time and progress, at every size. What does not fit is dropped whole.

use super::time;
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::rollout::Phase;
use crate::projection::{FleetRow, RolloutView, TimerRow};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// What the bar says about one rollout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Truth {
    /// Its name, where the row above does not say it.
    pub(super) name: Option<String>,
    /// The flag in production in words; `None` for a rollout without a flag.
    pub(super) production: Option<String>,
    /// Whether production is above zero.
    pub(super) is_on: bool,
    /// The other environments with their states.
    pub(super) others: Vec<(String, String)>,
    /// How many blockers are open.
    pub(super) blockers: usize,
    /// Whether it stands still, or is on its way back.
    pub(super) halt: Option<&'static str>,
    /// The time that ends first.
    pub(super) timer: Option<TimerRow>,
    /// Settled and required steps.
    pub(super) steps: (usize, usize),
}

impl Truth {
    /// Says it of an open rollout.
    pub(super) fn of_view(view: &RolloutView) -> Self {
        let production = view.environments.get(&Environment::Production);
        let others = view
            .environments
            .iter()
            .filter(|(place, _)| **place != Environment::Production);
        Self {
            name: None,
            production: production.map(|place| place.in_words.clone()),
            is_on: production.is_some_and(|place| place.claimed.is_on_for_anyone()),
            others: others
                .map(|(place, state)| (place.to_string(), state.in_words.clone()))
                .collect(),
            blockers: view.blockers.iter().filter(|blocker| blocker.open).count(),
            halt: halt(view.phase, view.hold.is_some()),
            timer: view.timers.first().cloned(),
            steps: (view.progress.done, view.progress.total),
        }
    }

    /// Says it of a row of the fleet.
    pub(super) fn of_row(row: &FleetRow) -> Self {
        let production = Environment::Production.as_str();
        let others = row
            .environments
            .iter()
            .filter(|(place, _)| place != production);
        let is_on = |words: &String| !matches!(words.as_str(), "off" | "not set");
        Self {
            name: Some(row.name().to_owned()),
            production: row.production.clone(),
            is_on: row.production.as_ref().is_some_and(is_on),
            others: others.cloned().collect(),
            blockers: row.blockers.len(),
            halt: halt(row.phase, row.hold.is_some()),
            timer: row.timers.first().cloned(),
            steps: (row.done, row.total),
        }
    }

    /// Returns `PRODUCTION 25% of actors`.
    pub(super) fn production_words(&self) -> String {
        self.production.as_ref().map_or_else(
            || "PRODUCTION no flag".to_owned(),
            |words| format!("PRODUCTION {words}"),
        )
    }

    /// Draws it in `width` columns.
    pub(super) fn line(&self, now: Timestamp, demo: bool, width: usize) -> Line {
        let role = if self.is_on {
            Role::Production
        } else {
            Role::Bar
        };
        let mut text = Shown::default();
        for generosity in (0..=4).rev() {
            text = Shown::of(&self.words(now, demo, generosity, width));
            if text.width() <= width {
                break;
            }
        }
        Line::shown(role, text.pad(width))
    }

    /// Returns the words at a generosity from 4, which says all, to 0.
    fn words(&self, now: Timestamp, demo: bool, generosity: u8, width: usize) -> String {
        let mut parts = vec![self.production_words()];
        if generosity >= 4 && !self.others.is_empty() {
            let others = self
                .others
                .iter()
                .map(|(place, state)| format!("{place} {state}"));
            parts.push(others.collect::<Vec<String>>().join("  "));
        }
        parts.extend(self.halt.map(str::to_owned));
        parts.push(format!("blockers {}", self.blockers));
        if let Some(timer) = &self.timer {
            parts.push(match generosity {
                3.. => format!("◷ {} {}", time::noun(timer), time::left_of(timer, now)),
                1.. => format!("◷ {} {}", time::noun(timer), time::left(timer, now)),
                _ => format!("◷ {}", time::left(timer, now)),
            });
        }
        let steps = if generosity >= 2 { " steps" } else { "" };
        parts.push(format!("{}/{}{steps}", self.steps.0, self.steps.1));
        if demo {
            parts.insert(0, "DEMO".to_owned());
        }
        let rest = parts.join(" │ ");
        match &self.name {
            None => format!("▌{rest}"),
            Some(name) => {
                let room = width.saturating_sub(Shown::of(&rest).width() + 4);
                let name = Shown::of(name);
                let wanted = if generosity == 0 {
                    room.max(8)
                } else {
                    name.width()
                };
                format!("▌{} │ {rest}", name.cut_middle(wanted))
            }
        }
    }
}

const fn halt(phase: Phase, is_held: bool) -> Option<&'static str> {
    match phase {
        Phase::RollingBack => Some("ROLLING BACK"),
        Phase::RolledBack => Some("ROLLED BACK"),
        Phase::Abandoned => Some("ABANDONED"),
        Phase::Closed => Some("CLOSED"),
        Phase::Planned => Some("NOT STARTED"),
        Phase::Active if is_held => Some("HELD"),
        Phase::Active => None,
    }
}
