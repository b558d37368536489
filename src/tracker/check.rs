//! What the document of a rollout does badly, with what was filled in since left out. It changes nothing.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::checklist::{self, Finding};
use crate::domain::id::RolloutId;
use crate::domain::plan::Step;
use crate::domain::rollout::Facts;

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
        for stage in &mut reading.plan.stages {
            drop_filled(&mut stage.steps, facts);
        }
        drop_filled(&mut reading.plan.rollback, facts);
        Ok(Some(checklist::lint(&reading)))
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
