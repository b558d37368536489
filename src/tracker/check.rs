//! What the document of a rollout does badly, with what was filled in since left out. It changes nothing.

use std::collections::BTreeSet;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::checklist::{self, Finding};
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::{Step, StepState};
use crate::domain::rollout::{Facts, Rollout, survey_stage};

impl Tracker {
    /// Lints the text that a rollout was read from; `None` where no text is kept.
    ///
    /// # Errors
    /// When there is no such rollout or a stored event cannot be read.
    pub fn findings(&self, id: &RolloutId) -> Result<Option<Vec<Finding>>, TrackerError> {
        let history = self.history(id)?;
        let Some(document) = self.store.document(id)? else {
            return Ok(None);
        };
        let mut reading = checklist::read(&document.text);
        let facts = &history.rollout.facts;
        let out = left_out(&history.rollout, self.now());
        for stage in &mut reading.plan.stages {
            drop_filled(&mut stage.steps, facts);
            leave_out(&mut stage.steps, &out);
        }
        drop_filled(&mut reading.plan.rollback, facts);
        Ok(Some(checklist::lint(&reading)))
    }
}

/// Names the steps that do not apply here: by an answer, by somebody's word or by the text.
fn left_out(rollout: &Rollout, now: Timestamp) -> BTreeSet<StepId> {
    let stages = rollout.plan.iter().flat_map(|plan| &plan.stages);
    let standings = stages.flat_map(|stage| survey_stage(rollout, stage, now));
    standings
        .filter(|standing| standing.state == StepState::NotApplicable)
        .map(|standing| standing.step.id.clone())
        .collect()
}

/// Says of the steps that do not apply here that they do not, so that nothing is found in what nobody runs.
fn leave_out(steps: &mut [Step], out: &BTreeSet<StepId>) {
    for step in steps {
        if out.contains(&step.id) {
            step.initial = StepState::NotApplicable;
        }
        leave_out(&mut step.steps, out);
    }
}

/// Takes away the placeholders that somebody has given a value, and those of steps that were run or are over: they are open
/// in the text only.
fn drop_filled(steps: &mut [Step], facts: &Facts) {
    for step in steps {
        let record = facts.steps.get(&step.id);
        let is_over = record.is_some_and(|record| record.state.is_settled())
            || facts.runs.iter().any(|run| run.step == step.id);
        step.blanks
            .retain(|blank| !is_over && !facts.blanks.contains_key(blank));
        drop_filled(&mut step.steps, facts);
    }
}
