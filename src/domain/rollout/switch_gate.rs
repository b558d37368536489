//! What must be so before production is switched further on. Each rule names its source; a refused one says how it is passed.

use super::command::{LockInForce, Passage};
use super::facts::Rollout;
use super::gate::{Gate, Reason, hold, open_blockers};
use super::gate_kind::GateKind;
use super::record::{QaScope, RampPoint, Verdict};
use super::survey::survey_stage;
use super::timer::spoken;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Environment, FlagChange, FlagValue, GateValues, Percentage};
use crate::domain::plan::{Instruction, Plan};

/// A change of the flag that somebody wants to make, seen from production and staging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// Production before.
    pub before: GateValues,
    /// Production after.
    pub after: GateValues,
    /// Whether staging is on after it.
    pub staging_on: bool,
    /// Whether staging is on before it and off after.
    pub staging_off: bool,
    /// What it does to everybody in production, where it does.
    pub value: Option<FlagValue>,
    /// What its percentage counts.
    pub basis: Option<Basis>,
}

/// The most points that a percentage rises by without a reason, in thousandths.
const LARGEST_STEP: u32 = 25_000;

impl Switch {
    /// Sees what `lines` would do together to the flag of the plan.
    pub fn of(rollout: &Rollout, plan: &Plan, lines: &[Instruction]) -> Self {
        let before = rollout.gates_in(Environment::Production);
        let staging = rollout.gates_in(Environment::Staging);
        let mut switch = Self {
            after: before.clone(),
            before,
            staging_on: staging.is_on_for_anyone(),
            staging_off: false,
            value: None,
            basis: None,
        };
        let mut staging_after = staging.clone();
        for line in lines {
            let Some(effect) = plan.flag.as_ref().and_then(|flag| line.effect_on(flag)) else {
                continue;
            };
            if effect.environments.contains(&Environment::Staging) {
                staging_after = staging_after.after(&effect.change);
                let is_set = matches!(effect.change, FlagChange::Set { .. });
                switch.staging_off = is_set && !staging_after.is_on_for_anyone();
            }
            if effect.environments.contains(&Environment::Production) {
                switch.after = switch.after.after(&effect.change);
                if let FlagChange::Set {
                    value,
                    scopes,
                    basis,
                } = effect.change
                    && scopes.is_empty()
                {
                    switch.value = Some(value);
                    switch.basis = basis;
                }
            }
        }
        switch.staging_off &= staging.is_on_for_anyone();
        switch.staging_on = staging_after.is_on_for_anyone();
        switch
    }

    /// Tells whether production is on for more than before, or is meant to be.
    pub fn raises_production(&self) -> bool {
        let asked = self.percentage().is_some_and(|to| to > self.share_before());
        asked
            || share(&self.after) > self.share_before()
            || self.after.actors.len() > self.before.actors.len()
            || self.after.groups.len() > self.before.groups.len()
    }

    /// Returns the percentage that it sets, if it sets one.
    pub const fn percentage(&self) -> Option<Percentage> {
        match self.value {
            Some(FlagValue::Percentage(percentage)) => Some(percentage),
            Some(FlagValue::On | FlagValue::Off | FlagValue::Blank(_)) | None => None,
        }
    }

    /// Returns the share of production that has the flag before it.
    pub fn share_before(&self) -> Percentage {
        share(&self.before)
    }
}

/// Returns the share of everybody that a flag is on for, named actors left out.
pub(super) fn share(gates: &GateValues) -> Percentage {
    if gates.boolean == Some(true) {
        return Percentage::ALL;
    }
    let of = |share: Option<Percentage>| share.unwrap_or(Percentage::NONE);
    of(gates.percentage_of_actors).max(of(gates.percentage_of_time))
}

