//! Rules: a wish, the state, the policies and the time give facts, or reasons against them. Nothing is changed here.

use chrono::TimeDelta;

use super::command::{AtCreation, Command, PolicyChange};
use super::event::Event;
use super::links;
use super::policy::Policies;
use super::record::{Alert, EscalationRecord, PendingEscalation, Provenance};
use super::state::Incident;
use super::status::Status;
use crate::domain::Timestamp;
use crate::domain::id::PolicyName;
use crate::domain::rollout::{Rejection, RejectionCode};

/// Decides what `command` makes happen to `incident` at `now`. An empty list means that it is so already.
///
/// # Errors
/// Why the command is refused.
pub fn decide(
    incident: &Incident,
    command: &Command,
    policies: &Policies,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    if let Command::Add {
        title,
        alert,
        record,
    } = command
    {
        return add(incident, (title, alert.as_ref(), *record), policies, now);
    }
    if incident.created_at.is_none() {
        let text = format!("there is no incident {}", incident.id);
        return Err(Rejection::new(
            RejectionCode::NotFound,
            incident.id.as_str(),
            text,
        ));
    }
    match command {
        Command::Add { .. } => Ok(vec![]),
        Command::Update { status, policy } => update(incident, *status, policy, (policies, now)),
        Command::Escalate => Ok(escalate(incident, now)),
        Command::Close { reason } => Ok(close(incident, reason.as_deref(), now)),
        Command::Rate { severity } => Ok(links::rate(incident, *severity)),
        Command::Link { rollout, linked } => Ok(links::link(incident, rollout, *linked)),
        Command::Label { label, on } => links::label(incident, label, *on),
        Command::Undo => links::undo(incident),
        Command::Redo => links::redo(incident),
        Command::Backfill { backfill } => Ok(fill(incident, backfill, now)),
        Command::UndoBackfill { backfill } => Ok(take_away(incident, backfill)),
    }
}

fn add(
    incident: &Incident,
    (title, alert, at_creation): (&str, Option<&Alert>, AtCreation),
    policies: &Policies,
    now: Timestamp,
) -> Result<Vec<Event>, Rejection> {
    if incident.created_at.is_some() {
        let text = format!("there is an incident {} already", incident.id);
        return Err(Rejection::new(
            RejectionCode::WrongState,
            incident.id.as_str(),
            text,
        ));
    }
    let title = title.trim();
    if title.is_empty() {
        let text = "an incident needs a title";
        return Err(Rejection::new(RejectionCode::ReasonMissing, "title", text));
    }
    if let Some(policy) = alert.and_then(|alert| alert.policy.as_ref()) {
        must_be_known(policies, policy)?;
    }
    let record = match (at_creation, alert) {
        (AtCreation::Nothing, _) | (AtCreation::FromAlert, None) => None,
        (AtCreation::FromAlert | AtCreation::Everything, Some(alert)) => {
            Some(EscalationRecord::of_alert(alert, Provenance::Alert, now))
        }
        (AtCreation::Everything, None) => Some(EscalationRecord::fresh(Provenance::Default)),
    };
    Ok(vec![Event::Added {
        title: title.to_owned(),
        created_at: now,
        alert: alert.cloned(),
        record,
    }])
}

/// Changes status and policy. A new policy forces triggered and wins over a status sent with it; a status or a policy that is
/// there already is no change; unsetting the policy leaves the status.
///
/// Source: diffblue/gitlab `ee/.../prepare_update_service.rb`; gitlabhq/gitlabhq `prepare_update_service.rb`.
fn update(
    incident: &Incident,
    status: Option<Status>,
    policy: &PolicyChange,
    (policies, now): (&Policies, Timestamp),
) -> Result<Vec<Event>, Rejection> {
    let before = incident.record.as_ref();
    let old_policy = before.and_then(|record| record.policy.as_ref());
    let mut record = before.cloned().unwrap_or_else(|| lazily(incident, now));
    let mut changed = false;
    match policy {
        PolicyChange::Keep => {}
        PolicyChange::Unset => {
            changed = old_policy.is_some();
            record.unset_policy();
        }
        PolicyChange::Set(name) => {
            must_be_known(policies, name)?;
            if old_policy != Some(name) {
                record.choose(name.clone(), now);
                return Ok(vec![updated(before, record, policies, now)]);
            }
        }
    }
    if let Some(status) = status.filter(|status| before.is_none_or(|old| old.status != *status)) {
        record.enter(status, now);
        changed = true;
    }
    if changed {
        Ok(vec![updated(before, record, policies, now)])
    } else {
        Ok(vec![])
    }
}

