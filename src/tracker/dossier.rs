//! All that a report says about a rollout, read at one moment from every stream that it concerns. It changes nothing.

use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::export::{Dossier, Sealed};
use crate::projection::{DaysView, FleetRow, IncidentView, RampView, package_rows, timeline};

impl Tracker {
    /// Reads a rollout with its past, as it stands or as it stood at `at`.
    ///
    /// # Errors
    /// When there is no such rollout, none yet at that moment, or something of it cannot be read.
    pub fn dossier(&self, id: &RolloutId, at: Option<Timestamp>) -> Result<Dossier, TrackerError> {
        let whole = self.history(id)?;
        let (history, now) = match at {
            Some(at) => (whole.at(at), at),
            None => (whole, self.now()),
        };
        let dossier = Dossier::of(&history, now);
        let dossier = dossier.ok_or_else(|| TrackerError::NotFound {
            name: id.to_string(),
        })?;
        // A calendar that cannot be read hides nothing: whoever switches something is told its mistake.
        let lock = self.lock_at(now).unwrap_or_default();
        let entries = timeline(&history).into_iter();
        let sealed = entries.zip(self.envelopes(id)?).map(|(entry, envelope)| {
            let hash = envelope.hash.to_string();
            Sealed { entry, hash }
        });
        let known = |incident: &IncidentView| incident.created_at.is_none_or(|made| made <= now);
        let mut incidents = self.incident_views()?;
        incidents.retain(known);
        Ok(Dossier {
            ramp: RampView::of(&history, lock.as_ref(), now),
            log: sealed.collect(),
            incidents,
            packages: package_rows(&self.ledger(at)?),
            ..dossier
        })
    }

    /// Reads the last `count` days of these rollouts.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn days(&self, rows: &[FleetRow], count: u32) -> Result<Vec<DaysView>, TrackerError> {
        let now = self.now();
        rows.iter()
            .map(|row| Ok(DaysView::of(&self.history(&row.id)?, count, now)))
            .collect()
    }
}
