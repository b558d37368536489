//! How people name rollouts and steps: by the whole name, or by a part that fits only one.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::id::{RolloutId, StepId};
use crate::domain::plan::Step;
use crate::domain::rollout::{Next, next};
use crate::projection::{FleetRow, History};

impl Tracker {
    /// Finds the rollout that `name` means: its id, its flag, its title, or a part that fits only one.
    ///
    /// A rollout that is not over comes before those that are.
    ///
    /// # Errors
    /// When none fits or several do.
    pub fn find(&self, name: &str) -> Result<RolloutId, TrackerError> {
        let wanted = name.trim().to_lowercase();
        // A whole name comes before a part of one, and whoever goes on before what is over: the next are read only where nobody was found.
        let called = self.store.fleet_called(&wanted)?;
        // The store compares letters of ASCII only: another name may be that of more rollouts than it finds, of which one goes on.
        let is_it =
            |row: &FleetRow| is_called(row, &wanted) && (wanted.is_ascii() || !row.is_over());
        if called.iter().any(is_it) {
            return the_one(&called, name, &wanted);
        }
        if wanted.is_ascii() {
            let going_on = self.store.fleet_going_on()?;
            if going_on.iter().any(|row| is_part(row, &wanted)) {
                return the_one(&going_on, name, &wanted);
            }
        }
        the_one(&self.store.fleet()?, name, &wanted)
    }

    /// Finds the step that `name` means: its number, its id, a part of its words that fits only one, or `next`.
    ///
    /// # Errors
    /// When none fits or several do.
    pub fn find_step(&self, history: &History, name: &str) -> Result<StepId, TrackerError> {
        let missing = |matches: Vec<String>| TrackerError::StepNotFound {
            name: name.to_owned(),
            matches,
        };
        let Some(plan) = history.rollout.plan.as_deref() else {
            return Err(missing(vec![]));
        };
        let wanted = name.trim();
        if wanted.eq_ignore_ascii_case("next") {
            let Next::Step(step) = next(&history.rollout, self.moment()) else {
                return Err(missing(vec![]));
            };
            return Ok(step);
        }
        let rollback = crate::domain::plan::Outline::of(&plan.rollback);
        let steps: Vec<&Step> = plan.steps().chain(rollback).collect();
        let whole = |step: &&&Step| step.number == wanted || step.id.as_str() == wanted;
        if let Some(step) = steps.iter().find(whole) {
            return Ok(step.id.clone());
        }
        let words = wanted.to_lowercase();
        let is_part = |step: &&&Step| {
            step.kind.has_state() && !words.is_empty() && step.text.to_lowercase().contains(&words)
        };
        let found: Vec<&&Step> = steps.iter().filter(is_part).collect();
        match found.as_slice() {
            [step] => Ok(step.id.clone()),
            several => Err(missing(
                several
                    .iter()
                    .map(|step| format!("{} {}", step.number, step.text))
                    .collect(),
            )),
        }
    }
}

/// Tells whether a rollout has this whole name: its id, its flag or its title, in small letters.
fn is_called(row: &FleetRow, wanted: &str) -> bool {
    let flag = row.flag.as_ref();
    row.id.as_str() == wanted
        || flag.is_some_and(|flag| flag.to_lowercase() == wanted)
        || row.title.to_lowercase() == wanted
}

/// Tells whether the name or the title of a rollout holds this, in small letters.
fn is_part(row: &FleetRow, wanted: &str) -> bool {
    !wanted.is_empty()
        && (row.name().to_lowercase().contains(wanted) || row.title.to_lowercase().contains(wanted))
}

/// Finds the only one that `name` means; `wanted` is the name as it is compared.
fn the_one(fleet: &[FleetRow], name: &str, wanted: &str) -> Result<RolloutId, TrackerError> {
    let mut found: Vec<&FleetRow> = fleet.iter().filter(|row| is_called(row, wanted)).collect();
    if found.is_empty() {
        found = fleet.iter().filter(|row| is_part(row, wanted)).collect();
    }
    if found.len() > 1 && found.iter().any(|row| !row.is_over()) {
        found.retain(|row| !row.is_over());
    }
    match found.as_slice() {
        [] => Err(TrackerError::NotFound {
            name: name.to_owned(),
        }),
        [row] => Ok(row.id.clone()),
        rows => Err(TrackerError::Ambiguous {
            name: name.to_owned(),
            matches: rows.iter().map(|row| described(row, rows)).collect(),
        }),
    }
}

/// Names a rollout so that it differs from the others of the same name.
fn described(row: &FleetRow, others: &[&FleetRow]) -> String {
    let same = others
        .iter()
        .filter(|other| other.name() == row.name())
        .count();
    if same > 1 {
        format!("{} ({})", row.name(), row.id)
    } else {
        row.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::rollout::Command;
    use crate::tracker::{ImportOptions, in_memory};

    #[test]
    fn of_one_name_whoever_goes_on_is_found_before_what_is_over_in_letters_of_any_kind() {
        let mut tracker = in_memory::tracker();
        let mut import = |title: &str| {
            let text = format!("# {title}\n\n## Rollout on production\n\n- [ ] Look at it.\n");
            tracker.import(&text, &ImportOptions::default()).unwrap()
        };
        let over = [import("über suche"), import("new search")];
        let going_on = [import("Über Suche"), import("New Search")];
        for id in &over {
            let reason = "it is no longer wanted".to_owned();
            let given_up = Command::Abandon { reason };
            tracker.dispatch(id, &given_up, None).unwrap();
        }
        for (name, expected) in [
            ("Über Suche", &going_on[0]),
            ("über suche", &going_on[0]),
            ("new search", &going_on[1]),
            ("suche", &going_on[0]),
        ] {
            assert_eq!(tracker.find(name).unwrap(), *expected, "{name}");
        }
        assert_eq!(tracker.find(over[1].as_str()).unwrap(), over[1]);
    }
}
