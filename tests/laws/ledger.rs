//! What an auditor writes down who reads the events alone. It asks the rules for nothing and works everything out again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use rollgate::domain::Timestamp;
use rollgate::domain::cohort::{Cohort, Writes};
use rollgate::domain::id::{BlockerId, DecisionKey, StageId, StepId};
use rollgate::domain::plan::{Plan, StageKind, Step, StepKind, StepState};
use rollgate::domain::rollout::{Answer, GateKind, QaEntry, QaScope, Statement, Topic, Verdict};

use crate::places::Places;

/// What was said about a step, and by which event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) state: StepState,
    pub(crate) seq: usize,
    pub(crate) clock: Option<Clock>,
}

/// Time that was begun for a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// It runs until then.
    Until(Timestamp),
    /// It stands still with so much left.
    Still(TimeDelta),
}

impl Clock {
    /// Tells whether there is time left.
    pub(crate) fn runs(self, now: Timestamp) -> bool {
        match self {
            Self::Until(end) => now < end,
            Self::Still(_) => true,
        }
    }
}

/// A gate that was overridden in an attempt: for which stage, which names.
#[derive(Debug, Clone)]
pub(crate) struct Pass {
    pub(crate) stage: usize,
    pub(crate) gate: GateKind,
    pub(crate) attempt: u32,
    pub(crate) covers: BTreeSet<String>,
    pub(crate) seq: usize,
}

/// All that counts, from the events so far.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    pub(crate) plan: Plan,
    pub(crate) attempt: u32,
    pub(crate) current: usize,
    pub(crate) left: BTreeSet<usize>,
    pub(crate) said: BTreeMap<StepId, Said>,
    pub(crate) answers: BTreeMap<DecisionKey, String>,
    pub(crate) results: Vec<(usize, u32, QaEntry)>,
    pub(crate) switched: Vec<(u32, StepId)>,
    /// Those that are open, and whether they only warn.
    pub(crate) blockers: BTreeMap<BlockerId, bool>,
    pub(crate) held: bool,
    pub(crate) passes: Vec<Pass>,
    /// What is written while the flag is off, and since which event it is so.
    pub(crate) writes: Option<(Writes, usize)>,
    pub(crate) stated: Vec<(u32, Statement)>,
    pub(crate) has_change_issue: bool,
    pub(crate) places: Places,
    /// The step whose run turned production on for everybody last.
    pub(crate) up_by: Option<StepId>,
}

/// Something that keeps a stage from being left.
pub(crate) type Demand = (GateKind, String);

