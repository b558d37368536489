//! Where the flag is on, worked out from the events alone: what was run, what a way back took off, what was taken back.

use std::collections::{BTreeMap, BTreeSet};

use rollgate::domain::Timestamp;
use rollgate::domain::flag::Environment::{self, Production, Staging};
use rollgate::domain::flag::{FlagValue, GateValues, Percentage};
use rollgate::domain::plan::{Instruction, Outline, Plan, StepState, Verb};
use rollgate::domain::rollout::{Event, GateKind, Outcome, RollbackAction};

/// Whom the flag is on for in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Audience {
    everybody: bool,
    actors: u32,
    calls: u32,
    named: BTreeSet<String>,
}

impl Audience {
    fn is_on(&self) -> bool {
        self.everybody || self.actors + self.calls > 0 || !self.named.is_empty()
    }

    fn is_more_than(&self, before: &Self) -> bool {
        let more_named = !self.named.is_subset(&before.named);
        let more = self.everybody || self.actors > before.actors || self.calls > before.calls;
        !before.everybody && (more || more_named)
    }

    /// Reads what a look at the gates showed.
    fn shown(gates: &GateValues) -> Self {
        let share = |share: Option<Percentage>| share.map_or(0, Percentage::thousandths);
        Self {
            everybody: gates.boolean == Some(true),
            actors: share(gates.percentage_of_actors),
            calls: share(gates.percentage_of_time),
            named: gates.actors.union(&gates.groups).cloned().collect(),
        }
    }

    /// Changes it as a line does; the server takes no percentage while it is fully on, unless somebody swears that it did.
    fn obey(&mut self, line: &Instruction, is_sworn: bool) {
        let names: Vec<String> = line
            .scopes
            .iter()
            .flat_map(|scope| scope.values.clone())
            .collect();
        let share = match &line.value {
            Some(FlagValue::On) => 100_000,
            Some(FlagValue::Percentage(share)) => share.thousandths(),
            Some(FlagValue::Off | FlagValue::Blank(_)) | None => 0,
        };
        match share {
            _ if line.verb == Verb::FeatureDelete => *self = Self::default(),
            0 if names.is_empty() => *self = Self::default(),
            0 => self.named.retain(|name| !names.contains(name)),
            _ if !names.is_empty() => self.named.extend(names),
            100_000 => self.everybody = true,
            _ if self.everybody && !is_sworn => {}
            _ => {
                self.everybody = false;
                let is_of_actors = line.modifiers.iter().any(|modifier| modifier == "--actors");
                *if is_of_actors {
                    &mut self.actors
                } else {
                    &mut self.calls
                } = share;
            }
        }
    }
}

/// The places, and the way back that runs.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    plan: Plan,
    on: BTreeMap<Environment, Audience>,
    before: BTreeMap<Environment, Audience>,
    back: Vec<(RollbackAction, bool)>,
    /// How a place was seen since it was claimed.
    seen: BTreeMap<Environment, Audience>,
}

/// Panics when production was turned further on, or staging off under it, and nobody had passed the gate with a reason.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only what moves the flag counts"
)]
pub(crate) fn are_consistent(events: &[(Timestamp, Event)]) {
    let mut history: Vec<(Option<Places>, Option<Places>)> = vec![];
    let mut places: Option<Places> = None;
    for (_, event) in events {
        let before = places.clone();
        match event {
            Event::RolloutImported { plan, .. } => places = Some(Places::begin(plan)),
            Event::Undone { event } => places = at(&history, event.get()).0,
            Event::Redone { event } => places = at(&history, event.get()).1,
            other => places.as_mut().unwrap().follow(other),
        }
        history.push((before, places.clone()));
    }
}

fn at(history: &[(Option<Places>, Option<Places>)], seq: u64) -> (Option<Places>, Option<Places>) {
    history[usize::try_from(seq).unwrap() - 1].clone()
}

impl Places {
    /// Begins with what the document has ticked.
    pub(crate) fn begin(plan: &Plan) -> Self {
        let mut places = Self {
            plan: plan.clone(),
            on: BTreeMap::new(),
            before: BTreeMap::new(),
            back: vec![],
            seen: BTreeMap::new(),
        };
        let ticked = plan.steps().filter(|step| step.initial == StepState::Done);
        for line in ticked.flat_map(|step| &step.instructions) {
            places.run(line, false);
        }
        places
    }

    /// Tells whether production is on for everybody.
    pub(crate) fn is_up(&self) -> bool {
        let production = self.at(Production);
        production.everybody || production.actors.max(production.calls) == 100_000
    }

