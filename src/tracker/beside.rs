//! What stands on the screen beside the rollouts: incidents always, packages where they are asked for. It records nothing.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::package::Place;
use crate::projection::{IncidentView, PackagesView, Snapshot};

impl Tracker {
    /// Adds to what the screen shows what stands beside the rollouts, as it is or as it was known at `at`.
    ///
    /// # Errors
    /// When a stored event cannot be read; none is ever skipped.
    pub fn add_what_is_beside(
        &self,
        snapshot: Snapshot,
        at: Option<Timestamp>,
        (packages, board): (Option<Place>, bool),
    ) -> Result<Snapshot, TrackerError> {
        let policies = self.policies()?;
        let packages = packages.map(|place| self.packages(place, at)).transpose()?;
        let board = board.then(|| self.board(at)).transpose()?;
        let incidents = match &board {
            Some(board) => board.incidents.clone(),
            None => self.incidents_at(at)?,
        };
        Ok(Snapshot {
            incidents,
            policies: policies.names().map(str::to_owned).collect(),
            packages: packages.map(Box::new),
            board: board.map(Box::new),
            ..snapshot
        })
    }

    /// Shows the packages as one environment sees them, now or as it was known at `at`.
    ///
    /// # Errors
    /// When a stored event cannot be read, or what the store says.
    pub fn packages(
        &self,
        place: Place,
        at: Option<Timestamp>,
    ) -> Result<PackagesView, TrackerError> {
        let horizon = self.horizon(place, at)?;
        let history = self.ledger_history(at)?;
        Ok(PackagesView::of(history.ledger.clone(), horizon).with_undo(&history))
    }

    pub(super) fn incidents_at(
        &self,
        at: Option<Timestamp>,
    ) -> Result<Vec<IncidentView>, TrackerError> {
        let Some(at) = at else {
            return self.incident_views();
        };
        let fleet = self.fleet()?;
        let histories = self.incidents()?.into_iter();
        let mut views: Vec<IncidentView> = histories
            .map(|history| history.at(at))
            .filter(|history| !history.told.is_empty())
            .map(|history| IncidentView::of(&history, at).with_names(&fleet))
            .collect();
        views.sort_by_key(IncidentView::rank);
        Ok(views)
    }
}
