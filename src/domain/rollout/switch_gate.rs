//! What must be so before production is switched further on. Each rule names its source; a refused one says how it is passed.

use super::command::{LockInForce, Passage};
use super::drill::too_long_ago;
use super::each_percentage::untested;
use super::facts::Rollout;
use super::failing::failing;
use super::gate::{Gate, Reason, hold, open_blockers};
use super::gate_kind::GateKind;
use super::order::{too_early, without_code};
use super::ready::{against_a_switch, untold};
use super::record::QaResult;
use super::statement::{Answer, Topic};
use super::stay::stay;
use super::survey::survey_stage;
use super::switch::Switch;
use super::targets::{actors, kinds};
use super::writes::changed_since;
use crate::domain::Timestamp;
use crate::domain::flag::{Basis, Environment, FlagValue, Percentage};
use crate::domain::plan::{Instruction, Plan};

/// The most points that a percentage rises by without a reason, in thousandths.
const LARGEST_STEP: u32 = 25_000;

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
            GateKind::RampDown if raises || !switch.fully_on.is_empty() => Some(fully_on(switch)),
            GateKind::Consistency if raises || switch.staging_off => {
                Some(consistency(rollout, plan, switch))
            }
            GateKind::Stage if switch.goes_on => Some(too_early(rollout, plan, switch, now)),
            GateKind::Code if raises || !switch.turned_on.is_empty() => {
                without_code(rollout, plan, switch, (passage, now))
            }
            // Switching off is always free; what is deleted can wait.
            GateKind::Lock => (raises || switch.deletes_in_production)
                .then(|| lock(rollout, passage.lock.as_ref(), now)),
            _ if !raises => None,
            GateKind::Hold => Some(hold(rollout)),
            GateKind::Blockers => Some(open_blockers(rollout)),
            GateKind::Kinds if switch.after.actors == switch.before.actors => None,
            GateKind::Kinds => Some(kinds(rollout, plan, switch)),
            GateKind::Basis => Some(basis(switch)),
            GateKind::Actors => Some(actors(rollout, plan, switch, now)),
            GateKind::Dwell if switch.value.is_none() => Some(vec![]),
            GateKind::Dwell => Some(stay(rollout, now).into_iter().collect()),
            GateKind::Verdict => Some(verdict(rollout, plan, switch)),
            GateKind::Writes => changed_since(rollout),
            GateKind::Jump => Some(jump(rollout, plan, switch, now)),
            GateKind::ChangeIssue => Some(change_issue(rollout)),
            GateKind::Ready if switch.value.is_some() => against_a_switch(rollout, plan),
            GateKind::Drill => passage
                .drill_within_s
                .map(|within_s| too_long_ago(rollout, within_s, now)),
            GateKind::Stage
            | GateKind::Code
            | GateKind::Consistency
            | GateKind::RampDown
            | GateKind::Planned
            | GateKind::Steps
            | GateKind::Qa
            | GateKind::Waits
            | GateKind::Ready
            | GateKind::Verification
            | GateKind::DefaultOn
            | GateKind::Stored => None,
        };
        reasons.map(|reasons| {
            let mut gate = judged(kind, reasons, passage);
            if kind == GateKind::Ready {
                gate.asks = untold(rollout, plan);
            }
            gate
        })
    });
    asked.collect()
}