    /// Changes them as an event does.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only what moves the flag counts"
    )]
    pub(crate) fn follow(&mut self, event: &Event) {
        match event {
            Event::InstructionRun { .. } => self.see(event),
            Event::FlagObserved {
                environment, gates, ..
            } => {
                self.seen.insert(*environment, Audience::shown(gates));
            }
            Event::PlanRevised { plan, .. } => self.plan = (**plan).clone(),
            Event::RollbackTriggered { actions, .. } => {
                self.before = self.on.clone();
                self.back = actions
                    .iter()
                    .map(|action| (action.clone(), false))
                    .collect();
            }
            Event::RollbackStepMarked { order, state, .. } => {
                self.back[order - 1].1 = *state == StepState::Done;
                if let Some(place) = self.back[order - 1].0.switched() {
                    self.seen.remove(&place);
                }
                self.on = self.before.clone();
                for (action, _) in self.back.clone().iter().filter(|(_, done)| *done) {
                    self.take_back(action);
                }
            }
            _ => {}
        }
    }

    fn see(&mut self, event: &Event) {
        let Event::InstructionRun {
            instructions,
            outcome: Outcome::Succeeded,
            passed,
            ..
        } = event
        else {
            return;
        };
        let before = self.clone();
        let gates = passed.iter().flat_map(|passed| &passed.gates);
        let gates: BTreeSet<GateKind> = gates.copied().collect();
        for line in instructions {
            self.run(line, gates.contains(&GateKind::RampDown));
        }
        let (base, after) = before.believed(Production, instructions, &gates);
        let staging = before.believed(Staging, instructions, &gates);
        self.forget_what_was_seen(instructions);
        let raised = after.is_more_than(&base);
        let set = instructions
            .iter()
            .any(|line| line.verb == Verb::FeatureSet);
        let alone = raised && !staging.1.is_on() && self.touches_staging();
        let goes_off = before.at(Staging).is_on() && !self.at(Staging).is_on();
        let left = set && goes_off && after.is_on();
        if alone || left {
            assert!(gates.contains(&GateKind::Consistency), "{event:?}");
            assert!(passed.iter().all(|passed| !passed.reason.trim().is_empty()));
        }
    }

    /// Returns how a place is believed to be, as it was seen or claimed since, and how it is after the lines.
    fn believed(
        &self,
        place: Environment,
        lines: &[Instruction],
        gates: &BTreeSet<GateKind>,
    ) -> (Audience, Audience) {
        let seen = self.seen.get(&place).cloned();
        let base = seen.unwrap_or_else(|| self.at(place));
        let mut after = base.clone();
        let there = lines
            .iter()
            .filter(|line| line.environments.contains(&place));
        for line in there.filter(|line| line.blanks.is_empty()) {
            after.obey(line, gates.contains(&GateKind::RampDown));
        }
        (base, after)
    }

    /// What was claimed anew is older than no look any more.
    fn forget_what_was_seen(&mut self, lines: &[Instruction]) {
        for place in lines.iter().flat_map(|line| &line.environments) {
            self.seen.remove(place);
        }
    }

    fn run(&mut self, line: &Instruction, is_sworn: bool) {
        for place in line.environments.iter().filter(|_| line.blanks.is_empty()) {
            self.on.entry(*place).or_default().obey(line, is_sworn);
        }
    }

    fn take_back(&mut self, action: &RollbackAction) {
        match action {
            RollbackAction::Switch { environment, .. }
            | RollbackAction::Console { environment, .. } => {
                self.on.insert(*environment, Audience::default());
            }
            RollbackAction::Document { step } => {
                let steps = Outline::of(&self.plan.rollback).filter(|found| found.id == *step);
                let lines: Vec<Instruction> =
                    steps.flat_map(|step| step.instructions.clone()).collect();
                let changes = lines.iter().filter(|line| line.changes_a_flag());
                changes.for_each(|line| self.run(line, false));
            }
            RollbackAction::Confirm { .. } | RollbackAction::Verify { .. } => {}
        }
    }

    fn touches_staging(&self) -> bool {
        let mut lines = self.plan.steps().flat_map(|step| &step.instructions);
        lines.any(|line| line.changes_a_flag() && line.environments.contains(&Staging))
    }

    fn at(&self, place: Environment) -> Audience {
        self.on.get(&place).cloned().unwrap_or_default()
    }
}

#[test]
fn a_hundred_is_everybody_for_this_auditor_too() {
    let mut audience = Audience::default();
    let line = crate::plan::set("100", &[Production]);
    audience.obey(&line, false);
    assert!(audience.everybody && Percentage::ALL.thousandths() == 100_000);
}
