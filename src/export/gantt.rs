//! The stages in time: which one ate it? Bars for stages, thin bars for the times that ran, planned outlined and real filled.

use super::axis::Axis;
use super::dossier::Dossier;
use super::span::{from_to, in_words};
use super::svg::{Drawing, Picture, class_of};
use crate::domain::plan::StepState;
use crate::projection::{Leaving, StageView, Visit, WindowView};

const WIDTH: i64 = 960;
const LEFT: i64 = 220;
const RIGHT: i64 = 870;
const TOP: i64 = 24;
const ROW: i64 = 40;

/// Draws the stages.
pub(super) fn gantt(dossier: &Dossier) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    let stages = &dossier.view.stages;
    let rows = i64::try_from(stages.len()).unwrap_or(0);
    let bottom = TOP + rows * ROW;
    let axis = Axis::new(dossier.span(), LEFT, RIGHT - LEFT);
    axis.draw(&mut drawing, TOP, bottom);
    for (place, stage) in stages.iter().enumerate() {
        let top = TOP + i64::try_from(place).unwrap_or(0) * ROW;
        row(&mut drawing, dossier, stage, (&axis, top));
    }
    axis.draw_now(&mut drawing, dossier.now, (TOP, bottom));
    for back in &dossier.course.ways_back {
        let x = axis.x(back.from);
        drawing.line((x, TOP), (x, bottom), "back");
        drawing.text((x, TOP - 4), "s special c", "↺");
    }
    drawing.text(
        (LEFT, bottom + 36),
        "s",
        "time in UTC · thick: the stage · thin: a wait, watch or stay, outlined as planned, filled as it was · ↺ rollback",
    );
    let title = format!("Stages of {} in time", dossier.view.name());
    drawing.finish(bottom + 46, &title, &says(dossier))
}

fn says(dossier: &Dossier) -> String {
    let stages = dossier.view.stages.iter();
    let spent = stages.map(|stage| format!("{} {}", stage.title, spent(dossier, stage)));
    spent.collect::<Vec<_>>().join(", ")
}

/// Says how long a stage took.
pub(super) fn spent(dossier: &Dossier, stage: &StageView) -> String {
    match dossier.course.seconds_in(&stage.id, dossier.now) {
        Some(seconds) => in_words(seconds),
        None if stage.state.is_settled() => stage.state.label().to_lowercase(),
        None => "not begun".to_owned(),
    }
}

fn row(drawing: &mut Drawing, dossier: &Dossier, stage: &StageView, (axis, top): (&Axis, i64)) {
    drawing.line((0, top + ROW), (WIDTH, top + ROW), "grid");
    let mark = format!("m {}", class_of(stage.state));
    drawing.text((0, top + 24), &mark, &stage.state.mark().to_string());
    let title = format!("{} {}", stage.number, stage.title);
    let weight = if stage.current { "b" } else { "" };
    drawing.cut((20, top + 24), weight, &title, 25);
    drawing.text((WIDTH - 2, top + 24), "s e", &spent(dossier, stage));
    for visit in dossier.course.visits_of(&stage.id) {
        bar(drawing, dossier, (stage, visit), (axis, top));
    }
    let windows = dossier.course.windows.iter();
    let own = windows.filter(|window| {
        let found = dossier.stage_of(&window.number);
        found.is_some_and(|found| found.id == stage.id)
    });
    for window in own {
        thin_bar(drawing, dossier, window, (axis, top + 25));
    }
}

fn bar(
    drawing: &mut Drawing,
    dossier: &Dossier,
    (stage, visit): (&StageView, &Visit),
    (axis, top): (&Axis, i64),
) {
    let class = class_of(match visit.left {
        Some(Leaving::RolledBack) => StepState::RolledBack,
        Some(Leaving::Abandoned) => StepState::Skipped,
        Some(Leaving::Advanced | Leaving::Closed | Leaving::Reopened) => StepState::Done,
        // A stage that has all it needs is still the one that it is at.
        None if matches!(stage.state, StepState::Done | StepState::Todo) => StepState::Doing,
        None => stage.state,
    });
    let (from, to) = (axis.x(visit.from), axis.x(visit.to.unwrap_or(dossier.now)));
    let hover = format!(
        "{} {}, attempt {}: {}",
        stage.number,
        stage.title,
        visit.attempt,
        from_to(visit.from, visit.to, dossier.now)
    );
    drawing.rect((from, top + 8), ((to - from).max(2), 14), class, &hover);
}

fn thin_bar(
    drawing: &mut Drawing,
    dossier: &Dossier,
    window: &WindowView,
    (axis, top): (&Axis, i64),
) {
    let from = axis.x(window.from);
    let seconds = i64::try_from(window.planned_s).unwrap_or(0);
    let planned = window
        .from
        .checked_add_signed(chrono::TimeDelta::try_seconds(seconds).unwrap_or_default());
    let planned = axis.x(planned.unwrap_or(window.due));
    let to = axis.x(window.to.unwrap_or(dossier.now));
    let hover = format!(
        "{} {}: planned {}, {}",
        window.what,
        window.number,
        in_words(window.planned_s),
        from_to(window.from, window.to, dossier.now)
    );
    drawing.rect((from, top + 1), ((to - from).max(2), 4), "wait", &hover);
    drawing.rect((from, top), ((planned - from).max(2), 6), "planned", &hover);
}
