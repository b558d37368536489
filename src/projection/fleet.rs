//! The fleet: one row for each rollout, small enough to read all of them for a first frame.

use serde::{Deserialize, Serialize};

use super::deadline_view::DeadlineView;
use super::history::History;
use super::rollout_view::RolloutView;
use super::timer_row::TimerRow;
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::id::{IncidentId, RolloutId};
use crate::domain::plan::{StepKind, StepState};
use crate::domain::rollout::{Phase, spoken};

/// One rollout in the fleet, as it is stored beside its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetRow {
    /// Which.
    pub id: RolloutId,
    /// The flag, where there is one.
    pub flag: Option<String>,
    /// The title of its document.
    pub title: String,
    /// Where in its life it is.
    pub phase: Phase,
    /// Its state, but for what the running time says; see [`FleetRow::state_at`].
    pub state: StepState,
    /// Which attempt.
    pub attempt: u32,
    /// The current stage: number and title.
    pub stage: Option<(u32, String)>,
    /// The states of its stages in order.
    pub stages: Vec<StepState>,
    /// The flag in production in words; `None` for a rollout without a flag.
    pub production: Option<String>,
    /// The flag in every environment where somebody set it, in words.
    pub environments: Vec<(String, String)>,
    /// Where something else was seen than is claimed, as `production: …`; empty in rows of the first versions.
    #[serde(default)]
    pub drift: Vec<String>,
    /// How many of the required steps are settled.
    pub done: usize,
    /// How many steps are required.
    pub total: usize,
    /// The next thing to do when the last event was recorded, in words; see [`FleetRow::next_at`].
    pub next: String,
    /// Whether that is nothing but to wait; then what is left of the wait is said, not what was left of it.
    #[serde(default)]
    pub waits: bool,
    /// The open blockers, as `B1: …`.
    pub blockers: Vec<String>,
    /// The open incidents that it is held by or warned of.
    #[serde(default)]
    pub incidents: Vec<IncidentId>,
    /// The times that run, first to end first.
    pub timers: Vec<TimerRow>,
    /// Why it stands still, if it does.
    pub hold: Option<String>,
    /// When its document was imported; unknown in rows of the first versions.
    #[serde(default)]
    pub imported_at: Option<Timestamp>,
    /// When the flag has to be dealt with, where somebody said of which type it is.
    #[serde(default)]
    pub deadline: Option<DeadlineView>,
    /// When the last event was recorded.
    pub updated_at: Timestamp,
    /// Who recorded it.
    pub updated_by: String,
}

impl FleetRow {
    /// Returns the name that people call it by: the flag, or the title without one.
    pub fn name(&self) -> &str {
        self.flag.as_deref().unwrap_or(&self.title)
    }

    /// Returns its state at `now`: a wait that is over is `elapsed`, one that runs is `waiting`.
    pub fn state_at(&self, now: Timestamp) -> StepState {
        if self.state != StepState::Doing || self.phase != Phase::Active {
            return self.state;
        }
        // A watch that runs or ends holds nothing up; a wait and a stay at a percentage do.
        let holds = |timer: &&TimerRow| timer.kind != StepKind::Watch;
        let mut timers = self.timers.iter().filter(holds).peekable();
        if timers.peek().is_none() {
            StepState::Doing
        } else if timers.any(|timer| timer.is_over(now)) {
            StepState::Elapsed
        } else {
            StepState::Waiting
        }
    }

