//! What is left to do, as far as time is concerned: each step with what it takes, each rung of a ramp with its stay. It decides nothing.

use serde::Serialize;

use super::facts::{Phase, Rollout};
use super::ramp::{ladder, share_of_production};
use super::stay::{
    asks_for_a_term, is_between_steps, is_on_for_everybody, last_point, stay_at, takes_away,
};
use super::survey::{Standing, survey_stage};
use super::timer::{Timer, TimerChange};
use crate::domain::Timestamp;
use crate::domain::calendar::{Pending, Period};
use crate::domain::flag::{Basis, Environment, FlagValue, Percentage};
use crate::domain::id::DecisionKey;
use crate::domain::plan::{
    Decision, DecisionOption, Instruction, Outline, Plan, Stage, Step, StepKind,
};

/// What is left of a rollout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlook {
    /// What is left, in order.
    pub pending: Vec<Pending>,
    /// The answers that were taken for granted, so that the ramp behind an open question is counted.
    pub assumed: Vec<Assumption>,
}

/// An answer that nobody has given and that an outlook takes for granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// The word by which the question is answered.
    pub key: DecisionKey,
    /// The number of the question in the plan.
    pub step: String,
    /// The question.
    pub question: String,
    /// The answer that is taken for granted, by its word.
    pub answer: String,
}

/// Lists what is left from the current stage on at `now`, in order. A rollout that is not under way has nothing left.
///
/// An open question that has a ramp in one of its branches is taken as answered, by actors where it can be; the question
/// itself is left to do.
pub fn outlook(rollout: &Rollout, now: Timestamp) -> Outlook {
    let Some(plan) = rollout.plan.as_deref() else {
        return Outlook::default();
    };
    if !matches!(rollout.facts.phase, Phase::Planned | Phase::Active) {
        return Outlook::default();
    }
    let (supposed, assumed) = suppose(rollout, plan);
    let current = rollout
        .facts
        .current
        .as_ref()
        .and_then(|id| plan.stage_index(id));
    let mut view = View {
        rollout,
        plan,
        assumed: &assumed,
        now,
        has_term: is_on_for_everybody(rollout),
    };
    let mut pending: Vec<Pending> = view.running_term().into_iter().collect();
    for stage in plan.stages.iter().skip(current.unwrap_or(0)) {
        for standing in survey_stage(&supposed, stage, now) {
            pending.extend(view.pending(stage, &standing));
        }
    }
    Outlook { pending, assumed }
}

/// Answers every open question that has a ramp in one of its branches.
///
/// Source: GitLab `doc/development/feature_flags/controls.md`: by actors; a percentage of time is deprecated.
fn suppose(rollout: &Rollout, plan: &Plan) -> (Rollout, Vec<Assumption>) {
    let mut supposed = rollout.clone();
    let mut assumed = Vec::new();
    let current = rollout.facts.current.as_ref();
    let from = current.and_then(|id| plan.stage_index(id));
    for (step, decision) in plan.decisions() {
        let is_past = plan
            .stage_of(&step.id)
            .is_none_or(|stage| plan.stage_index(&stage.id) < from);
        let record = rollout.facts.steps.get(&step.id);
        let is_left_out = record.is_some_and(|record| record.state.is_settled());
        if is_past || is_left_out || rollout.facts.decisions.contains_key(&decision.key) {
            continue;
        }
        let Some(option) = with_a_ramp(plan, decision) else {
            continue;
        };
        let known = &mut supposed.facts.decisions;
        if !known.contains_key(&decision.key) {
            known.insert(decision.key.clone(), option.key.clone());
            assumed.push(Assumption {
                key: decision.key.clone(),
                step: step.number.clone(),
                question: decision.question.clone(),
                answer: option.key.clone(),
            });
        }
    }
    (supposed, assumed)
}

/// Returns the answer of a question that leads to a ramp: by actors before any other.
fn with_a_ramp<'a>(plan: &Plan, decision: &'a Decision) -> Option<&'a DecisionOption> {
    let leads = |option: &&DecisionOption, is_meant: &dyn Fn(&Instruction) -> bool| {
        let head = plan.step(&option.head).map(std::slice::from_ref);
        let mut lines = head
            .into_iter()
            .flat_map(Outline::of)
            .flat_map(|step| &step.instructions);
        lines.any(is_meant)
    };
    let by_actors = |line: &Instruction| is_ramp(line) && line.basis() == Some(Basis::Actors);
    let mut options = decision.options.iter();
    let found = options.find(|option| leads(option, &by_actors));
    found.or_else(|| {
        decision
            .options
            .iter()
            .find(|option| leads(option, &is_ramp))
    })
}

/// What an outlook goes by, and whether the time on for everybody is counted already.
struct View<'a> {
    rollout: &'a Rollout,
    plan: &'a Plan,
    assumed: &'a [Assumption],
    now: Timestamp,
    has_term: bool,
}

