//! Every status, with and without a policy, against every command: what the record says afterwards, and who is to be told.

use rollgate::domain::incident::{AtCreation, Command, Event, Incident, Status};

use crate::support::{
    added, after, alert, choose, choose_and_enter, due, enter, given, minute, record, standing,
    unset,
};

use Status::{Acknowledged, Ignored, Resolved, Triggered};

/// The record in one line: status, minute of the resolution, policy, minute of the beginning, minutes of what is to come.
fn line(incident: &Incident) -> String {
    let record = record(incident);
    let minutes =
        |moment: rollgate::domain::Timestamp| (moment - minute(0)).num_minutes().to_string();
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {} {} {} {:?}",
        record.status,
        or_dash(record.resolved_at.map(minutes)),
        or_dash(record.policy.as_ref().map(ToString::to_string)),
        or_dash(record.escalations_started_at.map(minutes)),
        due(incident),
    )
}

/// Gives a command in minute 2 and expects this line; a line `same` expects that nothing happens at all.
fn check(incident: Incident, command: &Command, expected: &str) {
    let said = format!("{} {command:?}", line(&incident));
    let events = given(&incident, command, 2);
    if expected == "same" {
        assert_eq!(events, [], "{said}");
        return;
    }
    assert_eq!(events.len(), 1, "{said}");
    assert_eq!(line(&after(incident, command, 2)), expected, "{said}");
}

#[test]
fn any_status_follows_any_without_a_policy() {
    for before in Status::ALL {
        for wanted in Status::ALL {
            let expected = match wanted {
                _ if wanted == before => "same",
                Triggered => "triggered - - - []",
                Acknowledged => "acknowledged - - - []",
                Resolved => "resolved 2 - - []",
                Ignored => "ignored - - - []",
            };
            check(standing(before, None), &enter(wanted), expected);
        }
    }
}

#[test]
fn any_status_follows_any_with_a_policy() {
    for (before, wanted, expected) in [
        (Triggered, Triggered, "same"),
        (Triggered, Acknowledged, "acknowledged - day 0 [10, 60]"),
        (Triggered, Resolved, "resolved 2 day 0 []"),
        (Triggered, Ignored, "ignored - day 0 []"),
        (Acknowledged, Triggered, "triggered - day 2 [10, 60]"),
        (Acknowledged, Acknowledged, "same"),
        (Acknowledged, Resolved, "resolved 2 day 0 []"),
        (Acknowledged, Ignored, "ignored - day 0 []"),
        (Resolved, Triggered, "triggered - day 2 [12, 62]"),
        (Resolved, Acknowledged, "acknowledged - day 0 [12, 62]"),
        (Resolved, Resolved, "same"),
        (Resolved, Ignored, "ignored - day 0 []"),
        (Ignored, Triggered, "triggered - day 2 [12, 62]"),
        (Ignored, Acknowledged, "acknowledged - day 0 [12, 62]"),
        (Ignored, Resolved, "resolved 2 day 0 []"),
        (Ignored, Ignored, "same"),
    ] {
        check(standing(before, Some("day")), &enter(wanted), expected);
    }
}

#[test]
fn a_new_policy_triggers_whatever_was_and_wins_over_a_status_sent_with_it() {
    for before in Status::ALL {
        for old in [None, Some("day")] {
            check(
                standing(before, old),
                &choose("night"),
                "triggered - night 2 [7]",
            );
            for status in Status::ALL {
                let both = choose_and_enter("night", status);
                check(standing(before, old), &both, "triggered - night 2 [7]");
            }
        }
    }
}

#[test]
fn the_same_policy_is_no_change_and_lets_a_status_through() {
    for before in Status::ALL {
        check(standing(before, Some("day")), &choose("day"), "same");
    }
    for (before, status, expected) in [
        (Triggered, Acknowledged, "acknowledged - day 0 [10, 60]"),
        (Triggered, Triggered, "same"),
        (Resolved, Triggered, "triggered - day 2 [12, 62]"),
    ] {
        let both = choose_and_enter("day", status);
        check(standing(before, Some("day")), &both, expected);
    }
}

#[test]
fn unsetting_the_policy_leaves_the_status() {
    for (before, expected) in [
        (Triggered, "triggered - - - []"),
        (Acknowledged, "acknowledged - - - []"),
        (Resolved, "resolved 1 - - []"),
        (Ignored, "ignored - - - []"),
    ] {
        check(standing(before, Some("day")), &unset(), expected);
        check(standing(before, None), &unset(), "same");
    }
}

#[test]
fn closing_resolves_the_record_once() {
    for (before, expected) in [
        (Triggered, "resolved 2 day 0 []"),
        (Acknowledged, "resolved 2 day 0 []"),
        (Resolved, "resolved 1 day 0 []"),
        (Ignored, "resolved 2 day 0 []"),
    ] {
        let close = Command::Close { reason: None };
        check(standing(before, Some("day")), &close, expected);
        let closed = after(standing(before, Some("day")), &close, 2);
        check(closed, &close, "same");
    }
}

