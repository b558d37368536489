//! Forecasts worked out by hand.

use rollgate::domain::calendar::{Calendar, Forecast, Pending};
use rollgate::domain::id::StepId;

use crate::support::{berlin, built_in, moment};

const NOBODY: bool = false;
const SOMEBODY: bool = true;

fn change(number: &str, needs_person: bool) -> Pending {
    Pending {
        id: StepId::from(number),
        number: number.to_owned(),
        text: format!("step {number}"),
        duration_s: None,
        is_beside: false,
        share: None,
        stay: None,
        after: None,
        touches_production: true,
        needs_person,
        not_before: None,
    }
}

fn wait(number: &str, seconds: u64) -> Pending {
    Pending {
        duration_s: Some(seconds),
        touches_production: false,
        ..change(number, NOBODY)
    }
}

fn forecast(calendar: &Calendar, from: &str, pending: &[Pending]) -> Forecast {
    calendar.forecast(pending, moment(from), false)
}

fn check(forecast: &Forecast, expected: &[(&str, &str)]) {
    let found: Vec<(Option<_>, String)> = forecast
        .steps
        .iter()
        .map(|step| (step.earliest_at, step.bound_by.to_string()))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(at, bound_by)| (Some(moment(at)), (*bound_by).to_owned()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        forecast.done_at,
        expected.last().map(|(at, _)| *at).unwrap()
    );
}

#[test]
fn a_ramp_that_begins_on_friday_goes_on_on_monday() {
    let ramp = [
        change("1", SOMEBODY),
        wait("2", 900),
        change("3", SOMEBODY),
        wait("4", 86_400),
        change("5", SOMEBODY),
    ];
    let expected = [
        ("2026-07-10 16:00", "nothing"),
        ("2026-07-10 16:15", "wait of 15 minutes"),
        ("2026-07-10 16:15", "wait of 15 minutes"),
        ("2026-07-11 16:15", "wait of 1 day"),
        ("2026-07-13 08:00", "weekend"),
    ];
    let forecast = forecast(&built_in(), "2026-07-10 16:00", &ramp);
    check(&forecast, &expected);
    assert!(forecast.meets(moment("2026-07-13 08:00")));
    assert!(!forecast.meets(moment("2026-07-13 07:59:59")));
}

#[test]
fn a_change_issue_makes_the_weekend_a_lock() {
    let ramp = [change("1", NOBODY)];
    let saturday = moment("2026-07-11 16:15");
    let calendar = built_in();
    check(
        &calendar.forecast(&ramp, saturday, true),
        &[("2026-07-12 21:00", "soft lock: Weekend")],
    );
    check(
        &calendar.forecast(&ramp, saturday, false),
        &[("2026-07-11 16:15", "nothing")],
    );
}

#[test]
fn a_hard_lock_binds_and_working_hours_come_after_it() {
    let ramp = [
        wait("1", 21_600),
        change("2", NOBODY),
        change("3", SOMEBODY),
    ];
    check(
        &forecast(&built_in(), "2026-11-25 16:30", &ramp),
        &[
            ("2026-11-25 22:30", "wait of 6 hours"),
            ("2026-11-30 02:00", "hard lock: US Thanksgiving"),
            ("2026-11-30 08:00", "working hours"),
        ],
    );
}

#[test]
fn of_a_lock_and_the_night_after_it_the_longer_binds() {
    let change = [change("1", SOMEBODY)];
    check(
        &forecast(&built_in(), "2026-11-25 21:00", &change),
        &[("2026-11-30 08:00", "hard lock: US Thanksgiving")],
    );
}

#[test]
fn a_lock_within_working_hours_and_a_night_after_it_are_both_passed() {
    // The upgrade ends on Tuesday at 08:00 in Berlin, after a holiday on Monday.
    let ramp = [change("1", SOMEBODY)];
    check(
        &forecast(&berlin(), "2026-09-07 09:00", &ramp),
        &[("2026-09-08 06:00", "hard lock: Database upgrade")],
    );
}

#[test]
fn a_holiday_and_a_night_are_told_apart() {
    let calendar = Calendar::parse("[working]\nholidays = [2026-09-07]").unwrap();
    let ramp = [change("1", SOMEBODY)];
    for (from, at, bound_by) in [
        ("2026-09-04 17:00", "2026-09-08 08:00", "public holiday"),
        ("2026-09-03 20:00", "2026-09-04 08:00", "working hours"),
        ("2026-09-04 05:00", "2026-09-04 08:00", "working hours"),
        ("2026-09-11 17:00", "2026-09-14 08:00", "weekend"),
        ("2026-09-13 12:00", "2026-09-14 08:00", "weekend"),
    ] {
        check(&forecast(&calendar, from, &ramp), &[(at, bound_by)]);
    }
}

#[test]
fn a_timer_that_already_runs_is_not_started_again() {
    let running = Pending {
        not_before: Some(moment("2026-07-10 14:00")),
        duration_s: None,
        ..wait("1", 0)
    };
    check(
        &forecast(
            &built_in(),
            "2026-07-10 12:00",
            &[running, change("2", NOBODY)],
        ),
        &[
            ("2026-07-10 14:00", "not before Fri 10 Jul 2026 14:00 UTC"),
            ("2026-07-10 14:00", "nothing"),
        ],
    );
}

#[test]
fn nothing_left_is_done_at_once() {
    let forecast = forecast(&built_in(), "2026-07-11 12:00", &[]);
    assert_eq!(forecast.done_at, Some(moment("2026-07-11 12:00")));
}

#[test]
fn what_can_never_happen_has_no_moment_and_nothing_after_it_has() {
    let ramp = [wait("1", u64::MAX), change("2", NOBODY)];
    let forecast = forecast(&built_in(), "2026-07-10 12:00", &ramp);
    assert_eq!(forecast.done_at, None);
    assert!(!forecast.meets(moment("2999-01-01 00:00")));
    for step in &forecast.steps {
        assert_eq!(step.earliest_at, None);
        assert_eq!(
            step.bound_by.to_string(),
            "no lawful moment within two years"
        );
    }
}

#[test]
fn working_hours_that_lie_within_a_weekly_lock_are_never() {
    let calendar = Calendar::parse(
        r#"
        [working]
        days = ["Sat"]
        [[lock]]
        name = "Weekend"
        kind = "hard"
        weekly = { from = "Sat 01:00", until = "Sun 21:00" }
        "#,
    )
    .unwrap();
    let forecast = forecast(&calendar, "2026-07-10 12:00", &[change("1", SOMEBODY)]);
    assert_eq!(forecast.done_at, None);
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let forecast = forecast(&built_in(), "2026-07-10 12:00", &[wait("4.1.4", 90_000)]);
    assert_eq!(
        serde_json::to_value(&forecast).unwrap(),
        serde_json::json!({
            "steps": [{
                "id": "4.1.4",
                "step": "4.1.4",
                "text": "step 4.1.4",
                "begins_at": "2026-07-10T12:00:00Z",
                "earliest_at": "2026-07-11T13:00:00Z",
                "share": null,
                "stay_s": null,
                "bound_by": "wait of 1 day 1 hour",
            }],
            "done_at": "2026-07-11T13:00:00Z",
        })
    );
}
