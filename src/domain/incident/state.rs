//! The state of one incident: what all its events together say. Only `evolve` changes it.

use std::collections::BTreeSet;

use super::record::{Alert, EscalationRecord, PendingEscalation};
use super::status::Status;
use crate::domain::Timestamp;
use crate::domain::id::{IncidentId, RolloutId, Seq};
use crate::domain::rollout::Severity;

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
    /// How bad it is, where somebody said so.
    pub severity: Option<Severity>,
    /// The rollouts that it is about.
    pub rollouts: BTreeSet<RolloutId>,
    /// Its labels.
    pub labels: BTreeSet<String>,
    /// Whether it is closed.
    pub closed: bool,
    /// How many events it has seen.
    pub seq: Seq,
    /// The events that can be undone, last one last, each with what was so before it.
    pub(super) undo: Vec<(Seq, Self)>,
    /// The events that were undone, last one last, each with what was so after it.
    pub(super) redo: Vec<(Seq, Self)>,
}

/// How an incident holds a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// How bad the incident is, where somebody said so.
    pub severity: Option<Severity>,
    /// Whether it closes gates; one that does not only warns.
    pub hard: bool,
}

/// The label of an incident during which no flag is to be switched on.
///
/// Source: chatops, production check of `feature set`: it fails on incidents with this label.
pub const BLOCKS_FLAGS: &str = "blocks feature-flags";

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
            severity: None,
            rollouts: BTreeSet::new(),
            labels: BTreeSet::new(),
            closed: false,
            seq: Seq::ZERO,
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// Returns its status; `None` where it has no record.
    pub fn status(&self) -> Option<Status> {
        self.record.as_ref().map(|record| record.status)
    }

    /// Tells whether it goes on: it is not closed, and nobody has said that it is resolved or left alone.
    pub fn is_open(&self) -> bool {
        self.created_at.is_some() && !self.closed && self.status().is_none_or(Status::is_open)
    }

    /// Says how it holds `rollout` now. While it is open, one that stops every flag holds every rollout; any other holds the
    /// rollouts that it is linked to, and only warns.
    pub fn holds(&self, rollout: &RolloutId) -> Option<Holding> {
        let stops = self.stops_every_flag();
        let is_linked = self.rollouts.contains(rollout);
        (self.is_open() && (stops || is_linked)).then_some(Holding {
            severity: self.severity,
            hard: stops,
        })
    }

    /// Tells whether it stops every flag while it is open: by its label, or by its severity, which brings the label.
    ///
    /// Source: chatops, production check on incidents labelled so; incidents of S1 and S2 get the label by themselves.
    pub fn stops_every_flag(&self) -> bool {
        let is_bad = matches!(self.severity, Some(Severity::S1 | Severity::S2));
        is_bad || self.labels.contains(BLOCKS_FLAGS)
    }

    /// Returns the event that an undo would take back now.
    pub fn undoable(&self) -> Option<Seq> {
        self.undo.last().map(|(seq, _)| *seq)
    }

    /// Returns the event that a redo would bring back now.
    pub fn redoable(&self) -> Option<Seq> {
        self.redo.last().map(|(seq, _)| *seq)
    }
}
