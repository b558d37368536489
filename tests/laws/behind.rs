//! Tests that failed in the stages behind, as an auditor works it out from the results. It asks no rule.

use rollgate::domain::plan::{Stage, StepState};
use rollgate::domain::rollout::{GateKind, QaEntry, QaScope, Verdict};

use crate::ledger::{Demand, Ledger};

impl Ledger {
    /// Returns the tests of earlier stages whose last result in this attempt is bad, unless their step was settled since or somebody
    /// went past the result.
    pub(crate) fn failing_behind(&self) -> Vec<Demand> {
        let mut demands: Vec<Demand> = vec![];
        for (place, (seq, attempt, entry)) in self.results.iter().enumerate() {
            let about = match &entry.scope {
                QaScope::Step(step) => step.to_string(),
                QaScope::Stage(stage) => stage.to_string(),
            };
            let is_bad = matches!(entry.verdict, Verdict::Fail | Verdict::Blocked);
            let is_answered = self.results[place + 1..].iter().any(|(_, later, other)| {
                later == attempt && (other.scope == entry.scope || self.tries_all(other, entry))
            });
            let is_passed = self.passes.iter().any(|pass| {
                let is_about = pass.gate == GateKind::Qa && pass.covers.contains(&about);
                is_about && pass.attempt == self.attempt && pass.seq > *seq
            });
            let counts = *attempt == self.attempt && self.is_behind(entry) && is_bad;
            let demand = (GateKind::Qa, about);
            if counts && !is_answered && !is_passed && !demands.contains(&demand) {
                demands.push(demand);
            }
        }
        demands
    }

    fn tries_all(&self, whole: &QaEntry, part: &QaEntry) -> bool {
        match (&whole.scope, &part.scope) {
            (QaScope::Stage(stage), QaScope::Step(step)) => {
                let of = self.plan.stage_of(step);
                of.is_some_and(|of| of.id == *stage)
            }
            _ => false,
        }
    }

    fn is_behind(&self, entry: &QaEntry) -> bool {
        let place = match &entry.scope {
            QaScope::Stage(id) => {
                let stage = self.plan.stage(id);
                let is_tested = |stage: &Stage| {
                    let mut steps = stage.steps.iter();
                    steps.any(|step| self.has_test(step, true))
                };
                let stage = stage.filter(|stage| !is_tested(stage));
                stage.and_then(|stage| self.plan.stage_index(&stage.id))
            }
            QaScope::Step(step) => {
                let known = self.plan.step(step);
                let bad = [StepState::Failed, StepState::Blocked];
                let is_bad = known.is_some_and(|known| bad.contains(&self.state(known)));
                let stage = self.plan.stage_of(step).filter(|_| is_bad);
                stage.and_then(|stage| self.plan.stage_index(&stage.id))
            }
        };
        place.is_some_and(|place| place < self.current)
    }
}
