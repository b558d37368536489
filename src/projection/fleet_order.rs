//! The rows of a fleet with their order and counts, made once for what they say. Whoever changes a row has them made anew; no reader can see old ones.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::{Deref, DerefMut, Range};
use std::sync::Arc;

use super::fleet::FleetRow;
use super::fleet_counts::{FleetCounts, FleetLater};
use super::timer_row::TimerRow;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;

/// The rows of a fleet. It remembers what was asked of all of them, until one of them is changed.
#[derive(Debug, Clone, Default)]
pub struct Fleet {
    rows: Vec<FleetRow>,
    /// What was left for later.
    later: FleetLater,
    /// The places of those with a time.
    timed: OnceCell<Vec<usize>>,
    order: RefCell<Option<Arc<FleetOrder>>>,
    /// Where in the order somebody was found last.
    near: Cell<usize>,
}

/// Which rows of a fleet are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FleetShown {
    /// Whether those that are over are.
    pub over: bool,
    /// What a row must say to be shown.
    pub filter: String,
}

/// The rows that are shown in their groups, and what all rows come to.
#[derive(Debug, Clone, Default)]
pub struct FleetOrder {
    /// The places of the rows that are shown, group by group.
    places: Vec<usize>,
    shown: FleetShown,
    /// From when on, and before when, nobody changes the group.
    holds: Range<Timestamp>,
    /// The groups that have a row, with how many are shown of each.
    pub groups: Vec<(u8, usize)>,
    /// The bytes of the longest name that is shown.
    pub longest_shown: usize,
    /// What all rows come to, whether they are shown or not.
    pub counts: FleetCounts,
    /// The place of the row with the longest name of all.
    longest: Option<usize>,
}

/// The group of what moves.
const MOVING: u8 = 3;

impl Fleet {
    /// Makes the beginning of a fleet, of which the rest is left for later.
    pub const fn beginning(rows: Vec<FleetRow>, later: FleetLater) -> Self {
        Self {
            rows,
            later,
            timed: OnceCell::new(),
            order: RefCell::new(None),
            near: Cell::new(0),
        }
    }

    /// Tells whether rows were left for later.
    pub const fn is_beginning(&self) -> bool {
        self.later.rows > 0
    }

    /// Goes through the times that run.
    pub fn timers(&self) -> impl Iterator<Item = &TimerRow> {
        let timed = self.timed.get_or_init(|| {
            let rows = self.rows.iter().enumerate();
            let timed = rows.filter(|(_, row)| !row.timers.is_empty());
            timed.map(|(place, _)| place).collect()
        });
        let rows = timed.iter().filter_map(|place| self.rows.get(*place));
        rows.flat_map(|row| &row.timers)
    }

    /// Returns the order at `now` of the rows that are shown, of which every one `says` what the filter asks for.
    pub fn order(
        &self,
        now: Timestamp,
        (over, filter): (bool, &str),
        says: impl Fn(&FleetRow) -> bool,
    ) -> Arc<FleetOrder> {
        let mut known = self.order.borrow_mut();
        if let Some(order) = known.as_ref().filter(|order| {
            order.shown.over == over && order.shown.filter == filter && order.holds.contains(&now)
        }) {
            return Arc::clone(order);
        }
        let shown = FleetShown {
            over,
            filter: filter.to_owned(),
        };
        let made = Arc::new(FleetOrder::of(self, now, shown, says));
        *known = Some(Arc::clone(&made));
        made
    }

    /// Returns the row at this place of an order.
    pub fn at(&self, order: &FleetOrder, place: usize) -> Option<&FleetRow> {
        self.rows.get(*order.places.get(place)?)
    }

    /// Returns the row with the longest name of all.
    pub fn longest(&self, order: &FleetOrder) -> Option<&FleetRow> {
        self.rows.get(order.longest?)
    }

