//! The flag in one environment: what people say they have set, and what was seen. The two are never mixed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::history::History;
use super::step_view::set;
use crate::domain::Timestamp;
use crate::domain::flag::{Environment, GateValues};
use crate::domain::plan::{Outline, Plan};

/// The flag in one environment at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnvironmentView {
    /// What people say they have set.
    pub claimed: GateValues,
    /// The same in words: `25% of actors`.
    pub in_words: String,
    /// What was seen there; `null` while nobody has looked.
    pub observed: Option<ObservedView>,
    /// Where the two differ; nothing where something was set since anybody looked.
    pub drift: Vec<String>,
}

/// The flag as it was seen in one environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObservedView {
    /// Its gates.
    #[serde(flatten)]
    pub gates: GateValues,
    /// The same in words.
    pub in_words: String,
    /// When it was seen.
    pub at: Option<Timestamp>,
    /// Who recorded it.
    pub by: Option<String>,
    /// What showed it, in words.
    pub source: String,
    /// Whether something was set there since, so that it says nothing about now.
    pub older_than_claim: bool,
}

impl EnvironmentView {
    /// Shows every environment that the plan's instructions or somebody's word touches; production always.
    pub(super) fn all(history: &History, plan: &Plan) -> BTreeMap<Environment, Self> {
        let Some(flag) = &plan.flag else {
            return BTreeMap::new();
        };
        let mut places = vec![Environment::Production];
        places.extend(history.rollout.facts.flags.keys());
        places.extend(history.rollout.facts.observed.keys());
        let steps = plan.steps().chain(Outline::of(&plan.rollback));
        for line in steps.flat_map(|step| &step.instructions) {
            places.extend(
                line.effect_on(flag)
                    .into_iter()
                    .flat_map(|effect| effect.environments),
            );
        }
        places
            .into_iter()
            .map(|place| (place, Self::of(history, place)))
            .collect()
    }

    fn of(history: &History, place: Environment) -> Self {
        let rollout = &history.rollout;
        let claimed = rollout.gates_in(place);
        let is_newest = rollout.seen_last(place).is_some();
        let observed = rollout.facts.observed.get(&place).map(|seen| {
            let set = set(history, seen.seq);
            ObservedView {
                in_words: seen.gates.in_words(),
                gates: seen.gates.clone(),
                at: set.as_ref().map(|set| set.at),
                by: set.map(|set| set.by),
                source: seen.source.clone(),
                older_than_claim: !is_newest,
            }
        });
        let newest = observed.as_ref().filter(|_| is_newest);
        Self {
            drift: newest
                .map(|seen| claimed.drift(&seen.gates))
                .unwrap_or_default(),
            in_words: claimed.in_words(),
            claimed,
            observed,
        }
    }
}