/// Says how every gate of a switch stands at `now`; none for one that makes production no more on and leaves staging alone.
pub fn switch_gates(
    rollout: &Rollout,
    plan: &Plan,
    switch: &Switch,
    passage: &Passage,
    now: Timestamp,
) -> Vec<Gate> {
    let raises = switch.raises_production();
    let asked = GateKind::OF_A_SWITCH.into_iter().filter_map(|kind| {
        let reasons = match kind {
            GateKind::Consistency => Some(consistency(plan, switch, raises)),
            _ if !raises => None,
            GateKind::Hold => Some(hold(rollout)),
            GateKind::Blockers => Some(open_blockers(rollout)),
            GateKind::Basis => Some(basis(switch)),
            GateKind::Actors => Some(actors(rollout, plan, switch, now)),
            GateKind::Dwell => Some(dwell(rollout, switch, now)),
            GateKind::Verdict => Some(verdict(rollout, switch)),
            GateKind::Jump => Some(jump(rollout, switch)),
            GateKind::RampDown => Some(fully_on(switch)),
            GateKind::Lock => Some(lock(rollout, passage.lock.as_ref())),
            GateKind::ChangeIssue => Some(change_issue(rollout)),
            GateKind::Steps | GateKind::Qa | GateKind::Waits => None,
        };
        reasons.map(|reasons| judged(kind, reasons, passage))
    });
    asked.collect()
}

fn judged(kind: GateKind, reasons: Vec<Reason>, passage: &Passage) -> Gate {
    let named = passage.overrides.contains(&kind);
    let reason = passage
        .reason
        .as_ref()
        .filter(|reason| !reason.trim().is_empty());
    let overridden = reason
        .filter(|_| !reasons.is_empty() && (kind.is_soft() || named))
        .cloned();
    Gate {
        id: kind,
        text: kind.text().to_owned(),
        open: reasons.is_empty() || overridden.is_some(),
        hard: !kind.is_soft(),
        reasons,
        overridden,
    }
}

/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, consistency check: production may not be turned on while
/// staging is off, staging may not be turned off while production is on. A plan that never touches staging has none.
fn consistency(plan: &Plan, switch: &Switch, raises: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if raises && !switch.staging_on && touches_staging(plan) {
        reasons.push(Reason::new(
            "staging",
            "staging is off: production is turned on only after it",
        ));
    }
    if switch.staging_off && switch.after.is_on_for_anyone() {
        reasons.push(Reason::new(
            "staging",
            "production is on: staging is turned off only after it",
        ));
    }
    reasons
}

fn touches_staging(plan: &Plan) -> bool {
    let Some(flag) = &plan.flag else { return false };
    let lines = plan.steps().flat_map(|step| &step.instructions);
    lines
        .filter_map(|line| line.effect_on(flag))
        .any(|effect| effect.environments.contains(&Environment::Staging))
}

/// Source: GitLab `doc/development/feature_flags/controls.md`: percentage of time is deprecated, one request may see both answers.
fn basis(switch: &Switch) -> Vec<Reason> {
    if switch.percentage().is_some() && switch.basis != Some(Basis::Actors) {
        return vec![Reason::new(
            "basis",
            "the percentage counts calls, not actors: one request may see the flag on and off",
        )];
    }
    vec![]
}

/// Source: GitLab `controls.md`: actors first, then percentages.
fn actors(rollout: &Rollout, plan: &Plan, switch: &Switch, now: Timestamp) -> Vec<Reason> {
    if switch.percentage().is_none() || share(&switch.before) > Percentage::NONE {
        return vec![];
    }
    let standings = plan
        .stages
        .iter()
        .flat_map(|stage| survey_stage(rollout, stage, now));
    standings
        .filter(|standing| standing.required && !standing.state.is_settled())
        .filter(|standing| {
            standing
                .step
                .instructions
                .iter()
                .any(|line| !line.scopes.is_empty())
        })
        .map(|standing| {
            let step = standing.step;
            Reason::new(
                step.id.as_str(),
                format!("{} {}: named actors come first", step.number, step.text),
            )
        })
        .collect()
}

