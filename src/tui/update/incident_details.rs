//! The form of what is known beside the status of an incident: how bad it is, which rollouts it is about, its labels. Only what is
//! different is recorded.

use super::{dialogs, incident_form, qa, severity};
use crate::domain::id::{IncidentId, RolloutId};
use crate::domain::incident::Command;
use crate::projection::IncidentView;
use crate::tui::dialog::{Beside, Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, buttons, filled, gap, words};
use crate::tui::model::Model;
use crate::tui::screen::Role;

const ABOUT: &str = "about";
const LABELS: &str = "labels";

/// Asks what is different about the selected incident.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(incident) = incident_form::selected(model) else {
        return vec![];
    };
    let mut items = incident_form::head(&incident);
    items.extend([
        severity::choice(incident.severity),
        filled(ABOUT, "Rollouts  ", &names(&incident).join(", ")),
        filled(LABELS, "Labels    ", &incident.labels.join(", ")),
        gap(),
        words(
            Role::Dim,
            "Names and labels stand between commas. While it is open, S1 and S2",
        ),
        words(
            Role::Dim,
            "stop the rollouts it is about, and `blocks feature-flags` stops all.",
        ),
        words(Role::Wait, ""),
        buttons("go", format!("Change {}", incident.id), false),
    ]);
    let title = format!("Change {}", incident.id);
    let purpose = Purpose::Beside(Beside::IncidentDetails(incident.id));
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now);
    let mut effects = dialogs::open(model, dialog);
    // It may be about a rollout that is over, which has to be found by its name.
    effects.push(Effect::ReadOver(true));
    effects
}

fn names(incident: &IncidentView) -> Vec<String> {
    let rollouts = incident.rollouts.iter();
    rollouts
        .map(|linked| linked.name.clone().unwrap_or_else(|| linked.id.to_string()))
        .collect()
}

fn listed(text: &str) -> Vec<String> {
    let parts = text.split(',').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Says what is wrong, and lets the button be pressed when something is different.
pub(super) fn changed(model: &Model, form: &mut Form, id: &IncidentId) {
    let commands = commands(model, form, id);
    let ready = commands.as_ref().is_ok_and(|commands| !commands.is_empty());
    let missing = commands.err().unwrap_or_default();
    form.set_button("go", ready);
    qa::say_before(form, "", &missing);
}

/// Returns the wishes that make the incident what the form says.
fn commands(model: &Model, form: &Form, id: &IncidentId) -> Result<Vec<Command>, String> {
    let mut known = model.snapshot.iter().flat_map(|read| &read.incidents);
    let Some(known) = known.find(|known| known.id == *id) else {
        return Ok(vec![]);
    };
    let severity = severity::chosen(form);
    let rate = (severity != known.severity).then_some(Command::Rate { severity });
    let labels = listed(&form.text(LABELS));
    let label = |label: &String, on| Command::Label {
        label: label.clone(),
        on,
    };
    let off = known.labels.iter().filter(|one| !labels.contains(one));
    let on = labels.iter().filter(|one| !known.labels.contains(one));
    let linked: Result<Vec<RolloutId>, String> = listed(&form.text(ABOUT))
        .iter()
        .map(|name| find(model, known, name))
        .collect();
    let linked = linked?;
    let link = |rollout: &RolloutId, linked| Command::Link {
        rollout: rollout.clone(),
        linked,
    };
    let before: Vec<&RolloutId> = known.rollouts.iter().map(|linked| &linked.id).collect();
    let gone = before.iter().filter(|one| !linked.contains(one));
    let new = linked.iter().filter(|one| !before.contains(one));
    Ok(rate
        .into_iter()
        .chain(gone.map(|one| link(one, false)))
        .chain(new.map(|one| link(one, true)))
        .chain(off.map(|one| label(one, false)))
        .chain(on.map(|one| label(one, true)))
        .collect())
}

/// Finds a rollout by its name, or by a part that fits only one; one that is linked already keeps its own name.
fn find(model: &Model, known: &IncidentView, name: &str) -> Result<RolloutId, String> {
    let mut linked = known.rollouts.iter();
    let is_named = |id: &RolloutId, known: Option<&str>| id.as_str() == name || known == Some(name);
    if let Some(linked) = linked.find(|linked| is_named(&linked.id, linked.name.as_deref())) {
        return Ok(linked.id.clone());
    }
    let rows = || model.snapshot.iter().flat_map(|read| &read.fleet);
    if let Some(row) = rows().find(|row| is_named(&row.id, Some(row.name()))) {
        return Ok(row.id.clone());
    }
    let mut fits = rows().filter(|row| row.name().contains(name));
    match (fits.next(), fits.next()) {
        (Some(row), None) => Ok(row.id.clone()),
        (Some(_), Some(_)) => Err(format!("{name} fits several rollouts.")),
        (None, _) => Err(format!("No rollout is called {name}.")),
    }
}

/// Returns what is to be recorded.
pub(super) fn submitted(model: &Model, form: &Form, id: &IncidentId) -> Vec<Effect> {
    let commands = commands(model, form, id).unwrap_or_default();
    commands
        .into_iter()
        .map(|command| Effect::ChangeIncident(id.clone(), command))
        .collect()
}
