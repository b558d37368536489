//! What is written while the flag is off, and whether every cohort of data that this makes was tried. It guesses no answer.

use super::facts::{Phase, Rollout};
use super::gate::Reason;
use super::gate_kind::GateKind;
use super::record::QaResult;
use crate::domain::cohort::{Cohort, Writes};
use crate::domain::id::Seq;
use crate::domain::plan::{Plan, Stage, StageKind};

/// How a cohort stands that an answer makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortStanding {
    /// Which.
    pub cohort: Cohort,
    /// Whether the answer makes its data another than that of the rest.
    pub asked: bool,
    /// Its newest result in this attempt opens a gate; `None` where there is no result, or only a pass from before the answer:
    /// the data of then are not those that users will have.
    pub passed: Option<bool>,
}

/// Says how each cohort stands; without an answer none is asked for.
pub fn cohorts(rollout: &Rollout) -> Vec<CohortStanding> {
    let said = rollout.facts.writes.as_ref();
    let asked = said.map_or(&[][..], |said| said.answer.cohorts());
    let is_after = |result: &QaResult| said.is_none_or(|said| result.seq > said.since);
    let standing = |cohort| CohortStanding {
        cohort,
        asked: asked.contains(&cohort),
        passed: newest(rollout, cohort)
            .filter(|result| !result.entry.opens_the_gate() || is_after(result))
            .map(|result| result.entry.opens_the_gate()),
    };
    Cohort::ALL.into_iter().map(standing).collect()
}

/// Returns the newest result of this attempt that tried this cohort.
fn newest(rollout: &Rollout, cohort: Cohort) -> Option<&QaResult> {
    rollout.facts.qa.iter().rev().find(|result| {
        result.attempt == rollout.facts.attempt && result.entry.cohort == Some(cohort)
    })
}

/// Tells whether the gate stands at the end of `stage`: the last one before everybody gets a flag.
///
/// Source: the bug report on `incident_escalations`, where nobody had asked until the flag was on: every rollout of a flag
/// answers before its ramp begins.
pub fn asks_about_writes(rollout: &Rollout, stage: &Stage) -> bool {
    let plan = rollout.plan.as_deref();
    plan.is_some_and(|plan| plan.flag.is_some() && is_last_before_ramp(plan, stage))
}

/// Tells whether nobody has answered the question though everybody is getting the flag: the gate was passed, or no stage came
/// before it.
pub(super) fn is_unsaid(rollout: &Rollout) -> bool {
    let (Some(plan), Some(stage)) = (rollout.plan.as_deref(), rollout.current_stage()) else {
        return false;
    };
    let facts = &rollout.facts;
    let is_time = stage.kind == StageKind::Ramp && facts.phase == Phase::Active;
    is_time && plan.flag.is_some() && facts.writes.is_none()
}

/// Tells whether the ramp comes next.
pub(super) fn is_last_before_ramp(plan: &Plan, stage: &Stage) -> bool {
    let mut pairs = plan.stages.iter().zip(plan.stages.iter().skip(1));
    let found = pairs.find(|(_, next)| next.kind == StageKind::Ramp);
    found.is_some_and(|(last, _)| last.id == stage.id)
}

/// Tells whether the cohort of this name was tried after the event `seq`.
pub(super) fn tried_since(rollout: &Rollout, cohort: &str, seq: Seq) -> bool {
    let named = |known: &Cohort| known.as_str() == cohort;
    let found = Cohort::ALL.into_iter().find(named);
    let newest = found.and_then(|cohort| newest(rollout, cohort));
    newest.is_some_and(|result| result.seq > seq)
}

/// Says what is left to try where the answer was changed after its gate: once the ramp goes on, or the gate was overridden for
/// another answer. `None` where the gate between the stages has asked for all of it.
pub(super) fn changed_since(rollout: &Rollout) -> Option<Vec<Reason>> {
    let facts = &rollout.facts;
    let said = facts.writes.as_ref()?;
    let plan = rollout.plan.as_deref()?;
    let current = rollout
        .current_stage()
        .and_then(|it| plan.stage_index(&it.id));
    let gate = plan
        .stages
        .iter()
        .position(|it| is_last_before_ramp(plan, it));
    let is_passed = facts.overrides.iter().any(|passed| {
        passed.gate == GateKind::Writes
            && passed.attempt == facts.attempt
            && passed.seq > said.since
    });
    (current > gate && !is_passed).then(|| untried(rollout))
}

/// Says what is left: the answer, a backfill that has not run, a cohort without a pass or with a failure.
pub(super) fn untried(rollout: &Rollout) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match rollout.facts.writes.as_ref().map(|said| &said.answer) {
        None => {
            let text = "nobody has said what is written while the flag is off";
            reasons.push(Reason::new("writes", text));
        }
        Some(Writes::Backfilled { done: false, .. }) => {
            reasons.push(Reason::new("backfill", "the backfill is not done"));
        }
        Some(Writes::Backfilled { .. } | Writes::Nothing | Writes::Always | Writes::Lazily) => {}
    }
    for standing in cohorts(rollout) {
        let what = standing.cohort.text();
        let why = match (standing.asked, standing.passed) {
            (_, Some(false)) => "the last QA result is no pass",
            (true, None) if newest(rollout, standing.cohort).is_some() => {
                "no QA since it was said what is written"
            }
            (true, None) => "no QA result is recorded",
            (true, Some(true)) | (false, _) => continue,
        };
        reasons.push(Reason::new(
            standing.cohort.as_str(),
            format!("{what}: {why}"),
        ));
    }
    reasons
}