    /// Returns its state at `now` as a word in capitals.
    pub fn label_at(&self, now: Timestamp) -> &'static str {
        self.phase.label(self.state_at(now))
    }

    /// Returns the next thing to do at `now`, in words: a time that has run out comes first.
    pub fn next_at(&self, now: Timestamp) -> String {
        let mut holding = self
            .timers
            .iter()
            .filter(|timer| timer.kind != StepKind::Watch);
        let timer = if self.state_at(now) == StepState::Elapsed {
            holding.find(|timer| timer.is_over(now))
        } else {
            holding.find(|timer| self.waits && !timer.is_over(now))
        };
        let Some(timer) = timer else {
            return self.next.clone();
        };
        let left = spoken(timer.seconds_left(now));
        if timer.is_over(now) {
            let text = timer.text.trim_end_matches('.');
            format!("{} {text}: its time is over", timer.number)
        } else if timer.kind == StepKind::Instruction {
            format!("wait: {left} left of the stay, {}", timer.number)
        } else {
            format!("wait: {left} left, {} {}", timer.number, timer.text)
        }
    }

    /// Tells whether a person has to do something about it before anything else can happen.
    pub fn needs_me(&self, now: Timestamp) -> bool {
        let state = self.state_at(now);
        matches!(
            state,
            StepState::Failed | StepState::Blocked | StepState::Elapsed
        ) || self.phase == Phase::RollingBack
    }

    /// Tells whether it may be in need of a person now, or comes to be when a time ends: whatever [`FleetRow::needs_me`] is true of at any moment.
    pub fn may_need_me(&self) -> bool {
        let is_in_trouble = matches!(self.state, StepState::Failed | StepState::Blocked)
            || self.phase == Phase::RollingBack;
        !self.is_over() && (is_in_trouble || !self.timers.is_empty())
    }

    /// Tells whether the flag has outlived its type at `now`; what is over has not.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        let deadline = self.deadline.as_ref();
        !self.is_over() && deadline.is_some_and(|deadline| deadline.is_over(now))
    }

    /// Returns the first moment after `now` at which a time or a deadline of it ends; until then it stays in its group, and overdue or not.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let times = self.timers.iter().map(|timer| timer.ends_at);
        let deadline = self.deadline.as_ref().and_then(|deadline| deadline.at);
        times.chain(deadline).filter(|end| *end > now).min()
    }

    /// Returns its place in the order of need: 0 what failed or is blocked, 1 elapsed, 2 waiting, 3 moving, 4 over.
    pub fn group(&self, now: Timestamp) -> u8 {
        if self.is_over() {
            return 4;
        }
        match (self.phase, self.state_at(now)) {
            (Phase::RollingBack, _) | (_, StepState::Failed | StepState::Blocked) => 0,
            (_, StepState::Elapsed) => 1,
            (_, StepState::Waiting) => 2,
            _ => 3,
        }
    }

    /// Shows a rollout as a row; `None` before its document was imported.
    pub fn of(history: &History) -> Option<Self> {
        let last = history.last()?;
        let view = RolloutView::of(history, last.recorded_at.unwrap_or(last.at))?;
        let production = view.environments.get(&Environment::Production);
        let set = view
            .environments
            .iter()
            .filter(|(_, place)| !place.claimed.is_untouched());
        let runs = matches!(view.state, StepState::Waiting | StepState::Elapsed);
        let state = if runs { StepState::Doing } else { view.state };
        Some(Self {
            id: view.id.clone(),
            flag: view.flag.clone(),
            phase: view.phase,
            state,
            attempt: view.attempt,
            stage: view
                .current_stage()
                .map(|stage| (stage.number, stage.title.clone())),
            stages: view.stages.iter().map(|stage| stage.state).collect(),
            production: production.map(|place| place.in_words.clone()),
            environments: set
                .map(|(name, place)| (name.to_string(), place.in_words.clone()))
                .collect(),
            drift: drift(&view),
            done: view.progress.done,
            total: view.progress.total,
            next: view.next.in_one_line(),
            waits: view.next.kind == "wait",
            blockers: view
                .blockers
                .iter()
                .filter(|blocker| blocker.open)
                .map(|blocker| format!("{}: {}", blocker.id, blocker.title))
                .collect(),
            incidents: view
                .blockers
                .iter()
                .filter(|blocker| blocker.open)
                .filter_map(|blocker| blocker.incident.clone())
                .collect(),
            hold: view.hold.as_ref().map(|hold| hold.text.clone()),
            timers: view.timers,
            title: view.title,
            imported_at: history.told.first().map(|told| told.at),
            deadline: DeadlineView::of(history),
            updated_at: last.recorded_at.unwrap_or(last.at),
            updated_by: last.by.to_string(),
        })
    }

    /// Tells whether nothing more will happen to it.
    pub const fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Closed | Phase::Abandoned)
    }

    /// Returns the strip of its stages, one mark for each: `✓✓▸☐`.
    pub fn stages_strip(&self) -> String {
        self.stages.iter().map(|state| state.mark()).collect()
    }
}

/// Says in which environments something else was seen last than is claimed.
fn drift(view: &RolloutView) -> Vec<String> {
    let places = view.environments.iter();
    places
        .flat_map(|(name, place)| {
            let differences = place.drift.iter();
            differences.map(move |difference| format!("{name}: {difference}"))
        })
        .collect()
}
