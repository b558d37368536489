//! Times in UTC and in the zone of the machine, and the earliest moment of each percentage.

use crate::support::{Bench, Output};

/// Central Europe, in words that need no files of zones.
const CENTRAL_EUROPE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

fn there(bench: &Bench, args: &[&str]) -> Output {
    let mut command = bench.command(args);
    let output = command.env("TZ", CENTRAL_EUROPE).output().unwrap();
    Output {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn pages_say_utc_and_with_the_option_the_time_of_the_machine() {
    let bench = Bench::imported();
    let utc = there(&bench, &["log", "quick"]).stdout;
    assert!(utc.contains("31 Jan 14:32 UTC"), "{utc}");
    let local = there(&bench, &["log", "quick", "--local"]).stdout;
    assert!(local.contains("31 Jan 15:32 +01:00"), "{local}");
    assert!(!local.contains("UTC"), "{local}");
}

#[test]
fn the_setting_holds_until_an_option_says_otherwise() {
    let bench = Bench::imported();
    let config = bench.write("config.toml", "time = \"local\"\n");
    let run = |args: &[&str]| {
        let mut command = bench.command(args);
        command.env("TZ", CENTRAL_EUROPE);
        let output = command.env("ROLLGATE_CONFIG", &config).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&["window"]).contains("15:32 +01:00"));
    assert!(run(&["window", "--utc"]).contains("14:32 UTC"));
    let both = there(&bench, &["window", "--utc", "--local"]);
    assert_eq!(both.code, 2, "{both:?}");
}

#[test]
fn json_is_utc_in_every_zone() {
    let bench = Bench::imported();
    let utc = there(&bench, &["log", "quick", "--json"]).stdout;
    let local = there(&bench, &["log", "quick", "--json", "--local"]).stdout;
    assert_eq!(utc, local);
    assert!(utc.contains("2026-01-31T14:32:00Z"), "{utc}");
}

#[test]
fn a_typed_time_is_one_of_the_zone_that_is_shown_and_never_a_guess() {
    let bench = Bench::imported();
    let at = |text: &str| there(&bench, &["window", "--local", "--at", text]);
    let shown = at("2026-03-29 03:30").stdout;
    assert!(shown.contains("29 Mar 2026 03:30 +02:00"), "{shown}");
    let shown = at("2026-03-29 01:30").stdout;
    assert!(shown.contains("29 Mar 2026 01:30 +01:00"), "{shown}");
    for shown_never_or_twice in ["2026-03-29 02:30", "2026-10-25 02:30"] {
        let refused = at(shown_never_or_twice);
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.stderr.contains("offset"), "{refused:?}");
    }
    let shown = at("2026-10-25T02:30:00+01:00").stdout;
    assert!(shown.contains("25 Oct 2026 02:30 +01:00"), "{shown}");
}

#[test]
fn the_plan_of_a_ramp_says_when_each_percentage_can_be_set() {
    let bench = Bench::imported();
    let page = bench.ok(&["ramp", "plan", "quick"]);
    let data = bench.data(&["ramp", "plan", "quick"]);
    let mut earliest: Vec<String> = Vec::new();
    for rung in data["rungs"].as_array().unwrap() {
        let at = rung["earliest_at"].as_str().unwrap();
        // At 100 % it is the time on for everybody before the flag goes.
        let stay = if rung["percentage"] == 100 {
            86_400
        } else {
            900
        };
        assert_eq!(rung["stay_s"], stay, "{rung}");
        earliest.push(at.to_owned());
    }
    assert!(earliest.len() > 1, "{data}");
    assert!(earliest.windows(2).all(|pair| pair[0] < pair[1]));
    // 31 January 2026 is a Saturday: nobody is there, and a lock holds.
    assert!(earliest[0].as_str() >= "2026-02-02", "{earliest:?}");
    let said = page.matches(", stay 15m").count();
    assert_eq!(said, earliest.len() - 1, "{page}");
    assert_eq!(page.matches(", stay 1d").count(), 1, "{page}");
    let local = there(&bench, &["ramp", "plan", "quick", "--local"]).stdout;
    assert!(local.contains("+01:00, stay 15m"), "{local}");
}
