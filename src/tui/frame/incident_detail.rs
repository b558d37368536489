//! All that is known of one incident. What nobody has written down is None, as GitLab says it, and never a default.

use super::blockers::state;
use super::fleet_preview::labelled;
use super::time;
use crate::domain::incident::Provenance;
use crate::domain::rollout::spoken;
use crate::projection::IncidentView;
use crate::tui::model::Model;
use crate::tui::page::InTheWay;
use crate::tui::screen::{Line, Role};

/// Draws it.
pub(super) fn lines(model: &Model, incident: &IncidentView, width: usize) -> Vec<Line> {
    let now = model.moment();
    let (mark, role, _) = state(InTheWay::Incident(incident));
    let mut lines = vec![
        Line::new()
            .and(Role::Title, " STATUS      ")
            .and(role, &format!("{} {}", mark.mark(), incident.status_word()))
            .and(Role::Body, if incident.closed { ", closed" } else { "" })
            .fit(width),
    ];
    let mut say = |label: &str, text: &str| lines.extend(labelled(label, text, width));
    if incident.status.is_none() {
        say("", "no record: nobody has given it a status or a policy");
    }
    let policy = incident.policy.as_ref();
    let policy = policy.map_or_else(|| "None".to_owned(), ToString::to_string);
    say("POLICY", &policy);
    let at = |at| format!("{} UTC", time::bare(at, now));
    if let Some(made) = incident.created_at {
        say("MADE", &format!("{} ({})", at(made), time::ago(made, now)));
    }
    if let Some(since) = incident.escalations_started_at {
        say("ESCALATES", &format!("since {}", at(since)));
    }
    for pending in &incident.pending {
        let seconds = (pending.at - now).num_seconds();
        let when = if pending.due {
            format!("DUE since {}", at(pending.at))
        } else {
            format!("in {}", spoken(u64::try_from(seconds).unwrap_or(0)))
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
    if let (Some(last), Some(by)) = (incident.updated_at, &incident.updated_by) {
        say("LAST", &format!("{}, {by}", at(last)));
    }
    if !incident.closed {
        let keys = "Enter status and policy   se escalates what is due   c closes";
        say("KEYS", keys);
    }
    lines
}
