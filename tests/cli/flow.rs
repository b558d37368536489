//! A rollout from its issue to its end, from the shell alone.

use crate::support::Bench;

fn kinds(data: &serde_json::Value) -> Vec<&str> {
    let events = data["events"].as_array().unwrap();
    events
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect()
}

#[test]
fn an_instruction_that_is_done_changes_what_is_claimed() {
    let bench = Bench::imported();
    let data = bench.data(&["step", "done", "quick_export", "1.2.1"]);
    assert_eq!(kinds(&data), ["instruction_run"]);
    assert_eq!(
        data["rollout"]["environments"]["staging"]["claimed"]["boolean"],
        true
    );
    assert_eq!(
        data["rollout"]["environments"]["production"]["claimed"]["boolean"],
        serde_json::Value::Null
    );
}

#[test]
fn a_percentage_is_recorded_with_its_blank_filled() {
    let bench = Bench::imported();
    bench.reach_production();
    let show = bench.data(&["show", "quick"]);
    assert_eq!(
        show["environments"]["production"]["claimed"]["percentage_of_actors"],
        25
    );
}

#[test]
fn a_ramp_goes_through_its_gates_and_a_wrong_number_stops_it() {
    let bench = Bench::imported();
    bench.reach_production();
    let set = ["ramp", "set", "quick", "50"];
    let early = bench.run(&set);
    assert_eq!(early.code, 4, "{early:?}");
    assert!(early.stderr.contains("--override dwell"), "{early:?}");
    let later = "2026-01-31T15:00:00Z";
    let wrong = bench.run_at(later, &[&set[..], &["--confirm", "5"]].concat());
    assert_eq!(wrong.code, 5, "{wrong:?}");
    let right = bench.run_at(later, &set);
    assert_eq!(right.code, 0, "{right:?}");
    let show = bench.data(&["ramp", "show", "quick"]);
    assert_eq!(
        show["environments"]["production"]["claimed"]["percentage_of_actors"],
        50
    );
    assert_eq!(bench.run(&["ramp", "set", "quick", "101"]).code, 2);
    let by_time = [
        "ramp",
        "set",
        "quick",
        "60",
        "--by",
        "time",
        "--confirm",
        "60",
    ];
    assert_eq!(bench.run(&by_time).code, 4);
}

#[test]
fn a_hard_gate_of_a_switch_is_passed_with_a_reason_and_a_word() {
    let bench = Bench::imported();
    bench.reach_production();
    let again = [
        "step",
        "done",
        "quick",
        "3.1.1",
        "--set",
        "rollout-percentage=50",
        "--reason",
        "urgent",
    ];
    let closed = bench.run(&again);
    assert_eq!(closed.code, 4, "{closed:?}");
    let over = [&again[..], &["--override", "dwell"]].concat();
    let unconfirmed = bench.run(&over);
    assert_eq!(unconfirmed.code, 5, "{unconfirmed:?}");
    let passed = bench.run(&[&over[..], &["--confirm", "quick"]].concat());
    assert_eq!(passed.code, 0, "{passed:?}");
    assert_eq!(
        bench
            .run(&[&again[..], &["--override", "steps"]].concat())
            .code,
        2
    );
}

#[test]
fn a_time_can_be_made_longer_and_stopped_with_a_reason() {
    let bench = Bench::imported();
    bench.ok(&[
        "timer",
        "start",
        "quick",
        "3.3",
        "15m",
        "--reason",
        "a short one",
    ]);
    bench.ok(&["timer", "extend", "quick", "3.3", "15m"]);
    assert_eq!(
        bench.data(&["timer", "list", "quick"])[0]["seconds_left"],
        1800
    );
    bench.ok(&["timer", "pause", "quick", "3.3"]);
    assert_eq!(bench.data(&["timer", "list", "quick"])[0]["paused"], true);
    bench.ok(&["timer", "resume", "quick", "3.3"]);
    bench.ok(&["timer", "stop", "quick", "3.3", "--reason", "seen enough"]);
    assert_eq!(
        bench.data(&["timer", "list", "quick"]),
        serde_json::json!([])
    );
    assert_eq!(
        bench.run(&["timer", "start", "quick", "3.3", "soon"]).code,
        2
    );
}

#[test]
fn without_a_step_a_result_is_about_the_first_open_test_and_then_about_the_stage() {
    let bench = Bench::imported();
    bench.ok(&["qa", "pass", "quick", "--env", "staging"]);
    bench.ok(&["qa", "pass", "quick"]);
    let show = bench.data(&["show", "quick"]);
    let about: Vec<&str> = show["qa"]
        .as_array()
        .unwrap()
        .iter()
        .map(|qa| qa["about"].as_str().unwrap())
        .collect();
    assert_eq!(about, ["1.3", "1"]);
}

#[test]
fn a_failed_test_can_raise_a_blocker_that_holds_the_rollout_back() {
    let bench = Bench::imported();
    let args = [
        "qa",
        "fail",
        "quick",
        "--note",
        "rows are missing",
        "--blocker",
        "rows are missing",
    ];
    bench.ok(&args);
    let rows = bench.data(&["list", "--needs-me"]);
    assert_eq!(rows[0]["blockers"][0], "B1: rows are missing");
    bench.ok(&["blocker", "close", "quick", "b1", "--reason", "fixed"]);
    let blockers = bench.data(&["blocker", "list", "quick"]);
    assert_eq!(blockers[0]["open"], false);
}

#[test]
fn a_gate_that_is_overridden_stays_in_the_log_with_its_reason() {
    let bench = Bench::imported();
    bench.ok(&["step", "done", "quick", "1.2.1", "1.2"]);
    let args = [
        "advance",
        "quick",
        "--override",
        "qa",
        "--reason",
        "tested by hand",
        "--confirm",
        "quick",
    ];
    let data = bench.data(&args);
    assert_eq!(kinds(&data), ["gate_overridden", "stage_advanced"]);
    assert!(bench.ok(&["log", "quick"]).contains("tested by hand"));
}

