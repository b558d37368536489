//! What facts about one step change: its record, the runs, the results, the claimed state of the flag.

use std::sync::Arc;

use crate::domain::flag::{Environment, FlagName, GateValues};
use crate::domain::id::{Seq, StepId};
use crate::domain::plan::{Instruction, StepState};
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Facts;
use crate::domain::rollout::record::{
    Outcome, QaEntry, QaResult, QaScope, Run, StepRecord, Timer, Verdict,
};

pub(super) fn mark(
    facts: &mut Facts,
    step: &StepId,
    (state, reason, timer): (StepState, Option<&String>, Option<Timer>),
    seq: Seq,
) {
    let record = StepRecord {
        state,
        reason: reason.cloned(),
        timer,
        seq,
    };
    Arc::make_mut(&mut facts.steps).insert(step.clone(), record);
}

pub(super) fn run(facts: &mut Facts, event: &Event, flag: Option<&FlagName>, seq: Seq) {
    let Event::InstructionRun {
        step,
        instructions,
        outcome,
        reply,
        state,
    } = event
    else {
        return;
    };
    if *outcome == Outcome::Succeeded {
        for line in instructions {
            claim(facts, line, flag);
        }
    }
    mark(facts, step, (*state, None, None), seq);
    Arc::make_mut(&mut facts.runs).push(Run {
        step: step.clone(),
        instructions: instructions.clone(),
        outcome: *outcome,
        reply: reply.clone(),
        attempt: facts.attempt,
        seq,
    });
}

pub(super) fn record_result(facts: &mut Facts, entry: &QaEntry, seq: Seq) {
    if let QaScope::Step(step) = &entry.scope {
        mark(facts, step, (state_after(entry), None, None), seq);
    }
    let result = QaResult {
        entry: entry.clone(),
        attempt: facts.attempt,
        seq,
    };
    Arc::make_mut(&mut facts.qa).push(result);
}

const fn state_after(result: &QaEntry) -> StepState {
    match result.verdict {
        Verdict::Fail => StepState::Failed,
        Verdict::Blocked => StepState::Blocked,
        Verdict::Pass | Verdict::Inconclusive if result.opens_the_gate() => StepState::Done,
        Verdict::Pass | Verdict::Inconclusive => StepState::Doing,
    }
}

/// Moves the claimed state of the flag as the line does. A line that says no environment moves nothing: nobody knows where it ran.
fn claim(facts: &mut Facts, line: &Instruction, flag: Option<&FlagName>) {
    let Some(effect) = flag.and_then(|flag| line.effect_on(flag)) else {
        return;
    };
    for environment in effect.environments {
        let gates = facts.flags.get(&environment).cloned().unwrap_or_default();
        claim_gates(facts, environment, gates.after(&effect.change));
    }
}

pub(super) fn claim_gates(facts: &mut Facts, environment: Environment, gates: GateValues) {
    Arc::make_mut(&mut facts.flags).insert(environment, gates);
}
