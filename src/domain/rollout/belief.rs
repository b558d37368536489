//! What is believed of the flag in an environment: what was claimed or what was seen, whichever is newer. It changes neither.

use super::facts::Rollout;
use super::record::{Observed, Outcome};
use crate::domain::flag::{Environment, GateValues};
use crate::domain::id::Seq;

impl Rollout {
    /// Returns the event that last changed what is claimed of `environment`; the beginning where only the document says so.
    pub fn claimed_by(&self, environment: Environment) -> Seq {
        let flag = self.plan.as_ref().and_then(|plan| plan.flag.as_ref());
        let changes = |line: &crate::domain::plan::Instruction| {
            let effect = flag.and_then(|flag| line.effect_on(flag));
            effect.is_some_and(|effect| effect.environments.contains(&environment))
        };
        let runs = self.facts.runs.iter().rev();
        let run = runs
            .filter(|run| run.outcome == Outcome::Succeeded)
            .find(|run| run.instructions.iter().any(changes))
            .map(|run| run.seq);
        let switched = self.facts.switched_back.get(&environment).copied();
        run.max(switched).unwrap_or(Seq::ZERO)
    }

    /// Returns what was seen in `environment`, where nobody has claimed anything about it since.
    pub fn seen_last(&self, environment: Environment) -> Option<&Observed> {
        let observed = self.facts.observed.get(&environment)?;
        (observed.seq > self.claimed_by(environment)).then_some(observed)
    }

    /// Returns the flag in `environment` as it was seen, or as it was claimed since.
    pub fn believed_gates(&self, environment: Environment) -> GateValues {
        let seen = self.seen_last(environment);
        seen.map_or_else(|| self.gates_in(environment), |seen| seen.gates.clone())
    }
}
