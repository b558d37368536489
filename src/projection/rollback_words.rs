//! The way back in words: what happened of it, and what each of its steps asks for. A line is in the form that is copied.

use super::history::History;
use super::words::marked;
use crate::chatops;
use crate::domain::counted;
use crate::domain::flag::{Environment, GateValues};
use crate::domain::plan::{Outline, Plan, ReferenceKind, StepKind};
use crate::domain::rollout::{Event, Rollback, RollbackAction};

/// Returns the kind of a fact about a way back, what happened in words, and why.
pub(super) fn way_back(event: &Event) -> (&'static str, String, Option<String>) {
    if let Event::RollbackTriggered {
        reason,
        actions,
        details,
        already_at,
        ..
    } = event
    {
        let mut text = format!("ROLLBACK begun, {}", counted(actions.len(), "step"));
        if let Some(at) = already_at {
            text = format!("{text}, off since {}", at.format("%d %b %H:%M UTC"));
        }
        if !details.scope.is_empty() {
            text = format!("{text}, in {}", named(&details.scope));
        }
        if let Some(incident) = &details.incident {
            text = format!("{text}, for {incident}");
        }
        return ("rollback_triggered", text, Some(reason.clone()));
    }
    if let Event::RollbackStepMarked { order, state, note } = event {
        let text = format!("rollback step {order}: {}", marked(*state));
        return ("rollback_step_marked", text, note.clone());
    }
    if let Event::AttemptStarted { attempt, reset, .. } = event {
        let open = counted(reset.len(), "step");
        let text = format!("attempt {attempt} begun, {open} open again");
        return ("attempt_started", text, None);
    }
    ("rollback_finished", "ROLLBACK finished".to_owned(), None)
}

/// Says what a rollback step asks for, in one line; an instruction is in the form that is copied.
pub(super) fn rollback_action(
    action: &RollbackAction,
    plan: &Plan,
    profile: chatops::Profile,
) -> String {
    match action {
        RollbackAction::Switch {
            environment,
            change,
        } => plan.flag.as_ref().map_or_else(
            || format!("switch the flag off in {environment}"),
            |flag| chatops::compose_change(flag, change, &[*environment], profile).normalised,
        ),
        RollbackAction::Console { environment, line } => {
            format!("ask an SRE with console access to {environment} to run {line}")
        }
        RollbackAction::Document { step } => plan
            .step(step)
            .map_or_else(|| step.to_string(), |step| step.text.clone()),
        RollbackAction::Confirm { environments } => confirmed(environments),
        RollbackAction::Verify { environments } => see_off(environments),
    }
}

/// Says what a step asks for that is about several environments; none for one that the words of its line say.
pub(super) fn of_several(action: &RollbackAction) -> Option<String> {
    match action {
        RollbackAction::Confirm { environments } => Some(confirmed(environments)),
        RollbackAction::Verify { environments } => Some(see_off(environments)),
        RollbackAction::Switch { .. }
        | RollbackAction::Console { .. }
        | RollbackAction::Document { .. } => None,
    }
}

/// Says who is told and what is posted once the flag is off: the channels that the document names, whoever is on call, the issue.
/// A document whose own way back tells somebody needs no other list.
///
/// Source: GitLab handbook, feature flags: a change to production is told where it was announced; support is told of what users see.
pub(super) fn afterwards(plan: &Plan) -> Vec<String> {
    let channels = plan.references.iter();
    let channels = channels.filter(|reference| reference.kind == ReferenceKind::Channel);
    let mut told: Vec<&str> = Vec::new();
    for channel in channels {
        if !told.contains(&channel.target.as_str()) {
            told.push(&channel.target);
        }
    }
    told.extend(["support", "whoever is on call"]);
    let mut own = Outline::of(&plan.rollback);
    let is_told = own.any(|step| step.kind == StepKind::Announce);
    let tell = (!is_told).then(|| format!("tell {}", told.join(", ")));
    let post = "post the result on the rollout issue".to_owned();
    tell.into_iter().chain([post]).collect()
}

fn confirmed(environments: &[Environment]) -> String {
    format!(
        "an SRE has confirmed for {}: note the name",
        named(environments)
    )
}

fn see_off(environments: &[Environment]) -> String {
    format!("see that it is off in {}", named(environments))
}

fn named(environments: &[Environment]) -> String {
    let places: Vec<&str> = environments.iter().map(|place| place.as_str()).collect();
    places.join(", ")
}

/// Says why it is switched off there: a record of on that a sight of off came after is no sight of on.
pub(super) fn why_off(history: &History, place: Environment) -> String {
    if history.rollout.believed_gates(place).is_on_for_anyone() {
        return format!("it is on in {place}");
    }
    if !history.rollout.gates_in(place).is_on_for_anyone() {
        return format!("the code turns it on in {place} by default, which a stored false beats");
    }
    let recorded = history.rollout.gates_in(place).in_words();
    format!("{recorded} is recorded in {place}, though it was seen off since")
}

/// Says why a step of a way back that has begun switches there, as it was then; `None` for one that switches nothing.
pub(super) fn why_then(rollback: &Rollback, action: &RollbackAction) -> Option<String> {
    let place = action.switched()?;
    let before = rollback.before.get(&place);
    let was_on = before.is_some_and(GateValues::is_on_for_anyone);
    Some(if was_on {
        format!("it was on in {place}")
    } else {
        format!("it was seen on in {place}")
    })
}
