//! The ramp of a rollout: its ladder, where it stands on it, which step asks for the next percentage. It changes nothing.

use super::facts::Rollout;
use super::survey::{Standing, survey_stage};
use super::switch::share;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Environment, FlagValue, Percentage};
use crate::domain::plan::{Instruction, Plan, Stage, StageKind, Step};

/// The ladder for a flag of which nobody knows how often it is asked for, in percent.
/// Source: GitLab `doc/development/feature_flags/controls.md`.
const DEFAULT_LADDER: [u32; 6] = [1, 10, 25, 50, 75, 100];

/// Returns the percentages that the plan goes up by: those of its lines where they name at least two, else those of its words
/// with them, else the default ones.
pub fn ladder(plan: &Plan) -> Vec<Percentage> {
    let mut own = in_lines(plan);
    if own.len() < 2 {
        own.extend(in_words(plan));
        own.sort_unstable();
        own.dedup();
    }
    if own.len() >= 2 {
        return own;
    }
    DEFAULT_LADDER
        .into_iter()
        .filter_map(|whole| Percentage::from_thousandths(whole * 1000))
        .collect()
}

/// Returns the percentages that lines set in production, rising.
fn in_lines(plan: &Plan) -> Vec<Percentage> {
    let mut own: Vec<Percentage> = plan
        .steps()
        .flat_map(|step| &step.instructions)
        .filter(|line| is_in_production(line))
        .filter_map(|line| match line.value {
            Some(FlagValue::Percentage(percentage)) => Some(percentage),
            Some(FlagValue::On | FlagValue::Off | FlagValue::Blank(_)) | None => None,
        })
        .filter(|percentage| *percentage > Percentage::NONE)
        .collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// Returns the percentages that the words of the stages go up by in production; none where they name one only.
fn in_words(plan: &Plan) -> Vec<Percentage> {
    let is_in_production =
        |stage: &&Stage| !matches!(stage.kind, StageKind::Nonprod | StageKind::Rollback);
    let stages = plan.stages.iter().filter(is_in_production);
    let mut words: Vec<Percentage> = stages.flat_map(|stage| stage.ladder.clone()).collect();
    words.sort_unstable();
    words.dedup();
    Some(words)
        .filter(|words| words.len() >= 2)
        .unwrap_or_default()
}

/// Returns the share of production that has the flag, as people say they have set it.
pub fn share_of_production(rollout: &Rollout) -> Percentage {
    share(&rollout.gates_in(Environment::Production))
}

/// Returns the share of production that has the flag, as it was seen since it was claimed.
pub fn believed_share(rollout: &Rollout) -> Percentage {
    share(&rollout.believed_gates(Environment::Production))
}

/// Returns the next percentage of the ladder; `None` at its top, and where the flag is on for everybody.
///
/// A percentage is left out where every step that asks for it was settled before production had it: whoever says that such a step
/// is done ends the ladder there.
pub fn next_rung(rollout: &Rollout, plan: &Plan) -> Option<Percentage> {
    let now = share_of_production(rollout);
    let mut rungs = ladder(plan).into_iter();
    rungs.find(|rung| *rung > now && !is_given_up(rollout, plan, *rung))
}

fn is_given_up(rollout: &Rollout, plan: &Plan, rung: Percentage) -> bool {
    let attempt = rollout.facts.attempt;
    let mut points = rollout.facts.ramp.iter();
    if points.any(|point| point.attempt == attempt && point.percentage >= rung) {
        return false;
    }
    let asking = |is_asked: &dyn Fn(&Instruction) -> bool| {
        let steps = plan.steps().filter(|step| {
            let mut lines = step.instructions.iter();
            lines.any(|line| is_in_production(line) && is_asked(line))
        });
        steps.collect::<Vec<&Step>>()
    };
    let named = asking(&|line| names(line, rung));
    let asked = if named.is_empty() {
        asking(&Instruction::is_open_ramp)
    } else {
        named
    };
    let is_settled = |step: &Step| rollout.facts.state_of(step).is_settled();
    !asked.is_empty() && asked.into_iter().all(is_settled)
}

/// Returns the step that asks for `percentage` in production: one that names it, else one that leaves it blank.
///
/// Steps of the current stage come first; a step whose branch was not chosen is not asked, nor one that counts by another basis.
pub fn ramp_step<'a>(
    rollout: &Rollout,
    plan: &'a Plan,
    (percentage, basis): (Percentage, Basis),
    now: Timestamp,
) -> Option<&'a Step> {
    let current = rollout.facts.current.as_ref();
    let mut stages: Vec<_> = plan.stages.iter().collect();
    stages.sort_by_key(|stage| Some(&stage.id) != current);
    let standings: Vec<Standing<'a>> = stages
        .into_iter()
        .flat_map(|stage| survey_stage(rollout, stage, now))
        .collect();
    let asks = |standing: &&Standing<'a>, is_asked: &dyn Fn(&Instruction) -> bool| {
        let is_open = standing.required || standing.offered;
        is_open && standing.step.instructions.iter().any(is_asked)
    };
    let is_named = |line: &Instruction| fits(line, basis) && names(line, percentage);
    let leaves_blank = |line: &Instruction| fits(line, basis) && line.is_open_ramp();
    let named = standings.iter().find(|standing| asks(standing, &is_named));
    let found = named.or_else(|| {
        standings
            .iter()
            .find(|standing| asks(standing, &leaves_blank))
    });
    found.map(|standing| standing.step)
}

/// Tells whether a line sets this percentage and no other.
fn names(line: &Instruction, percentage: Percentage) -> bool {
    line.value == Some(FlagValue::Percentage(percentage)) && !line.of_ladder
}

fn fits(line: &Instruction, basis: Basis) -> bool {
    is_in_production(line) && line.counts() == basis
}

fn is_in_production(line: &Instruction) -> bool {
    line.is_ramp() && line.scopes.is_empty() && line.environments.contains(&Environment::Production)
}
