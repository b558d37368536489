//! The backfill of incidents that were made while nothing was written, and its way back. What somebody changed since stays.

use super::failure::TrackerError;
use super::keeper::{Recorded, Tracker};
use crate::domain::id::IncidentId;
use crate::domain::incident::{BackfillPlan, Command, Event, Incident, backfill};
use crate::projection::IncidentHistory;

/// What a backfill has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackfillRun {
    /// Its name; `None` when there was nothing to fill.
    pub backfill: Option<String>,
    /// What it was to do.
    pub plan: BackfillPlan,
    /// What was recorded, by incident.
    pub events: Vec<(IncidentId, Recorded)>,
}

/// What taking a backfill back has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackfillUndo {
    /// Which backfill; `None` when there was none to take back.
    pub backfill: Option<String>,
    /// The incidents that somebody has changed since: they keep their record.
    pub kept: Vec<IncidentId>,
    /// What was recorded, by incident.
    pub events: Vec<(IncidentId, Recorded)>,
}

impl Tracker {
    /// Says what a backfill would do now.
    ///
    /// # Errors
    /// As [`Tracker::incidents`].
    pub fn backfill_plan(&self) -> Result<BackfillPlan, TrackerError> {
        let histories = self.incidents()?.into_iter();
        let incidents: Vec<Incident> = histories.map(|history| history.incident).collect();
        Ok(backfill(&incidents, self.moment()))
    }

    /// Gives every incident with an alert and without a record the record that its alert says.
    ///
    /// All of them are written in one transaction, or none.
    ///
    /// # Errors
    /// As [`Tracker::incident`], or what the store says.
    pub fn backfill_incidents(&mut self) -> Result<BackfillRun, TrackerError> {
        let histories = self.incidents()?;
        let incidents: Vec<Incident> = histories
            .iter()
            .map(|history| history.incident.clone())
            .collect();
        let plan = backfill(&incidents, self.moment());
        let name = format!("F{}", backfills(&histories).len() + 1);
        let wishes: Vec<(IncidentId, Command)> = plan
            .filled
            .iter()
            .map(|item| {
                let backfill = name.clone();
                (item.incident.clone(), Command::Backfill { backfill })
            })
            .collect();
        let events = self.dispatch_incidents(&wishes)?;
        Ok(BackfillRun {
            backfill: (!events.is_empty()).then_some(name),
            plan,
            events,
        })
    }

    /// Takes the last backfill back that left a record which nobody has changed since.
    ///
    /// # Errors
    /// As [`Tracker::incident`], or what the store says.
    pub fn undo_backfill(&mut self) -> Result<BackfillUndo, TrackerError> {
        let histories = self.incidents()?;
        let made_by = |history: &IncidentHistory, name: &str| {
            let record = history.incident.record.as_ref();
            record.is_some_and(|record| record.backfill.as_deref() == Some(name))
        };
        let in_force = |name: &&String| histories.iter().any(|history| made_by(history, name));
        let names = backfills(&histories);
        let name = names.iter().rev().find(in_force).cloned();
        let mut undo = BackfillUndo {
            backfill: name.clone(),
            kept: Vec::new(),
            events: Vec::new(),
        };
        let Some(name) = name else {
            return Ok(undo);
        };
        let took_part = histories.iter().filter(|history| took_part(history, &name));
        let wishes: Vec<(IncidentId, Command)> = took_part
            .map(|history| {
                let backfill = name.clone();
                let id = history.incident.id.clone();
                (id, Command::UndoBackfill { backfill })
            })
            .collect();
        undo.events = self.dispatch_incidents(&wishes)?;
        let is_undone = |id: &IncidentId| undo.events.iter().any(|(undone, _)| undone == id);
        let ids = wishes.iter().map(|(id, _)| id);
        undo.kept = ids.filter(|id| !is_undone(id)).cloned().collect();
        Ok(undo)
    }
}

/// Returns the names of all backfills there ever were, the first one first.
fn backfills(histories: &[IncidentHistory]) -> Vec<String> {
    let told = histories.iter().flat_map(|history| &history.told);
    let mut names: Vec<(u64, String)> = told
        .filter_map(|told| {
            let Event::Backfilled { backfill, .. } = &told.event else {
                return None;
            };
            let number = backfill.strip_prefix('F')?.parse().ok()?;
            Some((number, backfill.clone()))
        })
        .collect();
    names.sort();
    names.dedup();
    names.into_iter().map(|(_, name)| name).collect()
}

/// Tells whether an incident got a record by this backfill which was not taken back since.
fn took_part(history: &IncidentHistory, name: &str) -> bool {
    let told = history.told.iter().rev();
    let mut of_it = told.filter(|told| {
        matches!(&told.event, Event::Backfilled { backfill, .. } | Event::BackfillUndone { backfill } if backfill == name)
    });
    matches!(
        of_it.next().map(|told| &told.event),
        Some(Event::Backfilled { .. })
    )
}
