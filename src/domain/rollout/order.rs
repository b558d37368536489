//! What comes before a line that switches the flag: its stage, and the code that the flag stands in. It lets every line through that only switches off.

use super::command::Passage;
use super::facts::Rollout;
use super::gate::Reason;
use super::statement::{Answer, Topic};
use super::stay::still_before_the_end;
use super::survey::{Standing, survey_stage};
use super::switch::{Switch, share};
use crate::domain::Timestamp;
use crate::domain::flag::Environment::{self, Production};
use crate::domain::flag::{GateValues, Percentage};
use crate::domain::package::DeployedCode;
use crate::domain::plan::{Outline, Plan, Stage, StageKind, Step, StepKind, Verb};

/// Says that the step of a switch belongs to a stage that has not come yet, or that something else comes before it.
///
/// Source: GitLab's rollout template: the sections are gone through in their order.
pub(super) fn too_early(
    rollout: &Rollout,
    plan: &Plan,
    switch: &Switch,
    now: Timestamp,
) -> Vec<Reason> {
    let mut reasons = of_a_later_stage(rollout, plan, switch);
    if share(&switch.after) == Percentage::ALL && switch.share_before() < Percentage::ALL {
        reasons.extend(not_prepared(rollout, plan, switch, now));
    }
    reasons.extend(still_in_the_code(rollout, plan, switch, now));
    reasons
}

/// Says what another stage asks to be ready before everybody gets the flag, that which is gone through or a later one. Today's
/// template has it behind its percentages.
///
/// Source: GitLab's rollout template, "Before global rollout".
fn not_prepared(rollout: &Rollout, plan: &Plan, switch: &Switch, now: Timestamp) -> Vec<Reason> {
    let own = switch.step.as_ref().and_then(|step| plan.stage_of(step));
    let is_other = |stage: &&Stage| own.is_none_or(|own| own.id != stage.id);
    let prepares = still_before_the_end(rollout, plan)
        .filter(|stage| stage.kind == StageKind::Prepare)
        .filter(is_other);
    let standings = prepares.flat_map(|stage| survey_stage(rollout, stage, now));
    let open = standings.filter(is_open);
    open.map(|it| comes_before(&it, "the flag is on for everybody"))
        .collect()
}

fn is_open(standing: &Standing<'_>) -> bool {
    standing.required && !standing.state.is_settled()
}

fn comes_before(standing: &Standing<'_>, what: &str) -> Reason {
    let (number, text) = (&standing.step.number, standing.step.headline());
    let words = format!("{number} {text}: it comes before {what}");
    Reason::new(standing.step.id.as_str(), words)
}

/// Says what comes before the flag is deleted where it is on: the code that asks for it goes first, or users lose the feature
/// wherever its default is off.
///
/// Source: GitLab handbook, feature flag lifecycle: the flag is deleted once the code without it is released.
fn still_in_the_code(
    rollout: &Rollout,
    plan: &Plan,
    switch: &Switch,
    now: Timestamp,
) -> Vec<Reason> {
    let step = switch.step.as_ref();
    let stage = step.and_then(|step| plan.stage_of(step));
    let is_deleted = switch.before.is_on_for_anyone() && switch.after == GateValues::default();
    let Some((step, stage)) = step.zip(stage).filter(|_| is_deleted) else {
        return vec![];
    };
    let standings = survey_stage(rollout, stage, now);
    let before = standings.iter().take_while(|known| known.step.id != *step);
    let open = before.filter(|it| {
        // What the step is a part of is done with it.
        let is_apart = Outline::of(&it.step.steps).all(|part| part.id != *step);
        is_open(it) && is_apart && matches!(it.step.kind, StepKind::Action | StepKind::Wait)
    });
    open.map(|it| comes_before(it, "the flag is deleted where it is on"))
        .collect()
}

fn of_a_later_stage(rollout: &Rollout, plan: &Plan, switch: &Switch) -> Vec<Reason> {
    let step = switch.step.as_ref().and_then(|step| plan.step(step));
    let stage = step.and_then(|step| plan.stage_of(&step.id));
    let Some(((step, stage), current)) = step.zip(stage).zip(rollout.current_stage()) else {
        return vec![];
    };
    if plan.stage_index(&stage.id) <= plan.stage_index(&current.id) {
        return vec![];
    }
    let text = format!(
        "{} belongs to stage {} {}, and stage {} {} is gone through now: advance first",
        step.number, stage.number, stage.title, current.number, current.title
    );
    vec![Reason::new(stage.id.as_str(), text)]
}