impl View<'_> {
    fn pending(&mut self, stage: &Stage, standing: &Standing<'_>) -> Vec<Pending> {
        let step = standing.step;
        let is_parent = step.steps.iter().any(|part| part.kind.has_state());
        if !standing.required
            || self.is_settled(standing)
            || (is_parent && step.instructions.is_empty())
        {
            return Vec::new();
        }
        let is_open = |line: &Instruction| is_ramp(line) && line.is_open_ramp();
        let mut entries = if step.instructions.iter().any(is_open) {
            self.rungs(step)
        } else {
            vec![self.entry(step)]
        };
        let ended = self.term().filter(|_| takes_away(stage));
        for entry in entries.iter_mut().filter(|_| takes_away(stage)) {
            entry.after = Some(Period::Term);
            entry.not_before = entry.not_before.max(ended);
        }
        let window = entries.last().and_then(|last| self.window(step, last));
        entries.extend(window);
        entries
    }

    /// Tells whether a step is done. A question that is only taken as answered is not.
    fn is_settled(&self, standing: &Standing<'_>) -> bool {
        let decision = standing.step.decision.as_ref();
        let is_assumed = decision.is_some_and(|decision| {
            let mut assumed = self.assumed.iter();
            assumed.any(|assumption| assumption.key == decision.key)
        });
        standing.state.is_settled() && !is_assumed
    }

    fn entry(&mut self, step: &Step) -> Pending {
        let record = self.rollout.facts.steps.get(&step.id);
        let running = record.and_then(|record| self.end_of(record.timer));
        let is_wait = step.kind == StepKind::Wait;
        let sets = step.instructions.iter().any(Instruction::raises_production);
        let wait = step.wait_s.filter(|_| is_wait && running.is_none());
        let share = share_after(step);
        Pending {
            duration_s: wait,
            is_beside: is_between_steps(step),
            share,
            stay: share.and_then(|share| self.stay(step, share)),
            after: sets.then_some(Period::Dwell),
            touches_production: touches_production(self.plan, step),
            needs_person: !is_wait,
            not_before: running.filter(|_| !sets).or(self.dwell().filter(|_| sets)),
            ..plain(step, step.text.clone())
        }
    }

    /// Makes one entry of each percentage that is left of a ramp, each with its stay.
    fn rungs(&mut self, step: &Step) -> Vec<Pending> {
        let reached = share_of_production(self.rollout);
        let left = ladder(self.plan);
        let left = left.into_iter().filter(|rung| *rung > reached);
        left.map(|rung| Pending {
            share: Some(rung),
            stay: self.stay(step, rung),
            after: Some(Period::Dwell),
            touches_production: true,
            needs_person: true,
            not_before: self.dwell(),
            ..plain(step, format!("ramp to {rung}%"))
        })
        .collect()
    }

    /// Returns how long production stays at a share. The time on for everybody begins once.
    fn stay(&mut self, step: &Step, share: Percentage) -> Option<(Period, u64)> {
        let stay = stay_at(self.plan, &step.id, share)?;
        let is_again = stay.period == Period::Term && self.has_term;
        self.has_term |= stay.period == Period::Term;
        (!is_again).then_some((stay.period, stay.seconds))
    }

    /// Makes an entry of the time on for everybody that `last` begins, where the plan asks for no such wait itself.
    fn window(&self, step: &Step, last: &Pending) -> Option<Pending> {
        let (_, seconds) = last.stay.filter(|(period, _)| *period == Period::Term)?;
        let window = Pending {
            duration_s: Some(seconds),
            is_beside: true,
            ..plain(step, WINDOW.to_owned())
        };
        (!asks_for_a_term(self.plan, &step.id)).then_some(window)
    }

    /// Makes an entry of the time on for everybody that runs, where the plan asks for no such wait itself.
    fn running_term(&self) -> Option<Pending> {
        let end = self.term()?;
        let point = last_point(self.rollout)?;
        let step = self.plan.step(self.rollout.facts.step_of(point)?)?;
        let window = Pending {
            is_beside: true,
            not_before: Some(end),
            ..plain(step, WINDOW.to_owned())
        };
        (!asks_for_a_term(self.plan, &step.id)).then_some(window)
    }

    /// Returns the end of the stay at a percentage that runs.
    fn dwell(&self) -> Option<Timestamp> {
        let point = last_point(self.rollout).filter(|point| point.percentage < Percentage::ALL)?;
        self.end_of(point.dwell)
    }

    /// Returns the end of the time on for everybody that runs.
    fn term(&self) -> Option<Timestamp> {
        let point = last_point(self.rollout).filter(|point| point.percentage == Percentage::ALL)?;
        self.end_of(point.dwell)
    }

    /// Returns when a time ends that is not over; one that stands still, as if it were resumed now.
    fn end_of(&self, timer: Option<Timer>) -> Option<Timestamp> {
        let timer = timer.filter(|timer| !timer.is_over(self.now))?;
        match timer.paused_with {
            Some(_) => timer
                .after(TimerChange::Resume, self.now)
                .map(|timer| timer.ends),
            None => Some(timer.ends),
        }
    }
}

/// What the entry is called that no step of the document stands for.
const WINDOW: &str = "verification window: on for everybody";

/// Makes an entry of a step that takes no time and asks for nothing.
fn plain(step: &Step, text: String) -> Pending {
    Pending {
        id: step.id.clone(),
        number: step.number.clone(),
        text,
        duration_s: None,
        is_beside: false,
        share: None,
        stay: None,
        after: None,
        touches_production: false,
        needs_person: false,
        not_before: None,
    }
}

/// Returns the share that the lines of a step give to production; `None` where they leave it blank or set none.
fn share_after(step: &Step) -> Option<Percentage> {
    let lines = step
        .instructions
        .iter()
        .filter(|line| line.raises_production());
    let shares = lines.filter_map(|line| match &line.value {
        Some(FlagValue::On) => Some(Percentage::ALL),
        Some(FlagValue::Percentage(share)) => Some(*share),
        Some(FlagValue::Off | FlagValue::Blank(_)) | None => None,
    });
    shares.max()
}

fn is_ramp(line: &Instruction) -> bool {
    line.is_ramp() && line.raises_production()
}

fn touches_production(plan: &Plan, step: &Step) -> bool {
    let Some(flag) = &plan.flag else { return false };
    let effects = step
        .instructions
        .iter()
        .filter_map(|line| line.effect_on(flag));
    effects
        .into_iter()
        .any(|effect| effect.environments.contains(&Environment::Production))
}