/// Ways in which an incident from an alert gets a record that the alert says.
fn built(status: Status) -> [Incident; 3] {
    let from = |at_creation| added(Some(alert(status, Some("day"))), at_creation);
    let backfill = Command::Backfill {
        backfill: "b1".to_owned(),
    };
    [
        from(AtCreation::FromAlert),
        from(AtCreation::Everything),
        after(from(AtCreation::Nothing), &backfill, 1),
    ]
}

#[test]
fn a_record_that_an_alert_says_has_nobody_to_tell_until_policy_or_openness_changes() {
    for (status, expected) in [
        (Triggered, "triggered - day -30 []"),
        (Acknowledged, "acknowledged - day -30 []"),
        (Ignored, "ignored - day -30 []"),
    ] {
        for incident in built(status) {
            assert_eq!(line(&incident), expected);
        }
    }
    for (before, command, expected) in [
        // Open it was and open it is: what is to come stays as it was, which is nothing.
        (Acknowledged, enter(Triggered), "triggered - day 2 []"),
        (Triggered, enter(Acknowledged), "acknowledged - day -30 []"),
        (Acknowledged, enter(Resolved), "resolved 2 day -30 []"),
        (Acknowledged, choose("day"), "same"),
        (Acknowledged, choose("night"), "triggered - night 2 [7]"),
        (Acknowledged, unset(), "acknowledged - - - []"),
        (Ignored, enter(Triggered), "triggered - day 2 [12, 62]"),
        (
            Resolved,
            enter(Acknowledged),
            "acknowledged - day -30 [12, 62]",
        ),
    ] {
        for incident in built(before) {
            check(incident, &command, expected);
        }
    }
}

#[test]
fn the_first_change_builds_the_record_and_has_somebody_to_tell_where_it_is_open() {
    for (before, command, expected) in [
        (
            Acknowledged,
            enter(Acknowledged),
            "acknowledged - day -30 [12, 62]",
        ),
        (Acknowledged, enter(Triggered), "triggered - day 2 [12, 62]"),
        (Acknowledged, enter(Resolved), "resolved 2 day -30 []"),
        (Acknowledged, enter(Ignored), "ignored - day -30 []"),
        (
            Resolved,
            enter(Acknowledged),
            "acknowledged - day -30 [12, 62]",
        ),
        (Acknowledged, choose("day"), "triggered - day 2 [12, 62]"),
        (Acknowledged, choose("night"), "triggered - night 2 [7]"),
    ] {
        let incident = added(Some(alert(before, Some("day"))), AtCreation::Nothing);
        let events = given(&incident, &command, 2);
        assert_eq!(events.len(), 1, "{before} {command:?}");
        let changed = after(incident, &command, 2);
        assert_eq!(line(&changed), expected, "{before} {command:?}");
    }
}

#[test]
fn a_backfill_leaves_every_record_as_it_is() {
    for before in Status::ALL {
        let backfill = "b1".to_owned();
        check(
            standing(before, None),
            &Command::Backfill { backfill },
            "same",
        );
        let backfill = "b1".to_owned();
        check(
            standing(before, None),
            &Command::UndoBackfill { backfill },
            "same",
        );
    }
}

#[test]
fn who_is_told_when_it_is_time_depends_on_how_far_the_incident_is_then() {
    let (sent, skipped, dropped) = ((1, 0, 0), (0, 1, 0), (0, 0, 1));
    for (at, status, expected) in [
        (9, Triggered, None),
        (10, Triggered, Some(sent)),
        (10, Acknowledged, Some(skipped)),
        (60, Triggered, Some((2, 0, 0))),
        (60, Acknowledged, Some((1, 1, 0))),
        (10, Resolved, Some(dropped)),
        (10, Ignored, Some(skipped)),
    ] {
        // What is to come is taken from an open incident, as where the status changed between two looks at the clock.
        let mut incident = standing(status, Some("day"));
        incident.pending = standing(Triggered, Some("day")).pending;
        let events = given(&incident, &Command::Escalate, at);
        let counts = events.first().and_then(|event| {
            let Event::Escalated {
                sent,
                skipped,
                dropped,
            } = event
            else {
                return None;
            };
            Some((sent.len(), skipped.len(), dropped.len()))
        });
        assert_eq!(counts, expected, "minute {at}, {status}");
        let left = after(incident, &Command::Escalate, at);
        assert!(due(&left).iter().all(|minute| *minute > at));
        assert_eq!(given(&left, &Command::Escalate, at), []);
    }
}

#[test]
fn an_alert_and_its_incident_go_their_own_ways_until_the_incident_is_closed() {
    let from = alert(Acknowledged, Some("day"));
    let incident = added(Some(from.clone()), AtCreation::Everything);
    assert_eq!(line(&incident), "acknowledged - day -30 []");
    let incident = after(incident, &enter(Ignored), 1);
    let incident = after(incident, &choose("night"), 2);
    assert_eq!(incident.alert, Some(from));
    let closed = after(incident, &Command::Close { reason: None }, 3);
    assert_eq!(closed.alert.unwrap().status, Resolved);
}
