//! Given an incident, when a command, then its record. The clock stands where a test puts it.

use chrono::TimeDelta;
use rollgate::domain::Timestamp;
use rollgate::domain::id::{IncidentId, PolicyName};
use rollgate::domain::incident::{
    Alert, AtCreation, Command, EscalationRecord, Event, Incident, Policies, PolicyChange, Status,
    decide, replay,
};

/// Two policies: `day` asks after 10 and 60 minutes, `night` after 5.
pub(crate) fn policies() -> Policies {
    Policies::parse(
        r#"
[[policy]]
name = "day"
rules = [
    { elapsed_s = 600, status = "acknowledged" },
    { elapsed_s = 3600, status = "resolved" },
]
[[policy]]
name = "night"
rules = [{ elapsed_s = 300, status = "acknowledged" }]
"#,
    )
    .unwrap()
}

/// The moment that is so many minutes after the beginning.
pub(crate) fn minute(count: i64) -> Timestamp {
    Timestamp::from_timestamp(1_646_000_000, 0).unwrap() + TimeDelta::minutes(count)
}

/// Gives a command that has to be accepted and returns what happened.
pub(crate) fn given(incident: &Incident, command: &Command, at: i64) -> Vec<Event> {
    decide(incident, command, &policies(), minute(at)).unwrap()
}

/// Returns the incident after a command that has to be accepted.
pub(crate) fn after(incident: Incident, command: &Command, at: i64) -> Incident {
    let events = given(&incident, command, at);
    replay(incident, &events)
}

/// Makes an incident in minute 0.
pub(crate) fn added(alert: Option<Alert>, record: AtCreation) -> Incident {
    let add = Command::Add {
        title: "errors".to_owned(),
        alert,
        record,
    };
    after(Incident::new(IncidentId::from("I1")), &add, 0)
}

/// An alert of 30 minutes before the beginning.
pub(crate) fn alert(status: Status, policy: Option<&str>) -> Alert {
    Alert {
        status,
        policy: policy.map(PolicyName::from),
        created_at: minute(-30),
    }
}

/// Gives a status.
pub(crate) fn enter(status: Status) -> Command {
    Command::Update {
        status: Some(status),
        policy: PolicyChange::Keep,
    }
}

/// Chooses a policy.
pub(crate) fn choose(policy: &str) -> Command {
    Command::Update {
        status: None,
        policy: PolicyChange::Set(policy.into()),
    }
}

/// Chooses a policy and gives a status with it.
pub(crate) fn choose_and_enter(policy: &str, status: Status) -> Command {
    Command::Update {
        status: Some(status),
        policy: PolicyChange::Set(policy.into()),
    }
}

/// Takes the policy away.
pub(crate) fn unset() -> Command {
    Command::Update {
        status: None,
        policy: PolicyChange::Unset,
    }
}

/// Returns the record, which has to be there.
pub(crate) fn record(incident: &Incident) -> &EscalationRecord {
    incident.record.as_ref().unwrap()
}

/// Returns the minutes at which somebody would be told.
pub(crate) fn due(incident: &Incident) -> Vec<i64> {
    let pending = incident.pending.iter();
    pending
        .map(|pending| (pending.at - minute(0)).num_minutes())
        .collect()
}

/// Makes an incident with this status since minute 1, and with a policy chosen in minute 0 where one is named.
pub(crate) fn standing(status: Status, policy: Option<&str>) -> Incident {
    let mut incident = added(None, AtCreation::Everything);
    if let Some(policy) = policy {
        incident = after(incident, &choose(policy), 0);
    }
    if status == Status::Triggered {
        return incident;
    }
    after(incident, &enter(status), 1)
}
