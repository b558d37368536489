//! The flag in one environment: what people say they have set, and what was seen. The two are never mixed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::history::History;
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
    pub observed: Option<GateValues>,
    /// Where the two differ.
    pub drift: Vec<String>,
}

impl EnvironmentView {
    /// Shows every environment that the plan's instructions or somebody's word touches; production always.
    pub(super) fn all(history: &History, plan: &Plan) -> BTreeMap<Environment, Self> {
        let Some(flag) = &plan.flag else {
            return BTreeMap::new();
        };
        let mut places = vec![Environment::Production];
        places.extend(history.rollout.facts.flags.keys());
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
        let claimed = history.rollout.gates_in(place);
        Self {
            in_words: claimed.in_words(),
            claimed,
            observed: None,
            drift: Vec::new(),
        }
    }
}
