//! What a backfill would do to the incidents that are there: a plan to look at first. It changes none of them.

use super::record::{EscalationRecord, Provenance};
use super::state::Incident;
use crate::domain::Timestamp;
use crate::domain::id::IncidentId;

/// What a backfill would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackfillPlan {
    /// The incidents that get a record, each as its alert says.
    pub filled: Vec<BackfillItem>,
    /// The incidents that have a record and keep it.
    pub kept: Vec<IncidentId>,
    /// The incidents without an alert: they stay without a record until somebody changes them.
    pub left: Vec<IncidentId>,
}

/// An incident and the record that it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackfillItem {
    /// Which.
    pub incident: IncidentId,
    /// What it is.
    pub title: String,
    /// The record.
    pub record: EscalationRecord,
}

/// Says what a backfill of `incidents` would do at `now`: only those with an alert and without a record get one.
///
/// Source: gitlab-org/gitlab issue 356215, "Plan": existing incidents with alerts match the alert, the rest stay None.
pub fn backfill(incidents: &[Incident], now: Timestamp) -> BackfillPlan {
    let mut plan = BackfillPlan::default();
    for incident in incidents {
        match (&incident.record, &incident.alert) {
            (Some(_), _) => plan.kept.push(incident.id.clone()),
            (None, None) => plan.left.push(incident.id.clone()),
            (None, Some(alert)) => plan.filled.push(BackfillItem {
                incident: incident.id.clone(),
                title: incident.title.clone(),
                record: EscalationRecord::of_alert(alert, Provenance::Backfill, now),
            }),
        }
    }
    plan
}
