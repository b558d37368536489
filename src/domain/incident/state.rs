//! The state of one incident: what all its events together say. Only `evolve` changes it.

use super::record::{Alert, EscalationRecord, PendingEscalation};
use super::status::Status;
use crate::domain::Timestamp;
use crate::domain::id::{IncidentId, Seq};

/// One incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its name for ever.
    pub id: IncidentId,
    /// What it is, in one line.
    pub title: String,
    /// When it was made; `None` before its first event.
    pub created_at: Option<Timestamp>,
    /// The alert it came from.
    pub alert: Option<Alert>,
    /// How its escalation stands; `None` where nobody has written that down, which is no status.
    pub record: Option<EscalationRecord>,
    /// Who is still to be told, by rule.
    pub pending: Vec<PendingEscalation>,
    /// Whether it is closed.
    pub closed: bool,
    /// How many events it has seen.
    pub seq: Seq,
}

impl Incident {
    /// Makes the incident that has seen no event.
    pub const fn new(id: IncidentId) -> Self {
        Self {
            id,
            title: String::new(),
            created_at: None,
            alert: None,
            record: None,
            pending: Vec::new(),
            closed: false,
            seq: Seq::ZERO,
        }
    }

    /// Returns its status; `None` where it has no record.
    pub fn status(&self) -> Option<Status> {
        self.record.as_ref().map(|record| record.status)
    }
}
