//! The ladder of the ramp: what was set when, and of what is left the earliest lawful moment with its stay. It promises nothing.

use super::time;
use crate::domain::plan::StepState;
use crate::domain::rollout::spoken;
use crate::projection::{RungView, WallClock};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};

/// Draws every percentage of the ladder.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line> {
    let rungs = model.opened().map_or(&[][..], |open| &open.rungs);
    if rungs.is_empty() {
        return vec![];
    }
    let clock = model.clock();
    let zone = clock.zone.label(clock.now);
    let head = Line::new().and(Role::Title, " LADDER").and(
        Role::Dim,
        &if width < 50 {
            format!("   earliest moment, {zone}")
        } else {
            format!("   earliest lawful moment and stay, {zone}")
        },
    );
    let lines = rungs.iter().map(|rung| line(rung, clock, width).fit(width));
    std::iter::once(head.fit(width)).chain(lines).collect()
}

fn line(rung: &RungView, clock: WallClock, width: usize) -> Line {
    let (state, role) = match (rung.reached, rung.next) {
        (true, _) => (StepState::Done, Role::Done),
        (false, true) => (StepState::Doing, Role::Doing),
        (false, false) => (StepState::Todo, Role::Body),
    };
    let share = format!(" {:>5}  ", format!("{}%", rung.percentage));
    // What the head does not name is not cut, but left out.
    let stay = stay(rung).filter(|_| width >= 50);
    let stay = stay.map_or_else(String::new, |stay| format!("  {stay}"));
    let why = rung.held_by();
    let why = why.map_or_else(String::new, |why| format!("  {why}"));
    Line::new()
        .and(role, &format!(" {}", state.mark()))
        .and(Role::Title, &share)
        .and(Role::Body, &format!("{:<18}", moment(rung, clock)))
        .and(Role::Dim, &stay)
        .and(Role::Wait, &why)
}

/// Says of a percentage when it was set or can be set at the earliest, how long to stay then, and what keeps it from being sooner.
pub(in crate::tui) fn rung_in_words(rung: &RungView, clock: WallClock) -> String {
    let why = rung.held_by().map(ToString::to_string);
    let parts = [Some(moment(rung, clock)), stay(rung), why];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn stay(rung: &RungView) -> Option<String> {
    rung.stay_s
        .map(|seconds| format!("stay {}", spoken(seconds)))
}

fn moment(rung: &RungView, clock: WallClock) -> String {
    match (rung.reached, rung.set_at, rung.earliest_at) {
        (true, Some(at), _) => format!("set {}", time::bare(at, clock)),
        (true, None, _) => "passed".to_owned(),
        (false, _, Some(at)) => format!("from {}", time::bare(at, clock)),
        (false, _, None) if rung.bound_by.is_some() => "never: locked".to_owned(),
        (false, _, None) => "no step asks for it".to_owned(),
    }
}
