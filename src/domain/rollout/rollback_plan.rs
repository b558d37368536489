//! The way back, computed from what was switched on, or seen on since: production first, then the rest, then what the document asks for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::facts::Rollout;
use super::planned::lacks_a_console_line;
use crate::domain::flag::{Environment, FlagChange, FlagValue, GateValues};
use crate::domain::id::StepId;
use crate::domain::plan::{
    Dialect, Instruction, Outline, Plan, StageKind, Step, StepKind, StepState, Verb,
};

/// What a rollback would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollbackPlan {
    /// The flag before, where it is said or was seen to be on for anybody: as it was seen, or as it was claimed since.
    pub from: BTreeMap<Environment, GateValues>,
    /// What is to be done, in order.
    pub actions: Vec<RollbackAction>,
    /// Why somebody with a console has to do it, where chatops cannot.
    pub console: Option<String>,
    /// What cannot be done, and why.
    pub impossible: Vec<String>,
    /// What a person should know before.
    pub warnings: Vec<String>,
}

/// One thing to do on the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollbackAction {
    /// Have somebody with a console confirm, by name, that they switch it off: chatops cannot.
    Confirm {
        /// Where.
        environments: Vec<Environment>,
    },
    /// Change the flag in one environment, by chatops.
    Switch {
        /// Where.
        environment: Environment,
        /// To what.
        change: FlagChange,
    },
    /// Ask somebody with a console to run a line, because chatops cannot.
    Console {
        /// Where.
        environment: Environment,
        /// The line.
        line: String,
    },
    /// A step that the document itself asks for.
    Document {
        /// Which.
        step: StepId,
    },
    /// See that the flag is off.
    Verify {
        /// Where.
        environments: Vec<Environment>,
    },
}

impl RollbackAction {
    /// Tells whether it is a line that switches the flag in one environment.
    pub const fn switches(&self) -> bool {
        matches!(self, Self::Switch { .. } | Self::Console { .. })
    }

    /// Returns the environment that it switches, if it is such a line.
    pub const fn switched(&self) -> Option<Environment> {
        match self {
            Self::Switch { environment, .. } | Self::Console { environment, .. } => {
                Some(*environment)
            }
            Self::Confirm { .. } | Self::Document { .. } | Self::Verify { .. } => None,
        }
    }

    /// Tells whether it switches the flag in one of these environments.
    pub fn switches_in(&self, environments: &[Environment]) -> bool {
        self.switched()
            .is_some_and(|place| environments.contains(&place))
    }

    /// Returns it as it is where only these environments are gone back in; none where nothing of it is left.
    pub fn within(&self, scope: &[Environment]) -> Option<Self> {
        let kept = |environments: &[Environment]| {
            let kept = environments.iter().filter(|place| scope.contains(place));
            let kept: Vec<Environment> = kept.copied().collect();
            (!kept.is_empty()).then_some(kept)
        };
        match self {
            Self::Switch { environment, .. } | Self::Console { environment, .. } => {
                scope.contains(environment).then(|| self.clone())
            }
            Self::Document { .. } => Some(self.clone()),
            Self::Confirm { environments } => {
                kept(environments).map(|environments| Self::Confirm { environments })
            }
            Self::Verify { environments } => {
                kept(environments).map(|environments| Self::Verify { environments })
            }
        }
    }
}

impl RollbackPlan {
    /// Returns it as it is where only these environments are gone back in; all of it for none.
    #[must_use]
    pub fn within(mut self, scope: &[Environment]) -> Self {
        if !scope.is_empty() {
            let actions = self.actions.iter();
            self.actions = actions.filter_map(|action| action.within(scope)).collect();
        }
        self
    }
}

/// Production is switched off first: chatops refuses to switch staging off while production is on.
/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, consistency check.
const ORDER: [Environment; 6] = [
    Environment::Production,
    Environment::Staging,
    Environment::StagingRef,
    Environment::Pre,
    Environment::Ops,
    Environment::Dev,
];

/// Computes the way back of `rollout` as it stands.
pub fn rollback_plan(rollout: &Rollout) -> RollbackPlan {
    let mut back = RollbackPlan::default();
    let Some(plan) = rollout.plan.as_deref() else {
        return back;
    };
    let console = console_line(plan);
    let on: Vec<Environment> = ORDER
        .into_iter()
        .filter(|place| is_on(rollout, *place) || is_on_by_default(rollout, *place))
        .collect();
    if console.is_some() && !on.is_empty() {
        let environments = on.clone();
        back.actions.push(RollbackAction::Confirm { environments });
    }
    for environment in &on {
        let believed = rollout.believed_gates(*environment);
        back.from.insert(*environment, believed);
        back.actions
            .push(switch_off(*environment, console.as_ref()));
    }
    back.console = console.as_ref().map(|line| {
        format!(
            "chatops cannot switch this flag: an SRE, or who else may open a Rails console there, runs {}",
            line.normalised
        )
    });
    back.impossible = unfilled(console.as_ref());
    if lacks_a_console_line(plan) && !on.is_empty() {
        back.impossible.push(
            "a licensed feature has the name of the flag, so chatops refuses it: somebody with a Rails console runs Feature.disable"
                .to_owned(),
        );
    }
    let document =
        Outline::of(&plan.rollback).filter(|step| !is_covered(step, plan, &back.actions));
    let document = document.map(|step| RollbackAction::Document {
        step: step.id.clone(),
    });
    let document: Vec<RollbackAction> = document.collect();
    back.actions.extend(document);
    if !on.is_empty() {
        back.actions.push(RollbackAction::Verify {
            environments: on.clone(),
        });
    }
    back.warnings = warnings(rollout, plan, &on);
    back
}