    /// Returns the place of a rollout in an order. It is looked for around where somebody was found last: a selection goes a few rows at a time.
    pub fn place_of(&self, order: &FleetOrder, id: &RolloutId) -> Option<usize> {
        let last = order.places.len().checked_sub(1)?;
        let near = self.near.get().min(last);
        let is_it = |place: &usize| self.at(order, *place).is_some_and(|row| row.id == *id);
        let around = (0..=near.max(last - near)).flat_map(|far| {
            let before = near.checked_sub(far);
            let after = Some(near + far).filter(|after| *after <= last && far > 0);
            before.into_iter().chain(after)
        });
        let found = around.into_iter().find(is_it)?;
        self.near.set(found);
        Some(found)
    }
}

impl FleetOrder {
    /// Returns how many rows are shown, of those that were read.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// Tells whether none is.
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn of(
        fleet: &Fleet,
        now: Timestamp,
        shown: FleetShown,
        says: impl Fn(&FleetRow) -> bool,
    ) -> Self {
        let mut order = Self {
            holds: now..Timestamp::MAX_UTC,
            ..Self::default()
        };
        let mut groups: [Vec<usize>; 5] = Default::default();
        let mut longest_of_all = 0;
        for (place, row) in fleet.rows.iter().enumerate() {
            let group = row.group(now);
            order.counts.add(row, group, now);
            order.holds.end = row
                .next_change(now)
                .map_or(order.holds.end, |change| change.min(order.holds.end));
            let length = row.name().len();
            if length >= longest_of_all {
                (longest_of_all, order.longest) = (length, Some(place));
            }
            if (shown.over || !row.is_over()) && says(row) {
                order.longest_shown = order.longest_shown.max(length);
                if let Some(of_group) = groups.get_mut(usize::from(group)) {
                    of_group.push(place);
                }
            }
        }
        order.counts.add_later(fleet.later);
        let later = |group: u8| if group == MOVING { fleet.later.rows } else { 0 };
        let sizes = (0..).zip(&groups);
        let sizes = sizes.map(|(group, rows)| (group, rows.len() + later(group)));
        order.groups = sizes.filter(|(_, size)| *size > 0).collect();
        order.places = groups.concat();
        order.shown = shown;
        order
    }
}

impl From<Vec<FleetRow>> for Fleet {
    fn from(rows: Vec<FleetRow>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }
}

impl Deref for Fleet {
    type Target = Vec<FleetRow>;

    fn deref(&self) -> &Self::Target {
        &self.rows
    }
}

impl DerefMut for Fleet {
    /// Forgets what was known of the rows, since they may be others afterwards.
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.timed.take();
        self.order.take();
        &mut self.rows
    }
}

impl<'a> IntoIterator for &'a Fleet {
    type Item = &'a FleetRow;
    type IntoIter = std::slice::Iter<'a, FleetRow>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<'a> IntoIterator for &'a mut Fleet {
    type Item = &'a mut FleetRow;
    type IntoIter = std::slice::IterMut<'a, FleetRow>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl PartialEq for Fleet {
    /// What is remembered of the rows says nothing that they do not say.
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.later == other.later
    }
}

