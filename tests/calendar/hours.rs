//! Working hours at moments worked out by hand.

use chrono::TimeDelta;
use rollgate::domain::calendar::Calendar;

use crate::support::{berlin, built_in, moment};

#[test]
fn work_begins_at_eight_and_has_ended_at_five() {
    let calendar = built_in();
    for (at, works) in [
        ("2026-07-10 07:59:59", false),
        ("2026-07-10 08:00", true),
        ("2026-07-10 16:59:59", true),
        ("2026-07-10 17:00", false),
        ("2026-07-11 12:00", false),
    ] {
        assert_eq!(calendar.hours().is_working(moment(at)), works, "{at}");
    }
}

#[test]
fn the_next_working_moment_passes_nights_weekends_and_holidays() {
    for (calendar, from, expected) in [
        (built_in(), "2026-07-10 12:34", "2026-07-10 12:34"),
        (built_in(), "2026-07-09 17:00", "2026-07-10 08:00"),
        (built_in(), "2026-07-10 17:00", "2026-07-13 08:00"),
        (built_in(), "2026-07-13 03:00", "2026-07-13 08:00"),
        // Monday is a holiday, and Berlin is two hours ahead in summer.
        (berlin(), "2026-09-04 15:00", "2026-09-08 06:00"),
        // 24 and 25 December 2026 are Thursday and Friday; one hour ahead in winter.
        (berlin(), "2026-12-23 18:00", "2026-12-28 07:00"),
    ] {
        let next = calendar.hours().next_working(moment(from));
        assert_eq!(next, Some(moment(expected)), "{from}");
    }
}

#[test]
fn working_hours_move_when_the_clocks_of_the_team_do() {
    let calendar = berlin();
    let hours = calendar.hours();
    assert!(hours.is_working(moment("2026-10-23 06:00")));
    assert!(!hours.is_working(moment("2026-10-26 06:00")));
    assert_eq!(
        hours.next_working(moment("2026-10-23 17:00")),
        Some(moment("2026-10-26 07:00"))
    );
}

#[test]
fn work_that_would_begin_at_a_time_that_the_clocks_skip_begins_right_after() {
    let calendar = Calendar::parse(
        r#"
        [working]
        zone = "Europe/Berlin"
        days = ["Sun"]
        from = "02:30"
        until = "05:00"
        "#,
    )
    .unwrap();
    let before = moment("2026-03-28 12:00");
    assert_eq!(
        calendar.hours().next_working(before),
        Some(moment("2026-03-29 01:00"))
    );
    assert!(calendar.hours().is_working(moment("2026-03-29 02:59:59")));
    assert!(!calendar.hours().is_working(moment("2026-03-29 03:00")));
}

#[test]
fn a_day_that_a_zone_left_out_is_no_working_day() {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    let calendar = Calendar::parse("[working]\nzone = \"Pacific/Apia\"").unwrap();
    let next = calendar.hours().next_working(moment("2011-12-30 04:00"));
    // Monday 2 January, 08:00 in a zone 14 hours ahead.
    assert_eq!(next, Some(moment("2012-01-01 18:00")));
}

#[test]
fn working_time_passes_only_while_people_work() {
    let calendar = built_in();
    for (from, minutes, expected) in [
        ("2026-07-10 16:00", 8 * 60, "2026-07-13 15:00"),
        ("2026-07-10 16:00", 60, "2026-07-10 17:00"),
        ("2026-07-10 16:00", 61, "2026-07-13 08:01"),
        ("2026-07-11 12:00", 30, "2026-07-13 08:30"),
        ("2026-07-06 08:00", 5 * 9 * 60, "2026-07-10 17:00"),
        ("2026-07-11 12:00", 0, "2026-07-11 12:00"),
    ] {
        let duration = TimeDelta::minutes(minutes);
        let end = calendar.hours().working_time_after(moment(from), duration);
        assert_eq!(end, Some(moment(expected)), "{from} and {minutes} minutes");
    }
    let now = moment("2026-07-10 16:00");
    for endless in [TimeDelta::MAX, TimeDelta::seconds(-1)] {
        assert_eq!(calendar.hours().working_time_after(now, endless), None);
    }
}

#[test]
fn working_days_keep_the_time_of_day() {
    let calendar = built_in();
    for (from, days, expected) in [
        ("2026-07-09 15:00", 2, "2026-07-13 15:00"),
        ("2026-07-11 12:00", 1, "2026-07-14 08:00"),
        ("2026-07-10 20:00", 0, "2026-07-13 08:00"),
        ("2026-07-10 06:00", 1, "2026-07-13 08:00"),
        ("2026-02-26 10:30", 4, "2026-03-04 10:30"),
        ("2028-02-28 10:30", 1, "2028-02-29 10:30"),
    ] {
        let end = calendar.hours().add_working_days(moment(from), days);
        assert_eq!(end, Some(moment(expected)), "{from} and {days} days");
    }
    let now = moment("2026-07-10 16:00");
    assert_eq!(calendar.hours().add_working_days(now, u32::MAX), None);
}
