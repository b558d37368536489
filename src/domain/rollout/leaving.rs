//! What must be so before the flag leaves the code: its type may default to on, its stored gates are gone everywhere. It deletes nothing.

use super::facts::Rollout;
use super::gate::Reason;
use super::survey::{Standing, survey_stage};
use crate::domain::Timestamp;
use crate::domain::calendar::FlagType;
use crate::domain::flag::Environment;
use crate::domain::plan::{Plan, Stage, StageKind, Step, StepKind, StepState, Verb};

/// Says why the default may not become on, at the end of the stage that makes it so; `None` at any other, and while nobody means it.
///
/// Source: GitLab `doc/development/feature_flags/_index.md`: of all types only `beta` and `ops` may be enabled by default.
pub(super) fn default_on(
    rollout: &Rollout,
    stage: &Stage,
    standings: &[Standing<'_>],
) -> Option<Vec<Reason>> {
    if stage.kind != StageKind::DefaultOn {
        return None;
    }
    let is_meant = standings.iter().any(|standing| {
        let is_begun = !matches!(standing.state, StepState::Todo | StepState::Unknown);
        standing.step.kind.has_state()
            && !standing.state.is_left_out()
            && (is_begun || !stage.optional)
    });
    if !is_meant {
        return None;
    }
    let text = match flag_type(rollout) {
        Some(kind) if kind.may_default_to_on() => None,
        Some(kind) => Some(format!(
            "a flag of type {} never defaults to on: leave the steps of this stage out",
            kind.as_str()
        )),
        None => Some(
            "nobody has said the type of the flag: only beta and ops may default to on".to_owned(),
        ),
    };
    let reason = text.map(|text| Reason::new("type", text));
    Some(reason.into_iter().collect())
}

/// Returns the type of the flag: as somebody said last, else as a question of the document was answered, else as the document
/// states it.
pub fn flag_type(rollout: &Rollout) -> Option<FlagType> {
    let said = rollout.facts.flag_type.map(|(kind, _)| kind);
    let mut answers = rollout.facts.decisions.values();
    let answered = || answers.find_map(|answer| FlagType::parse(answer));
    let stated = || rollout.plan.as_deref()?.flag_type;
    said.or_else(answered).or_else(stated)
}

/// Says where the flag is still stored though it is gone, or though the default is to count; `None` before either is so.
///
/// Source: GitLab `doc/development/feature_flags/controls.md`: a default has no effect while a gate is stored; a flag that was
/// removed is deleted on every environment.
pub(super) fn stored(
    rollout: &Rollout,
    stage: &Stage,
    standings: &[Standing<'_>],
    now: Timestamp,
) -> Option<Vec<Reason>> {
    let plan = rollout.plan.as_deref()?;
    let why = if stage.kind == StageKind::DefaultOn {
        let is_done = standings.iter().any(|standing| {
            standing.step.kind != StepKind::Note && standing.state == StepState::Done
        });
        is_done.then_some("the default has no effect until it is deleted there")
    } else if matches!(stage.kind, StageKind::Release | StageKind::Cleanup) {
        is_deleted(rollout, plan, now).then_some("delete it there too")
    } else {
        return None;
    };
    let why = why?;
    let places = Environment::ALL.into_iter().rev();
    let places = places.filter(|place| !rollout.believed_gates(*place).is_untouched());
    let reason = |place: Environment| {
        let words = rollout.believed_gates(place).in_words();
        Reason::new(
            place.as_str(),
            format!("the flag is still stored in {place} ({words}): {why}"),
        )
    };
    Some(places.map(reason).collect())
}

/// Tells whether a step of the plan has deleted the flag and none that is asked for is still to do it.
fn is_deleted(rollout: &Rollout, plan: &Plan, now: Timestamp) -> bool {
    let standings = plan
        .stages
        .iter()
        .flat_map(|stage| survey_stage(rollout, stage, now));
    let deletes = |step: &Step| {
        let mut lines = step.instructions.iter();
        lines.any(|line| line.verb == Verb::FeatureDelete)
    };
    let mut is_done = false;
    for standing in standings.filter(|standing| standing.required && deletes(standing.step)) {
        if !standing.state.is_settled() {
            return false;
        }
        is_done |= standing.state == StepState::Done;
    }
    is_done
}

/// Says which steps come before the one that closes the rollout issue: it is closed last.
///
/// Source: GitLab's rollout template: closing the rollout issue is its last item.
pub(super) fn before_the_issue(
    plan: &Plan,
    step: &Step,
    standings: &[Standing<'_>],
) -> Vec<Reason> {
    let is_last = plan
        .stages
        .last()
        .zip(plan.stage_of(&step.id))
        .is_some_and(|(last, own)| last.id == own.id);
    if !is_last || !closes_the_issue(step) {
        return vec![];
    }
    let open = standings.iter().filter(|standing| {
        standing.required && !standing.state.is_settled() && !is_kin(standing.step, step)
    });
    open.map(|standing| {
        let (number, text) = (&standing.step.number, standing.step.headline());
        Reason::new(
            standing.step.id.as_str(),
            format!("{number} {text}: it comes first, the rollout issue is closed last"),
        )
    })
    .collect()
}

fn closes_the_issue(step: &Step) -> bool {
    let text = step.text.to_lowercase();
    let names = ["this issue", "this rollout issue", "the rollout issue"];
    text.starts_with("close ") && names.iter().any(|name| text.contains(name))
}

/// Tells whether one step is the other, or is nested in it at any depth.
fn is_kin(one: &Step, other: &Step) -> bool {
    let holds = |outer: &Step, inner: &Step| {
        let mut parts = crate::domain::plan::Outline::of(std::slice::from_ref(outer));
        parts.any(|part| part.id == inner.id)
    };
    holds(one, other) || holds(other, one)
}