impl Eq for Fleet {}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    /// A row whose time and whose deadline end after so many minutes.
    fn row(number: usize, phase: &str, ends: Option<i64>) -> FleetRow {
        let after = |minutes| Timestamp::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let timer = |minutes| {
            serde_json::json!({"step": "s1", "number": "1.1", "text": "Wait.", "kind": "wait",
                "started_at": after(0), "ends_at": after(minutes)})
        };
        let deadline =
            |minutes| serde_json::json!({"type": "wip", "since": after(0), "at": after(minutes)});
        let row = serde_json::json!({
            "id": format!("r{number}"), "flag": null, "title": "x".repeat(number + 1), "phase": phase,
            "state": "doing", "attempt": 1, "stage": null, "stages": [], "production": null,
            "environments": [], "done": 0, "total": 1, "next": "", "blockers": ["B1: held"], "hold": null,
            "timers": ends.map(timer).into_iter().collect::<Vec<_>>(),
            "deadline": ends.map(|minutes| deadline(minutes + 5)),
            "updated_at": after(0), "updated_by": "ana"
        });
        serde_json::from_value(row).unwrap()
    }

    fn fleet() -> Fleet {
        let phases = ["active", "closed", "rolling_back", "active", "planned"];
        let row = |number: usize| {
            let ends = i64::try_from(number % 7).unwrap();
            row(number, phases[number % 5], (ends > 2).then_some(ends * 10))
        };
        (0..40).map(row).collect::<Vec<FleetRow>>().into()
    }

    fn seen(
        fleet: &Fleet,
        now: Timestamp,
        over: bool,
    ) -> (Vec<&str>, Vec<(u8, usize)>, FleetCounts) {
        let order = fleet.order(now, (over, ""), |_| true);
        let rows = (0..order.len()).filter_map(|place| fleet.at(&order, place));
        let ids = rows.map(|row| row.id.as_str()).collect();
        (ids, order.groups.clone(), order.counts)
    }

    #[test]
    fn what_is_remembered_is_what_is_true_at_every_moment_and_of_every_wish() {
        let asked_often = fleet();
        let mut different = Vec::new();
        // The clock may go back too.
        for minutes in (0..80).chain([3, 41, 0]) {
            let now = Timestamp::UNIX_EPOCH + TimeDelta::minutes(minutes);
            for over in [false, true, true] {
                let expected = fleet();
                let expected = seen(&expected, now, over);
                assert_eq!(seen(&asked_often, now, over), expected, "{minutes}");
                different.push(expected.2);
            }
            let mut rows: Vec<&FleetRow> =
                asked_often.iter().filter(|row| !row.is_over()).collect();
            rows.sort_by_key(|row| row.group(now));
            let expected: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            assert_eq!(seen(&asked_often, now, false).0, expected);
        }
        different.dedup();
        assert!(different.len() > 6, "{different:?}");
        let now = Timestamp::UNIX_EPOCH;
        let few = asked_often.order(now, (true, "r1"), |row| row.id.as_str() == "r1");
        assert_eq!((few.len(), few.longest_shown), (1, 2));
        assert_eq!(asked_often.longest(&few).unwrap().id.as_str(), "r39");
    }

    #[test]
    fn whoever_changes_a_row_has_all_told_anew() {
        let mut fleet = fleet();
        let now = Timestamp::UNIX_EPOCH;
        let before = (seen(&fleet, now, false).2, fleet.timers().count());
        fleet.push(row(99, "active", Some(9)));
        let after = (seen(&fleet, now, false).2, fleet.timers().count());
        assert_eq!(after.0.going_on, before.0.going_on + 1);
        assert_eq!(after.1, before.1 + 1);
        assert_eq!(
            seen(&fleet, now, false),
            seen(&Fleet::from(fleet.to_vec()), now, false)
        );
    }

    #[test]
    fn a_row_is_found_from_wherever_one_was_before() {
        let fleet = fleet();
        let order = fleet.order(Timestamp::UNIX_EPOCH, (false, ""), |_| true);
        for from in 0..order.len() {
            for to in [0, 1, from, 5, order.len() - 1] {
                for place in [from, to] {
                    let row = fleet.at(&order, place).unwrap();
                    assert_eq!(fleet.place_of(&order, &row.id), Some(place));
                }
            }
        }
        let gone = fleet.iter().find(|row| row.is_over()).unwrap();
        assert_eq!(fleet.place_of(&order, &gone.id), None);
        let none = Fleet::default();
        let order = none.order(Timestamp::UNIX_EPOCH, (false, ""), |_| true);
        assert!(order.is_empty());
        assert_eq!(none.place_of(&order, &gone.id), None);
    }
}
