//! Two readings of one document held against each other: what stayed, what changed, what came, what went. It changes neither.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    /// Steps that both have under different names: the new name, then the old one.
    #[serde(skip)]
    pub renamed: Vec<(StepId, StepId)>,
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
/// How many steps that came are looked at for one that went.
const MOST_LOOKED_AT: usize = 64;

/// Compares two plans of one document.
///
/// Steps with the same name are the same step, and so are steps with the same words under the same headings, or under
/// headings that only one of the documents has. Of the
/// others, two under the same headings are one step reworded when most of their words are the same; each is matched once,
/// in the order of the document.
pub fn compare(old: &Plan, new: &Plan) -> Comparison {
    let (mut old, mut new) = (placed(old), placed(new));
    forget_lost_places(&mut old, &mut new);
    let heirs = heirs(&old, &new);
    let mut comparison = Comparison::default();
    let mut taken: BTreeSet<&StepId> = BTreeSet::new();
    for entry in &old {
        match heirs.get(&entry.step.id) {
            Some(after) => {
                note(&mut comparison, entry.step, after.step);
                taken.insert(&after.step.id);
            }
            None => comparison.removed.push(entry.step.id.clone()),
        }
    }
    let came = new.iter().map(|entry| &entry.step.id);
    comparison.added = came.filter(|id| !taken.contains(id)).cloned().collect();
    comparison
}

/// A step with the words of its stage's title.
#[derive(Debug, Clone)]
struct Placed<'p> {
    place: String,
    words: String,
    step: &'p Step,
}

/// Lets steps under headings that only one of the documents has share one place: a heading may have been reworded.
fn forget_lost_places(old: &mut [Placed<'_>], new: &mut [Placed<'_>]) {
    let places = |all: &[Placed<'_>]| -> BTreeSet<String> {
        all.iter().map(|entry| entry.place.clone()).collect()
    };
    let (before, after) = (places(old), places(new));
    let both: BTreeSet<&String> = before.intersection(&after).collect();
    let places = old.iter_mut().map(|entry| &mut entry.place);
    for place in places.chain(new.iter_mut().map(|entry| &mut entry.place)) {
        if !both.contains(place) {
            place.clear();
        }
    }
}

/// Finds for each old step the new one that is the same.
fn heirs<'o, 'n>(
    old: &[Placed<'o>],
    new: &'n [Placed<'n>],
) -> BTreeMap<&'o StepId, &'n Placed<'n>> {
    let by_name: BTreeMap<&StepId, &Placed<'_>> =
        new.iter().map(|entry| (&entry.step.id, entry)).collect();
    let known: BTreeSet<&StepId> = old.iter().map(|entry| &entry.step.id).collect();
    let mut heirs = BTreeMap::new();
    let mut left: Vec<&Placed<'o>> = Vec::new();
    for entry in old {
        match by_name.get(&entry.step.id) {
            Some(after) => {
                heirs.insert(&entry.step.id, *after);
            }
            None => left.push(entry),
        }
    }
    let mut by_words: BTreeMap<(&str, &str), VecDeque<&Placed<'_>>> = BTreeMap::new();
    for entry in new.iter().filter(|entry| !known.contains(&entry.step.id)) {
        let key = (entry.place.as_str(), entry.words.as_str());
        by_words.entry(key).or_default().push_back(entry);
    }
    left.retain(|entry| {
        let key = (entry.place.as_str(), entry.words.as_str());
        let same = by_words.get_mut(&key).and_then(VecDeque::pop_front);
        same.is_none_or(|after| heirs.insert(&entry.step.id, after).is_some())
    });
    reworded(&left, by_words.into_values().flatten(), &mut heirs);
    heirs
}

/// Finds the steps of `left` again among `came`, in other words.
fn reworded<'o, 'n>(
    left: &[&Placed<'o>],
    came: impl Iterator<Item = &'n Placed<'n>>,
    heirs: &mut BTreeMap<&'o StepId, &'n Placed<'n>>,
) {
    let mut by_place: BTreeMap<&str, Vec<&Placed<'_>>> = BTreeMap::new();
    for entry in came {
        by_place.entry(&entry.place).or_default().push(entry);
    }
    for entries in by_place.values_mut() {
        // The last ones are looked at first, so that what is taken out moves little.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.step.line));
    }
    for before in left {
        let Some(entries) = by_place.get_mut(before.place.as_str()) else {
            continue;
        };
        let from = entries.len().saturating_sub(MOST_LOOKED_AT);
        let found = (from..entries.len()).rev().find(|index| {
            let entry = entries.get(*index);
            entry.is_some_and(|entry| alike(&before.words, &entry.words))
        });
        if let Some(index) = found {
            heirs.insert(&before.step.id, entries.remove(index));
        }
    }
}

/// Returns every step with the title of its stage.
fn placed(plan: &Plan) -> Vec<Placed<'_>> {
    let of_stages = plan.stages.iter().flat_map(|stage| {
        let place = words(&stage.title);
        Outline::of(&stage.steps).map(move |step| (place.clone(), step))
    });
    let of_rollback = Outline::of(&plan.rollback).map(|step| ("rollback".to_owned(), step));
    let all = of_stages.chain(of_rollback);
    all.map(|(place, step)| Placed {
        place,
        words: words(&step.text),
        step,
    })
    .collect()
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
    if before.id != after.id {
        let renamed = (after.id.clone(), before.id.clone());
        comparison.renamed.push(renamed);
    }
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
