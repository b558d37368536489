//! The dialogs of incidents: made, given a status and a policy, gone through, closed. All of it asks.

use super::when::{past, zone_word};
use super::{dialogs, qa};
use crate::domain::id::{IncidentId, PolicyName};
use crate::domain::incident::{Alert, AtCreation, Command, PolicyChange, Status};
use crate::projection::IncidentView;
use crate::tui::dialog::{Beside, Dialog, Purpose, TEXT};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, Radio, buttons, gap, multi, single, words};
use crate::tui::keymap::{Action, Record};
use crate::tui::model::{Model, Tone};
use crate::tui::page::InTheWay;
use crate::tui::screen::Role;

const ALERT: &str = "alert";
const RAISED: &str = "raised";
const RECORD: &str = "record";
const ABOUT: &str = "about";
const STATUS: &str = "status";
const POLICY: &str = "policy";

/// The answers to which policy, before the names of those that there are.
const KEEP: &str = "-keep";
const UNSET: &str = "-unset";

/// Asks for a new incident.
pub(super) fn add(model: &mut Model) -> Vec<Effect> {
    let alerts = [
        ("none", "no alert"),
        ("triggered", "triggered"),
        ("acknowledged", "acknowledged"),
        ("resolved", "resolved"),
        ("ignored", "ignored"),
    ];
    let records = [
        ("never", "not before somebody gives it one"),
        ("alert", "where there is an alert"),
        ("always", "at once"),
    ];
    let mut items = vec![
        single(TEXT, "What    "),
        Item::Radio(Radio::new(ALERT, "Alert   ", &alerts).with(0)),
        policies(model, "Policy of the alert", &[(KEEP, "none")]),
        single(
            RAISED,
            format!("Alert raised at, {}", zone_word(model.clock())),
        ),
        Item::Radio(Radio::new(RECORD, "Status  ", &records).with(0)),
        words(Role::Wait, ""),
        buttons("go", "Add the incident", false),
    ];
    if let Some(view) = model.view() {
        let about = Item::Tick {
            name: ABOUT,
            label: format!("it is about {}", view.name()),
            on: true,
        };
        items.insert(1, about);
    }
    let form = Form::new(items);
    let purpose = Purpose::Beside(Beside::AddIncident);
    let dialog =
        Dialog::new("Add an incident", purpose, form, model.now).draft("incident".to_owned());
    dialogs::open(model, dialog)
}

/// Asks which policy, with these answers before those that there are; the first is chosen.
fn policies(model: &Model, label: &str, first: &[(&str, &str)]) -> Item {
    let known = model.snapshot.iter().flat_map(|read| &read.policies);
    let first = first.iter().map(|(key, words)| (*key, *words));
    let known = known.map(|name| (name.as_str(), name.as_str()));
    Item::Choice {
        name: POLICY.to_owned(),
        label: label.to_owned(),
        options: first
            .chain(known)
            .map(|(key, words)| (key.to_owned(), words.to_owned()))
            .collect(),
        at: 0,
        chosen: Some(0),
    }
}

/// Says what is missing of a new incident.
pub(super) fn add_changed(model: &Model, form: &mut Form) {
    let has_alert = form.chosen(ALERT).is_some_and(|alert| alert != "none");
    let missing = if past(&form.text(RAISED), model.clock()).is_err() {
        "Write the time as 14:44, or as 2022-03-09 14:44; it lies behind this clock."
    } else if !has_alert && (chosen_policy(form).is_some() || !form.text(RAISED).is_empty()) {
        "A policy and a time belong to an alert: choose its status."
    } else {
        ""
    };
    form.set_button("go", missing.is_empty() && !form.text(TEXT).is_empty());
    qa::say_before(form, "", missing);
}

fn chosen_policy(form: &Form) -> Option<PolicyName> {
    let name = form.chosen(POLICY)?;
    (name != KEEP && name != UNSET).then(|| PolicyName::from(name))
}

/// Returns the incident that is to be made.
pub(super) fn added(model: &Model, form: &Form) -> Vec<Effect> {
    let clock = model.clock();
    let alert = form.chosen(ALERT).and_then(Status::parse);
    let raised = past(&form.text(RAISED), clock).unwrap_or_default();
    let alert = alert.map(|status| Alert {
        status,
        policy: chosen_policy(form),
        created_at: raised.unwrap_or(clock.now),
    });
    let record = match form.chosen(RECORD) {
        Some("always") => AtCreation::Everything,
        Some("alert") => AtCreation::FromAlert,
        _ => AtCreation::Nothing,
    };
    let title = form.text(TEXT);
    let about = model.view().filter(|_| form.is_ticked(ABOUT));
    vec![Effect::AddIncident {
        title,
        alert,
        record,
        about: about.map(|view| view.id.clone()),
    }]
}

/// Returns the selected incident, or says that there is none.
pub(super) fn selected(model: &mut Model) -> Option<IncidentView> {
    if let Some(InTheWay::Incident(incident)) = model.selected_in_the_way() {
        return Some(incident.clone());
    }
    let key = model.key_of(Action::Record(Record::AddIncident));
    let text = format!("no incident is selected: {key} adds one");
    model.tell(Tone::Warn, text);
    None
}

