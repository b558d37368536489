//! Where a value of the flag in production belongs: the step that asks for it, its lines, what they have to pass. It records nothing.

use std::collections::BTreeMap;

use super::gate_view::GateView;
use super::history::History;
use super::ramp_view::{gate_views, production_line};
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Environment, FlagValue, Percentage};
use crate::domain::id::StepId;
use crate::domain::plan::{Instruction, Plan, Step};
use crate::domain::rollout::{
    Passage, Rejection, RejectionCode, Rollout, believed_share, ladder, ramp_step, survey_stage,
};

/// A value to be set in production, the step that asks for it, and the lines that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The step.
    pub step: StepId,
    /// Its number, as people see it.
    pub number: String,
    /// The lines as run, with the blank filled.
    pub lines: Vec<Instruction>,
    /// The share of production before.
    pub from: Percentage,
    /// What the lines have to pass.
    pub gates: Vec<GateView>,
}

impl Placed {
    /// Finds the step that asks for `value` in production, and says what it has to pass at `now`.
    ///
    /// # Errors
    /// When no step asks for it, or when the step belongs to a stage that has not come yet.
    pub fn of(
        history: &History,
        (value, basis): (&FlagValue, Basis),
        passage: &Passage,
        now: Timestamp,
    ) -> Result<Self, Rejection> {
        let (step, lines) = place(history, (value, basis), now)?;
        Ok(Self {
            step: step.id.clone(),
            number: step.number.clone(),
            from: believed_share(&history.rollout),
            gates: gate_views(history, (Some(&step.id), &lines), passage, now),
            lines,
        })
    }
}

/// Says why `value` has no place in production at `now`; `None` where a step that has come asks for it.
pub(super) fn out_of_place(
    history: &History,
    wanted: (&FlagValue, Basis),
    now: Timestamp,
) -> Option<Rejection> {
    place(history, wanted, now).err()
}

fn place<'a>(
    history: &'a History,
    (value, basis): (&FlagValue, Basis),
    now: Timestamp,
) -> Result<(&'a Step, Vec<Instruction>), Rejection> {
    let rollout = &history.rollout;
    let plan = rollout.plan.as_deref().filter(|plan| plan.flag.is_some());
    let plan = plan.ok_or_else(no_flag)?;
    let found = match value {
        FlagValue::Percentage(percentage) => ramp_step(rollout, plan, (*percentage, basis), now),
        FlagValue::On => switch_step(rollout, plan, now),
        FlagValue::Off | FlagValue::Blank(_) => None,
    };
    let lowers = match value {
        FlagValue::Percentage(percentage) => *percentage < believed_share(rollout),
        FlagValue::Off => true,
        FlagValue::On | FlagValue::Blank(_) => false,
    };
    let line = production_line(history, value, Some(basis)).ok_or_else(no_flag)?;
    let Some(step) = found else {
        let ramp = || ramp_step(rollout, plan, (Percentage::NONE, basis), now);
        let last = || ramp().or_else(|| last_ramp_step(rollout, plan));
        if let Some(step) = lowers.then(last).flatten() {
            return Ok((step, vec![line]));
        }
        if let Some(step) = unchosen_step(plan, value, basis) {
            has_come(rollout, plan, step)?;
            return Err(not_chosen(step));
        }
        return Err(not_asked_for(plan, (value, basis), &line));
    };
    if !lowers {
        has_come(rollout, plan, step)?;
    }
    Ok((step, lines_of(step, value, basis)))
}

/// Returns the lines of a step with its blank filled, without those that set production to another value.
fn lines_of(step: &Step, value: &FlagValue, basis: Basis) -> Vec<Instruction> {
    let is_other = |line: &&Instruction| {
        is_for_everybody(line)
            && (line.is_ramp() && line.counts() != basis
                || !line.is_open_ramp()
                    && !matches!(&line.value, Some(FlagValue::Blank(_)))
                    && line.value.as_ref() != Some(value))
    };
    let own = step.instructions.iter().filter(|line| !is_other(line));
    own.map(|line| match (&line.value, value) {
        (_, FlagValue::Percentage(share)) if is_for_everybody(line) && line.is_open_ramp() => {
            chatops::with_share(line, *share)
        }
        (Some(FlagValue::Blank(blank)), _) if is_for_everybody(line) => {
            let answers = BTreeMap::from([(blank.clone(), value.to_string())]);
            chatops::fill(line, &answers)
        }
        _ => line.clone(),
    })
    .collect()
}

