//! The times that ran, planned against real. A time that nobody has ended yet has no end, whatever the clock says.

use serde::Serialize;

use super::told::Told;
use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::plan::StepKind;
use crate::domain::rollout::{Event, Phase, Rollout, Timer};

/// A time that ran or runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowView {
    /// The step it ran for.
    pub step: StepId,
    /// The place of that step.
    pub number: String,
    /// What it was: `wait`, `watch`, or `stay at 25%`.
    pub what: String,
    /// When it began.
    pub from: Timestamp,
    /// How long it was to be when it began, in seconds.
    pub planned_s: u64,
    /// When it was to end at last, longer or shorter than planned.
    pub due: Timestamp,
    /// When somebody ended it; `None` while nobody has.
    pub to: Option<Timestamp>,
}

impl WindowView {
    /// Returns how long it took until `now`, in seconds.
    pub fn took_s(&self, now: Timestamp) -> u64 {
        let span = self.to.unwrap_or(now) - self.from;
        u64::try_from(span.num_seconds()).unwrap_or(0)
    }
}

/// What is found while the events are followed.
#[derive(Debug, Default)]
pub(super) struct Windows {
    pub(super) seen: Vec<WindowView>,
}

impl Windows {
    /// Follows one event; `rollout` is as it is after it.
    pub(super) fn follow(&mut self, rollout: &Rollout, told: &Told) {
        // What is left by a way back or an end runs no more.
        if rollout.facts.phase != Phase::Active {
            self.seen.iter_mut().for_each(|window| end(window, told.at));
            return;
        }
        if let Event::StepMarked { step, timer, .. } = &told.event {
            self.end_of(step, told.at);
            self.begin(rollout, (step, timer.as_ref()), told.at);
        } else if let Event::InstructionRun { step, timer, .. } = &told.event {
            self.end_of(step, told.at);
            if timer.is_some() {
                self.end_stays(told.at);
            }
            self.begin(rollout, (step, timer.as_ref()), told.at);
        } else if let Event::TimerChanged { step, timer, .. } = &told.event {
            self.change(rollout, (step, timer.as_ref()), told.at);
        } else if let Event::AttemptStarted { .. } = &told.event {
            self.seen.iter_mut().for_each(|window| end(window, told.at));
        }
    }

    fn begin(
        &mut self,
        rollout: &Rollout,
        (step, timer): (&StepId, Option<&Timer>),
        at: Timestamp,
    ) {
        let found = rollout.plan.as_deref().and_then(|plan| plan.step(step));
        let (Some(timer), Some(found)) = (timer, found) else {
            return;
        };
        let what = match found.kind {
            StepKind::Wait => "wait".to_owned(),
            StepKind::Watch => "watch".to_owned(),
            StepKind::Action
            | StepKind::Instruction
            | StepKind::Qa
            | StepKind::Decision
            | StepKind::Announce
            | StepKind::Group
            | StepKind::Note => {
                let share = rollout.facts.ramp.last().map(|point| point.percentage);
                share.map_or_else(|| "time".to_owned(), |share| format!("stay at {share}%"))
            }
        };
        self.seen.push(WindowView {
            step: step.clone(),
            number: found.number.clone(),
            what,
            from: at,
            planned_s: u64::try_from((timer.ends - timer.started).num_seconds()).unwrap_or(0),
            due: timer.ends,
            to: None,
        });
    }

    fn change(
        &mut self,
        rollout: &Rollout,
        (step, timer): (&StepId, Option<&Timer>),
        at: Timestamp,
    ) {
        let open = self.seen.iter_mut().rev();
        let mut open = open.filter(|window| window.step == *step && window.to.is_none());
        match (open.next(), timer) {
            (Some(window), Some(timer)) => window.due = timer.ends,
            (Some(window), None) => end(window, at),
            (None, timer) => self.begin(rollout, (step, timer), at),
        }
    }

    fn end_of(&mut self, step: &StepId, at: Timestamp) {
        let own = self.seen.iter_mut().filter(|window| window.step == *step);
        own.for_each(|window| end(window, at));
    }

    /// A stay at a percentage is over when the next one is set.
    fn end_stays(&mut self, at: Timestamp) {
        let stays = self.seen.iter_mut();
        let stays = stays.filter(|window| window.what.starts_with("stay"));
        stays.for_each(|window| end(window, at));
    }
}

fn end(window: &mut WindowView, at: Timestamp) {
    if window.to.is_none() {
        window.to = Some(at.max(window.from));
    }
}
