//! What is written while the flag is off, as a reader sees it: the answer, and how each cohort of data stands.

use serde::Serialize;

use super::history::History;
use super::step_view::set;
use crate::domain::Timestamp;
use crate::domain::cohort::{Cohort, Writes};
use crate::domain::rollout::cohorts;

/// The answer at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WritesView {
    /// The answer: `nothing`, `always`, `backfilled` or `lazily`; absent where nobody gave one.
    pub answer: Option<&'static str>,
    /// Where the backfill is described.
    pub link: Option<String>,
    /// Whether the backfill is done; absent where there is none.
    pub done: Option<bool>,
    /// How each cohort stands.
    pub cohorts: Vec<CohortView>,
    /// When it was answered.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

/// A cohort at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CohortView {
    /// Which.
    pub cohort: Cohort,
    /// Whether a pass is asked for.
    pub asked: bool,
    /// Whether its last result is a pass; absent where there is none.
    pub passed: Option<bool>,
}

impl WritesView {
    pub(super) fn of(history: &History) -> Self {
        let said = history.rollout.facts.writes.as_ref();
        let set = said.and_then(|said| set(history, said.seq));
        let (link, done) = match said.map(|said| &said.answer) {
            Some(Writes::Backfilled { link, done }) => (link.clone(), Some(*done)),
            Some(Writes::Nothing | Writes::Always | Writes::Lazily) | None => (None, None),
        };
        let standings = cohorts(&history.rollout).into_iter();
        Self {
            answer: said.map(|said| said.answer.as_str()),
            link,
            done,
            cohorts: standings
                .map(|standing| CohortView {
                    cohort: standing.cohort,
                    asked: standing.asked,
                    passed: standing.passed,
                })
                .collect(),
            at: set.as_ref().map(|set| set.at),
            by: set.map(|set| set.by),
        }
    }
}
