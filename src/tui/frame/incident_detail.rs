//! All that is known of one incident. What nobody has written down is None, as GitLab says it, and never a default.

use super::blockers::state;
use super::fleet_preview::labelled;
use super::time;
use crate::domain::incident::Provenance;
use crate::projection::{IncidentView, WallClock};
use crate::tui::keymap::{Action, App, Record};
use crate::tui::model::Model;
use crate::tui::page::InTheWay;
use crate::tui::screen::{Line, Role};

/// Draws it with what can be done.
pub(super) fn lines(model: &Model, incident: &IncidentView, width: usize) -> Vec<Line> {
    let mut lines = facts(model, incident, width);
    for (label, text) in ways(model, incident) {
        lines.extend(labelled(label, &text, width));
    }
    lines
}

/// Draws what is known of it.
pub(super) fn facts(model: &Model, incident: &IncidentView, width: usize) -> Vec<Line> {
    let clock = model.clock();
    let (mark, role, _) = state(InTheWay::Incident(incident));
    let mut lines = vec![
        Line::new()
            .and(Role::Title, " STATUS      ")
            .and(role, &format!("{} {}", mark.mark(), incident.status_word()))
            .and(Role::Body, if incident.closed { ", closed" } else { "" })
            .fit(width),
    ];
    let facts = record(incident, clock)
        .into_iter()
        .chain(links(incident, clock));
    for (label, text) in facts {
        lines.extend(labelled(label, &text, width));
    }
    lines
}

/// A line of the page: its label and its words.
type Said = (&'static str, String);

/// Says what the escalation record holds.
fn record(incident: &IncidentView, clock: WallClock) -> Vec<Said> {
    let mut said = Vec::new();
    let mut say = |label: &'static str, text: &str| said.push((label, text.to_owned()));
    if incident.status.is_none() {
        say("", "no record: nobody has given it a status or a policy");
    }
    let policy = incident.policy.as_ref();
    let policy = policy.map_or_else(|| "None".to_owned(), ToString::to_string);
    say("POLICY", &policy);
    let at = |at| time::zoned(at, clock);
    if let Some(made) = incident.created_at {
        say(
            "MADE",
            &format!("{} ({})", at(made), time::ago(made, clock.now)),
        );
    }
    if let Some(since) = incident.escalations_started_at {
        say("ESCALATES", &format!("since {}", at(since)));
    }
    for pending in &incident.pending {
        let seconds = (pending.at - clock.now).num_seconds();
        let when = if pending.due {
            format!("DUE since {}", at(pending.at))
        } else {
            format!("in {}", time::length(seconds))
        };
        say("", &format!("{when}, unless {}", pending.status));
    }
    if let Some(resolved) = incident.resolved_at {
        say("RESOLVED", &at(resolved));
    }
    if let Some(by) = incident.provenance.map(Provenance::as_str) {
        say("RECORD BY", by);
    }
    if let Some(alert) = &incident.alert {
        let policy = alert.policy.as_ref();
        let policy = policy.map(|policy| format!(", policy {policy}"));
        let text = format!(
            "{}{}, raised {}",
            alert.status,
            policy.unwrap_or_default(),
            at(alert.created_at)
        );
        say("ALERT", &text);
    }
    said
}

/// Says what it is about, and who wrote last.
fn links(incident: &IncidentView, clock: WallClock) -> Vec<Said> {
    let mut said = Vec::new();
    let mut say = |label: &'static str, text: &str| said.push((label, text.to_owned()));
    if let Some(severity) = incident.severity {
        say("SEVERITY", &severity.as_str().to_uppercase());
    }
    let about = incident.rollouts.iter();
    let about: Vec<&str> = about
        .map(|linked| linked.name.as_deref().unwrap_or(linked.id.as_str()))
        .collect();
    if !about.is_empty() {
        say("ABOUT", &about.join(", "));
    }
    if !incident.labels.is_empty() {
        say("LABELS", &incident.labels.join(", "));
    }
    if let (Some(last), Some(by)) = (incident.updated_at, &incident.updated_by) {
        say("LAST", &format!("{}, {by}", time::zoned(last, clock)));
    }
    said
}

/// Says what can be done with it, by which keys.
fn ways(model: &Model, incident: &IncidentView) -> Vec<Said> {
    let mut said = Vec::new();
    let mut say = |label: &'static str, text: &str| said.push((label, text.to_owned()));
    let key = |what| model.key_of(what);
    let undo = incident.undo.as_ref();
    let named = |what: &str| with_names(model, what);
    if let Some(what) = undo {
        let key = key(Action::Record(Record::UndoIncident));
        say("UNDO", &format!("{key} takes back: {}", named(what)));
    }
    if let Some(what) = &incident.redo {
        let key = key(Action::Record(Record::RedoIncident));
        say("REDO", &format!("{key} brings back: {}", named(what)));
    }
    if !incident.closed {
        let keys = [
            (Action::App(App::Open), "status and policy"),
            (
                Action::Record(Record::EditSelected),
                "severity, rollouts, labels",
            ),
            (Action::Record(Record::Escalate), "escalates what is due"),
            (Action::Record(Record::CloseSelected), "closes"),
        ];
        let keys = keys.map(|(what, words)| format!("{} {words}", key(what)));
        say("KEYS", &keys.join("   "));
    }
    said
}

/// Says a rollout by its name where a record has only its identifier, which nobody can tell from another.
fn with_names(model: &Model, what: &str) -> String {
    let rows = model.snapshot.iter().flat_map(|read| &read.fleet);
    let mut text = what.to_owned();
    for row in rows {
        let id = row.id.to_string();
        if text.contains(&id) {
            text = text.replace(&format!("rollout {id}"), row.name());
            text = text.replace(&id, row.name());
        }
    }
    text
}
