//! The name of a flag within a line that is too long: it gives way in its middle, so that what stands behind it is seen. It cuts nothing else.

use crate::projection::{FleetRow, RolloutView};
use crate::tui::model::Model;
use crate::tui::shown::Shown;

/// The fewest columns of a name by which it is told from others.
const LEAST: usize = 9;

/// Returns `text` for `room` columns: where it is too long, `name` is cut in the middle as far as is needed.
pub(super) fn fitted(text: &str, name: &str, room: usize) -> String {
    let over = Shown::of(text).width().saturating_sub(room);
    if over == 0 || name.is_empty() {
        return text.to_owned();
    }
    let wanted = Shown::of(name).width().saturating_sub(over).max(LEAST);
    let short = Shown::of(name).cut_middle(wanted);
    text.replace(name, short.as_str())
}

/// Returns the name of what is open, or selected on the fleet.
pub(super) fn of(model: &Model) -> &str {
    let open = model.view().map(RolloutView::name);
    let row = || model.selected_row().map(FleetRow::name);
    open.or_else(row).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn a_name_gives_way_and_the_rest_stays() {
        let name = "garden_layout_remembers_its_owner_everywhere";
        let text = format!("set {name} false (production, rollback)");
        let short = fitted(&text, name, 50);
        assert!(short.ends_with(" false (production, rollback)"), "{short}");
        assert!(short.starts_with("set garden"), "{short}");
        assert_eq!(fitted(&text, name, 200), text);
        assert_eq!(fitted(&text, "", 10), text);
    }
}
