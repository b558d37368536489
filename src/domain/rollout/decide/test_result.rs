//! Which test results are taken. A pass needs no words; everything else does, because somebody has to act on it.

use super::blocker::next_blocker_id;
use super::{must_be_active, must_be_found, must_be_step};
use crate::domain::plan::Plan;
use crate::domain::rollout::blocker::{BlockerDetails, BlockerKind};
use crate::domain::rollout::event::{BlockerCause, Event};
use crate::domain::rollout::facts::Rollout;
use crate::domain::rollout::gate::Reason;
use crate::domain::rollout::record::{QaEntry, QaScope, Verdict};
use crate::domain::rollout::rejection::{Rejection, RejectionCode};

pub(super) fn record(
    rollout: &Rollout,
    plan: &Plan,
    entry: &QaEntry,
    raise_blocker: Option<&str>,
) -> Result<Vec<Event>, Rejection> {
    must_be_active(rollout)?;
    must_be_testable(plan, &entry.scope)?;
    let result = QaEntry {
        environment: said(entry.environment.as_ref()),
        build: said(entry.build.as_ref()),
        tester: said(entry.tester.as_ref()),
        accepted: said(entry.accepted.as_ref()),
        note: said(entry.note.as_ref()),
        ..entry.clone()
    };
    let missing = missing_words(&result, raise_blocker);
    if !missing.is_empty() {
        return Err(Rejection::for_reasons(
            RejectionCode::ReasonMissing,
            missing,
        ));
    }
    let blocker = raise_blocker.map(|title| BlockerCause {
        id: next_blocker_id(rollout),
        title: title.trim().to_owned(),
        link: result
            .evidence
            .iter()
            .find(|link| is_address(link))
            .cloned(),
        details: details(&result, title.trim()),
    });
    Ok(vec![Event::QaRecorded { result, blocker }])
}

/// Returns what a result says of the blocker that it raises: a bug, in the words of the tester.
fn details(result: &QaEntry, title: &str) -> BlockerDetails {
    let mut lines: Vec<String> = result.note.iter().cloned().collect();
    let facts = [
        ("Environment", result.environment.as_ref()),
        ("Build", result.build.as_ref()),
        ("Checked by", result.tester.as_ref()),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| format!("{name}: {value}")));
    let facts: Vec<String> = facts
        .chain(
            result
                .cohort
                .map(|cohort| format!("Data: {}", cohort.text())),
        )
        .chain(
            result
                .evidence
                .iter()
                .map(|link| format!("Evidence: {link}")),
        )
        .collect();
    if !facts.is_empty() {
        lines.extend([String::new(), facts.join("\n")]);
    }
    BlockerDetails {
        kind: Some(BlockerKind::Bug),
        description: Some(lines.join("\n").trim().to_owned())
            .filter(|text| !text.is_empty() && text != title),
        ..BlockerDetails::default()
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn must_be_testable(plan: &Plan, scope: &QaScope) -> Result<(), Rejection> {
    match scope {
        QaScope::Stage(stage) => {
            must_be_found(plan.stage(stage), "stage", stage.as_str()).map(|_stage| ())
        }
        QaScope::Step(step) => {
            let step = must_be_step(plan, step)?;
            if step.kind.has_state() && plan.stage_of(&step.id).is_some() {
                return Ok(());
            }
            let text = format!(
                "{} {}: a result cannot be recorded on it",
                step.number, step.text
            );
            let rejection = Rejection::new(RejectionCode::WrongState, step.id.as_str(), text);
            Err(rejection.about_step(&step.id))
        }
    }
}

fn said(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

fn missing_words(result: &QaEntry, raise_blocker: Option<&str>) -> Vec<Reason> {
    let mut missing = Vec::new();
    let has_words = result.note.is_some() || result.accepted.is_some();
    if result.verdict != Verdict::Pass && !has_words {
        let verdict = result.verdict.as_str();
        let text = format!("the result {verdict} needs a sentence on what was seen");
        missing.push(Reason::new("note", text));
    }
    if result.accepted.is_some() && result.verdict != Verdict::Inconclusive {
        missing.push(Reason::new(
            "accept",
            "only an inconclusive result can be accepted",
        ));
    }
    if raise_blocker.is_some_and(|title| title.trim().is_empty()) {
        missing.push(Reason::new("blocker", "the blocker needs a title"));
    }
    missing
}
