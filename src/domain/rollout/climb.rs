//! What is left of a ramp, as far as time is concerned: what comes before it, then every percentage with its stay. It asks no calendar.

use super::facts::{Phase, Rollout};
use super::outlook::{is_production_ramp, outlook, rungs};
use super::ramp::{ladder, share_of_production};
use crate::domain::Timestamp;
use crate::domain::calendar::Pending;
use crate::domain::flag::Percentage;
use crate::domain::plan::Step;

/// A ramp that is still to be climbed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Climb {
    /// What is left of it in order: the steps before it, then two entries for each of `rungs`, its setting and its stay.
    pub pending: Vec<Pending>,
    /// The percentages that are left, in order.
    pub rungs: Vec<Percentage>,
}

/// Lists what is left up to the top of the ladder at `now`; nothing where no step asks for a percentage in production.
///
/// A question that nobody has answered hides no percentage here, as it does in [`outlook`]: the ladder is shown as if it were climbed.
pub fn climb(rollout: &Rollout, now: Timestamp) -> Climb {
    let is_under_way = matches!(rollout.facts.phase, Phase::Planned | Phase::Active);
    let Some(plan) = rollout.plan.as_deref().filter(|_| is_under_way) else {
        return Climb::default();
    };
    let is_ramp = |step: &Step| step.instructions.iter().any(is_production_ramp);
    let before: Vec<&Step> = plan.steps().take_while(|step| !is_ramp(step)).collect();
    let Some(step) = plan.steps().nth(before.len()) else {
        return Climb::default();
    };
    let reached = share_of_production(rollout);
    let left = ladder(plan).into_iter().filter(|rung| *rung > reached);
    let comes_before = |entry: &Pending| before.iter().any(|step| step.id == entry.id);
    let mut pending = outlook(rollout, now);
    pending.retain(comes_before);
    let rungs = rungs(rollout, plan, step, now).into_iter();
    pending.extend(rungs.flat_map(set_and_stay));
    Climb {
        pending,
        rungs: left.collect(),
    }
}

/// Tells the setting of a percentage, which somebody does when it is allowed, from the stay, which passes by itself.
fn set_and_stay(rung: Pending) -> [Pending; 2] {
    let stay = Pending {
        touches_production: false,
        needs_person: false,
        not_before: None,
        ..rung.clone()
    };
    let set = Pending {
        duration_s: None,
        ..rung
    };
    [set, stay]
}
