//! The bar of truth: flag, environments, blockers, time and progress, at every size. What does not fit is dropped whole.

use super::head::in_rows;
use super::time;
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::rollout::Phase;
use crate::projection::{FleetRow, RolloutView, TimerRow, WallClock};
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// What the bar says about one rollout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Truth {
    /// Its name, where the row above does not say it.
    pub(super) name: Option<String>,
    /// The flag in production in words; `None` for a rollout without a flag.
    pub(super) production: Option<String>,
    /// The moment as of which it is said; `None` says it of now.
    pub(super) as_of: Option<Timestamp>,
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
            as_of: None,
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
            as_of: None,
            production: row.production.clone(),
            is_on: row.production.as_ref().is_some_and(is_on),
            others: others.cloned().collect(),
            blockers: row.blockers.len(),
            halt: halt(row.phase, row.hold.is_some()),
            timer: row.timers.first().cloned(),
            steps: (row.done, row.total),
        }
    }

    /// Says it of a moment that is looked back to.
    pub(super) fn at_moment(mut self, moment: Option<Timestamp>) -> Self {
        self.as_of = moment;
        self
    }

    /// Says which time ends first.
    pub(super) fn with_timer(mut self, timer: Option<&TimerRow>) -> Self {
        self.timer = timer.cloned();
        self
    }

    /// Returns `PRODUCTION 25% of actors`.
    pub(super) fn production_words(&self) -> String {
        self.production.as_ref().map_or_else(
            || "PRODUCTION no flag".to_owned(),
            |words| format!("PRODUCTION {words}"),
        )
    }

    /// Draws it in `width` columns: as much as fits, each part whole or not at all.
    pub(super) fn line(&self, clock: WallClock, demo: bool, width: usize) -> Line {
        let role = if self.is_on {
            Role::Production
        } else {
            Role::Bar
        };
        let fits = |parts: &Vec<String>| Shown::of(&joined(parts)).width() <= width;
        let full = (1..=5)
            .rev()
            .map(|generosity| self.parts(clock, demo, generosity));
        let mut parts = full.into_iter().find(fits);
        let parts = parts.get_or_insert_with(|| {
            let mut parts = self.parts(clock, demo, 0);
            if !fits(&parts) {
                parts = self.least(clock, demo);
            }
            while parts.len() > 1 && !fits(&parts) {
                parts.pop();
            }
            parts
        });
        Line::shown(role, Shown::of(&joined(parts)).pad(width))
    }

    /// Draws it in one row and `more`: the name alone, whole, and below it what is live.
    pub(super) fn rows(
        &self,
        (clock, demo): (WallClock, bool),
        more: usize,
        width: usize,
    ) -> Vec<Line> {
        let rest = Self {
            name: None,
            ..self.clone()
        };
        let last = rest.line(clock, demo, width);
        let role = last.spans.first().map_or(Role::Bar, |span| span.role);
        let name = Shown::of(self.name.as_deref().unwrap_or_default());
        let parts = in_rows(&name, width.saturating_sub(1)).into_iter();
        let mut rows: Vec<Line> = parts
            .take(more)
            .map(|part| Line::shown(role, Shown::of(&format!("▌{part}")).pad(width)))
            .collect();
        rows.push(last);
        rows.resize(more + 1, Line::shown(role, Shown::of("▌").pad(width)));
        rows
    }

    /// Tells whether one row of `width` columns has room for the name beside what is live.
    pub(super) fn is_whole(&self, clock: WallClock, demo: bool, width: usize) -> bool {
        Shown::of(&joined(&self.least(clock, demo))).width() <= width
    }

    /// Returns all parts in their fewest letters.
    fn least(&self, clock: WallClock, demo: bool) -> Vec<String> {
        let mut parts = self.parts(clock, demo, 0);
        let blockers = parts.iter_mut().find(|part| part.starts_with("blockers"));
        if let Some(part) = blockers {
            *part = format!("blk {}", self.blockers);
        }
        parts
    }

    /// Returns what there is to say at a generosity from 5, which says all, to 0; the most important first.
    fn parts(&self, clock: WallClock, demo: bool, generosity: u8) -> Vec<String> {
        let mut parts = Vec::new();
        if demo {
            parts.push("DEMO".to_owned());
        }
        if let Some(moment) = self.as_of {
            let format = if generosity >= 2 {
                "AS OF %d %b %H:%M:%S %Z"
            } else {
                "AS OF %d %b %H:%M"
            };
            parts.push(clock.format(moment, format));
        }
        parts.extend(self.name.clone());
        let production = self.production_words();
        if generosity == 0 {
            let short = production.split([',', '+']).next().unwrap_or_default();
            let short = short.split(" of ").next().unwrap_or_default().trim_end();
            parts.push(short.replace(" named ", " "));
        } else if generosity == 1 {
            parts.push(production.split(", ").next().unwrap_or_default().to_owned());
        } else {
            parts.push(production);
        }
        if generosity >= 4 && !self.others.is_empty() {
            let others = self.others.iter();
            let others = others.map(|(place, state)| format!("{place} {state}"));
            parts.push(others.collect::<Vec<String>>().join("  "));
        }
        parts.extend(self.halt.map(str::to_owned));
        parts.push(format!("blockers {}", self.blockers));
        if let Some(timer) = &self.timer {
            parts.push(match generosity {
                3 | 5.. => format!(
                    "◷ {} {}",
                    time::noun(timer),
                    time::left_of(timer, clock.now)
                ),
                2 | 4 => format!("◷ {} {}", time::noun(timer), time::left(timer, clock.now)),
                _ => format!("◷ {}", time::left(timer, clock.now)),
            });
        }
        let steps = if generosity >= 2 { " steps" } else { "" };
        parts.push(format!("{}/{}{steps}", self.steps.0, self.steps.1));
        parts
    }
}

fn joined(parts: &[String]) -> String {
    format!("▌{}", parts.join(" │ "))
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
