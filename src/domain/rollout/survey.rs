//! How every step stands at one moment: its state, and whether the stage can be left without it.

use super::facts::{Phase, Rollout};
use super::record::{QaResult, StepRecord};
use crate::domain::Timestamp;
use crate::domain::plan::{Stage, Step, StepKind, StepState};

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Which.
    pub step: &'a Step,
    /// How deep it is nested, from 0.
    pub depth: usize,
    /// Its state, with running time and its parts taken into account.
    pub state: StepState,
    /// Why it has that state, where somebody or a decision said so.
    pub reason: Option<String>,
    /// Whether the stage can only be left when this is settled.
    pub required: bool,
    /// Whether it may be done though nobody asks for it: it is optional, and neither an answer nor a person has left it out.
    pub offered: bool,
}

/// What the surroundings of a step say about it.
#[derive(Debug, Clone, Default)]
struct Around {
    /// Why it does not apply.
    excluded: Option<String>,
    /// Whether it is left out, or its question is not answered.
    waived: bool,
    /// Whether it may be done and need not.
    optional: bool,
}

/// Goes through `steps` and all that is nested in them, parents first, and says how each stands at `now`.
///
/// A parent counts as done when all its applicable parts are settled; nothing else is inferred, and a parent that does not
/// apply leaves its parts as they are. Source: GitLab's task lists, where an inapplicable parent never ticks its children.
pub fn survey<'a>(rollout: &Rollout, steps: &'a [Step], now: Timestamp) -> Vec<Standing<'a>> {
    let mut standings = Vec::new();
    for step in steps {
        visit(rollout, step, now, (0, &Around::default()), &mut standings);
    }
    standings
}

/// Goes through the steps of a stage. Nobody asks for those of an optional one.
pub fn survey_stage<'a>(rollout: &Rollout, stage: &'a Stage, now: Timestamp) -> Vec<Standing<'a>> {
    let around = Around {
        optional: stage.optional,
        ..Around::default()
    };
    let mut standings = Vec::new();
    for step in &stage.steps {
        visit(rollout, step, now, (0, &around), &mut standings);
    }
    standings
}

fn visit<'a>(
    rollout: &Rollout,
    step: &'a Step,
    now: Timestamp,
    (depth, outer): (usize, &Around),
    standings: &mut Vec<Standing<'a>>,
) {
    let around = around(rollout, step, outer);
    let (own, reason) = own_state(rollout, step, &around, now);
    let place = standings.len();
    let may_be_done = step.kind.has_state() && !around.waived && around.excluded.is_none();
    standings.push(Standing {
        step,
        depth,
        state: own,
        reason,
        required: may_be_done && !around.optional,
        offered: may_be_done && around.optional,
    });
    let mut within = around;
    if own.is_left_out() {
        within.waived = true;
    }
    for part in &step.steps {
        visit(rollout, part, now, (depth + 1, &within), standings);
    }
    let derived = derived_state(step, own, standings.get(place + 1..).unwrap_or_default());
    if let Some(standing) = standings.get_mut(place) {
        standing.state = derived;
    }
}

fn around(rollout: &Rollout, step: &Step, outer: &Around) -> Around {
    let mut around = outer.clone();
    around.optional |= step.optional;
    if let Some(branch) = &step.branch {
        match rollout.facts.decisions.get(&branch.decision) {
            None => around.waived = true,
            Some(chosen) if *chosen == branch.option => {}
            Some(chosen) => {
                around.excluded = Some(format!("{} = {chosen}", branch.decision));
            }
        }
    }
    around
}

fn own_state(
    rollout: &Rollout,
    step: &Step,
    around: &Around,
    now: Timestamp,
) -> (StepState, Option<String>) {
    let record = rollout.facts.steps.get(&step.id);
    if let Some(result) = newer_result(rollout, step, record)
        && around.excluded.is_none()
    {
        return (result.entry.state_after(), None);
    }
    if let Some(decision) = &step.decision
        && let Some(chosen) = rollout.facts.decisions.get(&decision.key)
        && record.is_none()
    {
        return (StepState::Done, Some(chosen.clone()));
    }
    match (record, &around.excluded) {
        (Some(record), Some(answer)) if record.state == StepState::Todo => {
            (StepState::NotApplicable, Some(answer.clone()))
        }
        (Some(record), _) => {
            let state = match (record.state, record.timer) {
                (StepState::Doing, Some(timer)) if timer.is_over(now) => StepState::Elapsed,
                (StepState::Doing, Some(_)) => StepState::Waiting,
                (state, _) => state,
            };
            (state, record.reason.clone())
        }
        (None, Some(answer)) => (StepState::NotApplicable, Some(answer.clone())),
        (None, None) => (step.initial, None),
    }
}

