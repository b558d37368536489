//! Where the gates that were seen differ from those that were claimed, scope by scope. It says so and decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::gates::GateValues;
use super::percentage::Percentage;

impl GateValues {
    /// Says where `seen` differs from this claim: in all where one of them is on and the other off, else gate by gate and
    /// scope by scope.
    ///
    /// People claim a project by its path and the server shows it by its number. Where one side has only paths and the other
    /// only numbers, they are counted and not told apart. A group is a namespace: chatops takes either option for it.
    pub fn drift(&self, seen: &Self) -> Vec<String> {
        let is_off = |gates: &Self| !gates.is_on_for_anyone();
        let is_all = |gates: &Self| gates.boolean == Some(true);
        if is_off(self) != is_off(seen) || is_all(self) != is_all(seen) {
            let (said, is) = (self.in_words(), seen.in_words());
            return vec![format!("claimed {said}, seen {is}")];
        }
        let mut words = Vec::new();
        words.extend(share(
            "of actors",
            self.percentage_of_actors,
            seen.percentage_of_actors,
        ));
        words.extend(share(
            "of time",
            self.percentage_of_time,
            seen.percentage_of_time,
        ));
        let (said, is) = (by_class(&self.actors), by_class(&seen.actors));
        let classes: BTreeSet<&String> = said.keys().chain(is.keys()).collect();
        let none = BTreeSet::new();
        for class in classes {
            let said = said.get(class).unwrap_or(&none);
            let is = is.get(class).unwrap_or(&none);
            words.extend(scope(class, said, is));
        }
        let names = |groups: &BTreeSet<String>| groups.iter().cloned().collect();
        words.extend(scope(
            "feature group",
            &names(&self.groups),
            &names(&seen.groups),
        ));
        words
    }
}

fn share(gate: &str, said: Option<Percentage>, is: Option<Percentage>) -> Option<String> {
    let said = said.unwrap_or(Percentage::NONE);
    let is = is.unwrap_or(Percentage::NONE);
    (said != is).then(|| format!("claimed {said}% {gate}, seen {is}%"))
}

/// Sorts actors by their class, as `project`; what has no class is an actor.
fn by_class(actors: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut classes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for actor in actors {
        let (class, name) = actor.rsplit_once(':').unwrap_or(("actor", actor));
        let class = class.to_lowercase();
        let class = if class == "group" || class.contains("namespace") {
            "group".to_owned()
        } else {
            class
        };
        classes.entry(class).or_default().insert(name.to_owned());
    }
    classes
}

fn scope(class: &str, said: &BTreeSet<String>, is: &BTreeSet<String>) -> Vec<String> {
    let is_number = |name: &String| name.chars().all(|letter| letter.is_ascii_digit());
    let said_by_path = !said.is_empty() && !said.iter().any(is_number);
    let seen_by_number = !is.is_empty() && is.iter().all(is_number);
    if said_by_path && seen_by_number {
        let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
        let (claimed, seen) = (said.len(), is.len());
        let words = format!(
            "{class}: {claimed} claimed ({}), {seen} seen ({})",
            list(said),
            list(is)
        );
        return if claimed == seen { vec![] } else { vec![words] };
    }
    let claimed_only = said.difference(is);
    let seen_only = is.difference(said);
    claimed_only
        .map(|name| format!("{class} {name} is claimed, not seen"))
        .chain(seen_only.map(|name| format!("{class} {name} is seen, not claimed")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gates(share: &str, actors: &[&str], groups: &[&str]) -> GateValues {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        GateValues {
            percentage_of_actors: Percentage::parse(share),
            actors: names(actors),
            groups: names(groups),
            ..GateValues::default()
        }
    }

    #[test]
    fn what_is_the_same_does_not_drift() {
        let claimed = gates("25", &["project:team/one"], &["staff"]);
        assert!(claimed.drift(&claimed).is_empty());
    }

    #[test]
    fn on_and_off_are_said_as_a_whole() {
        let claimed = gates("25", &["project:team/one"], &[]);
        assert_eq!(
            claimed.drift(&GateValues::default()),
            ["claimed 25% of actors, 1 named actor, seen not set"]
        );
    }

    #[test]
    fn each_scope_that_differs_is_named() {
        let claimed = gates("25", &["project:team/one", "user:me"], &["staff"]);
        let seen = gates("25", &["project:team/one", "user:you"], &["testers"]);
        assert_eq!(
            claimed.drift(&seen),
            [
                "user me is claimed, not seen",
                "user you is seen, not claimed",
                "feature group staff is claimed, not seen",
                "feature group testers is seen, not claimed",
            ]
        );
    }

    #[test]
    fn paths_and_numbers_are_counted_and_not_told_apart() {
        let claimed = gates("25", &["project:team/one", "project:team/two"], &[]);
        let two = gates("25", &["Project:7", "Project:8"], &[]);
        assert!(claimed.drift(&two).is_empty());
        let one = gates("25", &["Project:7"], &[]);
        assert_eq!(
            claimed.drift(&one),
            ["project: 2 claimed (team/one, team/two), 1 seen (7)"]
        );
    }

    #[test]
    fn a_namespace_is_a_group() {
        let claimed = gates("0", &["namespace:team"], &[]);
        let seen = gates("0", &["Group:9"], &[]);
        assert!(claimed.drift(&seen).is_empty());
    }

    #[test]
    fn two_shares_differ_by_what_they_count() {
        assert_eq!(
            gates("25", &[], &[]).drift(&gates("50", &[], &[])),
            ["claimed 25% of actors, seen 50%"]
        );
    }
}
