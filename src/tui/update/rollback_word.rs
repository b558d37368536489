//! The word that confirms a way back: as much of the name as no other open rollout begins with. It is never empty.

use crate::projection::{FleetRow, RolloutView};
use crate::tui::model::Model;

/// Returns the first word of the name; more of it where another rollout shares that.
pub(super) fn confirming(model: &Model, view: &RolloutView) -> String {
    let rows = model.snapshot.iter().flat_map(|snapshot| &snapshot.fleet);
    let others: Vec<&str> = rows
        .filter(|row| row.id != view.id && !row.is_over())
        .map(FleetRow::name)
        .collect();
    let one = first_words(view.name(), 1);
    if others.iter().all(|other| first_words(other, 1) != one) {
        return one.to_owned();
    }
    let two = first_words(view.name(), 2);
    if others.iter().all(|other| first_words(other, 2) != two) {
        return two.to_owned();
    }
    view.name().to_owned()
}

/// Returns the beginning of `name` with so many words.
fn first_words(name: &str, count: usize) -> &str {
    let is_break = |character: char| matches!(character, '_' | '-' | ':' | '.' | ' ');
    let mut ends = name.match_indices(is_break).map(|(place, _)| place);
    let end = ends.nth(count - 1).unwrap_or(name.len());
    name.get(..end)
        .filter(|words| !words.is_empty())
        .unwrap_or(name)
}
