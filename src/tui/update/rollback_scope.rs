//! What the wizard of the way back asks beside the reason: how far it reaches, its incident, who with a console has confirmed. It plans nothing.

use crate::domain::flag::Environment;
use crate::domain::rollout::RollbackDetails;
use crate::projection::{IncidentView, RolloutView};
use crate::tui::form::{Boxes, Form, Item, single};

const SCOPE: &str = "scope";
const INCIDENT: &str = "incident";
const CONFIRMED: &str = "confirmed";

/// The word that raises an incident with the way back.
const NEW: &str = "new";

/// What is said of an incident.
pub(super) struct IncidentSaid {
    /// Its name or its address; none where there is none yet.
    pub(super) name: Option<String>,
    /// Whether one is to be raised.
    pub(super) raise: bool,
}

/// Asks which incident it belongs to and, where chatops cannot go back, who has confirmed.
pub(super) fn names(view: &RolloutView) -> Vec<Item> {
    let mut items = vec![single(INCIDENT, "Incident: I1, link, new")];
    if view.rollback.plan.console.is_some() {
        items.push(single(CONFIRMED, "SRE who has confirmed"));
    }
    items
}

/// Asks in which environments; nothing where the flag is on in none. Production comes first and stays ticked.
pub(super) fn boxes(view: &RolloutView) -> Option<Item> {
    let from = &view.rollback.plan.from;
    let options: Vec<(&'static str, String)> = from
        .keys()
        .rev()
        .map(|place| (place.as_str(), place.to_string()))
        .collect();
    let fixed = usize::from(from.contains_key(&Environment::Production));
    (!options.is_empty()).then(|| Item::Boxes(Boxes::all(SCOPE, "Scope   ", options, fixed)))
}

/// Returns the environments that were chosen; empty where all were.
pub(super) fn chosen(form: &Form, view: &RolloutView) -> Vec<Environment> {
    let ticked = form.ticked(SCOPE);
    let places: Vec<Environment> = ticked.into_iter().filter_map(Environment::parse).collect();
    if places.len() == view.rollback.plan.from.len() {
        vec![]
    } else {
        places
    }
}

/// Says what is missing; nothing where all is there.
pub(super) fn missing(form: &Form, known: &[IncidentView]) -> Option<String> {
    let has_boxes = form.items.iter().any(|item| item.name() == SCOPE);
    if has_boxes && form.ticked(SCOPE).is_empty() {
        return Some("Tick where the flag is to go off.".to_owned());
    }
    incident(form, known).err()
}

/// Reads what was typed of an incident, or says why it cannot be one.
pub(super) fn incident(form: &Form, known: &[IncidentView]) -> Result<IncidentSaid, String> {
    let typed = form.text(INCIDENT);
    let raise = typed.eq_ignore_ascii_case(NEW);
    if typed.is_empty() || raise {
        return Ok(IncidentSaid { name: None, raise });
    }
    let id = typed.to_uppercase();
    let name = if known.iter().any(|incident| incident.id.as_str() == id) {
        id
    } else if typed.contains("://") {
        typed
    } else {
        return Err(format!(
            "There is no incident {typed}. Write new to raise one."
        ));
    };
    Ok(IncidentSaid {
        name: Some(name),
        raise,
    })
}

/// Returns what was said beside the reason, but for an incident that is still to be raised.
pub(super) fn details(
    form: &Form,
    view: &RolloutView,
    incident: Option<String>,
) -> RollbackDetails {
    let confirmed = form.text(CONFIRMED);
    RollbackDetails {
        scope: chosen(form, view),
        incident,
        confirmed_by: Some(confirmed).filter(|name| !name.is_empty()),
    }
}
