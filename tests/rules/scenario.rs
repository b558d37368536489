//! Given events, when a command, then events or a refusal. The clock stands still until a test moves it.

use std::borrow::Borrow;

use chrono::{TimeDelta, TimeZone as _, Utc};
use rollgate::domain::Timestamp;
use rollgate::domain::flag::Environment::{self};
use rollgate::domain::id::RolloutId;
use rollgate::domain::plan::{Plan, StepState};
use rollgate::domain::rollout::{
    Command, Event, GateKind, Rejection, RejectionCode, Rollout, decide, evolve, gates, replay,
    survey,
};

pub(crate) use crate::wishes::{
    abandon, answer, code, done, forced, hold, mark, mark_because, marked, override_gate, raise,
    ran, record, result, roll_back, test_stage, test_step, way_back,
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
