//! What stands in the way, in the words of a log line: blockers, their plans, and what is written while the flag is off.

use crate::domain::cohort::Writes;
use crate::domain::counted;
use crate::domain::rollout::{BlockerCause, Event};

/// Says an event about blockers or about writing in words: its kind, what happened, why.
pub(super) fn in_the_way(event: &Event) -> (&'static str, String, Option<String>) {
    if let Event::BlockerRaised(cause) = event {
        return ("blocker_raised", raised(cause), cause.link.clone());
    }
    if let Event::BlockerEdited(cause) = event {
        let text = format!("changed {}: {}{}", cause.id, cause.title, known(cause));
        return ("blocker_edited", text, cause.link.clone());
    }
    if let Event::BlockerNoted { blocker, text } = event {
        return ("blocker_noted", format!("{blocker} note: {text}"), None);
    }
    if let Event::BlockerClosed { blocker, reason } = event {
        return (
            "blocker_closed",
            format!("closed {blocker}"),
            Some(reason.clone()),
        );
    }
    if let Event::BlockerStepMarked {
        blocker,
        order,
        done,
    } = event
    {
        let state = if *done { "done" } else { "todo" };
        return (
            "blocker_step_marked",
            format!("{blocker} step {order}: {state}"),
            None,
        );
    }
    let (text, link) = if let Event::WritesSaid(answer) = event {
        said(answer)
    } else {
        (String::new(), None)
    };
    ("writes_said", text, link)
}

fn raised(cause: &BlockerCause) -> String {
    format!("raised {}: {}{}", cause.id, cause.title, known(cause))
}

/// Says what is known of it, in brackets; nothing where nothing is.
fn known(cause: &BlockerCause) -> String {
    let details = &cause.details;
    let kind = details.kind.map(|kind| kind.as_str().to_owned());
    let severity = details
        .severity
        .map(|severity| severity.as_str().to_uppercase());
    let soft = details.soft.then(|| "soft".to_owned());
    let owner = details.owner.as_ref().map(|owner| format!("owner {owner}"));
    let due = details
        .due
        .map(|due| format!("due {}", due.format("%d %b %H:%M UTC")));
    let steps = details.plan.len();
    let plan = (steps > 0).then(|| counted(steps, "step"));
    let parts: Vec<String> = [kind, severity, soft, owner, due, plan]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}

fn said(answer: &Writes) -> (String, Option<String>) {
    let (what, link) = match answer {
        Writes::Nothing => ("nothing", None),
        Writes::Always => ("the same as while it is on", None),
        Writes::Lazily => ("nothing; a record is made at the first change", None),
        Writes::Backfilled { link, done: true } => ("nothing; the backfill is done", link.clone()),
        Writes::Backfilled { link, done: false } => {
            ("nothing; a backfill is to come", link.clone())
        }
    };
    (format!("written while the flag is off: {what}"), link)
}
