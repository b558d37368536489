//! What facts about one step change: its record, the runs, the results, the claimed state of the flag.

use crate::domain::flag::{Environment, FlagName, GateValues};
use crate::domain::id::{Actor, DecisionKey, Seq, StepId};
use crate::domain::plan::{Instruction, Plan, Step, StepKind, StepState};
use crate::domain::rollout::event::Event;
use crate::domain::rollout::facts::Facts;
use crate::domain::rollout::gate_kind::GateKind;
use crate::domain::rollout::record::{
    Outcome, QaEntry, QaResult, QaScope, RampPoint, Run, StepRecord, Timer, TimerChange,
};
use crate::domain::rollout::switch::{sets_a_part, share};

pub(super) fn mark(
    facts: &mut Facts,
    step: &StepId,
    (state, reason, timer): (StepState, Option<&String>, Option<Timer>),
    seq: Seq,
) {
    let before = facts.steps.get(step).and_then(|record| record.went_wrong);
    let record = StepRecord {
        state,
        reason: reason.cloned(),
        timer,
        seq,
        went_wrong: state.is_trouble().then_some(seq).or(before),
    };
    facts.steps.insert(step.clone(), record);
}

pub(super) fn run(facts: &mut Facts, event: &Event, plan: Option<&Plan>, seq: Seq) {
    let Event::InstructionRun {
        step,
        instructions,
        outcome,
        reply,
        state,
        timer,
        passed,
    } = event
    else {
        return;
    };
    let flag = plan.and_then(|plan| plan.flag.as_ref());
    if *outcome == Outcome::Succeeded {
        let before = facts
            .flags
            .get(&Environment::Production)
            .cloned()
            .unwrap_or_default();
        let forced = passed
            .as_ref()
            .is_some_and(|passed| passed.gates.contains(&GateKind::RampDown));
        for line in instructions {
            if forced {
                doubt(facts, line, flag);
            }
            claim(facts, line, flag);
        }
        let after = facts
            .flags
            .get(&Environment::Production)
            .cloned()
            .unwrap_or_default();
        if share(&before) != share(&after) {
            let basis = instructions.iter().find_map(Instruction::basis);
            let point = RampPoint {
                percentage: share(&after),
                basis,
                dwell: *timer,
                passed: passed.clone(),
                attempt: facts.attempt,
                seq,
            };
            facts.ramp.push(point);
        }
    }
    let kind = plan.and_then(|plan| plan.step(step)).map(|step| step.kind);
    if kind.is_some_and(StepKind::follows_its_runs) {
        mark(facts, step, (*state, None, *timer), seq);
    }
    facts.runs.push(Run {
        step: step.clone(),
        instructions: instructions.clone(),
        outcome: *outcome,
        reply: reply.clone(),
        attempt: facts.attempt,
        seq,
    });
}

/// Lets a time run on as it was changed. A step that it begins for is begun; one whose time was asked for and is cut short is
/// overridden; any other stays as it is.
pub(super) fn change_timer(facts: &mut Facts, event: &Event, plan: Option<&Plan>, seq: Seq) {
    let Event::TimerChanged {
        step,
        change,
        timer,
        reason,
    } = event
    else {
        return;
    };
    let kind = plan.and_then(|plan| plan.step(step)).map(|step| step.kind);
    let own = facts.steps.get(step).and_then(|record| record.timer);
    // The time of a step whose line set a percentage is the stay at it; a wait that somebody ran a line at has a time of its own.
    let is_stay = own.is_none() || kind.is_some_and(StepKind::follows_its_runs);
    if is_stay && facts.ramp_point_of(step).is_some() {
        facts.ramp.change_last(|point| point.dwell = *timer);
    }
    let is_asked_for = matches!(kind, Some(StepKind::Wait | StepKind::Watch));
    match change {
        TimerChange::Start(_) => {
            facts.watchers.remove(step);
            mark(facts, step, (StepState::Doing, None, *timer), seq);
        }
        TimerChange::Stop if is_asked_for => {
            mark(
                facts,
                step,
                (StepState::Overridden, reason.as_ref(), None),
                seq,
            );
        }
        TimerChange::Extend(_) | TimerChange::Pause | TimerChange::Resume | TimerChange::Stop => {
            if own.is_some() {
                facts.steps.change(step, |record| record.timer = *timer);
            }
        }
    }
}

/// Lets somebody else watch what runs for `steps`.
pub(super) fn hand_over(facts: &mut Facts, steps: &[StepId], to: &Actor) {
    for step in steps {
        facts.watchers.insert(step.clone(), to.clone());
    }
}

/// Keeps a result. A bad one stops whatever step it is about; a good one settles only what a look can settle.
pub(super) fn record_result(facts: &mut Facts, entry: &QaEntry, plan: Option<&Plan>, seq: Seq) {
    if let QaScope::Step(step) = &entry.scope {
        let state = entry.state_after();
        let stops = matches!(state, StepState::Failed | StepState::Blocked);
        let kind = plan.and_then(|plan| plan.step(step)).map(|step| step.kind);
        if stops || kind.is_some_and(StepKind::is_settled_by_a_look) {
            mark(facts, step, (state, None, None), seq);
        }
    }
    let result = QaResult {
        entry: entry.clone(),
        attempt: facts.attempt,
        seq,
    };
    facts.qa.push(result);
}

/// Keeps an answer. What was said about the question before, such as that it is blocked, holds no longer.
pub(super) fn answer(facts: &mut Facts, (key, option): (&DecisionKey, &str), plan: Option<&Plan>) {
    let mut questions = plan.into_iter().flat_map(Plan::decisions);
    if let Some((step, _)) = questions.find(|(_, decision)| decision.key == *key) {
        facts.steps.remove(&step.id);
    }
    facts.decisions.insert(key.clone(), option.to_owned());
}

/// Claims what the lines of a step do that can be run as they stand: a line with a blank was never run like that.
pub(super) fn claim_lines(facts: &mut Facts, step: &Step, flag: Option<&FlagName>) {
    for line in step.instructions.iter().filter(|line| line.is_copyable()) {
        claim(facts, line, flag);
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

/// Forgets that the flag is fully on where somebody says that the server took a percentage: then it was not.
fn doubt(facts: &mut Facts, line: &Instruction, flag: Option<&FlagName>) {
    let effect = flag.and_then(|flag| line.effect_on(flag));
    let Some(effect) = effect.filter(|effect| sets_a_part(&effect.change)) else {
        return;
    };
    for environment in effect.environments {
        facts.flags.change(&environment, |gates| {
            gates.boolean = gates.boolean.filter(|is_on| !is_on);
        });
    }
}

pub(super) fn claim_gates(facts: &mut Facts, environment: Environment, gates: GateValues) {
    facts.flags.insert(environment, gates);
}
