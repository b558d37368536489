//! The choice of a severity in a form, for what may have none. It changes nothing.

use super::blocker_form::SEVERITIES;
use crate::domain::rollout::Severity;
use crate::tui::form::{Form, Item, Radio};

/// The name of the choice.
const SEVERITY: &str = "severity";

/// Returns the choice for something that has this severity, or none.
pub(super) fn choice(severity: Option<Severity>) -> Item {
    let severities = [
        ("s1", "S1"),
        ("s2", "S2"),
        ("s3", "S3"),
        ("s4", "S4"),
        ("none", "none"),
    ];
    let place = SEVERITIES.iter().position(|known| Some(*known) == severity);
    let place = place.unwrap_or(SEVERITIES.len());
    Item::Radio(Radio::new(SEVERITY, "Severity  ", &severities).with(place))
}

/// Returns the severity that was chosen.
pub(super) fn chosen(form: &Form) -> Option<Severity> {
    SEVERITIES
        .into_iter()
        .find(|severity| form.chosen(SEVERITY) == Some(severity.as_str()))
}
