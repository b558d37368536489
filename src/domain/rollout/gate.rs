//! The gates between one stage and the next. A closed gate says every reason; none is passed in silence.

use serde::{Deserialize, Serialize};

use super::everybody::not_for_everybody;
use super::facts::Rollout;
use super::failing::failing_before;
pub use super::gate_kind::GateKind;
use super::leaving::{default_on, stored};
use super::planned::{left_out, unplanned};
use super::ready::{unready, unsaid};
use super::record::QaScope;
use super::stay::{ends_the_term, is_on_for_everybody, term};
use super::survey::{Standing, is_open_in_its_parts, survey};
pub use super::timer::spoken;
use super::writes::{asks_about_writes, tried_since, untried};
use crate::domain::Timestamp;
use crate::domain::id::{Seq, StepId};
use crate::domain::plan::{Instruction, Stage, StepKind, StepState};

/// A condition for leaving a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// Which condition.
    pub id: GateKind,
    /// What it asks for, in words.
    pub text: String,
    /// Whether it lets the rollout through.
    pub open: bool,
    /// Whether it only opens against the rules by an override with a reason, which is kept for ever.
    pub hard: bool,
    /// Why it is closed, or what was overridden.
    pub reasons: Vec<Reason>,
    /// What it asks besides; it holds nothing back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Reason>,
    /// The reason of the override that holds it open.
    pub overridden: Option<String>,
}

/// One reason, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The id of the step, blocker or other thing; an override covers reasons by this.
    pub about: String,
    /// The reason in words.
    pub text: String,
}

impl Reason {
    /// Makes a reason.
    pub fn new(about: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            about: about.into(),
            text: text.into(),
        }
    }
}

/// Says how every gate of `stage` stands at `now`; those that nothing asks for there are left out.
pub fn gates(rollout: &Rollout, stage: &Stage, now: Timestamp) -> Vec<Gate> {
    let standings = survey(rollout, &stage.steps, now);
    let stands = |kind| {
        let reasons = reasons_for(rollout, stage, (kind, &standings), now)?;
        let mut gate = judged(rollout, stage, kind, reasons);
        if kind == GateKind::Planned {
            gate.asks = left_out(rollout);
        } else if kind == GateKind::Ready {
            gate.asks = unsaid(rollout, stage);
        }
        Some(gate)
    };
    GateKind::OF_A_STAGE
        .into_iter()
        .filter_map(stands)
        .collect()
}