/// Tells whether the flag is said or was seen to be on there: switching off what is off already harms nobody.
fn is_on(rollout: &Rollout, place: Environment) -> bool {
    rollout.believed_gates(place).is_on_for_anyone() || rollout.gates_in(place).is_on_for_anyone()
}

/// Tells whether the code turns the flag on there, where nothing is stored: the plan has made that the default and has not taken the
/// flag out of the code since. A stored `false` beats the default.
///
/// Source: GitLab `doc/development/feature_flags/_index.md`, `default_enabled`.
pub(super) fn is_on_by_default(rollout: &Rollout, place: Environment) -> bool {
    let was_touched = rollout.facts.flags.contains_key(&place);
    let is_false = rollout.believed_gates(place).boolean == Some(false);
    let stages = rollout.plan.iter().flat_map(|plan| &plan.stages);
    let has_done = |kind: StageKind, word: &str| {
        let steps = stages.clone().filter(|stage| stage.kind == kind);
        let mut steps = steps.flat_map(|stage| Outline::of(&stage.steps));
        steps.any(|step| {
            rollout.facts.state_of(step) == StepState::Done
                && step.text.to_lowercase().contains(word)
        })
    };
    was_touched
        && !is_false
        && has_done(StageKind::DefaultOn, "default")
        && !has_done(StageKind::Cleanup, "remove")
}

/// Names what is still blank in the line for a console: nobody can run it as it is.
fn unfilled(console: Option<&Instruction>) -> Vec<String> {
    let blanks = console.into_iter().flat_map(|line| &line.blanks);
    let said = blanks.map(|blank| format!("{blank} is not filled in the line for the console"));
    said.collect()
}

fn switch_off(environment: Environment, console: Option<&Instruction>) -> RollbackAction {
    match console {
        Some(line) => RollbackAction::Console {
            environment,
            line: line.normalised.clone(),
        },
        None => RollbackAction::Switch {
            environment,
            change: FlagChange::Set {
                value: FlagValue::Off,
                scopes: vec![],
                basis: None,
            },
        },
    }
}

/// Returns the console line that the document gives instead of a chatops one.
fn console_line(plan: &Plan) -> Option<Instruction> {
    let lines: Vec<&Instruction> = Outline::of(&plan.rollback)
        .flat_map(|step| &step.instructions)
        .collect();
    if lines
        .iter()
        .any(|line| line.dialect == Dialect::Chatops && line.changes_a_flag())
    {
        return None;
    }
    let line = lines
        .iter()
        .find(|line| line.dialect == Dialect::Console && switches_off(line));
    line.map(|line| (*line).clone())
}

fn switches_off(line: &Instruction) -> bool {
    match &line.verb {
        Verb::FeatureDelete => true,
        Verb::FeatureSet => {
            let value = line.value.as_ref().and_then(FlagValue::as_boolean);
            value == Some(false) && line.scopes.is_empty()
        }
        Verb::FeatureGet | Verb::FeatureList | Verb::Other(_) => false,
    }
}

/// Tells whether all that a step of the document does is done by `actions` already.
fn is_covered(step: &Step, plan: &Plan, actions: &[RollbackAction]) -> bool {
    if !step.kind.has_state() {
        return true;
    }
    let Some(flag) = &plan.flag else { return false };
    let is_done = |line: &Instruction| {
        match line.effect_on(flag) {
        Some(effect) if line.dialect == Dialect::Chatops => {
            effect.environments.iter().all(|place| {
                actions.iter().any(|action| {
                    matches!(action, RollbackAction::Switch { environment, change }
                        if environment == place && *change == effect.change)
                })
            })
        }
        _ => actions.iter().any(|action| {
            matches!(action, RollbackAction::Console { line: run, .. } if *run == line.normalised)
        }),
    }
    };
    let is_only_the_line = step.kind == StepKind::Instruction || step.text.ends_with(':');
    !step.instructions.is_empty() && is_only_the_line && step.instructions.iter().all(is_done)
}

fn warnings(rollout: &Rollout, plan: &Plan, on: &[Environment]) -> Vec<String> {
    let mut warnings = Vec::new();
    if on.is_empty() {
        warnings.push("nothing is recorded as on: nothing to switch off".to_owned());
    }
    for place in ORDER {
        let claimed = rollout.gates_in(place);
        if let Some(seen) = rollout.seen_last(place)
            && seen.gates.is_on_for_anyone() != claimed.is_on_for_anyone()
        {
            let (seen, claimed) = (seen.gates.in_words(), claimed.in_words());
            warnings.push(format!(
                "{place} was seen {seen}, after {claimed} was recorded"
            ));
        }
    }
    if plan.rollback.is_empty() {
        warnings.push("the document has no rollback steps of its own".to_owned());
    }
    if rollout
        .facts
        .runs
        .iter()
        .any(|run| run.instructions.iter().any(|line| !line.blanks.is_empty()))
    {
        warnings
            .push("an instruction was recorded with a blank: what it did is not known".to_owned());
    }
    warnings
}
