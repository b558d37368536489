//! A pasted answer taken for what it is: that of the next line, which then was run, or a sight of the flag. It settles no step in doubt.

use std::collections::BTreeMap;

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use super::observe::Sighting;
use super::run::RunReport;
use crate::chatops;
use crate::domain::flag::{Environment, FlagValue, GateValues, Percentage};
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::Instruction;
use crate::projection::History;

/// What became of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// What was recorded: the run with what was seen, or only what was seen.
    pub events: Vec<Recorded>,
    /// Why the step that it answers stays open all the same, each reason once; empty where none does.
    pub left: Vec<String>,
    /// The step that it answers, and the percentage that its document leaves open; `None` where it answers none.
    pub answered: Option<(String, Option<Percentage>)>,
}

/// The next line to run, with its blanks filled.
struct Asked {
    step: StepId,
    number: String,
    share: Option<Percentage>,
    lines: Vec<Instruction>,
}

impl Tracker {
    /// Records what an answer shows. Where that is exactly what the next line gives, the line was run and its step is settled with
    /// the answer; where a gate is closed to it, only what was seen is recorded.
    ///
    /// # Errors
    /// Every reason of the rules against an observation, or what the store says.
    pub fn take_answer(
        &mut self,
        id: &RolloutId,
        (text, sighting): (&str, &Sighting),
    ) -> Result<Taken, TrackerError> {
        let mut taken = Taken::default();
        let history = self.history(id)?;
        let asked = self.asked(id, &history)?;
        if let Some(asked) = asked.filter(|asked| is_its_answer(&history, asked, sighting)) {
            let report = RunReport {
                reply: Some(text.trim().to_owned()),
                ..RunReport::succeeded(BTreeMap::new())
            };
            taken.answered = Some((asked.number, asked.share));
            match self.run_lines(id, &asked.step, (asked.lines, &report)) {
                Ok(events) => return Ok(Taken { events, ..taken }),
                Err(TrackerError::Rejected { rejection, .. }) => {
                    let reasons = rejection.reasons.into_iter();
                    taken.left.extend(reasons.map(|reason| reason.text));
                }
                Err(other) => return Err(other),
            }
        }
        taken.events = self.record_sighting(id, sighting)?;
        Ok(taken)
    }

    /// Tells whether anything in a reply is understood: a refusal, a change, the gates of the flag. One about no flag always is.
    ///
    /// # Errors
    /// When there is no such rollout.
    pub fn understands(&self, id: &RolloutId, reply: &str) -> Result<bool, TrackerError> {
        let history = self.history(id)?;
        let plan = history.rollout.plan.as_ref();
        let has_flag = plan.is_some_and(|plan| plan.flag.is_some());
        Ok(!has_flag || !Sighting::read(&history, reply, None).says_nothing())
    }

    /// Returns the next line, where nothing in it is blank; while production stays as it is, that of the next percentage.
    fn asked(&self, id: &RolloutId, history: &History) -> Result<Option<Asked>, TrackerError> {
        let next = self.view(id, None)?.next;
        let (number, line) = match next.kind {
            "step" => (next.step, next.instruction),
            "wait" => self.ramp(id, None).map_or((None, None), |ramp| {
                (ramp.step.map(|step| step.number), ramp.instruction)
            }),
            _ => (None, None),
        };
        let plan = history.rollout.plan.as_deref();
        let found = plan.zip(number).and_then(|(plan, number)| {
            let mut steps = plan.steps();
            steps.find(|step| step.number == number)
        });
        let line = line.as_deref().and_then(chatops::parse_line);
        let (Some(step), Some(line)) = (found, line) else {
            return Ok(None);
        };
        let blanks = &history.rollout.facts.blanks;
        let is_open = step.instructions.iter().any(Instruction::is_open_ramp);
        let share = match &line.value {
            Some(FlagValue::Percentage(share)) if is_open => Some(*share),
            Some(_) | None => None,
        };
        let others = step.instructions.iter().skip(1);
        let mut lines = vec![line];
        lines.extend(others.map(|line| chatops::fill(line, blanks)));
        let is_whole = lines.iter().all(Instruction::is_copyable);
        let asked = Asked {
            step: step.id.clone(),
            number: step.number.clone(),
            share,
            lines,
        };
        Ok(is_whole.then_some(asked))
    }
}

/// Tells whether an answer shows the flag as the lines make it, everywhere where they do, and nothing besides. What was seen before
/// need not be shown again. A line that changes nothing is answered by anything, and so by nothing.
fn is_its_answer(history: &History, asked: &Asked, sighting: &Sighting) -> bool {
    let rollout = &history.rollout;
    let Some(flag) = rollout.plan.as_deref().and_then(|plan| plan.flag.as_ref()) else {
        return false;
    };
    let mut after: BTreeMap<Environment, GateValues> = BTreeMap::new();
    for effect in asked.lines.iter().filter_map(|line| line.effect_on(flag)) {
        for place in effect.environments {
            let gates = after.remove(&place);
            let gates = gates.unwrap_or_else(|| rollout.gates_in(place));
            after.insert(place, gates.after(&effect.change));
        }
    }
    let is_change = |(place, gates): (&Environment, &GateValues)| {
        let claimed = rollout.gates_in(*place);
        *gates != claimed && !claimed.drift(gates).is_empty()
    };
    let shown = |place: Environment| {
        let mut seen = sighting.seen.iter();
        let now = seen.find(|seen| seen.environment == place);
        let before = || rollout.seen_last(place).map(|seen| &seen.gates);
        now.map(|seen| &seen.gates).or_else(before)
    };
    let is_shown = |(place, gates): (&Environment, &GateValues)| {
        shown(*place).is_some_and(|seen| gates.drift(seen).is_empty())
    };
    let mut seen = sighting.seen.iter();
    !sighting.refused
        && !sighting.seen.is_empty()
        && seen.all(|seen| after.contains_key(&seen.environment))
        && after.iter().any(is_change)
        && after.iter().all(is_shown)
}
