//! Names in little room: no two that differ look the same, wherever they are cut.

use std::collections::{BTreeMap, BTreeSet};

use crate::tui::shown::Shown;

/// Cuts names so that no two that differ look the same: where the cut would hide what tells them apart, that is shown.
pub(super) fn told_apart(names: &[&str], columns: usize) -> Vec<Shown> {
    let cut = |name: &&str| Shown::of(name).cut_middle(columns);
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names {
        alike.entry(cut(name).to_string()).or_default().insert(name);
    }
    let told = names.iter().map(|name| {
        let shown = cut(name);
        let others = alike.get(shown.as_str()).filter(|others| others.len() > 1);
        others.map_or(shown, |others| around(name, others, columns))
    });
    told.collect()
}

/// Shows the beginning of a name, and then from where it differs from others.
fn around(name: &str, others: &BTreeSet<&str>, columns: usize) -> Shown {
    let same = |other: &&str| {
        let pairs = name.chars().zip(other.chars());
        pairs.take_while(|(one, another)| one == another).count()
    };
    let others = others.iter().filter(|other| **other != name);
    let from = others.map(same).min().unwrap_or(0).saturating_sub(4);
    let head: String = name.chars().take(5.min(from)).collect();
    let rest: String = name.chars().skip(from).collect();
    Shown::of(&format!("{head}…{rest}")).cut_end(columns)
}

#[cfg(test)]
mod tests {
    use super::told_apart;

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
}