/// Makes the record of an incident that has none, for the change that follows: as its alert says, or triggered.
fn lazily(incident: &Incident, now: Timestamp) -> EscalationRecord {
    incident.alert.as_ref().map_or_else(
        || EscalationRecord::fresh(Provenance::User),
        |alert| EscalationRecord::of_alert(alert, Provenance::User, now),
    )
}

/// Says that the record is so now. Only a change of the policy or of the openness touches who is to be told.
///
/// Source: diffblue/gitlab `ee/.../after_update_service.rb`.
fn updated(
    before: Option<&EscalationRecord>,
    mut record: EscalationRecord,
    policies: &Policies,
    now: Timestamp,
) -> Event {
    record.backfill = None;
    let had = before.and_then(|record| record.policy.as_ref());
    let was_open = before.is_some_and(|record| record.status.is_open());
    let is_other = had != record.policy.as_ref() || was_open != record.status.is_open();
    let pending = is_other.then(|| {
        let policy = record.policy.as_ref().filter(|_| record.escalates());
        policy.map_or_else(Vec::new, |name| begun(policies, name, now))
    });
    Event::Updated { record, pending }
}

/// Says who is to be told: once for each rule, counted from `now`. A policy that is not configured any more tells nobody.
///
/// Source: diffblue/gitlab `ee/app/services/incident_management/pending_escalations/create_service.rb`.
fn begun(policies: &Policies, name: &PolicyName, now: Timestamp) -> Vec<PendingEscalation> {
    let rules = policies.get(name).map(|policy| policy.rules.as_slice());
    let rules = rules.unwrap_or_default().iter();
    rules
        .filter_map(|rule| {
            let at = now.checked_add_signed(TimeDelta::seconds(rule.elapsed_s.into()))?;
            Some(PendingEscalation { rule: *rule, at })
        })
        .collect()
}

/// Goes through what is due: dropped when the incident is resolved, skipped when it is far enough, else somebody is told.
///
/// Source: diffblue/gitlab `ee/app/services/incident_management/pending_escalations/process_service.rb`.
fn escalate(incident: &Incident, now: Timestamp) -> Vec<Event> {
    let due = incident.pending.iter().filter(|pending| pending.at <= now);
    let (mut sent, mut skipped, mut dropped) = (vec![], vec![], vec![]);
    for pending in due.cloned() {
        match incident.status() {
            None | Some(Status::Resolved) => dropped.push(pending),
            Some(status) if status.value() >= pending.rule.status.value() => skipped.push(pending),
            Some(_) => sent.push(pending),
        }
    }
    if sent.is_empty() && skipped.is_empty() && dropped.is_empty() {
        return vec![];
    }
    vec![Event::Escalated {
        sent,
        skipped,
        dropped,
    }]
}

/// Closes it. Its alert is resolved, and its record where it has one; none is made.
///
/// Source: gitlabhq/gitlabhq `app/services/issues/close_service.rb`.
fn close(incident: &Incident, reason: Option<&str>, now: Timestamp) -> Vec<Event> {
    if incident.closed {
        return vec![];
    }
    let record = incident.record.clone().map(|mut record| {
        if record.status != Status::Resolved {
            record.enter(Status::Resolved, now);
            record.backfill = None;
        }
        record
    });
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    vec![Event::Closed {
        record,
        reason: reason.map(str::to_owned),
    }]
}

fn fill(incident: &Incident, backfill: &str, now: Timestamp) -> Vec<Event> {
    let Some(alert) = incident
        .alert
        .as_ref()
        .filter(|_| incident.record.is_none())
    else {
        return vec![];
    };
    let mut record = EscalationRecord::of_alert(alert, Provenance::Backfill, now);
    record.backfill = Some(backfill.to_owned());
    vec![Event::Backfilled {
        backfill: backfill.to_owned(),
        record,
    }]
}

fn take_away(incident: &Incident, backfill: &str) -> Vec<Event> {
    let record = incident.record.as_ref();
    let made_by = record.and_then(|record| record.backfill.as_deref());
    if made_by == Some(backfill) {
        vec![Event::BackfillUndone {
            backfill: backfill.to_owned(),
        }]
    } else {
        vec![]
    }
}

fn must_be_known(policies: &Policies, name: &PolicyName) -> Result<(), Rejection> {
    if policies.get(name).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = policies.names().collect();
    let text = format!("there is no policy {name}; there are {}", names.join(", "));
    Err(Rejection::new(RejectionCode::NotFound, name.as_str(), text))
}