/// Says where the flag would be turned on before its code is there: where somebody said that it is not, else where the package
/// that runs is older than the one that brought the code, else where the plan asks to look first and nobody has. `None` where
/// neither people nor packages nor the plan speak of it.
///
/// Source: GitLab `doc/development/feature_flags/controls.md`: enable only after the code is deployed.
pub(super) fn without_code(
    rollout: &Rollout,
    plan: &Plan,
    switch: &Switch,
    (passage, now): (&Passage, Timestamp),
) -> Option<Vec<Reason>> {
    let mut reasons = Vec::new();
    let mut silent = false;
    let mut known = false;
    for place in &switch.turned_on {
        match rollout.said_of(Topic::Code, Some(*place)) {
            Some(Answer::No) => reasons.push(Reason::new(
                place.as_str(),
                format!("the code is not in {place}"),
            )),
            Some(Answer::Yes | Answer::NotApplicable | Answer::Type(_)) => known = true,
            None => match packaged(plan, passage, *place) {
                Some(code) if code.is_there() => known = true,
                Some(code) => reasons.push(Reason::new(
                    place.as_str(),
                    format!(
                        "the code is not in {place}: {} brought it, and {} runs there",
                        code.package, code.running
                    ),
                )),
                None => silent = true,
            },
        }
    }
    // Production that some have already is raised no further where the code is said not to be there.
    let is_raised = switch.raises_production() && !switch.turned_on.contains(&Production);
    if is_raised && rollout.said_of(Topic::Code, Some(Production)) == Some(Answer::No) {
        reasons.push(Reason::new(
            Production.as_str(),
            format!("the code is not in {Production}"),
        ));
    }
    if silent {
        let (looks, open) = looks_before(rollout, plan, switch, now);
        known |= looks > 0;
        reasons.extend(open);
    }
    (known || !reasons.is_empty()).then_some(reasons)
}

/// Returns what packages tell of the code of the plan's flag in an environment.
fn packaged<'a>(plan: &Plan, passage: &'a Passage, place: Environment) -> Option<&'a DeployedCode> {
    let mut known = passage.code.iter();
    known.find(|code| code.environment == place && Some(&code.flag) == plan.flag.as_ref())
}

/// Counts the looks at a deployment that the plan asks for before a step, in its stage, and returns those that nobody has taken.
fn looks_before(
    rollout: &Rollout,
    plan: &Plan,
    switch: &Switch,
    now: Timestamp,
) -> (usize, Vec<Reason>) {
    let stage = switch.step.as_ref().and_then(|step| plan.stage_of(step));
    let Some((step, stage)) = switch.step.as_ref().zip(stage) else {
        return (0, vec![]);
    };
    let standings = survey_stage(rollout, stage, now);
    let before = standings.iter().take_while(|known| known.step.id != *step);
    let looks = before.filter(|known| known.required && asks_for_code(known.step));
    let open = looks
        .clone()
        .filter(|known| !known.state.is_settled())
        .map(|known: &Standing<'_>| {
            let (number, text) = (&known.step.number, known.step.headline());
            Reason::new(
                known.step.id.as_str(),
                format!("{number} {text}: nobody has said that the code is there"),
            )
        })
        .collect();
    (looks.count(), open)
}

fn asks_for_code(step: &Step) -> bool {
    step.instructions.iter().any(|line| {
        let Verb::Other(words) = &line.verb else {
            return false;
        };
        words == "auto_deploy status"
    })
}

impl Rollout {
    /// Returns what somebody said about `topic`, in this attempt where an attempt asks anew.
    pub fn said_of(&self, topic: Topic, environment: Option<Environment>) -> Option<Answer> {
        let said = self.facts.stated.iter().rev().find(|said| {
            said.statement.topic == topic && said.statement.environment == environment
        })?;
        let counts = !topic.is_of_an_attempt() || said.attempt == self.facts.attempt;
        counts.then_some(said.statement.answer)
    }
}
