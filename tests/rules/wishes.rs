//! Commands as tests say them: a step done, a line run, a test passed. Each asks for what the rules ask for and nothing more.

use rollgate::domain::flag::Environment::Production;
use rollgate::domain::plan::StepState;
use rollgate::domain::rollout::{
    Answer, BlockerDetails, Command, Event, GateKind, Outcome, Passage, QaEntry, QaScope,
    RollbackDetails, Statement, Topic, Verdict,
};

/// Marks a step without a reason.
pub(crate) fn mark(step: &str, state: StepState) -> Command {
    Command::MarkStep {
        step: step.into(),
        state,
        reason: None,
    }
}

/// Marks a step with a reason.
pub(crate) fn mark_because(step: &str, state: StepState, reason: &str) -> Command {
    Command::MarkStep {
        step: step.into(),
        state,
        reason: Some(reason.to_owned()),
    }
}

/// Marks a step done.
pub(crate) fn done(step: &str) -> Command {
    mark(step, StepState::Done)
}

/// Returns the event by which a step got a state, without reason and timer.
pub(crate) fn marked(step: &str, state: StepState) -> Event {
    Event::StepMarked {
        step: step.into(),
        state,
        reason: None,
        timer: None,
    }
}

/// Returns a result with what the rules ask for and nothing more.
pub(crate) fn result(scope: QaScope, verdict: Verdict) -> QaEntry {
    let needs_words = verdict != Verdict::Pass;
    QaEntry {
        scope,
        environment: None,
        build: None,
        tester: None,
        verdict,
        accepted: None,
        note: needs_words.then(|| "the list was empty".to_owned()),
        evidence: vec![],
        cohort: None,
    }
}

/// Records the result of the test that a step asks for.
pub(crate) fn test_step(step: &str, verdict: Verdict) -> Command {
    record(result(QaScope::Step(step.into()), verdict))
}

/// Records the result of a test of a whole stage.
pub(crate) fn test_stage(stage: &str, verdict: Verdict) -> Command {
    record(result(QaScope::Stage(stage.into()), verdict))
}

/// Records a result.
pub(crate) fn record(result: QaEntry) -> Command {
    Command::RecordQa {
        result,
        raise_blocker: None,
    }
}

/// Records that lines were run.
pub(crate) fn ran(
    step: &str,
    instructions: &[rollgate::domain::plan::Instruction],
    outcome: Outcome,
) -> Command {
    Command::RunInstruction {
        step: step.into(),
        instructions: instructions.to_vec(),
        outcome,
        reply: None,
        passage: Passage::default(),
    }
}

/// Records that lines were run, past these gates for this reason.
pub(crate) fn forced(
    step: &str,
    instructions: &[rollgate::domain::plan::Instruction],
    (gates, reason): (&[GateKind], &str),
) -> Command {
    Command::RunInstruction {
        step: step.into(),
        instructions: instructions.to_vec(),
        outcome: Outcome::Succeeded,
        reply: None,
        passage: Passage {
            reason: Some(reason.to_owned()),
            overrides: gates.to_vec(),
            ..Passage::default()
        },
    }
}

/// Answers a question.
pub(crate) fn answer(decision: &str, option: &str) -> Command {
    Command::Decide {
        decision: decision.into(),
        option: option.to_owned(),
    }
}

/// Holds with a reason.
pub(crate) fn hold(reason: &str) -> Command {
    Command::Hold {
        reason: reason.to_owned(),
    }
}

/// Raises a blocker.
pub(crate) fn raise(title: &str) -> Command {
    Command::RaiseBlocker {
        title: title.to_owned(),
        link: None,
        details: BlockerDetails::default(),
    }
}

/// Overrides a gate of the current stage.
pub(crate) fn override_gate(gate: GateKind, reason: &str) -> Command {
    Command::OverrideGate {
        gate,
        reason: reason.to_owned(),
    }
}

/// Triggers a rollback.
pub(crate) fn roll_back(reason: &str) -> Command {
    Command::TriggerRollback {
        reason: reason.to_owned(),
        already_at: None,
        seen_by_users: false,
        details: RollbackDetails::default(),
    }
}

/// Marks a step of the way back.
pub(crate) fn way_back(order: usize, state: StepState, note: Option<&str>) -> Command {
    Command::MarkRollbackStep {
        order,
        state,
        note: note.map(str::to_owned),
    }
}

/// Gives a rollout up.
pub(crate) fn abandon(reason: &str) -> Command {
    Command::Abandon {
        reason: reason.to_owned(),
    }
}

/// Says that the code is in production, or is not.
pub(crate) fn code(answer: Answer) -> Command {
    Command::State(Statement {
        topic: Topic::Code,
        environment: Some(Production),
        answer,
        note: None,
    })
}
