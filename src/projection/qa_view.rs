//! A test result as a reader sees it, those of earlier attempts too.

use serde::Serialize;

use super::history::History;
use super::step_view::set;
use crate::domain::Timestamp;
use crate::domain::cohort::Cohort;
use crate::domain::plan::Plan;
use crate::domain::rollout::{QaResult, QaScope};

/// A test result at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QaView {
    /// The place of the step, or of the stage.
    pub about: String,
    /// In which attempt; earlier ones are not counted.
    pub attempt: u32,
    /// What came out.
    pub verdict: &'static str,
    /// Where.
    pub environment: Option<String>,
    /// Which build.
    pub build: Option<String>,
    /// Who looked.
    pub tester: Option<String>,
    /// Why an inconclusive result is good enough.
    pub accepted: Option<String>,
    /// What was seen.
    pub note: Option<String>,
    /// What shows it.
    pub evidence: Vec<String>,
    /// Which data was tried.
    pub cohort: Option<Cohort>,
    /// When it was recorded.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

pub(super) fn qa_view(history: &History, plan: &Plan, result: &QaResult) -> QaView {
    let entry = &result.entry;
    let set = set(history, result.seq);
    QaView {
        about: match &entry.scope {
            QaScope::Step(id) => plan
                .step(id)
                .map_or_else(|| id.to_string(), |step| step.number.clone()),
            QaScope::Stage(id) => plan
                .stage(id)
                .map_or_else(|| id.to_string(), |stage| stage.number.to_string()),
        },
        attempt: result.attempt,
        verdict: entry.verdict.as_str(),
        environment: entry.environment.clone(),
        build: entry.build.clone(),
        tester: entry.tester.clone(),
        accepted: entry.accepted.clone(),
        note: entry.note.clone(),
        evidence: entry.evidence.clone(),
        cohort: entry.cohort,
        at: set.as_ref().map(|set| set.at),
        by: set.map(|set| set.by),
    }
}
