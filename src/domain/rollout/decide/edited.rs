//! How what is known of a blocker changes, and what is written down about it. What it was raised for stays in the log.

use super::blocker::{cleaned, must_be_open};
use super::{must_be_found, must_have_reason, wrong_state};
use crate::domain::id::BlockerId;
use crate::domain::rollout::blocker::{Blocker, BlockerDetails, BlockerEdit};
use crate::domain::rollout::event::{BlockerCause, Event};
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

/// Changes what is known of a blocker that is open. Its steps keep their places: new ones go behind them.
pub(super) fn edit(
    rollout: &Rollout,
    id: &BlockerId,
    edit: &BlockerEdit,
) -> Result<Vec<Event>, Rejection> {
    must_be_open(rollout)?;
    let blocker = found(rollout, id)?;
    if blocker.closed.is_some() {
        return Err(wrong_state(&format!("{id} is closed")));
    }
    let title = edit.title.as_deref().map(str::trim);
    if title.is_some_and(str::is_empty) {
        let text = "a blocker needs a title";
        return Err(Rejection::new(RejectionCode::ReasonMissing, "title", text));
    }
    let cause = BlockerCause {
        id: id.clone(),
        title: title.unwrap_or(&blocker.title).to_owned(),
        link: said(edit.link.as_ref(), blocker.link.as_ref()),
        details: details(&blocker.details, edit),
    };
    let is_so = cause.title == blocker.title
        && cause.link == blocker.link
        && cause.details == blocker.details;
    Ok(if is_so {
        vec![]
    } else {
        vec![Event::BlockerEdited(cause)]
    })
}

/// Writes something down about a blocker.
pub(super) fn note(rollout: &Rollout, id: &BlockerId, text: &str) -> Result<Vec<Event>, Rejection> {
    found(rollout, id)?;
    Ok(vec![Event::BlockerNoted {
        blocker: id.clone(),
        text: must_have_reason(text, "a note")?,
    }])
}

fn found<'a>(rollout: &'a Rollout, id: &BlockerId) -> Result<&'a Blocker, Rejection> {
    let mut blockers = rollout.facts.blockers.iter();
    let found = blockers.find(|known| known.id == *id);
    must_be_found(found, "blocker", id.as_str())
}

fn details(known: &BlockerDetails, edit: &BlockerEdit) -> BlockerDetails {
    let mut plan = known.plan.clone();
    plan.extend(edit.steps.iter().cloned());
    let expected = if edit.expected.is_empty() {
        known.expected.clone()
    } else {
        edit.expected.clone()
    };
    cleaned(&BlockerDetails {
        kind: edit.kind.or(known.kind),
        severity: edit.severity.unwrap_or(known.severity),
        owner: said(edit.owner.as_ref(), known.owner.as_ref()),
        due: edit.due.unwrap_or(known.due),
        soft: edit.soft.unwrap_or(known.soft),
        description: said(edit.description.as_ref(), known.description.as_ref()),
        plan,
        expected,
        why: known.why.clone(),
        shared: known.shared.clone(),
    })
}

/// Returns what was said now, nothing for an empty text, or what was known before.
fn said(now: Option<&String>, before: Option<&String>) -> Option<String> {
    let text = now.or(before).map(|text| text.trim().to_owned());
    text.filter(|text| !text.is_empty())
}
