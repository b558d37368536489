//! Where a switch for single actors or groups in production belongs: the step that asks for one, and the line. It records nothing.

use super::history::History;
use super::ramp_place::{has_come, no_flag};
use super::snapshot::OpenRollout;
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagChange, FlagValue, Scope};
use crate::domain::id::StepId;
use crate::domain::plan::{Instruction, Step};
use crate::domain::rollout::{Rejection, RejectionCode, Standing, survey_stage};

/// A switch for some, the step that asks for it, and the line that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targeted {
    /// The step.
    pub step: StepId,
    /// Its number, as people see it.
    pub number: String,
    /// The line as run.
    pub line: Instruction,
}

impl Targeted {
    /// Finds the step that asks for production to be switched for some only, and builds the line for `scopes`.
    ///
    /// # Errors
    /// When the rollout is about no flag, nobody is named, no step asks for it, or when it belongs to a stage that has not come.
    pub fn of(
        history: &History,
        (on, scopes): (bool, &[Scope]),
        now: Timestamp,
    ) -> Result<Self, Rejection> {
        let line = line(history, (on, scopes)).ok_or_else(no_flag)?;
        if scopes.is_empty() {
            let text = "nobody is named: a project, a group, a user or another scope";
            return Err(Rejection::new(RejectionCode::WrongState, "target", text));
        }
        let rollout = &history.rollout;
        let plan = rollout.plan.as_deref().ok_or_else(no_flag)?;
        let current = rollout.facts.current.as_ref();
        let mut stages: Vec<_> = plan.stages.iter().collect();
        stages.sort_by_key(|stage| Some(&stage.id) != current);
        let standings: Vec<Standing<'_>> = stages
            .into_iter()
            .flat_map(|stage| survey_stage(rollout, stage, now))
            .filter(|standing| standing.required && asks(standing.step))
            .collect();
        let open = standings
            .iter()
            .find(|standing| !standing.state.is_settled());
        let found = open.or_else(|| standings.first()).map(|found| found.step);
        let Some(step) = found else {
            let text = format!(
                "no step of the document asks for single actors or groups in production; the line would be {}",
                line.normalised
            );
            return Err(Rejection::new(RejectionCode::WrongState, "target", text));
        };
        has_come(rollout, plan, step)?;
        Ok(Self {
            step: step.id.clone(),
            number: step.number.clone(),
            line,
        })
    }
}

impl OpenRollout {
    /// Finds the step that asks for production to be switched for some only.
    ///
    /// # Errors
    /// As [`Targeted::of`].
    pub fn target(&self, wanted: (bool, &[Scope]), now: Timestamp) -> Result<Targeted, Rejection> {
        Targeted::of(&self.history, wanted, now)
    }
}

fn line(history: &History, (on, scopes): (bool, &[Scope])) -> Option<Instruction> {
    let plan = history.rollout.plan.as_deref()?;
    let change = FlagChange::Set {
        value: if on { FlagValue::On } else { FlagValue::Off },
        scopes: scopes.to_vec(),
        basis: None,
    };
    let places = [Environment::Production];
    let profile = history.profile_for(plan);
    Some(chatops::compose_change(
        plan.flag.as_ref()?,
        &change,
        &places,
        profile,
    ))
}

/// Tells whether a step switches production for some only; whom exactly may be blank.
fn asks(step: &Step) -> bool {
    let is_for_some = |line: &Instruction| {
        let is_blank = |modifier: &String| modifier.starts_with("--<");
        line.changes_a_flag()
            && line.environments.contains(&Environment::Production)
            && (!line.scopes.is_empty() || line.modifiers.iter().any(is_blank))
    };
    step.instructions.iter().any(is_for_some)
}