impl Ledger {
    /// Begins with a plan and nothing said.
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            places: Places::begin(&plan),
            plan,
            attempt: 1,
            current: 0,
            left: BTreeSet::new(),
            said: BTreeMap::new(),
            answers: BTreeMap::new(),
            results: vec![],
            switched: vec![],
            blockers: BTreeMap::new(),
            held: false,
            passes: vec![],
            writes: None,
            stated: vec![],
            has_change_issue: false,
            up_by: None,
        }
    }

    /// Writes down a state; time begins to run with `doing`, and goes on if it runs.
    pub(crate) fn say(&mut self, step: &StepId, state: StepState, (seq, now): (usize, Timestamp)) {
        let running = self.said.get(step).and_then(|said| said.clock);
        let asked = self.plan.step(step).filter(|step| takes_time(step.kind));
        let minutes = asked.and_then(|step| step.wait_s);
        let clock = minutes
            .filter(|_| state == StepState::Doing)
            .map(|seconds| running.unwrap_or_else(|| Clock::Until(now + span(seconds))));
        self.said.insert(step.clone(), Said { state, seq, clock });
        if matches!(state, StepState::Failed | StepState::Blocked) {
            self.uncover(step.as_str());
        }
    }

    /// Takes a step or a cohort out of every override: something happened to it that nobody knew then.
    pub(crate) fn uncover(&mut self, about: &str) {
        for pass in &mut self.passes {
            pass.covers.remove(about);
        }
    }

    /// Returns everything that keeps the current stage from being left and that nobody has overridden.
    pub(crate) fn unmet(&self, now: Timestamp) -> Vec<Demand> {
        let covers = |(gate, about): &Demand| {
            self.passes.iter().any(|pass| {
                pass.stage == self.current
                    && pass.gate == *gate
                    && pass.attempt == self.attempt
                    && pass.covers.contains(about)
            })
        };
        let mut demands = self.demands(now);
        demands.retain(|demand| !covers(demand));
        demands
    }

    /// Returns everything that keeps the current stage from being left.
    pub(crate) fn demands(&self, now: Timestamp) -> Vec<Demand> {
        let mut demands = vec![];
        let stage = &self.plan.stages[self.current];
        for step in &stage.steps {
            self.look(step, true, now, &mut demands);
        }
        if !stage.steps.iter().any(|step| self.has_test(step, true)) && self.is_bad(&stage.id) {
            demands.push((GateKind::Qa, stage.id.to_string()));
        }
        demands.extend(self.failing_behind());
        let blockers = self.blockers.iter();
        let hard = blockers.filter(|(_, is_soft)| !**is_soft);
        demands.extend(hard.map(|(id, _)| (GateKind::Blockers, id.to_string())));
        let place = self.current;
        let next = self.plan.stages.get(place + 1);
        if next.is_some_and(|next| next.kind == StageKind::Ramp) {
            demands.extend(self.unready());
            demands.extend(self.untried());
        }
        if self.held {
            demands.push((GateKind::Hold, "hold".to_owned()));
        }
        demands
    }

    /// Returns what is not ready before the ramp, as somebody said it. No step of these plans speaks of it.
    fn unready(&self) -> Vec<Demand> {
        let mut demands = vec![];
        for topic in [
            Topic::Change,
            Topic::Docs,
            Topic::Breaking,
            Topic::Support,
            Topic::Watch,
        ] {
            let mut said = self.stated.iter().rev();
            let last = said.find(|(_, said)| said.topic == topic);
            let is_new = |attempt: u32| {
                attempt == self.attempt || !matches!(topic, Topic::Change | Topic::Watch)
            };
            let answer = last
                .filter(|(attempt, _)| is_new(*attempt))
                .map(|(_, said)| said.answer);
            let is_open = match (topic, answer) {
                (Topic::Change, Some(Answer::Yes)) => !self.has_change_issue,
                (Topic::Change, _) => false,
                (_, answer) => answer == Some(Answer::No),
            };
            if is_open {
                demands.push((GateKind::Ready, topic.as_str().to_owned()));
            }
        }
        demands
    }

    /// Returns which data was not seen to work, by what is written while the flag is off.
    fn untried(&self) -> Vec<Demand> {
        let demand = |about: &str| (GateKind::Writes, about.to_owned());
        let mut demands = vec![];
        let (writes, since) = self.writes.clone().unzip();
        let asked = writes.as_ref().map_or(&[][..], Writes::cohorts);
        match writes {
            None => demands.push(demand("writes")),
            Some(Writes::Backfilled { done: false, .. }) => demands.push(demand("backfill")),
            Some(_) => {}
        }
        // Data that somebody saw before the answer are not those that users will have.
        let counts = |seq: usize| since.is_none_or(|since| seq > since);
        for cohort in Cohort::ALL {
            let mut results = self.results.iter().rev();
            let newest = results.find(|(_, attempt, entry)| {
                *attempt == self.attempt && entry.cohort == Some(cohort)
            });
            let has_passed = newest.filter(|(_, _, entry)| entry.opens_the_gate());
            let is_bad = newest.is_some() && has_passed.is_none();
            let is_seen = has_passed.is_some_and(|(seq, _, _)| counts(*seq));
            let is_open = is_bad || asked.contains(&cohort) && !is_seen;
            if is_open {
                demands.push(demand(cohort.as_str()));
            }
        }
        demands
    }

    /// Tells whether a step or a part of it is a test that is asked for.
    pub(crate) fn has_test(&self, step: &Step, asked: bool) -> bool {
        let asked = asked && self.is_asked(step);
        let left_out = is_left_out(self.state(step));
        let is_test = asked && step.kind == StepKind::Qa && !left_out;
        let mut parts = step.steps.iter();
        is_test || parts.any(|part| self.has_test(part, asked && !left_out))
    }

    fn is_asked(&self, step: &Step) -> bool {
        let in_branch = step
            .branch
            .as_ref()
            .is_none_or(|branch| self.answers.get(&branch.decision) == Some(&branch.option));
        in_branch && !step.optional
    }

    /// Tells whether the last result for all of a stage is a bad one.
    fn is_bad(&self, stage: &StageId) -> bool {
        let whole = QaScope::Stage(stage.clone());
        let mut results = self.results.iter().rev();
        let last =
            results.find(|(_, attempt, entry)| *attempt == self.attempt && entry.scope == whole);
        last.is_some_and(|(_, _, entry)| matches!(entry.verdict, Verdict::Fail | Verdict::Blocked))
    }

    /// Looks at a step and its parts; returns for each that is asked for whether it is settled.
    fn look(
        &self,
        step: &Step,
        asked: bool,
        now: Timestamp,
        demands: &mut Vec<Demand>,
    ) -> Vec<bool> {
        let asked = asked && self.is_asked(step);
        let state = self.state(step);
        let mut parts = vec![];
        let mut below = vec![];
        for part in &step.steps {
            parts.extend(self.look(part, asked && !is_left_out(state), now, &mut below));
        }
        let mut settled = state.is_settled();
        let is_sum = matches!(
            step.kind,
            StepKind::Action | StepKind::Instruction | StepKind::Announce
        );
        let is_open = matches!(
            state,
            StepState::Todo | StepState::Unknown | StepState::Doing
        ) && self.clock(step).is_none();
        settled |= is_sum && is_open && !parts.is_empty() && parts.iter().all(|part| *part);
        if asked && step.kind.has_state() {
            parts.push(settled);
            // Who asks for nothing but its parts is not asked for beside them.
            if !(is_sum && is_open && !below.is_empty()) {
                demands.extend(self.demand(step, (state, settled), now));
            }
        }
        demands.append(&mut below);
        parts
    }

    fn demand(
        &self,
        step: &Step,
        (state, settled): (StepState, bool),
        now: Timestamp,
    ) -> Option<Demand> {
        let is_trouble = matches!(state, StepState::Failed | StepState::Blocked);
        let may_stay_open = self.plan.stages[self.current].optional && !is_trouble;
        let begun = self.clock(step).filter(|_| state == StepState::Doing);
        let runs = begun.is_some_and(|clock| clock.runs(now));
        let gate = match (step.kind, runs) {
            (StepKind::Qa, _) => GateKind::Qa,
            (StepKind::Watch, true) => return None,
            (_, true) => GateKind::Waits,
            (_, false) => GateKind::Steps,
        };
        let open = !settled && (!may_stay_open || gate == GateKind::Waits);
        open.then(|| (gate, step.id.to_string()))
    }

    /// Returns the time of a step, where it was begun.
    pub(crate) fn clock(&self, step: &Step) -> Option<Clock> {
        self.said.get(&step.id).and_then(|said| said.clock)
    }

    pub(crate) fn state(&self, step: &Step) -> StepState {
        let said = self.said.get(&step.id);
        let state = said.map_or(step.initial, |said| said.state);
        let result = self.last_result(step);
        match (step.kind, result) {
            (StepKind::Decision, _) if said.is_none() => {
                let key = &step.decision.as_ref().unwrap().key;
                let is_answered = self.answers.contains_key(key);
                if is_answered { StepState::Done } else { state }
            }
            (StepKind::Qa, _) if is_left_out(state) => state,
            (StepKind::Qa, Some((seq, entry))) if said.is_none_or(|said| said.seq <= *seq) => {
                if entry.opens_the_gate() {
                    StepState::Done
                } else {
                    match entry.verdict.as_str() {
                        "inconclusive" => StepState::Doing,
                        _ => StepState::Failed,
                    }
                }
            }
            _ => state,
        }
    }

    fn last_result(&self, step: &Step) -> Option<(&usize, &QaEntry)> {
        let stage = self.plan.stage_of(&step.id)?;
        let results = self.results.iter().rev();
        let mut of_this_attempt = results.filter(|(_, attempt, _)| *attempt == self.attempt);
        let found = of_this_attempt.find(|(_, _, entry)| match &entry.scope {
            QaScope::Step(id) => *id == step.id,
            QaScope::Stage(id) => *id == stage.id,
        });
        found.map(|(seq, _, entry)| (seq, entry))
    }
}

/// Returns so many seconds as a span.
pub(crate) fn span(seconds: u64) -> TimeDelta {
    TimeDelta::seconds(i64::try_from(seconds).unwrap())
}

/// Tells whether steps of this kind have time that runs.
pub(crate) const fn takes_time(kind: StepKind) -> bool {
    matches!(kind, StepKind::Wait | StepKind::Watch)
}

const fn is_left_out(state: StepState) -> bool {
    matches!(
        state,
        StepState::NotApplicable | StepState::Skipped | StepState::Overridden
    )
}
