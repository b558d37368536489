//! Instructions as a person runs them: placeholders are filled before the rules see the lines.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use super::observe::Sighting;
use crate::chatops;
use crate::domain::flag::{Environment, FlagValue};
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::{Instruction, StepState};
use crate::domain::rollout::{Command, Outcome, Passage, Switch, switch_gates};
use crate::projection::{GateView, History};

/// What a person says of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunReport {
    /// What placeholders stood for, by their text with brackets.
    pub filled: BTreeMap<String, String>,
    /// What came of it.
    pub outcome: Outcome,
    /// What was answered.
    pub reply: Option<String>,
    /// What is said about the gates that it has to pass.
    pub passage: Passage,
}

impl RunReport {
    /// Reports that all went well, with these placeholders filled.
    pub fn succeeded(filled: BTreeMap<String, String>) -> Self {
        Self {
            filled,
            outcome: Outcome::Succeeded,
            reply: None,
            passage: Passage::default(),
        }
    }
}

impl Tracker {
    /// Records that the instructions of a step were run, with the placeholders filled as reported and as filled before.
    ///
    /// # Errors
    /// Every reason of the rules, or what the store says.
    pub fn run_step(
        &mut self,
        id: &RolloutId,
        step: &StepId,
        report: &RunReport,
    ) -> Result<Vec<Recorded>, TrackerError> {
        let mut events = self.name_the_flag(id, &report.filled)?;
        let history = self.spoken(id)?;
        let lines = filled_lines(&history, step, &report.filled);
        events.extend(self.run_lines(id, step, (lines, report))?);
        for (blank, value) in kept(&history, &report.filled) {
            events.extend(self.dispatch(id, &Command::FillBlank { blank, value }, None)?);
        }
        Ok(events)
    }

    /// Says how every gate stands that a run of the step has to pass; records nothing.
    ///
    /// # Errors
    /// When there is no such rollout, or when the calendar cannot be read.
    pub fn gates_of_run(
        &self,
        id: &RolloutId,
        step: &StepId,
        report: &RunReport,
    ) -> Result<Vec<GateView>, TrackerError> {
        let history = self.spoken(id)?;
        let now = self.moment();
        let known = self.passage_at(now)?;
        let passage = Passage {
            reason: report.passage.reason.clone(),
            overrides: report.passage.overrides.clone(),
            ..known
        };
        let Some(plan) = history.rollout.plan.as_deref() else {
            return Ok(vec![]);
        };
        let lines = filled_lines(&history, step, &report.filled);
        let switch = Switch::of(&history.rollout, plan, &lines).for_step(step);
        let gates = switch_gates(&history.rollout, plan, &switch, &passage, now);
        Ok(gates.iter().map(GateView::of).collect())
    }

    /// Records that `lines` were run for a step. An answer that refuses makes it a refusal; one that shows the flag is recorded too.
    pub(super) fn run_lines(
        &mut self,
        id: &RolloutId,
        step: &StepId,
        (lines, report): (Vec<Instruction>, &RunReport),
    ) -> Result<Vec<Recorded>, TrackerError> {
        let read = |history: &History| {
            let reply = report.reply.as_deref();
            reply.map_or_else(Sighting::default, |text| {
                Sighting::read(history, text, place_of(&lines))
            })
        };
        let is_refused = read(&self.history(id)?).refused;
        let outcome = if is_refused && report.outcome == Outcome::Succeeded {
            Outcome::Refused
        } else {
            report.outcome
        };
        let command = Command::RunInstruction {
            step: step.clone(),
            instructions: lines.clone(),
            outcome,
            reply: report.reply.clone(),
            passage: report.passage.clone(),
        };
        let mut events = self.dispatch(id, &command, None)?;
        if outcome == Outcome::Succeeded {
            let sighting = read(&self.history(id)?);
            events.extend(self.record_sighting(id, &sighting)?);
        }
        Ok(events)
    }
}

/// Returns what is kept for every other line: filling a blank once fills it everywhere. A value that a line sets is its own, and
/// what was filled before stays.
fn kept(history: &History, filled: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let facts = &history.rollout.facts;
    let Some(plan) = history.rollout.plan.as_deref() else {
        return Vec::new();
    };
    let is_set = |blank: &str| {
        let mut lines = plan.steps().flat_map(|step| &step.instructions);
        lines.any(|line| matches!(&line.value, Some(FlagValue::Blank(value)) if value == blank))
    };
    let is_known = |blank: &String| {
        let mut steps = plan.steps();
        steps.any(|step| step.blanks.contains(blank))
    };
    let kept = filled.iter().filter(|(blank, _)| {
        !facts.blanks.contains_key(*blank) && is_known(blank) && !is_set(blank)
    });
    kept.map(|(blank, value)| (blank.clone(), value.clone()))
        .collect()
}

/// Marking an instruction done means that it was run; its lines are filled with what is known.
pub(super) fn with_blanks_filled(history: &History, command: &Command) -> Command {
    let Command::MarkStep {
        step,
        state: StepState::Done,
        reason,
    } = command
    else {
        return command.clone();
    };
    let found = history
        .rollout
        .plan
        .as_ref()
        .and_then(|plan| plan.step(step));
    let was_run = history.rollout.was_run(step);
    match found {
        Some(found) if found.is_done_by_a_run() && !was_run => Command::RunInstruction {
            step: step.clone(),
            instructions: filled_lines(history, step, &BTreeMap::new()),
            outcome: Outcome::Succeeded,
            reply: reason.clone(),
            passage: Passage {
                reason: reason.clone(),
                ..Passage::default()
            },
        },
        _ => command.clone(),
    }
}

/// Returns the one environment that lines are about.
fn place_of(lines: &[Instruction]) -> Option<Environment> {
    let mut places = lines.iter().flat_map(|line| &line.environments);
    let first = places.next()?;
    places.all(|place| place == first).then_some(*first)
}

fn filled_lines(
    history: &History,
    step: &StepId,
    filled: &BTreeMap<String, String>,
) -> Vec<Instruction> {
    let mut answers = (*history.rollout.facts.blanks).clone();
    answers.extend(filled.clone());
    let found = history
        .rollout
        .plan
        .as_ref()
        .and_then(|plan| plan.step(step));
    let lines = found
        .map(|step| step.instructions.as_slice())
        .unwrap_or_default();
    lines
        .iter()
        .map(|line| chatops::fill(line, &answers))
        .collect()
}
