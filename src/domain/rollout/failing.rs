//! Which tests fail: of all results about one thing the newest counts. It judges nothing.

use super::facts::Rollout;
use super::gate::Reason;
use super::gate_kind::GateKind;
use super::record::{QaResult, QaScope, Verdict};
use super::survey::{Standing, survey_stage};
use crate::domain::Timestamp;
use crate::domain::id::StepId;
use crate::domain::plan::{Plan, Stage, StepKind};

/// Says which of these results, oldest first, fail and were not followed by another about the same. One that somebody went past
/// with a reason is not asked for again.
pub(super) fn failing(rollout: &Rollout, plan: &Plan, results: &[&QaResult]) -> Vec<Reason> {
    let newest = results.iter().enumerate().filter(|(place, result)| {
        let mut later = results.iter().skip(place + 1);
        !later.any(|later| covers(plan, &later.entry.scope, &result.entry.scope))
    });
    newest
        .filter(|(_, result)| matches!(result.entry.verdict, Verdict::Fail | Verdict::Blocked))
        .map(|(_, result)| {
            let (about, name) = named(plan, &result.entry.scope);
            let verdict = result.entry.verdict.as_str();
            let text = format!("{name}: the last QA result is {verdict}");
            (*result, Reason::new(about, text))
        })
        .filter(|(result, reason)| !is_passed(rollout, result, &reason.about))
        .map(|(_, reason)| reason)
        .collect()
}

fn is_passed(rollout: &Rollout, result: &QaResult, about: &str) -> bool {
    let facts = &rollout.facts;
    facts.overrides.iter().any(|passed| {
        passed.gate == GateKind::Qa
            && passed.attempt == facts.attempt
            && passed.seq > result.seq
            && passed.covers.iter().any(|covered| covered == about)
    })
}

/// Says which tests of the stages before this one fail in this attempt, where nobody has settled their step since.
///
/// Source: GitLab's rollout template: the next environment waits for a pass in the one before.
pub(super) fn failing_before(rollout: &Rollout, stage: &Stage, now: Timestamp) -> Vec<Reason> {
    let Some(plan) = rollout.plan.as_deref() else {
        return vec![];
    };
    let earlier = plan.stages.iter().take_while(|known| known.id != stage.id);
    earlier
        .flat_map(|stage| failing_in(rollout, plan, stage, now))
        .collect()
}

fn failing_in(rollout: &Rollout, plan: &Plan, stage: &Stage, now: Timestamp) -> Vec<Reason> {
    let standings = survey_stage(rollout, stage, now);
    let stands = |step: &StepId| {
        let mut standings = standings.iter();
        let found = standings.find(|standing| standing.step.id == *step);
        found.is_some_and(|it| it.state.is_trouble())
    };
    let counts = |result: &&QaResult| {
        let is_here = match &result.entry.scope {
            QaScope::Step(step) => plan.stage_of(step).is_some_and(|of| of.id == stage.id),
            QaScope::Stage(of) => *of == stage.id,
        };
        is_here && result.attempt == rollout.facts.attempt
    };
    let results: Vec<&QaResult> = rollout.facts.qa.iter().filter(counts).collect();
    let mut failed = failing(rollout, plan, &results);
    // A step that was left out, or done again, is settled. A result of the whole stage counts where it has no test of its own.
    let has_test =
        |it: &Standing<'_>| it.required && it.step.kind == StepKind::Qa && !it.state.is_left_out();
    let is_tested = standings.iter().any(has_test);
    failed.retain(|reason| {
        let step = StepId::new(reason.about.as_str());
        if plan.step(&step).is_none() {
            !is_tested
        } else {
            stands(&step)
        }
    });
    failed
}

/// Returns the id of what was tested, and what people call it.
fn named(plan: &Plan, scope: &QaScope) -> (String, String) {
    let name = match scope {
        QaScope::Step(step) => plan
            .step(step)
            .map(|step| format!("{} {}", step.number, step.text)),
        QaScope::Stage(stage) => plan
            .stage(stage)
            .map(|stage| format!("stage {} {}", stage.number, stage.title)),
    };
    let about = match scope {
        QaScope::Step(step) => step.to_string(),
        QaScope::Stage(stage) => stage.to_string(),
    };
    (about.clone(), name.unwrap_or(about))
}

/// Tells whether a result about `later` says all that one about `earlier` said.
fn covers(plan: &Plan, later: &QaScope, earlier: &QaScope) -> bool {
    match (later, earlier) {
        (QaScope::Stage(stage), QaScope::Step(step)) => {
            plan.stage_of(step).is_some_and(|of| of.id == *stage)
        }
        _ => later == earlier,
    }
}