/// Source: GitLab's rollout template: wait at least 15 minutes between every step; the plan may ask for more.
fn dwell(rollout: &Rollout, switch: &Switch, now: Timestamp) -> Vec<Reason> {
    let last = last_point(rollout).filter(|_| switch.value.is_some());
    let timer = last.and_then(|point| point.dwell.filter(|timer| !timer.is_over(now)));
    let Some((point, timer)) = last.zip(timer) else {
        return vec![];
    };
    let left = spoken(timer.seconds_left(now));
    vec![Reason::new(
        "dwell",
        format!("{left} left of the stay at {}%", point.percentage),
    )]
}

fn verdict(rollout: &Rollout, switch: &Switch) -> Vec<Reason> {
    let since = last_point(rollout).map(|point| point.seq);
    let Some(since) = since.filter(|_| switch.value.is_some()) else {
        return vec![];
    };
    let mut results = rollout
        .facts
        .qa
        .iter()
        .rev()
        .take_while(|result| result.seq > since);
    let last = results.next().map(|result| &result.entry);
    let failed = last.filter(|entry| matches!(entry.verdict, Verdict::Fail | Verdict::Blocked));
    let about = failed.map(|entry| match &entry.scope {
        QaScope::Step(step) => step.to_string(),
        QaScope::Stage(stage) => stage.to_string(),
    });
    about
        .zip(failed)
        .map(|(about, entry)| {
            Reason::new(
                about,
                format!("the last QA result is {}", entry.verdict.as_str()),
            )
        })
        .into_iter()
        .collect()
}

fn jump(rollout: &Rollout, switch: &Switch) -> Vec<Reason> {
    let from = switch.share_before();
    let to = match switch.value {
        Some(FlagValue::On) if last_point(rollout).is_some() => Percentage::ALL,
        _ => switch.percentage().unwrap_or(from),
    };
    if from.distance(to) <= LARGEST_STEP {
        return vec![];
    }
    vec![Reason::new(
        "jump",
        format!("from {from}% to {to}% is more than 25 points at once: it asks for a reason"),
    )]
}

/// Source: GitLab `app/services/admin/set_feature_flag_service.rb`: no percentage can be set on a fully enabled flag.
fn fully_on(switch: &Switch) -> Vec<Reason> {
    if switch.before.boolean == Some(true) && switch.percentage().is_some() {
        return vec![Reason::new(
            "ramp_down",
            "the flag is fully on and the server refuses a percentage: set it to false first",
        )];
    }
    vec![]
}

/// Source: GitLab handbook, change management: a hard lock stops every toggle, a soft one those that need a change issue.
fn lock(rollout: &Rollout, lock: Option<&LockInForce>) -> Vec<Reason> {
    let Some(lock) = lock else { return vec![] };
    let until = lock.until.format("%a %d %b %H:%M UTC");
    let name = &lock.name;
    if lock.hard {
        return vec![Reason::new(
            "lock",
            format!("hard lock until {until}: {name}"),
        )];
    }
    if rollout.facts.change_issue.is_some() || needs_change_issue(rollout) {
        return vec![Reason::new(
            "lock",
            format!("soft lock until {until}, and this needs a change issue: {name}"),
        )];
    }
    vec![]
}

/// Source: GitLab handbook, change management: a flag that was rolled back for what users saw needs a change issue.
fn change_issue(rollout: &Rollout) -> Vec<Reason> {
    if needs_change_issue(rollout) && rollout.facts.change_issue.is_none() {
        return vec![Reason::new(
            "change_issue",
            "it was rolled back for something that users saw: a retry needs a change issue",
        )];
    }
    vec![]
}

/// Tells whether what follows needs a change issue.
pub(super) fn needs_change_issue(rollout: &Rollout) -> bool {
    rollout
        .facts
        .rollback
        .as_ref()
        .is_some_and(|rollback| rollback.seen_by_users)
}

/// Returns the last percentage that production was set to in this attempt, if it is still more than nothing.
pub(super) fn last_point(rollout: &Rollout) -> Option<&RampPoint> {
    let last = rollout.facts.ramp.last()?;
    let counts = last.attempt == rollout.facts.attempt && last.percentage > Percentage::NONE;
    counts.then_some(last)
}
