//! The facts of an incident, in the past tense. Each holds its outcome, so that another configuration later changes no past.

use serde::{Deserialize, Serialize};

use super::record::{Alert, EscalationRecord, PendingEscalation};
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, Seq};
use crate::domain::rollout::Severity;

/// Something that happened to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum Event {
    /// It was made.
    #[serde(rename = "incident_added")]
    Added {
        /// What it is.
        title: String,
        /// When it was made.
        created_at: Timestamp,
        /// The alert it came from.
        alert: Option<Alert>,
        /// The record that was made with it.
        record: Option<EscalationRecord>,
    },
    /// Its status or its policy was changed; where it had no record, it has one now.
    #[serde(rename = "incident_updated")]
    Updated {
        /// The record as it is now.
        record: EscalationRecord,
        /// Who is to be told from now on; `None` where that stays as it was.
        pending: Option<Vec<PendingEscalation>>,
    },
    /// What was due was gone through.
    #[serde(rename = "incident_escalated")]
    Escalated {
        /// Somebody is to be told now.
        sent: Vec<PendingEscalation>,
        /// The incident was far enough.
        skipped: Vec<PendingEscalation>,
        /// The incident was resolved.
        dropped: Vec<PendingEscalation>,
    },
    /// It was closed, which resolves its alert.
    #[serde(rename = "incident_closed")]
    Closed {
        /// The record as it is now, where it had one.
        record: Option<EscalationRecord>,
        /// Why, where somebody said so.
        reason: Option<String>,
    },
    /// It got the record that its alert says.
    #[serde(rename = "incident_backfilled")]
    Backfilled {
        /// Which backfill.
        backfill: String,
        /// The record.
        record: EscalationRecord,
    },
    /// The record of a backfill was taken away again.
    #[serde(rename = "incident_backfill_undone")]
    BackfillUndone {
        /// Which backfill.
        backfill: String,
    },
    /// Somebody said how bad it is, or that nobody knows.
    #[serde(rename = "incident_rated")]
    Rated {
        /// How bad.
        severity: Option<Severity>,
    },
    /// It is about a rollout.
    #[serde(rename = "incident_linked")]
    Linked {
        /// Which.
        rollout: RolloutId,
    },
    /// It is not about a rollout after all.
    #[serde(rename = "incident_unlinked")]
    Unlinked {
        /// Which.
        rollout: RolloutId,
    },
    /// It was given a label.
    #[serde(rename = "incident_labelled")]
    Labelled {
        /// Which.
        label: String,
    },
    /// A label was taken off it.
    #[serde(rename = "incident_unlabelled")]
    Unlabelled {
        /// Which.
        label: String,
    },
    /// An event was taken back.
    #[serde(rename = "incident_undone")]
    Undone {
        /// Which.
        event: Seq,
    },
    /// An event that was taken back came into force again.
    #[serde(rename = "incident_redone")]
    Redone {
        /// Which.
        event: Seq,
    },
}