/// Says how an incident stands.
pub(super) fn head(incident: &IncidentView) -> Vec<Item> {
    let policy = incident.policy.as_ref();
    let policy = policy.map_or_else(|| "none".to_owned(), ToString::to_string);
    let now = format!("Status {}   policy {policy}", incident.status_word());
    let mut items = vec![
        words(Role::Title, format!("{}  {}", incident.id, incident.title)),
        words(Role::Body, now),
    ];
    if incident.status.is_none() {
        let none = "There is no record yet: whatever is given here makes one.";
        items.push(words(Role::Question, none));
    }
    items.push(gap());
    items
}

/// Asks for a status, a policy, or both.
pub(super) fn status(model: &mut Model) -> Vec<Effect> {
    let Some(incident) = selected(model) else {
        return vec![];
    };
    let all: Vec<(&str, &str)> = Status::ALL
        .iter()
        .map(|status| (status.as_str(), status.as_str()))
        .collect();
    let mut items = head(&incident);
    items.extend([
        Item::Radio(Radio::new(STATUS, "Status  ", &all)),
        gap(),
        policies(
            model,
            "Policy",
            &[(KEEP, "as it is"), (UNSET, "follow none any more")],
        ),
        words(Role::Wait, ""),
        buttons("go", "Record it", false),
    ]);
    let title = format!("Status of {}", incident.id);
    let purpose = Purpose::Beside(Beside::IncidentStatus(incident.id));
    dialogs::open(
        model,
        Dialog::new(title, purpose, Form::new(items), model.now),
    )
}

/// Says what the button does: a new policy triggers, whatever status is chosen with it.
///
/// Source: diffblue/gitlab `prepare_update_service.rb` of escalation statuses.
pub(super) fn status_changed(form: &mut Form, id: &IncidentId) {
    let status = form.chosen(STATUS).map(str::to_uppercase);
    let policy = chosen_policy(form);
    let is_unset = form.chosen(POLICY) == Some(UNSET);
    let label = match (&status, &policy) {
        (_, Some(policy)) => format!("Choose {policy}, which triggers {id}"),
        (Some(status), None) if is_unset => format!("Set {id} {status}, follow no policy"),
        (Some(status), None) => format!("Set {id} {status}"),
        (None, None) if is_unset => format!("Let {id} follow no policy"),
        (None, None) => "Record it".to_owned(),
    };
    let hint = match (&status, &policy) {
        (Some(status), Some(_)) if status != "TRIGGERED" => {
            "A new policy triggers the incident and wins over the status."
        }
        (None, None) if !is_unset => "Space chooses a status or a policy.",
        _ => "",
    };
    form.set_button("go", status.is_some() || policy.is_some() || is_unset);
    form.label_button("go", label);
    qa::say_before(form, "", hint);
}

/// Returns the change of status and policy.
pub(super) fn status_given(form: &Form, id: &IncidentId) -> Vec<Effect> {
    let policy = match chosen_policy(form) {
        Some(policy) => PolicyChange::Set(policy),
        None if form.chosen(POLICY) == Some(UNSET) => PolicyChange::Unset,
        None => PolicyChange::Keep,
    };
    let status = form.chosen(STATUS).and_then(Status::parse);
    let command = Command::Update { status, policy };
    vec![Effect::ChangeIncident(id.clone(), command)]
}

/// Asks whether what is due is to be gone through.
pub(super) fn escalate(model: &mut Model) -> Vec<Effect> {
    let Some(incident) = selected(model) else {
        return vec![];
    };
    let due = incident.pending.iter().filter(|pending| pending.due);
    let text = match due.count() {
        0 => "No escalation is due now.".to_owned(),
        1 => "1 escalation is due.".to_owned(),
        count => format!("{count} escalations are due."),
    };
    let mut items = head(&incident);
    items.extend([
        words(Role::Body, text),
        words(
            Role::Body,
            "It is recorded whom it is for; nobody is paged.",
        ),
        gap(),
        buttons(
            "go",
            format!("Go through what is due of {}", incident.id),
            true,
        ),
    ]);
    let title = format!("Escalate {}", incident.id);
    let purpose = Purpose::Beside(Beside::Escalate(incident.id));
    dialogs::open(
        model,
        Dialog::new(title, purpose, Form::new(items), model.now),
    )
}

/// Returns the wish to go through what is due.
pub(super) fn escalated(id: &IncidentId) -> Vec<Effect> {
    vec![Effect::ChangeIncident(id.clone(), Command::Escalate)]
}

/// Asks whether the selected incident is over.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let Some(incident) = selected(model) else {
        return vec![];
    };
    let mut items = head(&incident);
    if incident.alert.is_some() {
        items.push(words(Role::Body, "Closing it resolves its alert."));
    }
    items.extend([
        multi(TEXT, "Why? (may stay empty)", 3),
        gap(),
        buttons("go", format!("Close {}", incident.id), true),
    ]);
    let title = format!("Close {}", incident.id);
    let draft = format!("incident/{}/close", incident.id);
    let purpose = Purpose::Beside(Beside::CloseIncident(incident.id));
    let dialog = Dialog::new(title, purpose, Form::new(items), model.now).draft(draft);
    dialogs::open(model, dialog)
}

/// Returns the wish to close it.
pub(super) fn closed(form: &Form, id: &IncidentId) -> Vec<Effect> {
    let reason = Some(form.text(TEXT)).filter(|reason| !reason.is_empty());
    vec![Effect::ChangeIncident(
        id.clone(),
        Command::Close { reason },
    )]
}
