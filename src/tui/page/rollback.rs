//! The page of a way back that runs, and how its steps are called. It remembers a place and what was copied, nothing else.

use crate::domain::id::RolloutId;
use crate::domain::plan::StepState;
use crate::projection::{RollbackRunView, RollbackStepView};

/// What the page of a rollback remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollbackPage {
    /// Of which rollout.
    pub id: RolloutId,
    /// The step that was gone to, from 1; the one after the last stands for the end.
    pub at: Option<usize>,
    /// The step whose text was copied, so that the next Enter ticks it.
    pub copied: Option<usize>,
}

impl RollbackPage {
    /// Opens the page at the next step.
    pub const fn new(id: RolloutId) -> Self {
        Self {
            id,
            at: None,
            copied: None,
        }
    }

    /// Returns the place of the cursor: where one went, else the next step to do, else the end.
    pub fn place(&self, run: &RollbackRunView) -> usize {
        let last = last(run);
        let open = run.steps.iter().find(|step| !step.state.is_settled());
        let next = open.map_or(last, |step| step.order);
        self.at.unwrap_or(next).clamp(1, last.max(1))
    }
}

/// Returns the last place of the list: the end is one only when every step is settled.
pub fn last(run: &RollbackRunView) -> usize {
    let count = run.steps.len();
    if run.steps.iter().all(|step| step.state.is_settled()) {
        count + 1
    } else {
        count
    }
}

/// Returns the word for what is done in a step.
pub fn verb(step: &RollbackStepView) -> &'static str {
    match (step.command().is_some(), step.environment) {
        (true, _) => "copy",
        (false, Some(_)) => "ask ",
        (false, None) if step.needs_a_name() => "name",
        (false, None) => "do  ",
    }
}

/// Returns what is done in a step, without its line.
pub fn short(step: &RollbackStepView) -> String {
    match (step.command(), step.environment) {
        (Some(_), Some(place)) => format!("and run, for {place}"),
        (Some(line), None) if *line == step.text => "and run".to_owned(),
        // The word before it says already what is done.
        (None, Some(_)) => step.text.trim_start_matches("ask ").to_owned(),
        _ => step.text.clone(),
    }
}

/// Returns what can be copied of a step: its line, or the sentence that asks somebody else.
pub fn copyable(step: &RollbackStepView) -> Option<&str> {
    match (step.command(), step.environment) {
        (Some(line), _) => Some(line),
        (None, Some(_)) => Some(&step.text),
        (None, None) => None,
    }
}

/// Returns the word for the state of a step: the next one to do is now.
pub fn state_word(step: &RollbackStepView, is_next: bool) -> &'static str {
    if is_next && step.state == StepState::Todo {
        "NOW"
    } else {
        step.state.label()
    }
}
