//! What is kept about the escalation of one incident. No record is not the same as a record that says nothing.

use serde::{Deserialize, Serialize};

use super::policy::Rule;
use super::status::Status;
use crate::domain::Timestamp;
use crate::domain::id::PolicyName;

/// The alert that an incident came from. From 15.2 on it lives its own life; only closing the incident resolves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// How far it is.
    pub status: Status,
    /// Its policy.
    pub policy: Option<PolicyName>,
    /// When it was raised.
    pub created_at: Timestamp,
}

/// How the escalation of an incident stands. Made only by the rules, so that these hold:
/// `resolved_at` is there if and only if the status is resolved; a policy is there if and only if `escalations_started_at` is.
///
/// Source: gitlabhq/gitlabhq `app/models/incident_management/issuable_escalation_status.rb`; diffblue/gitlab
/// `ee/app/models/ee/incident_management/issuable_escalation_status.rb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationRecord {
    /// How far it is.
    pub status: Status,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// The policy it goes by.
    pub policy: Option<PolicyName>,
    /// When the escalation began.
    pub escalations_started_at: Option<Timestamp>,
    /// How the record came to be.
    pub provenance: Provenance,
    /// The backfill that made it, for as long as nobody has changed it since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfill: Option<String>,
}

/// How a record came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Somebody gave the incident a status or a policy.
    User,
    /// Made with the incident, from its alert.
    Alert,
    /// Made with the incident, as nobody said anything.
    Default,
    /// Made afterwards for an old incident, from its alert.
    Backfill,
}

/// Somebody is to be told at a moment, unless the incident is far enough by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingEscalation {
    /// The rule that asks for it.
    pub rule: Rule,
    /// When.
    pub at: Timestamp,
}

impl Provenance {
    /// Returns the word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Alert => "alert",
            Self::Default => "default",
            Self::Backfill => "backfill",
        }
    }
}

impl EscalationRecord {
    /// Makes the record of an incident about which nothing is known: triggered, without a policy.
    pub(super) const fn fresh(provenance: Provenance) -> Self {
        Self {
            status: Status::Triggered,
            resolved_at: None,
            policy: None,
            escalations_started_at: None,
            provenance,
            backfill: None,
        }
    }

    /// Makes the record that an alert says: its status and its policy, escalated since the alert was raised.
    ///
    /// Building it tells nobody: escalations are created after an *update* that changes policy or openness, and the alert that
    /// began the escalation has its own. So an incident made with this record, or filled by a backfill, has none to come until
    /// it is closed and opened again, or gets another policy; one whose first change builds it has them, for that is an update
    /// in which its policy goes from none to one.
    ///
    /// Source: gitlabhq/gitlabhq and diffblue/gitlab `issuable_escalation_statuses/build_service.rb`, `create_service.rb` (which
    /// save and do no more) and `after_update_service.rb`. An alert does not know when it was resolved: `now` stands for it.
    pub(super) fn of_alert(alert: &Alert, provenance: Provenance, now: Timestamp) -> Self {
        Self {
            status: alert.status,
            resolved_at: (alert.status == Status::Resolved).then_some(now),
            policy: alert.policy.clone(),
            escalations_started_at: alert.policy.as_ref().map(|_| alert.created_at),
            provenance,
            backfill: None,
        }
    }

    /// Gives it a status. Entering triggered starts the escalation again, where there is a policy.
    pub(super) fn enter(&mut self, status: Status, now: Timestamp) {
        self.status = status;
        self.resolved_at = (status == Status::Resolved).then_some(now);
        if status == Status::Triggered {
            self.escalations_started_at = self.policy.as_ref().map(|_| now);
        }
    }

    /// Gives it a new policy, which triggers it.
    pub(super) fn choose(&mut self, policy: PolicyName, now: Timestamp) {
        self.policy = Some(policy);
        self.enter(Status::Triggered, now);
    }

    /// Takes its policy away; the status stays.
    pub(super) fn unset_policy(&mut self) {
        self.policy = None;
        self.escalations_started_at = None;
    }

    /// Tells whether somebody may still have to be told.
    pub(super) const fn escalates(&self) -> bool {
        self.status.is_open() && self.policy.is_some()
    }
}
