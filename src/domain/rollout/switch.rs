//! A change of the flag that somebody wants to make, seen before it is made. It judges nothing.

use super::facts::Rollout;
use crate::domain::flag::{Basis, Environment, FlagChange, FlagValue, GateValues, Percentage};
use crate::domain::id::StepId;
use crate::domain::plan::{Effect, Instruction, Plan};

/// A change of the flag that somebody wants to make, seen from production and staging.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about one change"
)]
pub struct Switch {
    /// Production before.
    pub before: GateValues,
    /// Production after.
    pub after: GateValues,
    /// Whether staging is on after it, as it was seen since it was claimed.
    pub staging_on: bool,
    /// Whether staging is on before it and off after.
    pub staging_off: bool,
    /// Whether production is on for anybody after it, as it was seen since it was claimed.
    pub production_on: bool,
    /// Whether it deletes the flag in production.
    pub deletes_in_production: bool,
    /// Where it sets a percentage while the flag is fully on.
    pub fully_on: Vec<Environment>,
    /// What it does to everybody in production, where it does.
    pub value: Option<FlagValue>,
    /// What its percentage counts.
    pub basis: Option<Basis>,
    /// The environments that it turns on which were off for everybody.
    pub turned_on: Vec<Environment>,
    /// Whether it does anything but switch off: only that is right at any time.
    pub goes_on: bool,
    /// The step that asks for it, where that is known.
    pub step: Option<StepId>,
}

impl Switch {
    /// Sees what `lines` would do, one after the other, to the flag of the plan.
    pub fn of(rollout: &Rollout, plan: &Plan, lines: &[Instruction]) -> Self {
        let before = rollout.believed_gates(Environment::Production);
        let staging = rollout.gates_in(Environment::Staging);
        let mut seen_in_staging = rollout.believed_gates(Environment::Staging);
        let mut switch = Self {
            after: before.clone(),
            before: before.clone(),
            staging_on: false,
            staging_off: false,
            production_on: false,
            deletes_in_production: false,
            fully_on: vec![],
            value: None,
            basis: None,
            turned_on: vec![],
            goes_on: false,
            step: None,
        };
        // The server goes by what is, so that a newer look at production counts more than what was claimed.
        let mut flags = (*rollout.facts.flags).clone();
        flags.insert(Environment::Production, before);
        let effects = lines
            .iter()
            .filter_map(|line| line.effect_on(plan.flag.as_ref()?));
        for effect in effects {
            for environment in &effect.environments {
                let gates = flags.entry(*environment).or_default();
                if gates.boolean == Some(true) && sets_a_part(&effect.change) {
                    switch.fully_on.push(*environment);
                }
                let after = gates.after(&effect.change);
                if after.is_on_for_anyone() && !gates.is_on_for_anyone() {
                    switch.turned_on.push(*environment);
                }
                *gates = after;
                if *environment == Environment::Staging {
                    seen_in_staging = seen_in_staging.after(&effect.change);
                }
            }
            switch.goes_on |= !switches_off(&effect.change);
            switch.see(effect);
        }
        let after = |environment| flags.get(&environment).cloned().unwrap_or_default();
        switch.after = after(Environment::Production);
        let is_on_in_staging = after(Environment::Staging).is_on_for_anyone();
        switch.production_on = switch.after.is_on_for_anyone();
        switch.staging_on = seen_in_staging.is_on_for_anyone();
        switch.staging_off &= staging.is_on_for_anyone() && !is_on_in_staging;
        switch
    }

    /// Says which step asks for it.
    #[must_use]
    pub fn for_step(mut self, step: &StepId) -> Self {
        self.step = Some(step.clone());
        self
    }

    fn see(&mut self, effect: Effect) {
        self.staging_off |= effect.environments.contains(&Environment::Staging);
        let is_in_production = effect.environments.contains(&Environment::Production);
        self.deletes_in_production |= is_in_production && effect.change == FlagChange::Delete;
        let FlagChange::Set {
            value,
            scopes,
            basis,
        } = effect.change
        else {
            return;
        };
        if effect.environments.contains(&Environment::Production) && scopes.is_empty() {
            self.value = Some(value);
            self.basis = basis;
        }
    }

    /// Tells whether production is on for anything more than before. Each gate counts by itself: calls are no actors.
    pub fn raises_production(&self) -> bool {
        let (before, after) = (&self.before, &self.after);
        if before.boolean == Some(true) {
            return false;
        }
        let is_more = |before: Option<Percentage>, after: Option<Percentage>| {
            after.unwrap_or(Percentage::NONE) > before.unwrap_or(Percentage::NONE)
        };
        after.boolean == Some(true)
            || is_more(before.percentage_of_actors, after.percentage_of_actors)
            || is_more(before.percentage_of_time, after.percentage_of_time)
            || !after.actors.is_subset(&before.actors)
            || !after.groups.is_subset(&before.groups)
    }

    /// Returns the percentage that it sets, if it sets one.
    pub const fn percentage(&self) -> Option<Percentage> {
        match self.value {
            Some(FlagValue::Percentage(percentage)) => Some(percentage),
            Some(FlagValue::On | FlagValue::Off | FlagValue::Blank(_)) | None => None,
        }
    }

    /// Returns the percentage that it sets where that is neither nobody nor everybody, and not the share that there was.
    pub fn step(&self) -> Option<Percentage> {
        let is_part = |share: &Percentage| *share > Percentage::NONE && *share < Percentage::ALL;
        self.percentage()
            .filter(is_part)
            .filter(|to| *to != self.share_before())
    }

    /// Tells whether production is on for everybody after it and was not before.
    pub fn turns_on_for_everybody(&self) -> bool {
        self.after.boolean == Some(true) && self.before.boolean != Some(true)
    }

    /// Returns the share of production that has the flag before it.
    pub fn share_before(&self) -> Percentage {
        share(&self.before)
    }
}

/// Tells whether a change sets a percentage that is neither nothing nor everything, which are `false` and `true`.
pub(super) const fn sets_a_part(change: &FlagChange) -> bool {
    match change {
        FlagChange::Set {
            value: FlagValue::Percentage(percentage),
            ..
        } => {
            let thousandths = percentage.thousandths();
            thousandths > 0 && thousandths < Percentage::ALL.thousandths()
        }
        FlagChange::Set { .. } | FlagChange::Delete => false,
    }
}

/// Tells whether a change leaves the flag on for nobody whom it names.
fn switches_off(change: &FlagChange) -> bool {
    match change {
        FlagChange::Set { value, .. } => value.as_boolean() == Some(false),
        FlagChange::Delete => false,
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
