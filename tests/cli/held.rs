//! What stands in the way of the next line: shown with it, never hidden behind a line that looks ready.

use serde_json::Value;

use crate::support::{Bench, Output};

/// When the stay at the first percentage is over.
const LATER: &str = "2026-01-31T15:30:00Z";

fn data(bench: &Bench, clock: &str, args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    let output = bench.run_at(clock, &args);
    let document: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(output.code, 0, "{document}");
    document["data"].clone()
}

fn gate<'a>(gates: &'a Value, id: &str) -> Option<&'a Value> {
    gates
        .as_array()
        .unwrap()
        .iter()
        .find(|gate| gate["id"] == id)
}

fn in_production() -> Bench {
    let bench = Bench::imported();
    bench.reach_production();
    bench
}

fn later(bench: &Bench, args: &[&str]) -> Output {
    bench.run_at(LATER, args)
}

#[test]
fn behind_a_hard_gate_that_is_closed_the_next_line_is_not_to_be_copied() {
    let bench = in_production();
    let free = data(&bench, LATER, &["next", "quick"]);
    assert_eq!(free["copyable"], true, "{free}");
    bench.ok(&["hold", "quick", "--reason", "support is asleep"]);
    for args in [["next", "quick"], ["show", "quick"]] {
        let shown = data(&bench, LATER, &args);
        let next = if args[0] == "show" {
            &shown["next"]
        } else {
            &shown
        };
        assert_eq!(next["step"], "3.1.1", "{next}");
        assert_eq!(next["copyable"], false, "{next}");
        assert!(
            next["reasons"].to_string().contains("support is asleep"),
            "{next}"
        );
    }
    let page = later(&bench, &["show", "quick"]).stdout;
    let (_, next) = page.split_once("Next: ").unwrap();
    assert!(
        next.contains("not yet") && next.contains("support is asleep"),
        "{page}"
    );
    let refused = later(&bench, &["next", "quick", "--command"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (4, ""));
}

#[test]
fn a_lock_that_is_in_force_stands_beside_the_next_line() {
    let bench = in_production();
    let locked = "2026-12-24T10:00:00Z";
    let next = data(&bench, locked, &["show", "quick"])["next"].clone();
    assert_eq!(next["copyable"], false, "{next}");
    assert!(next["reasons"].to_string().contains("lock until"), "{next}");
}

#[test]
fn the_ramp_says_that_nothing_asks_for_its_next_value() {
    let bench = Bench::new();
    bench.import("# [Feature flag] Rollout of `search`\n\n## Global rollout on production\n\n- [ ] Enable it: `/chatops run feature set search true --production`\n");
    let gates = bench.data(&["ramp", "show", "search"])["gates"].clone();
    let stage = gate(&gates, "stage").unwrap();
    assert_eq!(stage["open"], false, "{gates}");
    let refused = bench.run(&["ramp", "set", "search", "1"]);
    assert_eq!(refused.code, 4);
    let why = stage["reasons"][0].as_str().unwrap();
    assert!(refused.stderr.contains(why), "{why} {refused:?}");
}

#[test]
fn what_nobody_speaks_of_is_no_open_gate() {
    let bench = Bench::imported();
    let shown = bench.data(&["show", "quick"]);
    assert!(
        gate(&shown["stages"][3]["gates"], "stored").is_none(),
        "{shown}"
    );
    let ramp = bench.data(&["ramp", "show", "quick"]);
    assert!(gate(&ramp["gates"], "code").is_none(), "{ramp}");
    bench.ok(&["vouch", "quick", "code", "yes", "--in", "production"]);
    let ramp = bench.data(&["ramp", "show", "quick"]);
    assert_eq!(
        gate(&ramp["gates"], "code").unwrap()["open"],
        true,
        "{ramp}"
    );
}

#[test]
fn every_gate_open_and_closed_is_on_the_page_of_a_rollout() {
    let bench = in_production();
    let page = bench.ok(&["show", "quick"]);
    for words in [
        "gate steps  closed",
        "gate blockers  open",
        "gate consistency  open",
        "gate dwell  closed",
        "gate verdict  open",
        "gate jump  open",
        "gate lock  open",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn an_override_stays_on_the_page_of_the_rollout() {
    let bench = in_production();
    let passed = ["--reason", "all are told", "--confirm", "true"];
    let args = [&["ramp", "set", "quick", "true"][..], &passed].concat();
    assert_eq!(later(&bench, &args).code, 0);
    let page = later(&bench, &["show", "quick"]).stdout;
    let mut lines = page
        .lines()
        .filter(|line| line.starts_with("AGAINST THE RULES"));
    assert!(
        lines
            .clone()
            .any(|line| line.contains("jump") && line.contains("all are told"))
    );
    assert!(lines.any(|line| line.contains("writes") && line.contains("it writes nothing")));
    let overrides = data(&bench, LATER, &["show", "quick"])["overrides"].clone();
    assert_eq!(overrides.as_array().unwrap().len(), 2, "{overrides}");
}

#[test]
fn a_ramp_at_its_top_is_marked_done_and_asks_for_no_percentage() {
    let bench = in_production();
    let args = [
        "ramp",
        "set",
        "quick",
        "true",
        "--reason",
        "all",
        "--confirm",
        "true",
    ];
    assert_eq!(later(&bench, &args).code, 0);
    let page = later(&bench, &["next", "quick"]).stdout;
    assert!(
        page.contains("rollgate step done quick_export 3.1.1\n"),
        "{page}"
    );
    assert!(!page.contains("--set"), "{page}");
    let done = later(&bench, &["step", "done", "quick", "3.1.1"]);
    assert_eq!(done.code, 0, "{done:?}");
}

#[test]
fn a_hint_leads_to_no_second_refusal() {
    let bench = in_production();
    let refused = bench.run(&["ramp", "set", "quick", "50"]);
    assert_eq!(refused.code, 4);
    let hint = "--override dwell --reason TEXT --confirm 50";
    assert!(refused.stderr.contains(hint), "{refused:?}");
    let rehearsed = ["ramp", "set", "quick", "true", "--reason", "all", "-n"];
    let rehearsed = later(&bench, &rehearsed);
    assert!(rehearsed.stderr.contains("--confirm true"), "{rehearsed:?}");
    bench.ok(&[
        "rollback",
        "start",
        "quick",
        "--reason",
        "slow",
        "--confirm",
        "quick",
    ]);
    let refused = bench.run(&["ramp", "set", "quick", "50"]);
    assert_eq!(refused.code, 4);
    assert!(!refused.stderr.contains("--override"), "{refused:?}");
    assert!(
        refused.stderr.contains("rollgate next quick_export"),
        "{refused:?}"
    );
    let untitled = bench.run(&["incident", "add", " "]);
    assert_ne!(untitled.code, 0);
    assert!(!untitled.stderr.contains("--reason"), "{untitled:?}");
}
