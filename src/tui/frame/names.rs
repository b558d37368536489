//! Names in little room: no two that differ look the same, wherever they are cut.

use std::collections::{BTreeMap, BTreeSet};

use crate::tui::shown::Shown;

/// How many letters before the one in which names differ are shown with it.
const CONTEXT: usize = 4;

/// Cuts names so that no two that differ look the same: where the cut would hide what tells them apart, that is shown.
pub(super) fn told_apart(names: &[&str], columns: usize) -> Vec<Shown> {
    let cut = |name: &&str| Shown::of(name).cut_middle(columns);
    let mut told: Vec<Shown> = names.iter().map(cut).collect();
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, shown) in names.iter().zip(&told) {
        alike.entry(shown.to_string()).or_default().insert(name);
    }
    for (name, shown) in names.iter().zip(&mut told) {
        let others = alike.get(shown.as_str()).filter(|others| others.len() > 1);
        if let Some(others) = others {
            *shown = around(name, others, columns);
        }
    }
    told
}

/// Cuts one name so that it does not look like any of `others`.
pub(super) fn told_from(name: &str, others: &[&str], columns: usize) -> Shown {
    let short = Shown::of(name).cut_middle(columns);
    // Whatever is cut elsewhere, the ends of a name decide whether another one can look like it.
    let ends = |other: &&str| **other != *name && Shown::of(other).cut_middle(columns) == short;
    let mut names = vec![name];
    names.extend(others.iter().filter(|other| ends(other)).copied());
    told_apart(&names, columns)
        .into_iter()
        .next()
        .unwrap_or(short)
}

/// Shows a name from where it differs from others: after its beginning or, where it differs in several places, each of them.
fn around(name: &str, others: &BTreeSet<&str>, columns: usize) -> Shown {
    let same = |other: &&str| {
        let pairs = name.chars().zip(other.chars());
        pairs.take_while(|(one, another)| one == another).count()
    };
    let others = others.iter().filter(|other| **other != name);
    let places: BTreeSet<usize> = others.map(same).collect();
    if places.len() > 1 {
        return pieces(name, &places, columns);
    }
    let from = places
        .first()
        .map_or(0, |place| place.saturating_sub(CONTEXT));
    // In very little room the beginning gives way, never the letter that differs.
    let room = columns.saturating_sub(CONTEXT + 3);
    let head: String = name.chars().take(5.min(from).min(room)).collect();
    let rest: String = name.chars().skip(from).collect();
    Shown::of(&format!("{head}…{rest}")).cut_end(columns)
}

/// Shows the letters of a name around each of `places`, as many as fit.
fn pieces(name: &str, places: &BTreeSet<usize>, columns: usize) -> Shown {
    let count = places.len();
    let each = (columns.saturating_sub(count + 1) / count).max(1);
    let before = CONTEXT.min(each / 2);
    let (mut shown, mut end) = (String::new(), 0);
    for place in places {
        let from = place.saturating_sub(before).max(end);
        if from > end || (end == 0 && from > 0) {
            shown.push('…');
        }
        let to = (place.saturating_sub(before) + each).max(from);
        shown.extend(name.chars().skip(from).take(to - from));
        end = to;
    }
    if end < name.chars().count() {
        shown.push('…');
    }
    Shown::of(&shown).cut_end(columns)
}

#[cfg(test)]
mod tests {
    use super::{told_apart, told_from};

    #[test]
    fn names_that_differ_in_their_middle_are_told_apart_where_they_are_cut() {
        let names = [
            "garden_layout_remembers_first_owner_everywhere",
            "garden_layout_remembers_other_owner_everywhere",
            "seeds",
        ];
        let shown = told_apart(&names, 24);
        assert_eq!(shown[0].as_str(), "garde…ers_first_owner_e…");
        assert_eq!(shown[1].as_str(), "garde…ers_other_owner_e…");
        assert_eq!(shown[2].as_str(), "seeds");
        assert!(shown.iter().all(|name| name.width() <= 24));
    }

    #[test]
    fn names_of_which_some_differ_early_and_some_late_are_all_told_apart_in_any_room() {
        let names = [
            "garden_layout_remembers_first_owner_of_beds_everywhere",
            "garden_layout_remembers_first_owner_of_paths_everywhere",
            "garden_layout_remembers_other_owner_of_beds_everywhere",
            "garden_layout_remembers_other_owner_of_paths_everywhere",
        ];
        for columns in 9..60 {
            let shown = told_apart(&names, columns);
            for (place, one) in shown.iter().enumerate() {
                assert!(one.width() <= columns, "{one}");
                assert!(!shown[..place].contains(one), "{columns}: {shown:?}");
            }
            let one = told_from(names[0], &names, columns);
            assert!(!shown[1..].contains(&one), "{columns}: {one} {shown:?}");
        }
    }
}
