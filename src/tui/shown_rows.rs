//! The rows of the fleet that are shown, in order. To find one of them it does not go through the others.

use std::sync::Arc;

use super::model::{Model, contains};
use crate::domain::id::RolloutId;
use crate::projection::{Fleet, FleetOrder, FleetRow};

/// The rows that are shown now.
#[derive(Debug, Clone, Default)]
pub struct ShownRows<'a> {
    fleet: Option<&'a Fleet>,
    /// Their groups, and what the whole fleet comes to.
    pub order: Arc<FleetOrder>,
}

impl<'a> ShownRows<'a> {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Returns the row at this place.
    pub fn get(&self, place: usize) -> Option<&'a FleetRow> {
        self.fleet?.at(&self.order, place)
    }

    /// Returns the place of a rollout; `None` where it is not shown.
    pub fn place_of(&self, id: &RolloutId) -> Option<usize> {
        self.fleet?.place_of(&self.order, id)
    }

    /// Goes through them.
    pub fn iter(&self) -> impl Iterator<Item = &'a FleetRow> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// Returns the row with the longest name of the whole fleet.
    pub fn longest(&self) -> Option<&'a FleetRow> {
        self.fleet?.longest(&self.order)
    }
}

impl Model {
    /// Returns the rows of the fleet that are shown, in order: a time may have ended since the data was read.
    pub fn rows(&self) -> ShownRows<'_> {
        let Some(snapshot) = &self.snapshot else {
            return ShownRows::default();
        };
        let filter = self.fleet.filter.as_str();
        let says = |row: &FleetRow| {
            filter.is_empty() || contains(&format!("{} {}", row.name(), row.title), filter)
        };
        let shown = (self.fleet.done_shown, filter);
        ShownRows {
            fleet: Some(&snapshot.fleet),
            order: snapshot.fleet.order(self.now, shown, says),
        }
    }

    /// Returns the place of the selected row: the one that was selected by hand, else the first.
    pub fn selected_place(&self) -> Option<usize> {
        let rows = self.rows();
        let selected = self.fleet.selected.as_ref();
        let by_hand = selected.and_then(|id| rows.place_of(id));
        by_hand.or_else(|| (!rows.is_empty()).then_some(0))
    }

    /// Returns the selected row of the fleet.
    pub fn selected_row(&self) -> Option<&FleetRow> {
        self.rows().get(self.selected_place()?)
    }
}
