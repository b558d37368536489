//! Two readings of one document held against each other: what stayed, what changed, what came, what went. It changes neither.

use std::collections::BTreeSet;

use serde::Serialize;

use super::vocabulary::words;
use crate::domain::id::StepId;
use crate::domain::plan::{Outline, Plan, Step};

/// What became of the steps of a document when it was read again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Steps that only the new document has.
    pub added: Vec<StepId>,
    /// Steps that only the old document had.
    pub removed: Vec<StepId>,
    /// Steps that both have, with other words, another mark or other lines to run.
    pub changed: Vec<Change>,
    /// Steps that both have, just as they were.
    pub kept: Vec<StepId>,
}

/// A step that is the same to a reader and not the same in every respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its name in the old plan.
    pub before: StepId,
    /// Its name in the new plan; another one when its words changed.
    pub after: StepId,
    /// What is different: `text`, `mark`, `instructions`, `kind`, `optional`, `wait`.
    pub what: Vec<&'static str>,
}

/// The share of words that two texts must have in common to be the same step reworded, in percent.
const ALIKE: usize = 60;

/// Compares two plans of one document.
///
/// Steps with the same name are the same step. Of the others, two under the same headings are one step reworded when
/// most of their words are the same; each is matched once, in the order of the document.
pub fn compare(old: &Plan, new: &Plan) -> Comparison {
    let (old, new) = (placed(old), placed(new));
    let mut comparison = Comparison::default();
    let mut arrived: Vec<&(String, &Step)> = Vec::new();
    for entry in &new {
        match old.iter().find(|(_, step)| step.id == entry.1.id) {
            Some((_, before)) => note(&mut comparison, before, entry.1),
            None => arrived.push(entry),
        }
    }
    let is_known = |id: &StepId| new.iter().any(|(_, step)| step.id == *id);
    for (place, before) in old.iter().filter(|(_, step)| !is_known(&step.id)) {
        let heir = arrived
            .iter()
            .position(|(other, step)| other == place && alike(&before.text, &step.text));
        match heir {
            Some(index) => note(&mut comparison, before, arrived.remove(index).1),
            None => comparison.removed.push(before.id.clone()),
        }
    }
    comparison.added = arrived
        .into_iter()
        .map(|(_, step)| step.id.clone())
        .collect();
    comparison
}

/// Returns every step with the title of its stage.
fn placed(plan: &Plan) -> Vec<(String, &Step)> {
    let of_stages = plan
        .stages
        .iter()
        .flat_map(|stage| Outline::of(&stage.steps).map(|step| (words(&stage.title), step)));
    let of_rollback = Outline::of(&plan.rollback).map(|step| ("rollback".to_owned(), step));
    of_stages.chain(of_rollback).collect()
}

fn note(comparison: &mut Comparison, before: &Step, after: &Step) {
    let differences = [
        ("text", before.text != after.text),
        ("mark", symbol(before) != symbol(after)),
        ("instructions", lines(before) != lines(after)),
        ("kind", before.kind != after.kind),
        ("optional", before.optional != after.optional),
        ("wait", before.wait_s != after.wait_s),
    ];
    let what: Vec<&'static str> = differences
        .iter()
        .filter_map(|(name, differs)| differs.then_some(*name))
        .collect();
    if what.is_empty() {
        comparison.kept.push(after.id.clone());
    } else {
        comparison.changed.push(Change {
            before: before.id.clone(),
            after: after.id.clone(),
            what,
        });
    }
}

fn symbol(step: &Step) -> Option<&str> {
    step.mark.as_ref().map(|mark| mark.symbol.as_str())
}

fn lines(step: &Step) -> Vec<&str> {
    step.instructions
        .iter()
        .map(|line| line.normalised.as_str())
        .collect()
}

fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let one: BTreeSet<&str> = one.split(' ').collect();
    let other: BTreeSet<&str> = other.split(' ').collect();
    let common = one.intersection(&other).count();
    common * 100 >= one.len().max(other.len()) * ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::read;

    #[test]
    fn what_stayed_changed_came_and_went_is_told_apart() {
        let old = read("## Prepare\n- [ ] stays\n- [ ] is ticked\n- [ ] write a long line about it\n- [ ] goes\n").plan;
        let new = read("## Prepare\n- [ ] comes\n- [ ] stays\n- [x] is ticked\n- [ ] write a longer line about it\n").plan;
        let comparison = compare(&old, &new);
        let text = |plan: &Plan, id: &StepId| plan.step(id).unwrap().text.clone();
        let all =
            |plan: &Plan, ids: &[StepId]| ids.iter().map(|id| text(plan, id)).collect::<Vec<_>>();
        assert_eq!(all(&new, &comparison.added), ["comes"]);
        assert_eq!(all(&old, &comparison.removed), ["goes"]);
        assert_eq!(all(&new, &comparison.kept), ["stays"]);
        let changed: Vec<_> = comparison
            .changed
            .iter()
            .map(|change| (text(&new, &change.after), change.what.clone()))
            .collect();
        assert_eq!(
            changed,
            [
                ("is ticked".to_owned(), vec!["mark"]),
                ("write a longer line about it".to_owned(), vec!["text"]),
            ]
        );
    }

    #[test]
    fn a_plan_is_the_same_as_itself() {
        let plan = read("## A\n- [ ] a\n- [ ] a\n\n## B\n- [ ] a\n").plan;
        let comparison = compare(&plan, &plan);
        assert_eq!(comparison.kept.len(), 3);
        assert_eq!(
            (
                comparison.added.len(),
                comparison.removed.len(),
                comparison.changed.len()
            ),
            (0, 0, 0)
        );
    }
}
