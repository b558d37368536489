//! The commands that record something about incidents. Nobody is paged: what is due is said, and that is all.

use serde::Serialize;
use serde_json::json;

use super::backfill;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::{IncidentAdd, IncidentVerb};
use crate::cli::confirm::agreed;
use crate::cli::output::{Line, Page, Role};
use crate::cli::read;
use crate::cli::session::Session;
use crate::domain::id::{IncidentId, PolicyName};
use crate::domain::incident::{Alert, Command, PolicyChange};
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
pub(super) struct Told<'a> {
    incident: &'a IncidentId,
    #[serde(flatten)]
    event: &'a Recorded,
}

/// Does what is wished about incidents.
pub(crate) fn incident(
    session: &mut Session<'_, '_>,
    verb: &IncidentVerb,
) -> Result<Answer, Report> {
    match verb {
        IncidentVerb::List { by } => read::incidents(session, by.map(Into::into)),
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
        IncidentVerb::Severity { incident, severity } => {
            let severity = (*severity).into();
            wish(session, incident, &Command::Rate { severity })
        }
        IncidentVerb::Link { incident, flag } => link(session, incident, (flag, true)),
        IncidentVerb::Unlink { incident, flag } => link(session, incident, (flag, false)),
        IncidentVerb::Label {
            incident,
            label,
            off,
        } => {
            let (label, on) = (label.clone(), !off);
            wish(session, incident, &Command::Label { label, on })
        }
        IncidentVerb::Undo { incident } => take_back(session, incident, &Command::Undo),
        IncidentVerb::Redo { incident } => take_back(session, incident, &Command::Redo),
        IncidentVerb::Escalate {
            incident: Some(name),
        } => wish(session, name, &Command::Escalate),
        IncidentVerb::Escalate { incident: None } => escalate_all(session),
        IncidentVerb::Backfill { undo: false } => backfill::backfill(session),
        IncidentVerb::Backfill { undo: true } => backfill::undo_backfill(session),
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
    let rollouts: Result<Vec<_>, _> = args.about.iter().map(|flag| tracker.find(flag)).collect();
    let rollouts = rollouts?;
    let (id, mut events) = tracker.add_incident(&args.title, alert, args.record.into())?;
    let rate = args.severity.map(|word| Command::Rate {
        severity: word.into(),
    });
    let label = |label: &String| Command::Label {
        label: label.clone(),
        on: true,
    };
    let link = |rollout| Command::Link {
        rollout,
        linked: true,
    };
    let more = rate.into_iter().chain(args.labels.iter().map(label));
    for command in more.chain(rollouts.into_iter().map(link)) {
        events.extend(tracker.dispatch_incident(&id, &command)?);
    }
    changed(session, &tracker, &id, &events)
}

fn link(
    session: &Session<'_, '_>,
    name: &str,
    (flag, linked): (&str, bool),
) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find_incident(name)?;
    let rollout = tracker.find(flag)?;
    let events = tracker.dispatch_incident(&id, &Command::Link { rollout, linked })?;
    changed(session, &tracker, &id, &events)
}

/// Asks first when the record is somebody else's.
fn take_back(
    session: &mut Session<'_, '_>,
    name: &str,
    command: &Command,
) -> Result<Answer, Report> {
    let mut tracker = session.open_to_change()?;
    let id = tracker.find_incident(name)?;
    let history = tracker.incident(&id)?;
    let (verb, record) = if *command == Command::Undo {
        ("undo", history.incident.undoable())
    } else {
        ("redo", history.incident.redoable())
    };
    if let Some(told) = record.and_then(|seq| history.get(seq))
        && told.by != session.signed()?
    {
        let text = format!("{verb} what {} recorded: {}", told.by, told.words.text);
        agreed(session, &text)?;
    }
    let events = tracker.dispatch_incident(&id, command)?;
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
    let fleet = tracker.fleet()?;
    let incident = incident.with_names(&fleet);
    let events: Vec<Recorded> = events
        .iter()
        .map(|event| Recorded {
            text: read::named(&event.text, &fleet),
            ..event.clone()
        })
        .collect();
    let dry_run = session.global.dry_run;
    let change = Change {
        dry_run,
        events: &events,
        incident: &incident,
    };
    let texts: Vec<&str> = events.iter().map(|event| event.text.as_str()).collect();
    answered(session, &change, &texts)
}

/// Answers with what was recorded, or would be.
pub(super) fn answered(
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
    let incidents = tracker.incidents()?.into_iter();
    let wishes: Vec<(IncidentId, Command)> = incidents
        .map(|history| (history.incident.id, Command::Escalate))
        .collect();
    let events = tracker.dispatch_incidents(&wishes)?;
    let data = json!({ "dry_run": session.global.dry_run, "events": told(&events) });
    answered(session, &data, &texts(&events))
}

pub(super) fn told(events: &[(IncidentId, Recorded)]) -> Vec<Told<'_>> {
    let events = events.iter();
    events
        .map(|(incident, event)| Told { incident, event })
        .collect()
}

pub(super) fn texts(events: &[(IncidentId, Recorded)]) -> Vec<&str> {
    events
        .iter()
        .map(|(_, event)| event.text.as_str())
        .collect()
}
