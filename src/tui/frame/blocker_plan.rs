//! The plan of a blocker step by step, and what is expected when it is done. It ticks nothing.

use super::blockers::by;
use crate::domain::plan::StepState;
use crate::projection::{BlockerStepView, BlockerView, CohortView, RolloutView, WallClock};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// Draws the plan with what is expected when it is done.
pub(super) fn lines(
    model: &Model,
    view: &RolloutView,
    blocker: &BlockerView,
    width: usize,
) -> Vec<Line> {
    let mut lines = steps(model, blocker, width);
    let cohorts: Vec<&CohortView> = view.writes.cohorts.iter().filter(|one| one.asked).collect();
    let is_asked = !cohorts.is_empty() && !lines.is_empty() && blocker.open;
    if !is_asked && blocker.expected.is_empty() {
        return lines;
    }
    if !lines.is_empty() {
        lines.push(Line::new());
    }
    lines.push(Line::new().and(Role::Title, " EXPECTED WHEN DONE"));
    for text in &blocker.expected {
        lines.extend(hanging(text, width));
    }
    if !is_asked {
        return lines;
    }
    for cohort in cohorts {
        let (state, words) = match cohort.passed {
            Some(true) => (StepState::Done, "QA pass"),
            Some(false) => (StepState::Failed, "QA is no pass"),
            None => (StepState::Todo, "no QA yet"),
        };
        let text = format!("data {}: {words}", cohort.cohort.text());
        lines.push(
            Line::new()
                .and(super::chrome::role_of(state), &slot(state))
                .and(Role::Body, &text)
                .fit(width),
        );
    }
    lines
}

/// Draws what will be so, its further lines under its first word.
fn hanging(text: &str, width: usize) -> Vec<Line> {
    let wrapped = Shown::of(text).wrap(width.saturating_sub(3)).into_iter();
    let lines = wrapped.enumerate().map(|(place, text)| {
        let head = if place == 0 { " · " } else { "   " };
        Line::of(head).and_shown(Role::Body, text)
    });
    lines.collect()
}

/// Draws the steps of the plan, the chosen one marked.
pub(super) fn steps(model: &Model, blocker: &BlockerView, width: usize) -> Vec<Line> {
    let chosen = model.plan_step().map(|step| step.order);
    let steps = blocker.plan.iter();
    steps
        .flat_map(|step| {
            let is_chosen = Some(step.order) == chosen && blocker.open;
            plan_step(step, is_chosen, model.clock(), width)
        })
        .collect()
}

fn plan_step(step: &BlockerStepView, is_chosen: bool, clock: WallClock, width: usize) -> Vec<Line> {
    let state = match (step.done, is_chosen) {
        (true, _) => StepState::Done,
        (false, true) => StepState::Doing,
        (false, false) => StepState::Todo,
    };
    let role = super::chrome::role_of(state);
    let number = if is_chosen { Role::Focus } else { Role::Title };
    let done = if step.done {
        by(step.at, step.by.as_deref(), clock)
    } else {
        String::new()
    };
    let room = width.saturating_sub(7);
    let done_width = Shown::of(&done).width();
    let mut wrapped = Shown::of(&step.text).wrap(room);
    let fits = wrapped
        .last()
        .is_some_and(|last| last.width() + done_width + 2 <= room);
    if !fits && !done.is_empty() {
        wrapped.push(Shown::default());
    }
    let count = wrapped.len();
    let lines = wrapped.into_iter().enumerate().map(|(place, text)| {
        let head = if place == 0 {
            Line::new()
                .and(role, &slot(state))
                .and(number, &format!("{}", step.order))
        } else {
            Line::new()
        };
        let line = head.to_column(6).and_shown(Role::Body, text);
        if place + 1 == count {
            line.and_right(Line::new().and(Role::Dim, &done), width)
        } else {
            line
        }
    });
    lines.collect()
}
