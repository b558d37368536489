//! The commands that record something about incidents. Nobody is paged: what is due is said, and that is all.

use serde::Serialize;
use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::{IncidentAdd, IncidentVerb};
use crate::cli::output::{Line, Page, Role};
use crate::cli::read;
use crate::cli::session::Session;
use crate::domain::id::{IncidentId, PolicyName};
use crate::domain::incident::{Alert, BackfillItem, Command, PolicyChange};
use crate::error::Report;
use crate::projection::IncidentView;
use crate::tracker::{Recorded, Tracker};

#[derive(Serialize)]
struct Change<'a> {
    dry_run: bool,
    events: &'a [Recorded],
    incident: &'a IncidentView,
}

#[derive(Serialize)]
struct Filled<'a> {
    id: &'a IncidentId,
    title: &'a str,
    status: crate::domain::incident::Status,
    policy: Option<&'a PolicyName>,
    escalations_started_at: Option<crate::domain::Timestamp>,
}

#[derive(Serialize)]
struct Told<'a> {
    incident: &'a IncidentId,
    #[serde(flatten)]
    event: &'a Recorded,
}

/// Does what is wished about incidents.
pub(crate) fn incident(session: &Session<'_, '_>, verb: &IncidentVerb) -> Result<Answer, Report> {
    match verb {
        IncidentVerb::List => read::incidents(session),
        IncidentVerb::Show { incident } => read::incident(session, incident),
        IncidentVerb::Policies => read::policies(session),
        IncidentVerb::Add(args) => add(session, args),
        IncidentVerb::Status {
            incident,
            status,
            policy,
        } => {
            let policy = policy.as_deref().map(|name| PolicyChange::Set(name.into()));
            let command = Command::Update {
                status: Some((*status).into()),
                policy: policy.unwrap_or_default(),
            };
            wish(session, incident, &command)
        }
        IncidentVerb::Policy {
            incident, policy, ..
        } => {
            let policy = policy.as_deref().map(|name| PolicyChange::Set(name.into()));
            let command = Command::Update {
                status: None,
                policy: policy.unwrap_or(PolicyChange::Unset),
            };
            wish(session, incident, &command)
        }
        IncidentVerb::Close { incident, reason } => {
            let reason = reason.clone();
            wish(session, incident, &Command::Close { reason })
        }
        IncidentVerb::Escalate {
            incident: Some(name),
        } => wish(session, name, &Command::Escalate),
        IncidentVerb::Escalate { incident: None } => escalate_all(session),
        IncidentVerb::Backfill { undo: false } => backfill(session),
        IncidentVerb::Backfill { undo: true } => undo_backfill(session),
    }
}

fn add(session: &Session<'_, '_>, args: &IncidentAdd) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let raised = args.alert_at.as_deref().map(|text| session.past(text));
    let raised = raised.transpose()?;
    let made = session.at()?.unwrap_or(session.now);
    let alert = args.alert_status.map(|status| Alert {
        status: status.into(),
        policy: args.alert_policy.as_deref().map(PolicyName::from),
        created_at: raised.unwrap_or(made),
    });
    let (id, events) = tracker.add_incident(&args.title, alert, args.record.into())?;
    changed(session, &tracker, &id, &events)
}

fn wish(session: &Session<'_, '_>, name: &str, command: &Command) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find_incident(name)?;
    let events = tracker.dispatch_incident(&id, command)?;
    changed(session, &tracker, &id, &events)
}

fn changed(
    session: &Session<'_, '_>,
    tracker: &Tracker,
    id: &IncidentId,
    events: &[Recorded],
) -> Result<Answer, Report> {
    let incident = IncidentView::of(&tracker.incident(id)?, session.now);
    let dry_run = session.global.dry_run;
    let change = Change {
        dry_run,
        events,
        incident: &incident,
    };
    let texts: Vec<&str> = events.iter().map(|event| event.text.as_str()).collect();
    answered(session, &change, &texts)
}

/// Answers with what was recorded, or would be.
fn answered(
    session: &Session<'_, '_>,
    data: &impl Serialize,
    texts: &[&str],
) -> Result<Answer, Report> {
    let dry_run = session.global.dry_run;
    let (verb, role) = if dry_run {
        ("would record", Role::Waiting)
    } else {
        ("ok", Role::Good)
    };
    let mut page = Page::new();
    for text in texts {
        page.push(Line::new().word(role, verb).plain(" ").plain(text));
    }
    if texts.is_empty() {
        page.push(
            Line::new()
                .word(role, "ok")
                .plain(" there was nothing to record"),
        );
    }
    let mut answer = Answer::with(data, Body::Word(page))?;
    answer.changed = !texts.is_empty() && !dry_run;
    Ok(answer)
}

fn escalate_all(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let mut events = Vec::new();
    for history in tracker.incidents()? {
        let id = history.incident.id;
        let recorded = tracker.dispatch_incident(&id, &Command::Escalate)?;
        events.extend(recorded.into_iter().map(|event| (id.clone(), event)));
    }
    let data = json!({ "dry_run": session.global.dry_run, "events": told(&events) });
    answered(session, &data, &texts(&events))
}

/// Fills, or says with `--dry-run` what would be filled.
fn backfill(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let run = tracker.backfill_incidents()?;
    let filled: Vec<Filled<'_>> = run.plan.filled.iter().map(filled).collect();
    let data = json!({
        "dry_run": session.global.dry_run,
        "backfill": run.backfill,
        "filled": filled,
        "kept": run.plan.kept,
        "left": run.plan.left,
        "events": told(&run.events),
    });
    let counts = format!(
        "{} filled, {} have a record already, {} without an alert stay None",
        run.plan.filled.len(),
        run.plan.kept.len(),
        run.plan.left.len()
    );
    let mut lines = texts(&run.events);
    if !lines.is_empty() {
        lines.push(&counts);
    }
    answered(session, &data, &lines)
}

fn undo_backfill(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let undo = tracker.undo_backfill()?;
    if undo.backfill.is_none() {
        let message =
            "no backfill can be taken back: there is none, or all it made was changed since";
        return Err(crate::cli::refusal::refused("WRONG_STATE", message));
    }
    let undone: Vec<&IncidentId> = undo.events.iter().map(|(id, _)| id).collect();
    let data = json!({
        "dry_run": session.global.dry_run,
        "backfill": undo.backfill,
        "undone": undone,
        "kept": undo.kept,
        "events": told(&undo.events),
    });
    let kept = undo.kept.iter();
    let kept = kept.map(|id| format!("{id} was changed since and keeps its record"));
    Ok(answered(session, &data, &texts(&undo.events))?.warn(kept.collect()))
}

fn filled(item: &BackfillItem) -> Filled<'_> {
    Filled {
        id: &item.incident,
        title: &item.title,
        status: item.record.status,
        policy: item.record.policy.as_ref(),
        escalations_started_at: item.record.escalations_started_at,
    }
}

fn told(events: &[(IncidentId, Recorded)]) -> Vec<Told<'_>> {
    let events = events.iter();
    events
        .map(|(incident, event)| Told { incident, event })
        .collect()
}

fn texts(events: &[(IncidentId, Recorded)]) -> Vec<&str> {
    events
        .iter()
        .map(|(_, event)| event.text.as_str())
        .collect()
}
