//! Which form of chatops lines is shown: the one that somebody set, else that of the document. What was recorded keeps its own.

use std::sync::Arc;

use super::history::History;
use crate::chatops::{Profile, print};
use crate::domain::plan::{Instruction, Plan, Step};

impl History {
    /// Shows and composes every line of the plan in `profile`, which changes its first words only; `None` leaves them alone.
    ///
    /// Nothing may be compared with a document afterwards: the lines are no longer those of the text.
    #[must_use]
    pub fn speaking(mut self, profile: Option<Profile>) -> Self {
        self.profile = profile;
        let (Some(profile), Some(plan)) = (profile, &self.rollout.plan) else {
            return self;
        };
        let mut plan = Plan::clone(plan);
        let stages = plan.stages.iter_mut().map(|stage| &mut stage.steps);
        for steps in stages.chain(std::iter::once(&mut plan.rollback)) {
            for step in steps {
                speak(step, profile);
            }
        }
        self.rollout.plan = Some(Arc::new(plan));
        self
    }

    /// Returns the form of the lines that are composed for `plan`: the one that was set, else that of the plan's own lines,
    /// else the old one.
    pub(super) fn profile_for(&self, plan: &Plan) -> Profile {
        self.profile.unwrap_or_else(|| profile_of(plan))
    }
}

fn speak(step: &mut Step, profile: Profile) {
    for line in &mut step.instructions {
        let said = print(line, profile);
        *line = Instruction {
            normalised: said,
            ..line.clone()
        };
    }
    for part in &mut step.steps {
        speak(part, profile);
    }
}

fn profile_of(plan: &Plan) -> Profile {
    let mut lines = plan.steps().flat_map(|step| &step.instructions);
    let is_new = lines.any(|line| Profile::of(&line.normalised) == Profile::New);
    if is_new { Profile::New } else { Profile::Old }
}
