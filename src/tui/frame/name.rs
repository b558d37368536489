//! The name of a flag within a line that is too long: it gives way in its middle, so that what stands behind it is seen. It cuts nothing else.

use super::names::told_from;
use crate::projection::{FleetRow, RolloutView};
use crate::tui::model::Model;
use crate::tui::shown::Shown;

/// How the shell says that the terminal got a text for its clipboard.
const SENT: &str = "sent to the terminal's clipboard";

/// The fewest columns of a name by which it is told from others.
const LEAST: usize = 9;

/// Returns `text` for `room` columns: where it is too long, `name` is cut as far as is needed, so that it does not look like one of `others`.
pub(super) fn fitted(text: &str, (name, others): (&str, &[&str]), room: usize) -> String {
    let over = Shown::of(text).width().saturating_sub(room);
    if over == 0 || name.is_empty() {
        return text.to_owned();
    }
    // Where to whom something is sent leaves no room for what it is, it is said in one word.
    if let Some(rest) = text
        .strip_prefix(SENT)
        .filter(|_| over > Shown::of(name).width() / 2)
    {
        return fitted(&format!("sent{rest}"), (name, others), room);
    }
    let whole = Shown::of(name).width();
    // What is too long with the shortest name as well is cut at its end: the name keeps a third.
    let least = if over + LEAST > whole {
        LEAST.max(room / 3)
    } else {
        LEAST
    };
    let wanted = whole.saturating_sub(over).max(least).min(whole);
    let short = told_from(name, others, wanted);
    text.replace(name, short.as_str())
}

/// Returns the names of all rollouts that were read.
pub(super) fn all(model: &Model) -> Vec<&str> {
    let fleet = model.snapshot.iter().flat_map(|read| &read.fleet);
    fleet.map(FleetRow::name).collect()
}

/// Returns a title for `room` columns: where it is too long for the name in it, the name is left out, for the rows above say it whole.
pub(super) fn untitled(model: &Model, title: &str, room: usize) -> String {
    let name = of(model);
    if Shown::of(title).width() <= room || name.is_empty() || !title.contains(name) {
        return title.to_owned();
    }
    let words = title.replace(name, " ");
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
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
        let short = fitted(&text, (name, &[]), 50);
        assert!(short.ends_with(" false (production, rollback)"), "{short}");
        assert!(short.starts_with("set garden"), "{short}");
        assert_eq!(fitted(&text, (name, &[]), 200), text);
        assert_eq!(fitted(&text, ("", &[]), 10), text);
        let copied = format!("sent to the terminal's clipboard  {name}  command");
        let short = fitted(&copied, (name, &[]), 35);
        assert!(short.starts_with("sent  garden"), "{short}");
        assert_eq!(fitted(&copied, (name, &[]), 200), copied);
        let long = format!("{name}  1.1 {}", "a command that is long ".repeat(9));
        assert!(fitted(&long, (name, &[]), 54).starts_with("garden_la"));
        let other = "garden_layout_remembers_their_owner_everywhere";
        let others = [name, other];
        let one = fitted(&text, (name, &others), 50);
        let another = fitted(&text.replace(name, other), (other, &others), 50);
        assert_ne!(one, another);
    }
}
