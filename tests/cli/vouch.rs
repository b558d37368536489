//! What a person vouches for, from the shell: recorded, shown, counted by gates; and a run that failed is no run.

use serde_json::json;

use crate::support::Bench;

const PLAN: &str = "\
# [Feature flag] Enable `quick_export`

## Rollout Steps

### Preparation before global rollout

- [ ] Decide whether the change needs a change management issue.
- [ ] Make sure that the documentation is up to date.

### Global rollout on production

- [ ] Turn it on for all: `/chatops run feature set quick_export true`

### Cleanup

- [ ] `/chatops run feature delete quick_export --dev --staging --production`
- [ ] Close this issue.
";

fn gate(shown: &serde_json::Value, id: &str) -> serde_json::Value {
    let mut gates = shown["gates"].as_array().unwrap().iter();
    gates.find(|gate| gate["id"] == id).cloned().unwrap()
}

#[test]
fn a_statement_is_recorded_shown_and_counted_by_the_gate_before_the_ramp() {
    let bench = Bench::new();
    bench.import(PLAN);
    bench.ok(&["step", "doing", "quick", "1.1"]);
    let ready = gate(&bench.data(&["show", "quick"]), "ready");
    assert_eq!(ready["open"], false);
    assert_eq!(ready["reasons"].as_array().unwrap().len(), 2, "{ready}");
    let said = bench.data(&["vouch", "quick", "change", "no"]);
    assert_eq!(said["events"][0]["kind"], "stated");
    bench.ok(&["vouch", "quick", "docs", "--note", "!1234"]);
    let shown = bench.data(&["show", "quick"]);
    assert_eq!(gate(&shown, "ready")["open"], true);
    assert_eq!(
        bench.data(&["vouch", "quick"])[1]["text"],
        json!("the documentation is ready: yes")
    );
    assert_eq!(shown["statements"][1]["note"], "!1234");
}

#[test]
fn what_is_no_topic_answer_or_environment_is_wrong_use_and_says_what_is() {
    let bench = Bench::new();
    bench.import(PLAN);
    for args in [
        ["vouch", "quick", "code", "maybe", "--in", "staging"],
        ["vouch", "quick", "code", "yes", "--in", "moon"],
        ["vouch", "quick", "luck", "yes", "--in", "staging"],
    ] {
        let output = bench.run(&args);
        assert_eq!(output.code, 2, "{output:?}");
        assert!(
            output.stderr.contains("staging")
                || output.stderr.contains("yes")
                || output.stderr.contains("docs")
        );
    }
    let (code, document) = bench.json(&["vouch", "quick", "code"]);
    assert_eq!(
        (code, &document["error"]["code"]),
        (4, &json!("WRONG_STATE"))
    );
}

#[test]
fn going_past_the_steps_goes_past_what_they_were_to_make_ready() {
    let bench = Bench::new();
    bench.import(PLAN);
    bench.ok(&["step", "doing", "quick", "1.1"]);
    let args = [
        "advance",
        "quick",
        "--override",
        "writes",
        "--override",
        "steps",
        "--reason",
        "docs follow",
        "--confirm",
        "quick",
    ];
    let done = bench.data(&args);
    assert_eq!(done["events"][2]["kind"], "stage_advanced");
}

#[test]
fn a_line_of_a_later_stage_is_refused_until_its_stage_has_come() {
    let bench = Bench::new();
    bench.import(PLAN);
    bench.ok(&["step", "doing", "quick", "1.1"]);
    let (code, document) = bench.json(&["step", "done", "quick", "2.1"]);
    assert_eq!(code, 4, "{document}");
    let reason = document["error"]["reasons"][0].as_str().unwrap();
    assert!(reason.contains("stage 1"), "{reason}");
}

// A run that failed says nothing about the next tick: it is a run again, with its blanks and the calendar's lock.
#[test]
fn a_tick_after_a_run_that_failed_is_a_run_with_all_that_it_has_to_pass() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "done", "quick", "2.1", "2.2"]);
    bench.reach_the_ramp();
    bench.ok(&[
        "step",
        "fail",
        "quick",
        "3.1.1",
        "--set",
        "rollout-percentage=25",
        "--reason",
        "timeout",
    ]);
    let (code, document) = bench.json(&["step", "done", "quick", "3.1.1"]);
    assert_eq!(
        (code, &document["error"]["code"]),
        (4, &json!("BLANK_OPEN")),
        "{document}"
    );
    let locked = bench.run_at(
        "2026-12-25T12:00:00Z",
        &[
            "step",
            "done",
            "quick",
            "3.1.1",
            "--set",
            "rollout-percentage=25",
            "--json",
        ],
    );
    assert_eq!(locked.code, 4, "{locked:?}");
    assert!(locked.stdout.contains("hard lock"), "{locked:?}");
}
