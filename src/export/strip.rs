//! The states of the stages in a row: where is it? One cell for each, with mark, number and word.

use super::svg::{Drawing, Picture, class_of, cut};
use crate::domain::plan::StepState;
use crate::projection::{RolloutView, StageView};

/// The width of the picture.
const WIDTH: i64 = 960;

/// Draws the strip.
pub(super) fn strip(view: &RolloutView) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    let count = i64::try_from(view.stages.len().max(1)).unwrap_or(1);
    let wide = ((WIDTH + 6) / count - 6).max(8);
    let letters = usize::try_from(wide / 8).unwrap_or(1);
    for (place, stage) in view.stages.iter().enumerate() {
        let x = i64::try_from(place).unwrap_or(0) * (wide + 6);
        cell(&mut drawing, stage, (x, wide), letters);
    }
    let says: Vec<String> = view
        .stages
        .iter()
        .map(|stage| format!("{} {}: {}", stage.number, stage.title, stage.state.label()))
        .collect();
    drawing.finish(64, &format!("Stages of {}", view.name()), &says.join("; "))
}

fn cell(drawing: &mut Drawing, stage: &StageView, (x, wide): (i64, i64), letters: usize) {
    let (class, hover) = (class_of(stage.state), hover(stage));
    drawing.rect((x, 0), (wide, 30), class, &hover);
    let on_colour = !matches!(
        stage.state,
        StepState::Todo | StepState::Unknown | StepState::NotApplicable | StepState::Skipped
    );
    let words = format!("{} {}", stage.state.mark(), stage.state.label());
    let words = if letters < words.chars().count() {
        stage.state.mark().to_string()
    } else {
        words
    };
    let text = if on_colour { "b c i" } else { "b c" };
    drawing.text((x + wide / 2, 20), text, &words);
    let title = format!("{} {}", stage.number, stage.title);
    let weight = if stage.current { "b" } else { "" };
    drawing.cut((x + 2, 47), weight, &title, letters);
    let progress = format!("{}/{} steps", stage.progress.done, stage.progress.total);
    drawing.text((x + 2, 61), "s", &cut(&progress, letters));
}

fn hover(stage: &StageView) -> String {
    let progress = stage.progress;
    format!(
        "{} {}: {}, {} of {} steps",
        stage.number,
        stage.title,
        stage.state.label(),
        progress.done,
        progress.total
    )
}