/// Returns the result for the whole stage that says more about a test than what was said about the test itself.
fn newer_result<'a>(
    rollout: &'a Rollout,
    step: &Step,
    record: Option<&StepRecord>,
) -> Option<&'a QaResult> {
    let said = record.map_or(step.initial, |record| record.state);
    if step.kind != StepKind::Qa || said.is_left_out() {
        return None;
    }
    let stage = rollout.plan.as_ref()?.stage_of(&step.id)?;
    let result = rollout.latest_result(&stage.id, &step.id)?;
    record
        .is_none_or(|record| record.seq < result.seq)
        .then_some(result)
}

fn derived_state(step: &Step, own: StepState, parts: &[Standing<'_>]) -> StepState {
    let mut counted = parts.iter().filter(|part| part.required).peekable();
    if !is_inferable(step, own) || counted.peek().is_none() {
        return own;
    }
    let (mut settled, mut begun) = (true, false);
    for part in counted {
        settled &= part.state.is_settled();
        begun |= !matches!(part.state, StepState::Todo | StepState::Unknown);
    }
    match (settled, begun, step.kind) {
        (true, _, _) => StepState::Done,
        (false, true, StepKind::Group) => StepState::Doing,
        // The box of the parent is lost, those of its parts are not.
        (false, true, _) if own == StepState::Unknown => StepState::Doing,
        _ => own,
    }
}

/// Tells whether a step in this state is done as soon as all its parts are.
const fn is_inferable(step: &Step, state: StepState) -> bool {
    matches!(
        state,
        StepState::Todo | StepState::Unknown | StepState::Doing
    ) && matches!(
        step.kind,
        StepKind::Group | StepKind::Action | StepKind::Instruction | StepKind::Announce
    )
}

/// Tells whether the step at `place` asks for nothing but its parts, one of which is asked for itself. A watch that runs is not.
pub(super) fn is_open_in_its_parts(standings: &[Standing<'_>], place: usize) -> bool {
    let Some(parent) = standings.get(place) else {
        return false;
    };
    let is_asked_for = |part: &Standing<'_>| {
        let is_running_watch =
            part.step.kind == StepKind::Watch && part.state == StepState::Waiting;
        part.required && !part.state.is_settled() && !is_running_watch
    };
    let mut parts = standings
        .iter()
        .skip(place + 1)
        .take_while(|part| part.depth > parent.depth);
    is_inferable(parent.step, parent.state) && parts.any(is_asked_for)
}

/// Says the state of a whole stage at `now`: `done` before the current one, `todo` after it.
pub fn stage_state(rollout: &Rollout, stage: &Stage, now: Timestamp) -> StepState {
    let standings = survey_stage(rollout, stage, now);
    let is = |state: StepState| {
        standings
            .iter()
            .any(|standing| standing.required && standing.state == state)
    };
    let all_left_out = standings.iter().any(|standing| standing.required)
        && standings
            .iter()
            .filter(|standing| standing.required)
            .all(|standing| {
                matches!(
                    standing.state,
                    StepState::NotApplicable | StepState::Skipped
                )
            });
    let place = rollout
        .plan
        .as_ref()
        .and_then(|plan| plan.stage_index(&stage.id));
    let current = rollout
        .plan
        .as_ref()
        .zip(rollout.facts.current.as_ref())
        .and_then(|(plan, current)| plan.stage_index(current));
    match place.cmp(&current) {
        std::cmp::Ordering::Less => {
            let untouched = !standings
                .iter()
                .any(|standing| standing.state == StepState::Done);
            if stage.optional && untouched {
                StepState::Skipped
            } else {
                StepState::Done
            }
        }
        _ if rollout.facts.phase == Phase::Closed => StepState::Done,
        _ if all_left_out => StepState::NotApplicable,
        _ if is(StepState::Failed) => StepState::Failed,
        _ if is(StepState::Blocked) => StepState::Blocked,
        std::cmp::Ordering::Equal if is(StepState::Waiting) => StepState::Waiting,
        std::cmp::Ordering::Equal if is(StepState::Elapsed) => StepState::Elapsed,
        std::cmp::Ordering::Equal => StepState::Doing,
        std::cmp::Ordering::Greater => StepState::Todo,
    }
}