/// A hold is not passed: whoever wants to go on resumes.
fn judged(kind: GateKind, reasons: Vec<Reason>, passage: &Passage) -> Gate {
    let named = passage.overrides.contains(&kind);
    let reason = passage
        .reason
        .as_ref()
        .filter(|reason| !reason.trim().is_empty());
    let overridden = reason
        .filter(|_| !reasons.is_empty() && (kind.is_soft() || named && kind != GateKind::Hold))
        .cloned();
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

/// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`, consistency check: production may not be turned on while
/// staging is off, staging may not be turned off while production is on. What was seen since it was
/// claimed counts too, for chatops asks the server. A plan that never touches staging has none.
fn consistency(rollout: &Rollout, plan: &Plan, switch: &Switch) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let seen = rollout.seen_last(Environment::Staging);
    let seen = seen.filter(|seen| !seen.gates.is_on_for_anyone());
    if switch.raises_production() && !switch.staging_on && touches_staging(plan) {
        let is_claimed = rollout.facts.flags.contains_key(&Environment::Staging);
        let how = match seen {
            Some(seen) => format!("was seen {}", seen.gates.in_words()),
            None if is_claimed => "is off".to_owned(),
            None => "is not known to be on".to_owned(),
        };
        reasons.push(Reason::new(
            "staging",
            format!("staging {how}: production is turned on only after it"),
        ));
    }
    if switch.staging_off && switch.production_on {
        reasons.push(Reason::new(
            "staging",
            "production is on: staging is turned off or deleted only after it",
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
    let text = match switch.basis {
        _ if switch.percentage().is_none_or(|to| to == Percentage::ALL) => return vec![],
        Some(Basis::Actors) if switch.before.percentage_of_time <= Some(Percentage::NONE) => {
            return vec![];
        }
        Some(Basis::Actors) => {
            "the last percentage counts calls and would stay beside one of actors: set it to 0 first"
        }
        Some(Basis::Time) | None => {
            "the percentage counts calls, not actors: one request may see the flag on and off"
        }
    };
    vec![Reason::new("basis", text)]
}

/// No test has failed since the last percentage, or in this attempt before the first: the newest result about each thing counts.
/// One has passed where the plan asks.
fn verdict(rollout: &Rollout, plan: &Plan, switch: &Switch) -> Vec<Reason> {
    let facts = &rollout.facts;
    if switch.value.is_none() {
        return vec![];
    }
    let points = facts.ramp.iter().filter(|it| it.attempt == facts.attempt);
    let last = points.clone().rfind(|it| it.percentage > Percentage::NONE);
    // Going down is no answer to a failure: only the last rise had to look at the results before it.
    let before = std::iter::once(Percentage::NONE).chain(points.clone().map(|it| it.percentage));
    let rises = points
        .zip(before)
        .filter(|(it, before)| it.percentage > *before);
    let since = rises.last().map(|(it, _)| it.seq);
    let is_since = |result: &&QaResult| {
        result.attempt == facts.attempt && since.is_none_or(|since| result.seq > since)
    };
    let results: Vec<&QaResult> = facts.qa.iter().filter(is_since).collect();
    let failed = failing(rollout, plan, &results);
    match last {
        Some(point) if failed.is_empty() => untested(rollout, plan, point).into_iter().collect(),
        _ => failed,
    }
}

/// A plan that asks for no percentage turns on for everybody at once, which is no jump.
fn jump(rollout: &Rollout, plan: &Plan, switch: &Switch, now: Timestamp) -> Vec<Reason> {
    let from = switch.share_before();
    let to = match switch.value {
        Some(FlagValue::On) if from > Percentage::NONE || has_percentages(rollout, plan, now) => {
            Percentage::ALL
        }
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

fn has_percentages(rollout: &Rollout, plan: &Plan, now: Timestamp) -> bool {
    let stages = plan.stages.iter();
    let mut standings = stages.flat_map(|stage| survey_stage(rollout, stage, now));
    standings.any(|it| {
        let mut lines = it.step.instructions.iter();
        let is_share = |line: &Instruction| {
            let value = line.value.as_ref();
            line.raises_production() && value.is_some_and(|it| it.as_boolean().is_none())
        };
        (it.required || it.offered) && !it.state.is_left_out() && lines.any(is_share)
    })
}

/// Source: GitLab `app/services/admin/set_feature_flag_service.rb`: no percentage can be set on a fully enabled flag.
fn fully_on(switch: &Switch) -> Vec<Reason> {
    let places = switch.fully_on.iter();
    places
        .map(|place| {
            let text = format!(
                "the flag is fully on in {place} and the server refuses a percentage: set it to false first"
            );
            Reason::new(place.as_str(), text)
        })
        .collect()
}

/// Source: GitLab handbook, change management: a hard lock stops every toggle, a soft one those that need a change issue.
fn lock(rollout: &Rollout, lock: Option<&LockInForce>, now: Timestamp) -> Vec<Reason> {
    let Some(lock) = lock.filter(|lock| now < lock.until) else {
        return vec![];
    };
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
        let text = if rollout.facts.seen_by_users {
            "it was rolled back for something that users saw: a retry needs a change issue"
        } else {
            "it needs a change issue: name it"
        };
        return vec![Reason::new("change_issue", text)];
    }
    vec![]
}

/// Tells whether what follows needs a change issue: somebody said so, or users saw it once, which no quieter rollback undoes.
pub fn needs_change_issue(rollout: &Rollout) -> bool {
    rollout.facts.seen_by_users || rollout.said_of(Topic::Change, None) == Some(Answer::Yes)
}
