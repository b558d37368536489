//! Incidents without a record: what is shown, what the first change makes, what a backfill fills and takes away again.

use rollgate::domain::id::IncidentId;
use rollgate::domain::incident::{
    AtCreation, Command, Incident, PolicyChange, Provenance, Status, backfill, decide,
};
use rollgate::domain::rollout::RejectionCode;

use crate::support::{
    added, after, alert, choose, due, enter, given, minute, policies, record, unset,
};

fn without() -> Incident {
    added(None, AtCreation::Nothing)
}

fn fill() -> Command {
    Command::Backfill {
        backfill: "b1".to_owned(),
    }
}

fn take_away() -> Command {
    Command::UndoBackfill {
        backfill: "b1".to_owned(),
    }
}

#[test]
fn an_incident_without_a_record_has_no_status_at_all() {
    assert_eq!(without().status(), None);
    let with_alert = added(Some(alert(Status::Triggered, None)), AtCreation::Nothing);
    assert_eq!(with_alert.status(), None);
}

#[test]
fn the_first_status_makes_a_record_with_that_status() {
    for status in Status::ALL {
        let incident = after(without(), &enter(status), 5);
        let record = record(&incident);
        assert_eq!(record.status, status);
        assert_eq!(record.policy, None);
        assert_eq!(record.provenance, Provenance::User);
        let resolved = (status == Status::Resolved).then(|| minute(5));
        assert_eq!(record.resolved_at, resolved);
        assert_eq!(due(&incident), [0_i64; 0]);
    }
}

#[test]
fn the_first_policy_makes_a_record_triggers_it_and_starts_the_escalation() {
    let both = Command::Update {
        status: Some(Status::Ignored),
        policy: PolicyChange::Set("day".into()),
    };
    for command in [choose("day"), both] {
        let incident = after(without(), &command, 5);
        assert_eq!(incident.status(), Some(Status::Triggered));
        assert_eq!(record(&incident).escalations_started_at, Some(minute(5)));
        assert_eq!(due(&incident), [15, 65]);
    }
}

#[test]
fn taking_away_a_policy_that_nobody_chose_makes_no_record() {
    assert_eq!(given(&without(), &unset(), 1), []);
    let unset_with_alert = added(
        Some(alert(Status::Triggered, Some("day"))),
        AtCreation::Nothing,
    );
    assert_eq!(given(&unset_with_alert, &unset(), 1), []);
}

#[test]
fn the_first_change_of_an_incident_with_an_alert_brings_the_policy_of_the_alert() {
    let incident = added(
        Some(alert(Status::Triggered, Some("day"))),
        AtCreation::Nothing,
    );
    let acknowledged = after(incident.clone(), &enter(Status::Acknowledged), 5);
    let kept = record(&acknowledged);
    assert_eq!(kept.status, Status::Acknowledged);
    assert_eq!(kept.policy, Some("day".into()));
    assert_eq!(kept.escalations_started_at, Some(minute(-30)));
    assert_eq!(due(&acknowledged), [15, 65]);
    let same = after(incident, &enter(Status::Triggered), 5);
    assert_eq!(record(&same).escalations_started_at, Some(minute(5)));
}

#[test]
fn closing_an_incident_without_a_record_makes_none() {
    let incident = added(
        Some(alert(Status::Triggered, Some("day"))),
        AtCreation::Nothing,
    );
    let closed = after(incident, &Command::Close { reason: None }, 1);
    assert_eq!(closed.record, None);
    assert_eq!(closed.alert.unwrap().status, Status::Resolved);
}

#[test]
fn a_backfill_fills_from_alerts_and_leaves_the_rest_without_a_record() {
    let named = |mut incident: Incident, name: &str| {
        incident.id = IncidentId::from(name);
        incident
    };
    let with_alert = |status, policy| added(Some(alert(status, policy)), AtCreation::Nothing);
    let incidents = [
        named(without(), "I1"),
        named(with_alert(Status::Acknowledged, Some("day")), "I2"),
        named(with_alert(Status::Resolved, None), "I3"),
        named(after(without(), &enter(Status::Ignored), 1), "I4"),
    ];
    let plan = backfill(&incidents, minute(9));
    assert_eq!(plan.left, ["I1".into()]);
    assert_eq!(plan.kept, ["I4".into()]);
    let filled: Vec<&str> = plan
        .filled
        .iter()
        .map(|item| item.incident.as_str())
        .collect();
    assert_eq!(filled, ["I2", "I3"]);
    for incident in incidents {
        let expected = plan.filled.iter().find(|item| item.incident == incident.id);
        let done = after(incident.clone(), &fill(), 9);
        match expected {
            Some(item) => {
                let record = record(&done);
                assert_eq!(record.provenance, Provenance::Backfill);
                assert_eq!(record.status, item.record.status);
                assert_eq!(record.policy, item.record.policy);
                assert_eq!(
                    record.escalations_started_at,
                    item.record.escalations_started_at
                );
                assert_eq!(due(&done), [0_i64; 0], "nobody is paged for what is old");
                assert_eq!(
                    given(&done, &fill(), 10),
                    [],
                    "a second backfill changes nothing"
                );
                let back = after(done, &take_away(), 11);
                assert_eq!((back.record, back.pending), (None, vec![]));
            }
            None => assert_eq!(done, incident),
        }
    }
}

#[test]
fn taking_a_backfill_back_leaves_what_somebody_has_changed_since() {
    let incident = added(Some(alert(Status::Triggered, None)), AtCreation::Nothing);
    let changed = after(after(incident, &fill(), 1), &enter(Status::Ignored), 2);
    assert_eq!(record(&changed).provenance, Provenance::Backfill);
    assert_eq!(given(&changed, &take_away(), 3), []);
    let other = Command::UndoBackfill {
        backfill: "b2".to_owned(),
    };
    let filled = after(
        added(Some(alert(Status::Triggered, None)), AtCreation::Nothing),
        &fill(),
        1,
    );
    assert_eq!(given(&filled, &other, 2), []);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let nobody = Incident::new("I9".into());
    let add = |title: &str, policy| Command::Add {
        title: title.to_owned(),
        alert: Some(alert(Status::Triggered, policy)),
        record: AtCreation::Nothing,
    };
    for (incident, command, code) in [
        (
            nobody.clone(),
            enter(Status::Resolved),
            RejectionCode::NotFound,
        ),
        (nobody.clone(), add(" ", None), RejectionCode::ReasonMissing),
        (nobody, add("errors", Some("week")), RejectionCode::NotFound),
        (without(), add("errors", None), RejectionCode::WrongState),
        (without(), choose("week"), RejectionCode::NotFound),
    ] {
        let refused = decide(&incident, &command, &policies(), minute(1)).unwrap_err();
        assert_eq!(refused.code, code, "{command:?}");
    }
}
