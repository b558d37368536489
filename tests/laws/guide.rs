//! Does the next thing to do, as somebody would who has nothing against it.

use rollgate::domain::Timestamp;
use rollgate::domain::cohort::{Cohort, Writes};
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::id::StepId;
use rollgate::domain::plan::{Step, StepKind, StepState};
use rollgate::domain::rollout::{
    Answer, Command, GateKind, Next, Outcome, Passage, QaEntry, QaScope, Reason, RejectionCode,
    Rollout, Statement, TimerChange, Topic, Verdict, decide, next, survey,
};

use crate::plan::set;

/// What to do.
#[derive(Debug, Clone)]
pub(crate) enum Guided {
    /// Give this command.
    Command(Box<Command>),
    /// Let time pass.
    Later,
    /// Nothing: it is over.
    Over,
}

/// Returns what to do at `now`.
pub(crate) fn guide(rollout: &Rollout, now: Timestamp) -> Guided {
    let command = match next(rollout, now) {
        Next::Start => Command::Start,
        Next::Step(step) => return pass_gates(rollout, settle(rollout, &step, now), now),
        Next::Wait(reasons) => return wait(rollout, &reasons),
        Next::Advance(_) => Command::Advance,
        // Parts are told after what they are parts of, and have to be settled before it.
        Next::Gate(reasons) => {
            // Time passes by itself, once nothing else is in the way.
            let mut can_be_cleared = reasons.iter().rev().filter(|it| it.about != "verification");
            let reason = can_be_cleared.next().unwrap();
            return pass_gates(rollout, clear(rollout, reason, now), now);
        }
        Next::RollbackStep(order) => Command::MarkRollbackStep {
            order,
            state: StepState::Done,
            // Where chatops cannot switch the flag, the first step is somebody's name.
            note: Some("lee".to_owned()),
        },
        Next::FinishRollback => Command::FinishRollback,
        Next::StartAttempt => Command::StartAttempt,
        Next::Close => Command::Close,
        Next::Nothing => return Guided::Over,
    };
    Guided::Command(Box::new(command))
}

/// Returns a command that is let through: by time, by what opens a gate, or past it with a reason. Nobody goes past a hold.
fn pass_gates(rollout: &Rollout, command: Command, now: Timestamp) -> Guided {
    let refused = decide(rollout, &command, now).err();
    let closed = refused.filter(|rejection| rejection.code == RejectionCode::GateClosed);
    let Some(rejection) = closed else {
        return Guided::Command(Box::new(command));
    };
    let is_about = |what: &str| rejection.reasons.iter().any(|reason| reason.about == what);
    if is_about("dwell") && !is_dwell_paused(rollout) {
        return Guided::Later;
    }
    if is_about("hold") {
        return Guided::Command(Box::new(Command::Resume { reason: None }));
    }
    let mut command = run_again(rollout, &command).unwrap_or(command);
    if let Command::RunInstruction { passage, .. } = &mut command {
        *passage = Passage {
            reason: Some("it cannot be helped".to_owned()),
            overrides: GateKind::OF_A_SWITCH.to_vec(),
            ..Passage::default()
        };
    }
    Guided::Command(Box::new(command))
}

/// Returns the run that says why, where a step whose line was run before would switch something by being marked done.
fn run_again(rollout: &Rollout, command: &Command) -> Option<Command> {
    let Command::MarkStep {
        step,
        state: StepState::Done,
        ..
    } = command
    else {
        return None;
    };
    let found = rollout.plan.as_deref()?.step(step)?;
    let switches = found.changes_a_flag();
    switches.then(|| Command::RunInstruction {
        step: step.clone(),
        instructions: filled(found),
        outcome: Outcome::Succeeded,
        reply: None,
        passage: Passage::default(),
    })
}

fn is_dwell_paused(rollout: &Rollout) -> bool {
    let dwell = rollout.facts.ramp.last().and_then(|point| point.dwell);
    dwell.is_some_and(|timer| timer.paused_with.is_some())
}

/// Lets time pass; what stands still has to be resumed first.
fn wait(rollout: &Rollout, reasons: &[Reason]) -> Guided {
    let mut about = reasons.iter().map(|reason| reason.about.as_str());
    if about.any(|about| matches!(about, "verification" | "dwell")) && is_dwell_paused(rollout) {
        let point = rollout.facts.ramp.last().unwrap();
        let mut runs = rollout.facts.runs.iter();
        let step = runs.find(|run| run.seq == point.seq).unwrap().step.clone();
        return Guided::Command(Box::new(Command::ChangeTimer {
            step,
            change: TimerChange::Resume,
            reason: None,
        }));
    }
    let mut steps = reasons
        .iter()
        .map(|reason| StepId::new(reason.about.as_str()));
    let paused = steps.find(|step| {
        let timer = rollout
            .facts
            .steps
            .get(step)
            .and_then(|record| record.timer);
        timer.is_some_and(|timer| timer.paused_with.is_some())
    });
    paused.map_or(Guided::Later, |step| {
        Guided::Command(Box::new(Command::ChangeTimer {
            step,
            change: TimerChange::Resume,
            reason: None,
        }))
    })
}

