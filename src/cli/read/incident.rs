//! Incidents as they stand: a list, one of them with its log, the policies. An incident without a record says None.

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::moment::{in_words, when};
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::not_found;
use crate::cli::session::Session;
use crate::domain::incident::{Provenance, Status};
use crate::error::Report;
use crate::projection::{BoardOrder, FleetRow, IncidentHistory, IncidentView, WallClock};

/// Shows every incident.
pub(crate) fn incidents(
    session: &Session<'_, '_>,
    order: Option<BoardOrder>,
) -> Result<Answer, Report> {
    let board = session.open()?.board(session.at()?)?;
    let views = match order {
        Some(order) => board.with_incidents_sorted(order).incidents,
        None => board.incidents,
    };
    let mut page = Page::new();
    for view in &views {
        let line = Line::new().word(Role::Strong, view.id.as_str()).to(5);
        let line = line.word(role(view), view.status_word()).to(19);
        let mut line = line.plain(&view.title);
        let about = about(view);
        if !about.is_empty() {
            line = line.word(Role::Quiet, &format!("  {about}"));
        }
        page.push(if view.closed {
            line.word(Role::Quiet, "  closed")
        } else {
            line
        });
    }
    if views.is_empty() {
        page.say("No incident is known.");
    }
    Answer::new(&views, page)
}

/// Says how bad it is, what it is about and how it is labelled, in one line.
fn about(view: &IncidentView) -> String {
    let severity = view
        .severity
        .map(|severity| severity.as_str().to_uppercase());
    let rollouts = view.rollouts.iter();
    let names = rollouts.map(|linked| linked.name.as_deref().unwrap_or(linked.id.as_str()));
    let names = names.map(|name| format!("about {name}"));
    let labels = view.labels.iter().map(|label| format!("~{label}"));
    let parts: Vec<String> = severity.into_iter().chain(names).chain(labels).collect();
    parts.join(", ")
}

/// Shows one incident.
pub(crate) fn incident(session: &Session<'_, '_>, name: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let id = tracker.find_incident(name)?;
    let history = tracker.incident(&id)?;
    let (history, moment) = match session.at()? {
        Some(at) => (history.at(at), at),
        None => (history, session.now),
    };
    if history.told.is_empty() {
        let message = format!("{id} was not known then");
        return Err(not_found(message, format!("rollgate incident show {id}")));
    }
    let view = IncidentView::of(&history, moment).with_names(&tracker.fleet()?);
    let mut page = Page::new();
    let head = Line::new().word(Role::Strong, view.id.as_str()).plain("  ");
    page.push(head.word(Role::Strong, &view.title));
    let status = Line::new().plain("status").to(12);
    page.push(status.word(role(&view), view.status_word()));
    for (label, text) in facts(
        &view,
        WallClock {
            now: moment,
            ..session.clock()
        },
    ) {
        page.push(Line::new().plain(label).to(12).plain(&text));
    }
    for pending in &view.pending {
        let (word, seconds) = if pending.due {
            ("due since", (moment - pending.at).num_seconds())
        } else {
            ("in", (pending.at - moment).num_seconds())
        };
        let span = in_words(u64::try_from(seconds).unwrap_or(0));
        let text = format!("{word} {span}, unless {}", pending.status);
        let line = Line::new().plain("escalates").to(12);
        page.push(line.word(Role::Waiting, &text));
    }
    if let Some(text) = unescalated(&view) {
        let line = Line::new().plain("escalates").to(12);
        page.push(line.word(Role::Quiet, text));
    }
    log(&mut page, &history, (session, &tracker.fleet()?));
    Answer::new(&view, page)
}

/// Says why an open record with a policy tells nobody: pending escalations are made only where a person changes it.
fn unescalated(view: &IncidentView) -> Option<&'static str> {
    let is_open = !view.closed && view.status.is_some_and(|status| status != Status::Resolved);
    let is_made = matches!(
        view.provenance,
        Some(Provenance::Alert | Provenance::Backfill)
    );
    (is_open && is_made && view.policy.is_some() && view.pending.is_empty()).then_some(
        "nobody: a record from an alert or a backfill plans no escalation; a change of policy or status does",
    )
}

fn log(
    page: &mut Page,
    history: &IncidentHistory,
    (session, fleet): (&Session<'_, '_>, &[FleetRow]),
) {
    page.gap();
    for told in &history.told {
        let text = named(&told.words.text, fleet);
        let line = Line::new().word(Role::Quiet, &when(told.at, session.clock()));
        let line = line.to(24).plain(told.by.as_str()).to(36);
        let (role, undone) = if told.undone {
            (Role::Quiet, "   (undone)")
        } else {
            (Role::Plain, "")
        };
        page.push(line.word(role, &format!("{text}{undone}")));
        if let Some(reason) = &told.words.reason {
            page.push(Line::new().to(36).word(Role::Quiet, reason));
        }
    }
}

/// Puts the names of rollouts where a text has the ids that are kept.
pub(crate) fn named(text: &str, fleet: &[FleetRow]) -> String {
    let mut text = text.to_owned();
    for row in fleet {
        text = text.replace(row.id.as_str(), row.name());
    }
    text
}

fn facts(view: &IncidentView, clock: WallClock) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut say = |label, text: Option<String>| facts.extend(text.map(|text| (label, text)));
    say("policy", view.policy.as_ref().map(ToString::to_string));
    let since = |moment| when(moment, clock);
    say("since", view.escalations_started_at.map(since));
    say("resolved", view.resolved_at.map(since));
    let record = view.provenance.map(Provenance::as_str);
    say("record by", record.map(str::to_owned));
    let severity = view
        .severity
        .map(|severity| severity.as_str().to_uppercase());
    say("severity", severity);
    for linked in &view.rollouts {
        let name = linked.name.as_deref().unwrap_or(linked.id.as_str());
        say("rollout", Some(name.to_owned()));
    }
    for label in &view.labels {
        say("label", Some(label.clone()));
    }
    say("closed", view.closed.then(|| "yes".to_owned()));
    let alert = view.alert.as_ref().map(|alert| {
        let policy = alert.policy.as_ref();
        let policy = policy.map(|policy| format!(", policy {policy}"));
        let at = when(alert.created_at, clock);
        format!(
            "{}{}, raised {at}",
            alert.status,
            policy.unwrap_or_default()
        )
    });
    say("alert", alert);
    facts
}

const fn role(view: &IncidentView) -> Role {
    match view.status {
        None => Role::Quiet,
        Some(Status::Triggered) => Role::Bad,
        Some(Status::Acknowledged) => Role::Busy,
        Some(Status::Resolved | Status::Ignored) => Role::Good,
    }
}

/// Shows the escalation policies.
pub(crate) fn policies(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let policies = session.open()?.policies()?;
    let mut page = Page::new();
    let mut data = Vec::new();
    for name in policies.names() {
        page.push(Line::new().word(Role::Strong, name));
        let policy = policies.get(&name.into());
        for rule in policy.iter().flat_map(|policy| &policy.rules) {
            let after = in_words(rule.elapsed_s.into());
            page.say(&format!("  after {after}, unless {}", rule.status));
        }
        data.push(json!(policy));
    }
    if let Some(path) = &session.setting.policies_file {
        let place = path.display();
        page.gap();
        page.push(Line::new().word(
            Role::Quiet,
            &if path.exists() {
                format!("from {place}")
            } else {
                format!("built in; policies of your own would be {place}")
            },
        ));
    }
    Answer::new(&data, page)
}
