//! Clocks that jump: order is by number, time in a stream never runs backwards, and nothing is refused for it.

use std::process::Command;

use chrono::{DateTime, TimeDelta};
use rollgate::domain::Timestamp;
use rollgate::store::{EventStore as _, SqliteStore};

use crate::support::{Dice, add_at, counted, moment, named, place};

#[test]
fn d15_a_clock_that_jumps_changes_no_order_and_refuses_nothing() {
    let (_folder, path) = place();
    let mut store = SqliteStore::open(&path).unwrap();
    let at = |text: &str| -> Timestamp { DateTime::parse_from_rfc3339(text).unwrap().into() };
    let now = moment();
    let mut moments = vec![
        now,
        now - TimeDelta::days(1),
        now + TimeDelta::days(3_650),
        at("2016-12-31T23:59:60Z"),
        at("2024-03-31T01:59:59.999Z"),
        at("2038-01-19T03:14:07Z"),
        at("2038-01-19T03:14:08Z"),
        Timestamp::UNIX_EPOCH,
        now - TimeDelta::days(30_000),
    ];
    let mut dice = Dice::new(15);
    for _ in 0..counted(50, 5_000) {
        let days = i64::try_from(dice.below(8_000)).unwrap() - 4_000;
        moments.push(now + TimeDelta::days(days));
    }
    for (number, moment) in moments.iter().enumerate() {
        add_at(&mut store, &named("a"), &[&number.to_string()], *moment).unwrap();
    }
    let events = store.load(&named("a")).unwrap();
    assert_eq!(events.len(), moments.len());
    for (number, event) in events.iter().enumerate() {
        assert_eq!(event.seq.get(), number as u64 + 1);
        assert!(event.payload.contains(&format!("\"{number}\"")));
    }
    assert!(events.is_sorted_by_key(|event| event.at));
    assert!(store.verify().unwrap().ok);
}

#[test]
fn d15_the_program_under_a_clock_that_jumps_says_no_negative_time() {
    let (folder, path) = place();
    let issue = folder.path().join("issue.md");
    std::fs::write(&issue, include_str!("../fixtures/quick_export.md")).unwrap();
    let run = |clock: &str, args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_rollgate"))
            .args(args)
            .env_clear()
            .env("ROLLGATE_DB", &path)
            .env("ROLLGATE_AS", "user")
            .env("ROLLGATE_CLOCK", clock)
            .output()
            .unwrap();
        assert!(output.status.success(), "{clock} {args:?} {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(
        "2026-01-31T14:32:00Z",
        &["import", issue.to_str().unwrap(), "--yes"],
    );
    for clock in [
        "2026-01-30T14:32:00Z",
        "1970-01-01T00:00:00Z",
        "2038-01-19T03:14:08Z",
        "2026-03-29T01:30:00Z",
        "2036-01-31T14:32:00Z",
    ] {
        run(clock, &["note", "quick", "seen"]);
        for args in [
            &["list"][..],
            &["show", "quick"],
            &["log", "quick"],
            &["ramp", "show", "quick"],
            &["verify"],
        ] {
            let text = run(clock, args);
            let negative = text.split_whitespace().find(|word| {
                word.strip_prefix('-')
                    .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
            });
            assert_eq!(negative, None, "{clock} {args:?}\n{text}");
        }
    }
}

#[test]
fn d15_writers_whose_clocks_are_more_than_five_minutes_apart_are_told() {
    let (folder, path) = place();
    let issue = folder.path().join("issue.md");
    std::fs::write(&issue, include_str!("../fixtures/quick_export.md")).unwrap();
    let run = |clock: &str, args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_rollgate"))
            .args(args)
            .env_clear()
            .env("ROLLGATE_DB", &path)
            .env("ROLLGATE_AS", "ada")
            .env("ROLLGATE_CLOCK", clock)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), text)
    };
    let import = ["import", issue.to_str().unwrap(), "--yes"];
    assert_eq!(run("2026-01-31T14:32:00Z", &import).0, Some(0));
    let (code, text) = run("2026-01-31T14:27:30Z", &["doctor"]);
    assert_eq!(code, Some(0), "{text}");
    for form in [&["doctor"][..], &["doctor", "--json"]] {
        let (code, text) = run("2026-01-31T14:20:00Z", form);
        assert_eq!(code, Some(1), "{text}");
        assert!(
            text.contains("12 min behind the newest record, of ada on quick_export"),
            "{text}"
        );
    }
}
