//! What the document of a rollout does badly, with what was filled in since left out. It changes nothing.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::checklist::{self, Finding};
use crate::domain::id::RolloutId;
use crate::domain::plan::Step;

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
        let filled = &history.rollout.facts.blanks;
        for stage in &mut reading.plan.stages {
            drop_filled(&mut stage.steps, filled);
        }
        drop_filled(&mut reading.plan.rollback, filled);
        Ok(Some(checklist::lint(&reading)))
    }
}

/// Takes away the placeholders that somebody has given a value: they are open in the text only.
fn drop_filled(steps: &mut [Step], filled: &BTreeMap<String, String>) {
    for step in steps {
        step.blanks.retain(|blank| !filled.contains_key(blank));
        drop_filled(&mut step.steps, filled);
    }
}