/// Returns why a gate of `stage` is closed; `None` where it does not stand there.
fn reasons_for(
    rollout: &Rollout,
    stage: &Stage,
    (kind, standings): (GateKind, &[Standing<'_>]),
    now: Timestamp,
) -> Option<Vec<Reason>> {
    let plan = rollout.plan.as_deref();
    match kind {
        GateKind::Planned => unplanned(rollout, stage),
        GateKind::Steps => Some(open_steps(stage, standings)),
        GateKind::Qa => {
            let mut reasons = failing_before(rollout, stage, now);
            reasons.extend(missing_results(rollout, stage, standings));
            Some(reasons)
        }
        GateKind::Waits => Some(running_waits(rollout, standings, now)),
        GateKind::Ready => unready(rollout, stage, (standings, &open_steps(stage, standings))),
        GateKind::Blockers => Some(open_blockers(rollout)),
        GateKind::Writes => asks_about_writes(rollout, stage).then(|| untried(rollout)),
        GateKind::Verification => plan
            .filter(|plan| ends_the_term(plan, stage))
            .and_then(|_| match not_for_everybody(rollout, now) {
                Some(reason) => Some(vec![reason]),
                None if is_on_for_everybody(rollout) => {
                    Some(term(rollout, now).into_iter().collect())
                }
                None => None,
            }),
        GateKind::DefaultOn => default_on(rollout, stage, standings),
        GateKind::Stored => stored(rollout, stage, standings, now),
        GateKind::Hold => Some(hold(rollout)),
        GateKind::Stage
        | GateKind::Code
        | GateKind::Consistency
        | GateKind::Kinds
        | GateKind::Basis
        | GateKind::Actors
        | GateKind::Dwell
        | GateKind::Verdict
        | GateKind::Jump
        | GateKind::RampDown
        | GateKind::Lock
        | GateKind::ChangeIssue
        | GateKind::Drill => None,
    }
}

/// Returns why `gates` are closed, each reason once: two gates may ask for the same step.
pub(super) fn reasons_against(gates: &[Gate]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for reason in gates
        .iter()
        .filter(|gate| !gate.open)
        .flat_map(|gate| &gate.reasons)
    {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    reasons
}

fn judged(rollout: &Rollout, stage: &Stage, kind: GateKind, reasons: Vec<Reason>) -> Gate {
    let is_covered = |reason: &Reason| {
        rollout.facts.overrides.iter().rev().find(|passed| {
            passed.stage == stage.id
                && covers(passed.gate, kind)
                && passed.attempt == rollout.facts.attempt
                && passed.covers.contains(&reason.about)
                && !is_news(rollout, stage, &reason.about, passed.seq)
        })
    };
    let covering: Option<Vec<_>> = reasons.iter().map(is_covered).collect();
    let overridden =
        covering.and_then(|overrides| overrides.last().map(|passed| passed.reason.clone()));
    Gate {
        id: kind,
        text: kind.text().to_owned(),
        open: reasons.is_empty() || overridden.is_some(),
        hard: !kind.is_soft(),
        reasons,
        asks: vec![],
        overridden,
    }
}

/// Tells whether passing one gate passes the other: who goes past a step goes past what it was to make ready.
const fn covers(passed: GateKind, gate: GateKind) -> bool {
    passed as u8 == gate as u8 || matches!((passed, gate), (GateKind::Steps, GateKind::Ready))
}

/// Tells whether what `about` names went wrong, or was tested, after the event `seq`: nobody who overrode a gate then knew of it.
fn is_news(rollout: &Rollout, stage: &Stage, about: &str, seq: Seq) -> bool {
    let step = StepId::new(about);
    let record = rollout.facts.steps.get(&step);
    let went_wrong = record.and_then(|record| record.went_wrong);
    let went_wrong = went_wrong.is_some_and(|trouble| trouble > seq);
    let was_tested = rollout
        .latest_result(&stage.id, &step)
        .is_some_and(|result| result.seq > seq);
    went_wrong || was_tested || tried_since(rollout, about, seq)
}

/// Tells whether a stage cannot be left with this: an optional one only holds back what went wrong in it.
const fn holds_back(stage: &Stage, standing: &Standing<'_>) -> bool {
    !stage.optional || standing.state.is_trouble()
}

pub(super) fn open_steps(stage: &Stage, standings: &[Standing<'_>]) -> Vec<Reason> {
    standings
        .iter()
        .enumerate()
        .filter(|(_, standing)| standing.required && standing.step.kind != StepKind::Qa)
        .filter(|(_, standing)| {
            !standing.state.is_settled() && standing.state != StepState::Waiting
        })
        .filter(|(_, standing)| holds_back(stage, standing))
        .filter(|(place, _)| !is_open_in_its_parts(standings, *place))
        .map(|(_, standing)| {
            let step = standing.step;
            let words = match (standing.state, step.kind) {
                (StepState::Unknown, _) => "its state is unknown, set it".to_owned(),
                (_, StepKind::Decision) => "not answered".to_owned(),
                (StepState::Elapsed, _)
                    if step.instructions.iter().any(Instruction::is_open_ramp) =>
                {
                    "its time is over, go on with the ramp or mark it done".to_owned()
                }
                (StepState::Elapsed, _) => "its time is over, mark it done".to_owned(),
                (other, _) => other.as_str().replace('_', " "),
            };
            Reason::new(
                step.id.as_str(),
                format!("{} {}: {words}", step.number, step.headline()),
            )
        })
        .collect()
}

fn missing_results(rollout: &Rollout, stage: &Stage, standings: &[Standing<'_>]) -> Vec<Reason> {
    let tests = standings
        .iter()
        .filter(|standing| standing.required && standing.step.kind == StepKind::Qa);
    if !tests.clone().any(|test| !test.state.is_left_out()) {
        return bad_result(rollout, stage).into_iter().collect();
    }
    tests
        .filter_map(|standing| {
            let step = standing.step;
            let last = rollout.latest_result(&stage.id, &step.id);
            let ticked_before_import = last.is_none() && standing.state == StepState::Done;
            let why = match last {
                _ if standing.state.is_left_out() || ticked_before_import => return None,
                _ if !holds_back(stage, standing) => return None,
                Some(result) if !result.entry.opens_the_gate() => {
                    format!("the last QA result is {}", result.entry.verdict.as_str())
                }
                Some(_) if standing.state.is_settled() => return None,
                Some(_) => standing.state.as_str().replace('_', " "),
                None => "no QA result is recorded".to_owned(),
            };
            Some(Reason::new(
                step.id.as_str(),
                format!("{} {}: {why}", step.number, step.headline()),
            ))
        })
        .collect()
}

/// Returns what is wrong with a stage that has no test of its own: a bad result for all of it, until it passes.
fn bad_result(rollout: &Rollout, stage: &Stage) -> Option<Reason> {
    let scope = QaScope::Stage(stage.id.clone());
    let mut results = rollout.facts.qa.iter().rev();
    let last = results
        .find(|result| result.attempt == rollout.facts.attempt && result.entry.scope == scope)?;
    last.entry.state_after().is_trouble().then(|| {
        let verdict = last.entry.verdict.as_str();
        let text = format!(
            "stage {} {}: the last QA result is {verdict}",
            stage.number, stage.title
        );
        Reason::new(stage.id.as_str(), text)
    })
}

fn running_waits(rollout: &Rollout, standings: &[Standing<'_>], now: Timestamp) -> Vec<Reason> {
    standings
        .iter()
        .filter(|standing| standing.required && standing.state == StepState::Waiting)
        .filter(|standing| !matches!(standing.step.kind, StepKind::Watch | StepKind::Qa))
        .filter_map(|standing| {
            let step = standing.step;
            let timer = rollout.facts.steps.get(&step.id)?.timer?;
            let left = spoken(timer.seconds_left(now));
            let how = match timer.paused_with {
                Some(_) => "left, and it stands still: resume it",
                None => "left",
            };
            Some(Reason::new(
                step.id.as_str(),
                format!("{} {}: {left} {how}", step.number, step.headline()),
            ))
        })
        .collect()
}

pub(super) fn open_blockers(rollout: &Rollout) -> Vec<Reason> {
    let open = rollout
        .facts
        .blockers
        .iter()
        .filter(|blocker| blocker.holds());
    open.map(|blocker| {
        Reason::new(
            blocker.id.as_str(),
            format!("{} is open: {}", blocker.id, blocker.title),
        )
    })
    .collect()
}

pub(super) fn hold(rollout: &Rollout) -> Vec<Reason> {
    let hold = rollout.facts.hold.as_ref();
    hold.map(|hold| Reason::new("hold", format!("held: {}", hold.reason)))
        .into_iter()
        .collect()
}
