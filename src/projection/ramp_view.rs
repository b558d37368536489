//! The ramp as a reader sees it: its ladder, where it stands, what was set when, what the next percentage has to pass.

use serde::Serialize;

use super::gate_view::GateView;
use super::history::History;
use super::ramp_place::out_of_place;
use super::step_view::set;
use super::turn_view::TurnView;
use crate::chatops;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Environment, FlagChange, FlagValue, Percentage};
use crate::domain::id::{Seq, StepId};
use crate::domain::plan::Instruction;
use crate::domain::rollout::{
    GateKind, Passage, RampPoint, Switch, ladder, next_rung, ramp_step, share_of_production,
    switch_gates,
};

/// The ramp of a rollout at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RampView {
    /// The share of production that has the flag, as people say they have set it.
    pub share: Percentage,
    /// Production in words: `25% of actors`.
    pub in_words: String,
    /// What the next percentage counts.
    pub basis: Basis,
    /// The percentages that it goes up by.
    pub ladder: Vec<Percentage>,
    /// The next of them; `null` at the top.
    pub next: Option<Percentage>,
    /// The line that sets the next value: a percentage, or `true` at the top; `null` where the flag is on for everybody.
    pub instruction: Option<String>,
    /// The step of the document that asks for the next percentage.
    pub step: Option<RampStepView>,
    /// What production was set to, oldest first, earlier attempts too.
    pub points: Vec<RampPointView>,
    /// What the next value has to pass.
    pub gates: Vec<GateView>,
    /// The actors of interest, the first to turn on first.
    pub actors: Vec<TurnView>,
}

/// The step that a percentage belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RampStepView {
    /// Its place: `4.1.2`.
    pub number: String,
    /// What it asks for.
    pub text: String,
}

/// A percentage that production was set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RampPointView {
    /// The percentage; all of it for `true`.
    pub percentage: Percentage,
    /// What it counts; `null` for `true` and `false`.
    pub basis: Option<Basis>,
    /// When it was set.
    pub at: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
    /// How long to stay there.
    pub dwell: Option<DwellView>,
    /// The last test result between it and the next one.
    pub verdict: Option<&'static str>,
    /// The gates that were passed against the rules for it.
    pub overridden: Vec<GateKind>,
    /// Why they were.
    pub reason: Option<String>,
    /// In which attempt.
    pub attempt: u32,
}

/// A stay at a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DwellView {
    /// When it began.
    pub started_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// How many seconds are left, never less than 0.
    pub seconds_left: u64,
}

impl RampView {
    /// Shows the ramp at `now`, with what is known of locks and rehearsals; `None` for a rollout without a flag.
    pub fn of(history: &History, passage: &Passage, now: Timestamp) -> Option<Self> {
        let rollout = &history.rollout;
        let plan = rollout.plan.as_deref()?;
        plan.flag.as_ref()?;
        let next = next_rung(rollout, plan);
        let gates = rollout.gates_in(Environment::Production);
        let is_on = gates.boolean == Some(true);
        let value = match next {
            Some(next) => Some(FlagValue::Percentage(next)),
            None => (!is_on).then_some(FlagValue::On),
        };
        let find = |basis| next.and_then(|next| ramp_step(rollout, plan, (next, basis), now));
        let by_time = find(Basis::Actors).is_none() && find(Basis::Time).is_some();
        let basis = if by_time { Basis::Time } else { Basis::Actors };
        let step = find(basis).map(|step| &step.id);
        let line = value.as_ref();
        let line = line.and_then(|value| production_line(history, value, Some(basis)));
        let weighed = |line: &Instruction| {
            let gates = gate_views(history, (step, std::slice::from_ref(line)), passage, now);
            with_place(gates, history, (value.as_ref(), basis), now)
        };
        Some(Self {
            share: share_of_production(rollout),
            in_words: gates.in_words(),
            basis,
            ladder: ladder(plan),
            next,
            step: find(basis).map(|step| RampStepView {
                number: step.number.clone(),
                text: step.text.clone(),
            }),
            points: points(history, now),
            gates: line.as_ref().map_or_else(Vec::new, weighed),
            instruction: line.map(|line| line.normalised),
            actors: plan.flag.as_ref().map_or_else(Vec::new, |flag| {
                let believed = rollout.believed_gates(Environment::Production);
                TurnView::each(flag, &rollout.facts.actors, &ladder(plan), Some(&believed))
            }),
        })
    }
}

