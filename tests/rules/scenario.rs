//! Given events, when a command, then events or a refusal. The clock stands still until a test moves it.

use std::borrow::Borrow;

use chrono::{TimeDelta, TimeZone as _, Utc};
use rollgate::domain::Timestamp;
use rollgate::domain::flag::Environment::{self, Production};
use rollgate::domain::id::RolloutId;
use rollgate::domain::plan::{Plan, StepState};
use rollgate::domain::rollout::{
    Answer, BlockerDetails, Command, Event, GateKind, Outcome, Passage, QaEntry, QaScope,
    Rejection, RejectionCode, RollbackDetails, Rollout, Statement, Topic, Verdict, decide, evolve,
    gates, replay, survey,
};

/// A rollout, a clock, and the last answer to a command.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) rollout: Rollout,
    pub(crate) now: Timestamp,
    answer: Option<Result<Vec<Event>, Rejection>>,
}

/// The moment at which every test begins.
pub(crate) fn monday() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap()
}

/// Begins with a rollout that has seen these events.
pub(crate) fn given(events: &[Event]) -> Scenario {
    Scenario {
        rollout: replay(Rollout::new(RolloutId::new("r")), events),
        now: monday(),
        answer: None,
    }
}

/// Returns the event that makes a rollout of a plan.
pub(crate) fn imported(plan: Plan) -> Event {
    Event::RolloutImported {
        plan: Box::new(plan),
        source: "test".to_owned(),
    }
}

/// Begins with a rollout of this plan that has been started.
pub(crate) fn started(plan: Plan) -> Scenario {
    given(&[imported(plan), Event::RolloutStarted])
}

/// Begins a plan whose step 1.1 turns the flag on for everybody, and goes on to its second stage a day later.
pub(crate) fn on_for_a_day(plan: Plan) -> Scenario {
    started(plan)
        .after(&[done("1.1")])
        .later(24 * 60)
        .after(&[Command::Advance])
}

impl Scenario {
    /// Lets so many minutes pass.
    pub(crate) fn later(mut self, minutes: i64) -> Self {
        self.now += TimeDelta::minutes(minutes);
        self
    }

    /// Gives commands that have to be accepted and to change something. An advance that only the question about writes holds
    /// back goes past it first: that gate has tests of its own.
    pub(crate) fn after(self, commands: &[Command]) -> Self {
        commands.iter().fold(self, |scenario, command| {
            let scenario = if *command == Command::Advance {
                scenario.past_the_question()
            } else {
                scenario
            };
            let scenario = scenario.give(command);
            match &scenario.answer {
                Some(Ok(events)) if !events.is_empty() => scenario,
                other => panic!("{command:?} was to change something, but: {other:?}"),
            }
        })
    }

    /// Gives a command; what it makes happen has happened afterwards.
    pub(crate) fn when(self, command: impl Borrow<Command>) -> Self {
        self.give(command.borrow())
    }

    /// Expects that the command made exactly this happen.
    pub(crate) fn then(self, events: &[Event]) -> Self {
        assert_eq!(self.answer.as_ref().unwrap().as_deref(), Ok(events));
        self
    }

    /// Expects that the command was accepted and changed nothing, because it was so already.
    pub(crate) fn then_nothing(self) -> Self {
        self.then(&[])
    }

    /// Expects a refusal with exactly so many reasons, each of which contains its part.
    pub(crate) fn then_refused(self, code: RejectionCode, parts: &[&str]) -> Self {
        let rejection = match self.answer.as_ref().unwrap() {
            Err(rejection) => rejection,
            Ok(events) => panic!("it was to be refused, but made happen: {events:?}"),
        };
        assert_eq!(rejection.code, code, "{rejection}");
        let texts: Vec<&str> = rejection
            .reasons
            .iter()
            .map(|reason| reason.text.as_str())
            .collect();
        assert_eq!(texts.len(), parts.len(), "{texts:?}");
        for (text, part) in texts.iter().zip(parts) {
            assert!(text.contains(part), "{text:?} does not say {part:?}");
        }
        self
    }

    /// Expects a refusal of this kind.
    pub(crate) fn then_refused_for(self, code: RejectionCode) -> Self {
        let refused = self.answer.as_ref().unwrap().as_ref().unwrap_err();
        assert_eq!(refused.code, code, "{refused}");
        self
    }

    /// Looks at the event that the command made.
    pub(crate) fn last_event<T>(&self, look: impl Fn(&Event) -> T) -> T {
        match self.answer.as_ref().unwrap().as_deref() {
            Ok([event]) => look(event),
            other => panic!("it was to make one event, but: {other:?}"),
        }
    }

    /// Expects that a step stands so, wherever it is.
    pub(crate) fn shows(self, step: &str, state: StepState) -> Self {
        let plan = self.rollout.plan.clone().unwrap();
        let standings = plan
            .stages
            .iter()
            .flat_map(|stage| survey(&self.rollout, &stage.steps, self.now));
        let found: Vec<StepState> = standings
            .filter(|standing| standing.step.id.as_str() == step)
            .map(|standing| standing.state)
            .collect();
        assert_eq!(found, [state], "step {step}");
        self
    }

    /// Expects that a gate of the current stage is open.
    pub(crate) fn open(self, kind: GateKind) -> Self {
        assert_eq!(self.reasons(kind), Vec::<String>::new());
        self
    }

    /// Expects that a gate of the current stage is closed for so many reasons, each of which contains its part.
    pub(crate) fn closed(self, kind: GateKind, parts: &[&str]) -> Self {
        let reasons = self.reasons(kind);
        assert_eq!(reasons.len(), parts.len(), "{reasons:?}");
        for (text, part) in reasons.iter().zip(parts) {
            assert!(text.contains(part), "{text:?} does not say {part:?}");
        }
        self
    }

    /// Expects the flag in an environment to be claimed in these words.
    pub(crate) fn claims(self, environment: Environment, words: &str) -> Self {
        assert_eq!(self.rollout.gates_in(environment).in_words(), words);
        self
    }

    fn past_the_question(self) -> Self {
        match decide(&self.rollout, &Command::Advance, self.now) {
            Err(rejection) if rejection.reasons.iter().all(|one| one.about == "writes") => {
                self.give(&override_gate(GateKind::Writes, "it writes nothing"))
            }
            _ => self,
        }
    }

    fn give(mut self, command: &Command) -> Self {
        let answer = decide(&self.rollout, command, self.now);
        for event in answer.iter().flatten() {
            self.rollout = evolve(self.rollout, event);
        }
        self.answer = Some(answer);
        self
    }

    fn reasons(&self, kind: GateKind) -> Vec<String> {
        let stage = self.rollout.current_stage().unwrap();
        let gates = gates(&self.rollout, stage, self.now);
        let closed = gates
            .into_iter()
            .filter(|gate| gate.id == kind && !gate.open);
        closed
            .flat_map(|gate| gate.reasons)
            .map(|reason| reason.text)
            .collect()
    }
}

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