#[test]
fn the_way_back_leads_to_a_new_attempt() {
    let bench = Bench::imported();
    bench.reach_production();
    let plan = bench.data(&["rollback", "plan", "quick"]);
    assert_eq!(plan["steps"][0]["environment"], "production");
    assert_eq!(
        plan["steps"][0]["instruction"],
        "/chatops run feature set quick_export false"
    );
    bench.ok(&[
        "rollback",
        "start",
        "quick",
        "--reason",
        "slow",
        "--confirm",
        "quick",
    ]);
    let steps = plan["steps"].as_array().unwrap().len();
    for order in 1..=steps {
        bench.ok(&["rollback", "step", "quick", &order.to_string(), "done"]);
    }
    bench.ok(&["rollback", "finish", "quick"]);
    let run = bench.data(&["rollback", "show", "quick"]);
    assert_eq!(run["finished"], true);
    let data = bench.data(&["attempt", "quick"]);
    assert_eq!(data["rollout"]["attempt"], 2);
    assert_eq!(
        data["rollout"]["environments"]["production"]["in_words"],
        "off"
    );
}

#[test]
fn an_undo_says_what_it_takes_back_and_a_redo_brings_it_back() {
    let bench = Bench::imported();
    bench.ok(&["step", "done", "quick", "1.2.1"]);
    let undone = bench.ok(&["undo", "quick"]);
    assert!(undone.contains("undo: 1.2.1 ran"), "{undone}");
    let redone = bench.data(&["redo", "quick"]);
    assert_eq!(
        redone["rollout"]["environments"]["staging"]["claimed"]["boolean"],
        true
    );
}

#[test]
fn what_somebody_else_recorded_is_taken_back_only_after_a_yes() {
    let bench = Bench::imported();
    bench.ok(&["step", "done", "quick", "1.2.1"]);
    let output = bench.run(&["undo", "quick", "--as", "sam"]);
    assert_eq!(output.code, 5, "{output:?}");
    assert!(
        output.stderr.contains("user") && output.stderr.contains("--yes"),
        "{output:?}"
    );
    bench.ok(&["undo", "quick", "--as", "sam", "--yes"]);
}

#[test]
fn the_past_can_be_shown_and_recorded() {
    let bench = Bench::imported();
    bench.ok(&["note", "quick", "seen on the dashboard", "--at", "14:00"]);
    let log = bench.data(&["log", "quick"]);
    let note = log.as_array().unwrap().last().unwrap();
    assert_eq!(note["at"], "2026-01-31T14:00:00Z");
    assert_eq!(note["recorded_at"], "2026-01-31T14:32:00Z");
    let later = "2026-02-01T09:00:00Z";
    assert_eq!(
        bench
            .run_at(later, &["step", "done", "quick", "1.2.1"])
            .code,
        0
    );
    let args = ["show", "quick", "--at", "2026-01-31T15:00:00Z", "--json"];
    let then: serde_json::Value = serde_json::from_str(&bench.run_at(later, &args).stdout).unwrap();
    assert_eq!(
        then["data"]["environments"]["staging"]["in_words"],
        "not set"
    );
}

#[test]
fn a_wait_runs_by_the_clock_and_is_over_by_the_clock() {
    let bench = Bench::imported();
    bench.reach_production();
    let later = "2026-01-31T15:00:00Z";
    for args in [
        &["step", "done", "quick", "3.1.1"][..],
        &["step", "done", "quick", "3.1"],
        &["step", "done", "quick", "3.2", "--reason", "seen enough"],
        &["step", "doing", "quick", "3.3"],
    ] {
        let output = bench.run_at(later, args);
        assert_eq!(output.code, 0, "{args:?} {output:?}");
    }
    let early = bench.run_at(later, &["step", "done", "quick", "3.3"]);
    assert_eq!(early.code, 4, "{early:?}");
    assert!(early.stderr.contains("of the wait is left"), "{early:?}");
    let late = bench.run_at("2026-02-01T15:00:00Z", &["step", "done", "quick", "3.3"]);
    assert_eq!(late.code, 0, "{late:?}");
}

#[test]
fn a_dry_run_says_what_would_be_recorded_and_records_nothing() {
    let bench = Bench::imported();
    let before = bench.ok(&["log", "quick", "--json"]);
    let output = bench.ok(&["step", "done", "quick", "1.2.1", "--dry-run"]);
    assert!(output.starts_with("would record 1.2.1 ran"), "{output}");
    assert_eq!(bench.ok(&["log", "quick", "--json"]), before);
    assert!(!Bench::new().path("rollgate.db").exists());
}

#[test]
fn reading_makes_no_data_file() {
    let bench = Bench::new();
    assert_eq!(bench.data(&["list"]), serde_json::json!([]));
    assert!(!bench.path("rollgate.db").exists());
}

#[test]
fn the_demo_needs_no_data_file() {
    let bench = Bench::new();
    let rows = bench.data(&["demo"]);
    assert_eq!(rows.as_array().unwrap().len(), 5);
    assert!(!bench.path("rollgate.db").exists());
}

#[test]
fn without_a_terminal_the_fleet_is_printed_and_that_is_said() {
    let bench = Bench::imported();
    let output = bench.run(&[]);
    assert_eq!(output.code, 0);
    assert!(output.stdout.contains("quick_export"), "{output:?}");
    assert!(output.stderr.contains("no terminal"), "{output:?}");
    assert!(bench.run(&["quick"]).stdout.contains("1.2.1"));
}
