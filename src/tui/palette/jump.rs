//! Rollouts and steps by a few of their letters, to jump to. Nothing is opened here.

use super::{Does, Row, matching};
use crate::projection::StepView;
use crate::tui::model::Model;

/// Returns the rollouts that fit, the best first; those that are over too.
pub(super) fn rollouts(model: &Model, wanted: &str) -> Vec<Row> {
    let rows = model.snapshot.iter().flat_map(|snapshot| &snapshot.fleet);
    let found = rows.filter_map(|row| {
        let name = matching::score(row.name(), wanted);
        let title = matching::score(&row.title, wanted).map(|score| score - 1);
        let score = name.max(title)?;
        let row = Row {
            does: Does::Rollout(row.id.clone()),
            label: row.name().to_owned(),
            impossible: None,
        };
        Some((score, row))
    });
    best_first(found.collect())
}

/// Returns the steps of the open rollout that fit, the best first.
pub(super) fn steps(model: &Model, wanted: &str) -> Vec<Row> {
    let stages = model.view().into_iter().flat_map(|view| &view.stages);
    let steps = stages.flat_map(|stage| stage.steps.iter().flat_map(StepView::outline));
    let found = steps.filter_map(|step| {
        let label = format!("{} {}", step.number, step.text);
        let score = matching::score(&label, wanted)?;
        let row = Row {
            does: Does::Step(step.number.clone()),
            label,
            impossible: None,
        };
        Some((score, row))
    });
    best_first(found.collect())
}

/// Equals keep the order in which they stand.
fn best_first(mut found: Vec<(i32, Row)>) -> Vec<Row> {
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, row)| row).collect()
}