/// Shows the gates that `lines` have to pass, with what is said about them.
pub fn gate_views(
    history: &History,
    (step, lines): (Option<&StepId>, &[Instruction]),
    passage: &Passage,
    now: Timestamp,
) -> Vec<GateView> {
    let rollout = &history.rollout;
    let Some(plan) = rollout.plan.as_deref() else {
        return Vec::new();
    };
    let switch = Switch::of(rollout, plan, lines);
    let switch = match step {
        Some(step) => switch.for_step(step),
        None => switch,
    };
    let gates = switch_gates(rollout, plan, &switch, passage, now);
    gates.iter().map(GateView::of).collect()
}

/// Closes the gate of the stage where no step asks for the value, or where its stage has not come: who sets it is refused then.
fn with_place(
    mut gates: Vec<GateView>,
    history: &History,
    (value, basis): (Option<&FlagValue>, Basis),
    now: Timestamp,
) -> Vec<GateView> {
    let rejection = value.and_then(|value| out_of_place(history, (value, basis), now));
    let stage = gates.iter_mut().find(|gate| gate.id == GateKind::Stage);
    if let (Some(rejection), Some(gate)) = (rejection, stage) {
        let reasons = rejection.reasons.into_iter();
        gate.reasons = reasons.map(|reason| reason.text).collect();
        gate.open = false;
        gate.overridden = None;
    }
    gates
}

/// Builds the line that sets `value` in production, in the form that is wanted; `None` without a flag.
pub fn production_line(
    history: &History,
    value: &FlagValue,
    basis: Option<Basis>,
) -> Option<Instruction> {
    let change = FlagChange::Set {
        value: value.clone(),
        scopes: vec![],
        basis: basis.filter(|_| matches!(value, FlagValue::Percentage(_))),
    };
    let places = [Environment::Production];
    let plan = history.rollout.plan.as_deref()?;
    let profile = history.profile_for(plan);
    Some(chatops::compose_change(
        plan.flag.as_ref()?,
        &change,
        &places,
        profile,
    ))
}

fn points(history: &History, now: Timestamp) -> Vec<RampPointView> {
    let points = &history.rollout.facts.ramp;
    let ends = points.iter().skip(1).map(|point| Some(point.seq));
    let shown = points.iter().zip(ends.chain([None]));
    shown
        .map(|(point, next)| point_view(history, point, next, now))
        .collect()
}

fn point_view(
    history: &History,
    point: &RampPoint,
    next: Option<Seq>,
    now: Timestamp,
) -> RampPointView {
    let set = set(history, point.seq);
    let results = history.rollout.facts.qa.iter().rev();
    let mut since = results.filter(|result| {
        result.attempt == point.attempt
            && result.seq > point.seq
            && next.is_none_or(|next| result.seq < next)
    });
    RampPointView {
        percentage: point.percentage,
        basis: point.basis,
        at: set.as_ref().map(|set| set.at),
        by: set.map(|set| set.by),
        dwell: point.dwell.map(|timer| DwellView {
            started_at: timer.started,
            ends_at: timer.ends,
            // Another percentage ended the stay.
            seconds_left: next.map_or_else(|| timer.seconds_left(now), |_| 0),
        }),
        verdict: since.next().map(|result| result.entry.verdict.as_str()),
        overridden: point
            .passed
            .as_ref()
            .map(|passed| passed.gates.clone())
            .unwrap_or_default(),
        reason: point.passed.as_ref().map(|passed| passed.reason.clone()),
        attempt: point.attempt,
    }
}
