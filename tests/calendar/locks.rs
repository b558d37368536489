//! Locks of GitLab.com at moments worked out by hand.

use rollgate::domain::calendar::{Calendar, LockKind};

use crate::support::{berlin, built_in, moment};

/// Checks, for one moment: the lock that decides, and when a change without and one with a change issue is allowed.
fn check(calendar: &Calendar, at: &str, lock: Option<&str>, without: &str, with: &str) {
    let now = moment(at);
    let verdict = calendar.at(now);
    let name = verdict.lock.as_ref().map(|lock| lock.name.as_str());
    assert_eq!(name, lock, "{at}");
    for (needs_change_issue, next) in [(false, without), (true, with)] {
        let next = moment(next);
        let found = calendar.next_allowed(now, needs_change_issue);
        assert_eq!(found, Some(next), "{at}, {needs_change_issue}");
        assert_eq!(verdict.allowed(needs_change_issue), next == now, "{at}");
    }
}

#[test]
fn a_friday_evening_is_free_until_the_weekend_begins() {
    let calendar = built_in();
    for free in [
        "2026-07-10 18:00",
        "2026-07-10 23:30",
        "2026-07-11 00:59:59",
        "2026-07-12 21:00",
    ] {
        check(&calendar, free, None, free, free);
    }
    for locked in ["2026-07-11 01:00", "2026-07-12 20:59:59"] {
        let end = "2026-07-12 21:00";
        check(&calendar, locked, Some("Weekend"), locked, end);
    }
}

#[test]
fn a_deploy_stop_informs_and_locks_nothing() {
    let verdict = built_in().at(moment("2026-07-10 23:30"));
    assert!(verdict.allowed(true));
    assert_eq!(verdict.lock, None);
    assert_eq!(verdict.locks[0].kind, LockKind::Deploys);
    assert_eq!(
        verdict.reasons,
        [
            "deploy stop: Weekend without deploys until Mon 13 Jul 2026 06:00 UTC: \
          nothing is deployed to production, flags may be changed"
        ]
    );
}

#[test]
fn release_day_is_the_third_thursday_since_november_2023() {
    let calendar = built_in();
    for (locked, end) in [
        ("2026-07-16 00:00", "2026-07-17 00:00"),
        ("2026-07-16 23:59:59", "2026-07-17 00:00"),
        ("2024-02-15 12:00", "2024-02-16 00:00"),
        ("2023-11-16 12:00", "2023-11-17 00:00"),
    ] {
        let name = Some("Monthly release day");
        check(&calendar, locked, name, locked, end);
    }
    for free in [
        "2023-10-19 12:00",
        "2026-07-15 23:59:59",
        "2026-07-23 12:00",
    ] {
        check(&calendar, free, None, free, free);
    }
}

#[test]
fn thanksgiving_of_2026_lasts_from_wednesday_to_monday() {
    let calendar = built_in();
    let end = "2026-11-30 02:00";
    check(
        &calendar,
        "2026-11-25 21:59:59",
        None,
        "2026-11-25 21:59:59",
        "2026-11-25 21:59:59",
    );
    for locked in [
        "2026-11-25 22:00",
        "2026-11-28 12:00",
        "2026-11-30 01:59:59",
    ] {
        check(&calendar, locked, Some("US Thanksgiving"), end, end);
    }
    check(&calendar, end, None, end, end);
}

#[test]
fn every_lock_that_holds_is_named_the_gravest_first() {
    let verdict = built_in().at(moment("2026-11-28 12:00"));
    let names: Vec<&str> = verdict
        .locks
        .iter()
        .map(|lock| lock.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["US Thanksgiving", "Weekend", "Weekend without deploys"]
    );
    assert_eq!(verdict.reasons.len(), 3);
}

#[test]
fn the_end_of_the_year_is_one_lock_over_two_years() {
    let calendar = built_in();
    let end = "2027-01-05 09:00";
    let free = "2026-12-20 22:59:59";
    check(&calendar, free, None, free, free);
    for locked in [
        "2026-12-20 23:00",
        "2026-12-31 23:59:59",
        "2027-01-01 00:00",
        "2027-01-05 08:59:59",
    ] {
        check(&calendar, locked, Some("End of year"), end, end);
    }
    check(&calendar, end, None, end, end);
}

