//! Named actors: they come first, they are all of one kind, and what they have was seen to work. It knows none of them.

use std::collections::BTreeSet;

use super::facts::Rollout;
use super::gate::{GateKind, Reason, gates};
use super::survey::{Standing, survey_stage};
use super::switch::{Switch, share};
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, FlagValue, GateValues, Percentage, ScopeKind};
use crate::domain::plan::{Plan, StageKind};

/// Says which named actors come first, and which were not seen to work before everybody gets the flag.
pub(super) fn actors(
    rollout: &Rollout,
    plan: &Plan,
    switch: &Switch,
    now: Timestamp,
) -> Vec<Reason> {
    let mut reasons = still_to_come(rollout, plan, switch, now);
    if switch.turns_on_for_everybody() {
        reasons.extend(unverified(rollout, plan, now));
    }
    reasons
}

/// Source: GitLab's rollout template: the actors of interest are verified on production before the global rollout.
fn unverified(rollout: &Rollout, plan: &Plan, now: Timestamp) -> Vec<Reason> {
    let current = rollout
        .facts
        .current
        .as_ref()
        .and_then(|id| plan.stage_index(id));
    let stages = plan.stages.iter().take(current.unwrap_or(0));
    stages
        .filter(|stage| stage.kind == StageKind::Canary && !stage.optional)
        .flat_map(|stage| gates(rollout, stage, now))
        .filter(|gate| gate.id == GateKind::Qa && !gate.open)
        .flat_map(|gate| gate.reasons)
        .collect()
}

/// Source: GitLab `controls.md`: actors first, then everybody. It asks for what the document asks for, and for nothing else.
fn still_to_come(rollout: &Rollout, plan: &Plan, switch: &Switch, now: Timestamp) -> Vec<Reason> {
    if switch.value.is_none() || share(&switch.before) > Percentage::NONE {
        return vec![];
    }
    let standings = plan
        .stages
        .iter()
        .flat_map(|stage| survey_stage(rollout, stage, now));
    standings
        .filter(|standing| standing.required && !standing.state.is_settled())
        .filter(|standing| names_actors(plan, switch, standing))
        .map(|standing| {
            let step = standing.step;
            Reason::new(
                step.id.as_str(),
                format!("{} {}: named actors come first", step.number, step.text),
            )
        })
        .collect()
}

/// Tells whether a step turns production on for actors that do not have it after the switch.
fn names_actors(plan: &Plan, switch: &Switch, standing: &Standing<'_>) -> bool {
    standing.step.instructions.iter().any(|line| {
        let effect = plan.flag.as_ref().and_then(|flag| line.effect_on(flag));
        !line.scopes.is_empty()
            && line.value != Some(FlagValue::Off)
            && effect.is_some_and(|effect| {
                effect.environments.contains(&Environment::Production)
                    && switch.after.after(&effect.change) != switch.after
            })
    })
}

/// Says that actors of another kind than before, or than was chosen, would be named.
///
/// Source: GitLab `doc/development/feature_flags/_index.md`: do not mix actor types in one flag.
pub(super) fn kinds(rollout: &Rollout, plan: &Plan, switch: &Switch) -> Vec<Reason> {
    let before = kinds_of(&switch.before);
    let new = switch.after.actors.difference(&switch.before.actors);
    let new = kinds_in(new.map(String::as_str));
    let chosen = chosen_kind(rollout, plan);
    let mut reasons = Vec::new();
    for kind in new {
        let others: Vec<&str> = before
            .iter()
            .copied()
            .filter(|known| *known != kind)
            .collect();
        if !before.is_empty() && !before.contains(kind) {
            let others = others.join(" and ");
            let text = format!(
                "the flag is on for a {others}, and this names a {kind}: do not mix kinds of actor"
            );
            reasons.push(Reason::new(kind, text));
        } else if let Some(chosen) = chosen.filter(|chosen| chosen.as_str() != kind) {
            let text = format!("this names a {kind}, and {chosen} was chosen as the kind of actor");
            reasons.push(Reason::new(kind, text));
        }
    }
    reasons
}

/// Returns the kind of actor that was chosen, where exactly one question of the plan asks for it.
fn chosen_kind(rollout: &Rollout, plan: &Plan) -> Option<ScopeKind> {
    let kind = |word: &str| {
        ScopeKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
    };
    let answers = plan
        .decisions()
        .filter_map(|(_, decision)| kind(rollout.facts.decisions.get(&decision.key)?));
    let answers: Vec<ScopeKind> = answers.collect();
    match answers.as_slice() {
        [kind] => Some(*kind),
        _ => None,
    }
}

fn kinds_of(gates: &GateValues) -> BTreeSet<&str> {
    kinds_in(gates.actors.iter().map(String::as_str))
}

fn kinds_in<'a>(actors: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    actors
        .filter_map(|actor| actor.split_once(':').map(|(kind, _)| kind))
        .collect()
}
