//! "Flag on, then create", "create, then flag on" and on, off, on: with writing that the flag guards, as planned, and lazily.

use rollgate::domain::cohort::Cohort;
use rollgate::domain::incident::{AtCreation, Command, Incident, Status};

use crate::support::{added, after, alert, choose, due, enter, minute, record};

/// What an incident shows once the flag is on, and how it answers to a change then.
fn then_on(incident: Incident) -> (Option<Status>, Option<Status>) {
    let shown = incident.status();
    let changed = after(incident, &enter(Status::Acknowledged), 10);
    (shown, changed.status())
}

#[test]
fn flag_on_then_create_has_a_record_from_the_start() {
    for writing in [AtCreation::guarded_by(true), AtCreation::planned(true)] {
        let plain = added(None, writing);
        assert_eq!(
            then_on(plain),
            (Some(Status::Triggered), Some(Status::Acknowledged))
        );
        let linked = added(Some(alert(Status::Ignored, Some("day"))), writing);
        assert_eq!(
            then_on(linked),
            (Some(Status::Ignored), Some(Status::Acknowledged))
        );
    }
}

#[test]
fn create_then_flag_on_shows_none_and_a_change_is_kept() {
    let guarded = AtCreation::guarded_by(false);
    for alert in [None, Some(alert(Status::Triggered, Some("day")))] {
        let shown = then_on(added(alert, guarded));
        assert_eq!(shown, (None, Some(Status::Acknowledged)));
    }
}

#[test]
fn create_then_flag_on_as_planned_has_the_record_of_its_alert() {
    let planned = AtCreation::planned(false);
    assert_eq!(then_on(added(None, planned)).0, None);
    let linked = added(Some(alert(Status::Acknowledged, Some("day"))), planned);
    assert_eq!(then_on(linked).0, Some(Status::Acknowledged));
}

#[test]
fn a_change_while_the_flag_is_off_is_there_when_it_is_on_again() {
    // On: made with a record. Off: changed. On: shown. No command knows of the flag, so none can be lost.
    let made_on = added(None, AtCreation::guarded_by(true));
    let changed_off = after(made_on, &enter(Status::Resolved), 5);
    assert_eq!(changed_off.status(), Some(Status::Resolved));
    assert_eq!(record(&changed_off).resolved_at, Some(minute(5)));
    let made_off = added(None, AtCreation::guarded_by(false));
    let changed_off = after(made_off, &choose("night"), 5);
    assert_eq!(changed_off.status(), Some(Status::Triggered));
    assert_eq!(due(&changed_off), [10]);
}

#[test]
fn a_flag_that_goes_on_off_and_on_leaves_incidents_of_each_cohort() {
    let switches = [(minute(10), true), (minute(20), false), (minute(30), true)];
    let code_at = minute(-60);
    for (made, cohort, shown) in [
        (-90, Cohort::Before, None),
        (0, Cohort::WhileOff, None),
        (15, Cohort::AfterOn, Some(Status::Triggered)),
        (25, Cohort::WhileOff, None),
        (35, Cohort::AfterOn, Some(Status::Triggered)),
    ] {
        assert_eq!(
            Cohort::of(minute(made), code_at, &switches),
            cohort,
            "{made}"
        );
        let writing = AtCreation::guarded_by(cohort == Cohort::AfterOn);
        let (before, after) = then_on(added(None, writing));
        assert_eq!(before, shown, "{made}");
        assert_eq!(after, Some(Status::Acknowledged), "{made}");
    }
}

#[test]
fn a_backfill_between_the_two_times_on_reaches_what_was_made_while_off() {
    let made_off = added(
        Some(alert(Status::Acknowledged, None)),
        AtCreation::guarded_by(false),
    );
    let fill = Command::Backfill {
        backfill: "b1".to_owned(),
    };
    assert_eq!(
        then_on(after(made_off, &fill, 5)).0,
        Some(Status::Acknowledged)
    );
    let made_after_it = added(
        Some(alert(Status::Acknowledged, None)),
        AtCreation::guarded_by(false),
    );
    assert_eq!(then_on(made_after_it).0, None);
}