fn clear(rollout: &Rollout, reason: &Reason, now: Timestamp) -> Command {
    let about = reason.about.as_str();
    if about == "hold" {
        Command::Resume { reason: None }
    } else if about == "everybody" {
        Command::OverrideGate {
            gate: GateKind::Verification,
            reason: "it goes without".to_owned(),
        }
    } else if reason.text.contains("the last QA result is") && is_step(rollout, about) {
        pass(QaScope::Step(about.into()))
    } else if let Some(command) = make_ready(rollout, about) {
        command
    } else if about.starts_with('B') {
        Command::CloseBlocker {
            blocker: about.into(),
            reason: "fixed".to_owned(),
        }
    } else if rollout
        .plan
        .as_deref()
        .unwrap()
        .stage(&about.into())
        .is_some()
    {
        pass(QaScope::Stage(about.into()))
    } else {
        settle(rollout, &open_part(rollout, &StepId::new(about), now), now)
    }
}

fn is_step(rollout: &Rollout, about: &str) -> bool {
    let plan = rollout.plan.as_deref().unwrap();
    plan.step(&StepId::new(about)).is_some()
}

/// Returns what opens a gate before the ramp: a word, or a look at the data that is asked for.
fn make_ready(rollout: &Rollout, about: &str) -> Option<Command> {
    if about == "writes" {
        let answer = Writes::Always;
        return Some(Command::SayWrites { answer });
    }
    if about == "backfill" {
        let answer = Writes::Backfilled {
            link: None,
            done: true,
        };
        return Some(Command::SayWrites { answer });
    }
    let mut cohorts = Cohort::ALL.into_iter();
    if let Some(cohort) = cohorts.find(|cohort| cohort.as_str() == about) {
        let stage = rollout.facts.current.clone().unwrap();
        let mut command = pass(QaScope::Stage(stage));
        if let Command::RecordQa { result, .. } = &mut command {
            result.cohort = Some(cohort);
        }
        return Some(command);
    }
    let topic = Topic::parse(about)?;
    if topic == Topic::Change {
        let link = "https://example.com/1".to_owned();
        return Some(Command::LinkChangeIssue { link });
    }
    Some(Command::State(Statement {
        topic,
        environment: None,
        answer: Answer::Yes,
        note: None,
    }))
}

/// Returns the last part of a step that is still open, or the step: a part may be open behind an overridden gate.
fn open_part(rollout: &Rollout, id: &StepId, now: Timestamp) -> StepId {
    let step = rollout.plan.as_deref().unwrap().step(id).unwrap();
    let parts = survey(rollout, &step.steps, now).into_iter().rev();
    let mut open = parts.filter(|part| part.required && !part.state.is_settled());
    open.next()
        .map_or_else(|| id.clone(), |part| part.step.id.clone())
}

fn settle(rollout: &Rollout, id: &StepId, now: Timestamp) -> Command {
    let plan = rollout.plan.as_deref().unwrap();
    let step = plan.step(id).unwrap();
    match step.kind {
        StepKind::Decision => {
            let decision = step.decision.as_ref().unwrap();
            let answered = rollout.facts.decisions.get(&decision.key);
            Command::Decide {
                decision: decision.key.clone(),
                option: answered.cloned().unwrap_or_else(|| "yes".to_owned()),
            }
        }
        StepKind::Qa => pass(QaScope::Step(id.clone())),
        StepKind::Wait => mark(id, state_of_wait(rollout, id, now)),
        StepKind::Instruction if !was_run(rollout, id) => Command::RunInstruction {
            step: id.clone(),
            instructions: filled(step),
            outcome: Outcome::Succeeded,
            reply: None,
            passage: Passage::default(),
        },
        StepKind::Action
        | StepKind::Instruction
        | StepKind::Watch
        | StepKind::Announce
        | StepKind::Group
        | StepKind::Note => mark(id, StepState::Done),
    }
}

fn mark(step: &StepId, state: StepState) -> Command {
    Command::MarkStep {
        step: step.clone(),
        state,
        reason: None,
    }
}

fn pass(scope: QaScope) -> Command {
    Command::RecordQa {
        result: QaEntry {
            scope,
            environment: None,
            build: None,
            tester: None,
            verdict: Verdict::Pass,
            accepted: None,
            note: None,
            evidence: vec![],
            cohort: None,
        },
        raise_blocker: None,
    }
}

/// A wait is done when its time is over, and begins when it has not begun.
fn state_of_wait(rollout: &Rollout, step: &StepId, now: Timestamp) -> StepState {
    let timer = rollout
        .facts
        .steps
        .get(step)
        .and_then(|record| record.timer);
    if timer.is_some_and(|timer| timer.is_over(now)) {
        StepState::Done
    } else {
        StepState::Doing
    }
}

fn was_run(rollout: &Rollout, step: &StepId) -> bool {
    rollout.facts.runs.iter().any(|run| {
        run.step == *step
            && run.attempt == rollout.facts.attempt
            && run.outcome == Outcome::Succeeded
    })
}

fn filled(step: &Step) -> Vec<rollgate::domain::plan::Instruction> {
    let lines = step.instructions.iter();
    lines
        .map(|line| {
            if line.is_copyable() {
                line.clone()
            } else {
                set("25", &[Production])
            }
        })
        .collect()
}