/// Returns the step that switches the flag on for everybody in production.
fn switch_step<'a>(rollout: &Rollout, plan: &'a Plan, now: Timestamp) -> Option<&'a Step> {
    let current = rollout.facts.current.as_ref();
    let mut stages: Vec<_> = plan.stages.iter().collect();
    stages.sort_by_key(|stage| Some(&stage.id) != current);
    let standings = stages
        .into_iter()
        .flat_map(|stage| survey_stage(rollout, stage, now));
    let switches = |line: &Instruction| is_for_everybody(line) && line.value == Some(FlagValue::On);
    let mut asked = standings.filter(|standing| standing.required || standing.offered);
    let found = asked.find(|standing| standing.step.instructions.iter().any(switches));
    found.map(|standing| standing.step)
}

/// Returns a step that would ask for the value if its question were answered so, or if it had not been left out.
fn unchosen_step<'a>(plan: &'a Plan, value: &FlagValue, basis: Basis) -> Option<&'a Step> {
    let asks = |line: &Instruction| {
        let is_blank = line.is_open_ramp();
        let fits = match value {
            FlagValue::Percentage(_) => line.is_ramp() && line.counts() == basis,
            FlagValue::On => true,
            FlagValue::Off | FlagValue::Blank(_) => false,
        };
        let is_named = line.value.as_ref() == Some(value);
        is_for_everybody(line) && fits && (is_named || is_blank)
    };
    let mut steps = plan.steps();
    steps.find(|step| step.instructions.iter().any(asks))
}

fn not_chosen(step: &Step) -> Rejection {
    let text = format!(
        "{} {} is not asked for now: its question is open or has another answer, or it was left out",
        step.number, step.text
    );
    Rejection::new(RejectionCode::GateClosed, step.id.as_str(), text).about_step(&step.id)
}

/// Returns the step at which production was set last.
fn last_ramp_step<'a>(rollout: &Rollout, plan: &'a Plan) -> Option<&'a Step> {
    let point = rollout.facts.ramp.last()?;
    plan.step(rollout.facts.step_of(point)?)
}

fn is_for_everybody(line: &Instruction) -> bool {
    line.changes_a_flag()
        && line.scopes.is_empty()
        && line.environments.contains(&Environment::Production)
}

/// Refuses a step of a stage that has not come yet.
pub(super) fn has_come(rollout: &Rollout, plan: &Plan, step: &Step) -> Result<(), Rejection> {
    let stage = plan.stage_of(&step.id);
    let Some((stage, current)) = stage.zip(rollout.current_stage()) else {
        return Ok(());
    };
    if stage.number <= current.number {
        return Ok(());
    }
    let text = format!(
        "{} belongs to stage {} {}, and stage {} {} is gone through now: advance first",
        step.number, stage.number, stage.title, current.number, current.title
    );
    Err(Rejection::new(RejectionCode::GateClosed, stage.id.as_str(), text).about_step(&step.id))
}

fn not_asked_for(
    plan: &Plan,
    (value, basis): (&FlagValue, Basis),
    line: &Instruction,
) -> Rejection {
    let what = match (value, basis) {
        (FlagValue::Percentage(share), Basis::Actors) => format!("{share}% of actors"),
        (FlagValue::Percentage(share), Basis::Time) => format!("{share}% of time"),
        (other, _) => other.to_string(),
    };
    let rungs: Vec<String> = ladder(plan).iter().map(ToString::to_string).collect();
    let text = format!(
        "no open step of the document asks for {what} in production; its ladder is {}%; the line would be {}",
        rungs.join(", "),
        line.normalised
    );
    Rejection::new(RejectionCode::WrongState, "ramp", text)
}

/// Refuses a wish about the flag of a rollout that is about none.
pub fn no_flag() -> Rejection {
    Rejection::new(
        RejectionCode::WrongState,
        "flag",
        "the rollout is about no flag",
    )
}