#[test]
fn a_lock_that_ends_within_another_is_followed_to_the_end_of_that() {
    let calendar = built_in();
    // 5 January 2030 is a Saturday.
    check(
        &calendar,
        "2030-01-03 12:00",
        Some("End of year"),
        "2030-01-05 09:00",
        "2030-01-06 21:00",
    );
    // 20 December 2025 is a Saturday, so the weekend runs into the end of the year.
    check(
        &calendar,
        "2025-12-20 12:00",
        Some("Weekend"),
        "2025-12-20 12:00",
        "2026-01-05 09:00",
    );
}

#[test]
fn locks_of_a_team_follow_on_those_of_the_handbook() {
    let calendar = berlin();
    // Weekend until Sunday 21:00, upgrade from 20:00 to Tuesday 06:00, summit until Friday 18:00.
    check(
        &calendar,
        "2026-09-05 12:00",
        Some("Weekend"),
        "2026-09-05 12:00",
        "2026-09-11 18:00",
    );
    check(
        &calendar,
        "2026-09-07 12:00",
        Some("Database upgrade"),
        "2026-09-08 06:00",
        "2026-09-11 18:00",
    );
    check(
        &calendar,
        "2026-08-28 12:00",
        Some("family & friends day"),
        "2026-08-28 12:00",
        "2026-08-29 00:00",
    );
}

#[test]
fn the_zone_of_the_team_does_not_move_a_lock() {
    // Clocks in Berlin go back on 25 October 2026 and forward on 28 March 2027.
    for (locked, end) in [
        ("2026-10-24 01:00", "2026-10-25 21:00"),
        ("2026-10-25 20:59:59", "2026-10-25 21:00"),
        ("2027-03-27 01:00", "2027-03-28 21:00"),
    ] {
        for calendar in [built_in(), berlin()] {
            check(&calendar, locked, Some("Weekend"), locked, end);
        }
    }
}

#[test]
fn a_calendar_without_a_free_moment_says_so() {
    let calendar = Calendar::parse(
        r#"
        [[lock]]
        name = "First half"
        kind = "hard"
        weekly = { from = "Mon 00:00", until = "Thu 12:00" }
        [[lock]]
        name = "Second half"
        kind = "soft"
        weekly = { from = "Thu 12:00", until = "Mon 00:00" }
        "#,
    )
    .unwrap();
    let now = moment("2026-07-15 12:00");
    assert_eq!(calendar.next_allowed(now, true), None);
    assert_eq!(
        calendar.next_allowed(now, false),
        Some(moment("2026-07-16 12:00"))
    );
    let window = calendar.window(now, true);
    assert_eq!(
        window.reasons[1],
        "no moment within two years is free of locks"
    );
}

#[test]
fn a_window_in_json_has_the_keys_of_the_contract() {
    let window = built_in().window(moment("2026-11-28 12:00"), false);
    let json = serde_json::to_value(&window).unwrap();
    assert_eq!(json["now_allowed"], false);
    assert_eq!(json["next_allowed_at"], "2026-11-30T02:00:00Z");
    assert_eq!(
        json["lock"],
        serde_json::json!({
            "kind": "hard",
            "name": "US Thanksgiving",
            "from": "2026-11-25T22:00:00Z",
            "until": "2026-11-30T02:00:00Z",
        })
    );
    assert_eq!(
        json["reasons"][0],
        "hard lock: US Thanksgiving until Mon 30 Nov 2026 02:00 UTC: no flag may be changed"
    );
    assert_eq!(
        json["reasons"][3],
        "allowed again from Mon 30 Nov 2026 02:00 UTC"
    );
}

#[test]
fn a_free_window_has_no_lock_and_no_reasons() {
    let now = moment("2026-07-15 12:00");
    let json = serde_json::to_value(built_in().window(now, true)).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "now_allowed": true,
            "lock": null,
            "reasons": [],
            "next_allowed_at": "2026-07-15T12:00:00Z",
        })
    );
}

#[test]
fn locks_of_a_month_come_in_their_order() {
    let locks = built_in().locks_between(moment("2026-11-16 00:00"), moment("2026-11-30 12:00"));
    let spans: Vec<(&str, String)> = locks
        .iter()
        .map(|lock| (lock.name.as_str(), lock.from.format("%d %H:%M").to_string()))
        .collect();
    let expected = [
        ("Weekend without deploys", "13 23:00"),
        ("Monthly release day", "19 00:00"),
        ("Weekend without deploys", "20 23:00"),
        ("Weekend", "21 01:00"),
        ("US Thanksgiving", "25 22:00"),
        ("Weekend without deploys", "27 23:00"),
        ("Weekend", "28 01:00"),
    ];
    assert_eq!(
        spans,
        expected
            .map(|(name, from)| (name, from.to_owned()))
            .to_vec()
    );
}
