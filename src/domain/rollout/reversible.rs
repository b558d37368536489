//! Lists and maps that remember how to go back, entry by entry, so that a step back costs what the step cost. They copy nothing whole.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// A list that remembers how to take back what was done to it since [`List::drain`]. Cheap to clone: its items are shared.
#[derive(Debug, Clone)]
pub struct List<T> {
    items: Arc<Vec<T>>,
    back: Vec<ListBack<T>>,
}

/// How to take back one change of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ListBack<T> {
    /// Take the last item off.
    Pop,
    /// Put an item behind the others.
    Push(T),
    /// Put an item into this place, from 0.
    Put(usize, T),
}

impl<T: Clone> List<T> {
    /// Puts an item behind the others.
    pub(super) fn push(&mut self, item: T) {
        Arc::make_mut(&mut self.items).push(item);
        self.back.push(ListBack::Pop);
    }

    /// Changes the first item that fits, if one does.
    pub(super) fn change(&mut self, fits: impl Fn(&T) -> bool, change: impl FnOnce(&mut T)) {
        if let Some(place) = self.items.iter().position(fits) {
            self.change_at(place, change);
        }
    }

    /// Changes the last item, if there is one.
    pub(super) fn change_last(&mut self, change: impl FnOnce(&mut T)) {
        if let Some(place) = self.items.len().checked_sub(1) {
            self.change_at(place, change);
        }
    }

    fn change_at(&mut self, place: usize, change: impl FnOnce(&mut T)) {
        if let Some(item) = Arc::make_mut(&mut self.items).get_mut(place) {
            self.back.push(ListBack::Put(place, item.clone()));
            change(item);
        }
    }

    /// Returns how to take back what was done since the last time, first change first, and begins anew.
    pub(super) fn drain(&mut self) -> Vec<ListBack<T>> {
        std::mem::take(&mut self.back)
    }

    /// Takes changes back, the last one first; that is a change too.
    pub(super) fn go_back(&mut self, changes: Vec<ListBack<T>>) {
        for change in changes.into_iter().rev() {
            match change {
                ListBack::Pop => {
                    let last = Arc::make_mut(&mut self.items).pop();
                    self.back.extend(last.map(ListBack::Push));
                }
                ListBack::Push(item) => self.push(item),
                ListBack::Put(place, item) => self.change_at(place, |now| *now = item),
            }
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: Arc::default(),
            back: Vec::new(),
        }
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.items
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl<T: Eq> Eq for List<T> {}

/// A map that remembers how to take back what was done to it since [`Map::drain`]. Cheap to clone: its entries are shared.
#[derive(Debug, Clone)]
pub struct Map<K, V> {
    entries: Arc<BTreeMap<K, V>>,
    back: Vec<MapBack<K, V>>,
}

/// How to take back one change of a map: what stood under a key, if anything did.
pub(super) type MapBack<K, V> = (K, Option<V>);

impl<K: Ord + Clone, V: Clone> Map<K, V> {
    /// Puts a value under a key, in the place of what stood there.
    pub(super) fn insert(&mut self, key: K, value: V) {
        let before = Arc::make_mut(&mut self.entries).insert(key.clone(), value);
        self.back.push((key, before));
    }

    /// Takes away what stands under a key.
    pub(super) fn remove(&mut self, key: &K) {
        if self.entries.contains_key(key)
            && let Some((key, before)) = Arc::make_mut(&mut self.entries).remove_entry(key)
        {
            self.back.push((key, Some(before)));
        }
    }

    /// Changes what stands under a key, if anything does.
    pub(super) fn change(&mut self, key: &K, change: impl FnOnce(&mut V)) {
        if let Some(mut value) = self.entries.get(key).cloned() {
            change(&mut value);
            self.insert(key.clone(), value);
        }
    }

    /// Puts other entries in the place of all.
    pub(super) fn replace(&mut self, entries: &BTreeMap<K, V>) {
        let old: Vec<K> = self.entries.keys().cloned().collect();
        for key in old.iter().filter(|key| !entries.contains_key(*key)) {
            self.remove(key);
        }
        for (key, value) in entries {
            self.insert(key.clone(), value.clone());
        }
    }

    /// Returns how to take back what was done since the last time, first change first, and begins anew.
    pub(super) fn drain(&mut self) -> Vec<MapBack<K, V>> {
        std::mem::take(&mut self.back)
    }

    /// Takes changes back, the last one first; that is a change too.
    pub(super) fn go_back(&mut self, changes: Vec<MapBack<K, V>>) {
        for (key, before) in changes.into_iter().rev() {
            match before {
                Some(value) => self.insert(key, value),
                None => self.remove(&key),
            }
        }
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            entries: Arc::default(),
            back: Vec::new(),
        }
    }
}

impl<K, V> Deref for Map<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &BTreeMap<K, V> {
        &self.entries
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_back_and_forth_by_its_own_changes() {
        let mut list = List::default();
        list.push(1);
        list.push(2);
        list.drain();
        let before = list.clone();
        list.push(3);
        list.change(|item| *item == 1, |item| *item = 10);
        list.change_last(|item| *item = 30);
        let after = list.clone();
        let back = list.drain();
        list.go_back(back);
        assert_eq!(list, before);
        let forth = list.drain();
        list.go_back(forth);
        assert_eq!(list, after);
        assert_eq!(*list, [10, 2, 30]);
    }

    #[test]
    fn a_map_goes_back_and_forth_by_its_own_changes() {
        let mut map = Map::default();
        map.insert("a", 1);
        map.insert("b", 2);
        map.drain();
        let before = map.clone();
        map.insert("a", 10);
        map.remove(&"b");
        map.change(&"a", |value| *value += 1);
        map.replace(&BTreeMap::from([("b", 7), ("c", 8)]));
        let after = map.clone();
        let back = map.drain();
        map.go_back(back);
        assert_eq!(map, before);
        let forth = map.drain();
        map.go_back(forth);
        assert_eq!(map, after);
        assert_eq!(*map, BTreeMap::from([("b", 7), ("c", 8)]));
    }

    #[test]
    fn what_is_not_there_is_not_changed_and_needs_no_way_back() {
        let mut list = List::<u8>::default();
        list.change(|_| true, |item| *item = 1);
        list.change_last(|item| *item = 1);
        assert_eq!(list.drain(), []);
        let mut map = Map::<u8, u8>::default();
        map.remove(&1);
        map.change(&1, |value| *value = 1);
        assert_eq!(map.drain(), []);
    }
}
