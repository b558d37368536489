//! A forecast and the rules say the same: what it gives is accepted at that moment and refused a minute before. The plans are random.

use chrono::{TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use rollgate::domain::Timestamp;
use rollgate::domain::calendar::{BoundBy, Calendar, Forecast, ForecastStep, LockKind};
use rollgate::domain::flag::Environment::Production;
use rollgate::domain::id::RolloutId;
use rollgate::domain::plan::{Plan, StageKind, StepKind, StepState};
use rollgate::domain::rollout::{
    Assumption, Command, GateKind, LockInForce, Outcome, Passage, Rollout, decide, evolve, gates,
    outlook,
};

use crate::plan::{PlanBuilder, by_calls, plan, set};

/// How a plan asks for a wait between its percentages.
#[derive(Debug, Clone, Copy)]
enum Between {
    Nothing,
    InWords(u64),
    AsSteps(u64),
}

/// A ramp: its percentages, the wait between them, the wait after it if any, each in minutes.
#[derive(Debug, Clone)]
struct Ramp {
    rungs: Vec<u32>,
    between: Between,
    after: Option<u64>,
    is_question: bool,
}

fn ramps() -> impl Strategy<Value = Ramp> {
    let between = prop_oneof![
        Just(Between::Nothing),
        (1..200_u64).prop_map(Between::InWords),
        (1..200_u64).prop_map(Between::AsSteps),
    ];
    let rungs = prop::sample::subsequence(vec![1, 2, 5, 10, 25, 33, 50, 75], 2..6);
    let after = prop::option::of(60..5000_u64);
    (rungs, between, after, any::<bool>()).prop_map(|(rungs, between, after, is_question)| Ramp {
        rungs,
        between,
        after,
        is_question: is_question && !matches!(between, Between::AsSteps(_)),
    })
}

impl Ramp {
    fn plan(&self) -> Plan {
        let mut builder = plan().stage("Ramp", StageKind::Ramp);
        builder = match self.between {
            Between::AsSteps(minutes) => self.in_steps(builder, minutes),
            Between::InWords(minutes) => {
                let text = "Between every step wait and look at the graphs";
                let group = builder.action("1.1", "Roll it out");
                let mut waiting = group.wait("1.1.1", minutes);
                waiting = waiting.worded("1.1.1", text);
                self.open(waiting)
            }
            Between::Nothing => self.open(builder.action("1.1", "Roll it out")),
        };
        builder = builder.instruction("1.8", &[set("true", &[Production])]);
        if let Some(minutes) = self.after {
            builder = builder.wait("1.9", minutes);
        }
        let cleanup = builder.stage("Cleanup", StageKind::Cleanup);
        let mut plan = cleanup.action("2.1", "Remove it").build();
        let whole = |rung: &u32| rollgate::domain::flag::Percentage::parse(&rung.to_string());
        plan.stages[0].ladder = self.rungs.iter().filter_map(whole).collect();
        plan
    }

    /// One step for each percentage, a wait behind each.
    fn in_steps(&self, mut builder: PlanBuilder, minutes: u64) -> PlanBuilder {
        for (place, rung) in self.rungs.iter().enumerate() {
            let line = set(&rung.to_string(), &[Production]);
            builder = builder
                .instruction(&format!("1.{}", 10 + place * 2), &[line])
                .wait(&format!("1.{}", 11 + place * 2), minutes);
        }
        builder
    }

    /// One step for all percentages, perhaps behind a question.
    fn open(&self, builder: PlanBuilder) -> PlanBuilder {
        let line = set("<rollout-percentage>", &[Production]);
        if !self.is_question {
            return builder.instruction("1.2", &[line]);
        }
        builder
            .decision("1.2", "actor", &[("no", "1.2.1"), ("yes", "1.2.2")])
            .instruction("1.2.1", &[by_calls(line.clone())])
            .branch("actor", "no")
            .instruction("1.2.2", &[line])
            .branch("actor", "yes")
    }
}

/// A rollout that goes by the forecast.
struct Walk {
    rollout: Rollout,
    calendar: Calendar,
    now: Timestamp,
}

impl Walk {
    fn begin(plan: Plan, now: Timestamp) -> Self {
        let rollout = Rollout::new(RolloutId::new("r"));
        let calendar = Calendar::built_in().unwrap();
        let mut walk = Self {
            rollout,
            calendar,
            now,
        };
        let source = "test".to_owned();
        walk.accept(&Command::Import {
            plan: Box::new(plan),
            source,
        });
        walk.accept(&Command::Start);
        walk
    }

    fn forecast(&self) -> (Forecast, Vec<Assumption>) {
        let left = outlook(&self.rollout, self.now);
        let forecast = self.calendar.forecast(&left.pending, self.now, false);
        (forecast, left.assumed)
    }

    fn accept(&mut self, command: &Command) {
        let events = decide(&self.rollout, command, self.now);
        for event in
            events.unwrap_or_else(|refused| panic!("{command:?} at {}: {refused}", self.now))
        {
            self.rollout = evolve(self.rollout.clone(), &event);
        }
    }

    fn is_refused(&self, command: &Command, at: Timestamp) -> bool {
        decide(&self.rollout, command, at).is_err()
    }

    /// What is said when a step is taken, at a moment.
    fn command(&self, entry: &ForecastStep, at: Timestamp) -> Command {
        let plan = self.rollout.plan.clone().unwrap();
        let step = plan.step(&entry.id).unwrap();
        let mut lines = step.instructions.clone();
        if let Some(rung) = entry.text.strip_prefix("ramp to ") {
            lines = vec![set(rung.trim_end_matches('%'), &[Production])];
        }
        if lines.is_empty() {
            return mark(entry, StepState::Done);
        }
        let lock = self.calendar.at(at).lock.map(|lock| LockInForce {
            hard: lock.kind == LockKind::Hard,
            name: lock.name,
            until: lock.until,
        });
        let passage = Passage {
            reason: Some("as planned".to_owned()),
            lock,
            ..Passage::default()
        };
        Command::RunInstruction {
            step: entry.id.clone(),
            instructions: lines,
            outcome: Outcome::Succeeded,
            reply: None,
            passage,
        }
    }

    /// Takes a step at the moment that the forecast gives, and not a minute before where time binds it.
    fn take(&mut self, entry: &ForecastStep) {
        let (begins, at) = (entry.begins_at.unwrap(), entry.earliest_at.unwrap());
        let kind = self
            .rollout
            .plan
            .clone()
            .unwrap()
            .step(&entry.id)
            .unwrap()
            .kind;
        if kind == StepKind::Wait {
            self.now = begins;
            self.accept(&mark(entry, StepState::Doing));
        }
        let before = at - TimeDelta::minutes(1);
        let is_bound = matches!(
            entry.bound_by,
            BoundBy::Wait(_) | BoundBy::NotBefore(_) | BoundBy::Lock(LockKind::Hard, _)
        );
        // What binds longest may be over when people come: then nothing but the hour is against the minute before.
        let hours = self.calendar.hours();
        let comes_with_people = hours.is_working(at) && !hours.is_working(before);
        let is_locked = self.calendar.at(before).lock.is_some();
        let is_bound = is_bound && (is_locked || !comes_with_people);
        if is_bound && before >= self.now {
            assert!(
                self.is_refused(&self.command(entry, before), before),
                "{entry:?}"
            );
        }
        self.now = at;
        self.accept(&self.command(entry, at));
    }

    fn is_term_over(&self, at: Timestamp) -> bool {
        let stage = self.rollout.current_stage().unwrap();
        let gates = gates(&self.rollout, stage, at);
        gates
            .iter()
            .all(|gate| gate.id != GateKind::Verification || gate.open)
    }
}

fn mark(entry: &ForecastStep, state: StepState) -> Command {
    Command::MarkStep {
        step: entry.id.clone(),
        state,
        reason: None,
    }
}

/// Goes by the forecast from the first percentage until the flag is on for everybody, and returns what each moment was.
fn climb(walk: &mut Walk) -> Vec<(String, Timestamp)> {
    let mut taken = Vec::new();
    loop {
        let (forecast, _) = walk.forecast();
        let is_switch =
            |step: &&ForecastStep| step.text.starts_with("ramp to ") || step.text == "Run it";
        let mut steps = forecast.steps.iter();
        let Some(switch) = steps.find(is_switch).cloned() else {
            return taken;
        };
        let first = forecast
            .steps
            .iter()
            .find(|step| step.text.starts_with("Wait ") && step.step != "1.9");
        let next = first
            .filter(|wait| wait.earliest_at <= switch.begins_at)
            .cloned()
            .unwrap_or(switch);
        walk.take(&next);
        if !next.text.starts_with("Wait ") {
            taken.push((next.text, walk.now));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_a_forecast_gives_is_accepted_then_and_refused_before(
        ramp in ramps(), minutes in 0..525_600_i64,
    ) {
        let begin = Utc.with_ymd_and_hms(2026, 1, 7, 9, 0, 0).unwrap() + TimeDelta::minutes(minutes);
        let mut walk = Walk::begin(ramp.plan(), begin);
        let (foretold, assumed) = walk.forecast();
        prop_assert_eq!(assumed.len(), usize::from(ramp.is_question));
        if let Some(assumption) = assumed.first() {
            prop_assert_eq!(assumption.answer.as_str(), "yes");
            let (decision, option) = (assumption.key.clone(), assumption.answer.clone());
            walk.accept(&Command::Decide { decision, option });
        }
        let taken = climb(&mut walk);
        prop_assert_eq!(taken.len(), ramp.rungs.len() + 1);
        for (text, at) in &taken {
            let moments: Vec<_> = foretold.steps.iter().filter(|step| step.text == *text).collect();
            prop_assert!(moments.iter().any(|step| step.begins_at == Some(*at)), "{} {} {:?}", text, at, foretold);
        }
        let (left, _) = walk.forecast();
        let removal = left.steps.iter().find(|step| step.step == "2.1").unwrap();
        let ends = left.steps.iter().filter(|step| step.step != "2.1").filter_map(|step| step.earliest_at);
        let term = ends.max().unwrap_or(walk.now).max(walk.now + TimeDelta::hours(24));
        prop_assert!(walk.is_term_over(term) && !walk.is_term_over(term - TimeDelta::minutes(1)));
        prop_assert!(removal.begins_at >= Some(term), "{:?}", left);
        prop_assert!(left.done_at >= Some(term));
    }
}
