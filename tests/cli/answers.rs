//! Answers that are pasted: that of the next line settles its step, a closed gate is said with the command, nonsense is never taken in silence.

use serde_json::json;

use crate::support::Bench;

fn log(value: &str, place: &str) -> String {
    format!("Feature flag 'quick_export' has been set to '{value}' on {place}")
}

#[test]
fn the_answer_to_the_next_line_records_the_run_and_settles_the_step() {
    let bench = Bench::imported();
    let text = format!("{}\n{}", log("true", "dev"), log("true", "gstg"));
    let data = bench.data(&["observe", "quick", &text]);
    let kinds: Vec<&str> = data["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["instruction_run", "flag_observed", "flag_observed"]);
    let show = bench.data(&["show", "quick"]);
    let staging = &show["environments"]["staging"];
    assert_eq!(staging["claimed"]["boolean"], true);
    assert_eq!(staging["drift"], json!([]));
    assert!(bench.ok(&["show", "quick"]).contains("✓ 1.2.1"));
}

#[test]
fn answers_that_come_one_by_one_settle_the_step_with_the_last() {
    let bench = Bench::imported();
    let first = bench.data(&["observe", "quick", &log("true", "dev")]);
    assert_eq!(first["events"].as_array().unwrap().len(), 1, "{first}");
    let last = bench.data(&["observe", "quick", &log("true", "gstg")]);
    assert_eq!(last["events"][0]["kind"], "instruction_run");
}

#[test]
fn the_answer_to_another_line_is_only_seen() {
    let bench = Bench::imported();
    for text in [log("false", "gstg"), log("true", "gprd")] {
        let data = bench.data(&["observe", "quick", &text]);
        assert_eq!(data["events"][0]["kind"], "flag_observed", "{text}");
    }
}

#[test]
fn where_a_gate_is_closed_the_answer_is_seen_and_the_command_that_settles_is_said() {
    let bench = Bench::imported();
    bench.reach_production();
    let answer = "Feature flag 'quick_export' has been set to '50' of actors on gprd";
    let output = bench.run(&["observe", "quick", answer]);
    assert_eq!(output.code, 0, "{output:?}");
    let command = "rollgate ramp set quick_export 50 --reply ANSWER settles it";
    assert!(
        output.stderr.contains("it answers 3.1.1, which stays open"),
        "{output:?}"
    );
    assert!(output.stderr.contains(command), "{output:?}");
    assert!(
        output.stdout.contains("production was seen 50%"),
        "{output:?}"
    );
    let later = bench.run_at("2026-01-31T15:00:00Z", &["observe", "quick", answer]);
    assert!(later.stdout.contains("3.1.1 ran"), "{later:?}");
}

#[test]
fn a_reply_of_which_nothing_is_understood_is_kept_and_said_to_be_so() {
    let bench = Bench::imported();
    let words = "nothing in the reply was understood";
    let run = bench.run(&["step", "done", "quick", "1.2.1", "--reply", "gibberish"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains(words), "{run:?}");
    let bench = Bench::imported();
    let answer = log("true", "dev");
    let run = bench.run(&["step", "done", "quick", "1.2.1", "--reply", &answer]);
    assert!(!run.stderr.contains(words), "{run:?}");
}

#[test]
fn what_has_not_happened_yet_is_neither_recorded_nor_looked_at() {
    let bench = Bench::imported();
    let later = "2026-02-01 09:00";
    for args in [
        &["show", "quick", "--at", later][..],
        &["list", "--at", later],
        &["log", "quick", "--at", later],
        &["step", "done", "quick", "1.2.1", "--at", later],
        &["blocker", "list", "--at", later],
    ] {
        let output = bench.run(args);
        assert_eq!(output.code, 2, "{args:?} {output:?}");
        let words = "is in the future: it is 31 Jan 14:32 UTC now";
        assert!(output.stderr.contains(words), "{output:?}");
    }
    assert_eq!(bench.run(&["window", "--at", later]).code, 0);
    assert_eq!(
        bench.run(&["blocker", "list", "--at", "2026-01-01"]).code,
        0
    );
}

#[test]
fn a_date_is_met_until_it_ends_and_a_wait_says_what_for() {
    let bench = Bench::imported();
    let late = bench.run(&["forecast", "quick", "--by", "2026-01-31"]);
    assert_eq!(late.code, 10, "{late:?}");
    let words = "TOO LATE   for the end of Sat 31 Jan 2026, UTC";
    assert!(late.stdout.contains(words), "{late:?}");
    let told = bench.ok(&["wait", "quick", "--for", "timer"]);
    assert_eq!(told.trim(), "ok quick_export: no time runs");
    let output = bench.run(&["wait", "quick", "--for", "step:1.2.1", "--timeout", "0s"]);
    assert_eq!(output.code, 8, "{output:?}");
    assert!(
        output.stderr.contains("quick_export: 1.2.1 is todo still"),
        "{output:?}"
    );
}

#[test]
fn no_line_for_people_names_a_rollout_by_its_inner_name() {
    let bench = Bench::imported();
    let id = bench.data(&["show", "quick"])["id"]
        .as_str()
        .unwrap()
        .to_owned();
    bench.ok(&["incident", "add", "Slow pages"]);
    bench.ok(&["incident", "link", "I1", "quick"]);
    for args in [
        &["log"][..],
        &["log", "--stream", "incident"],
        &["incident", "show", "I1"],
        &["blocker", "list"],
    ] {
        let told = bench.ok(args);
        assert!(told.contains("quick_export"), "{args:?} {told}");
        assert!(!told.contains(&id), "{args:?} {told}");
    }
}
