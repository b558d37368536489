//! What was seen of a flag beside what was claimed: read from pasted answers, shown as drift, counted by the way back.

use crate::support::Bench;

const API: &str = r#"{"name":"quick_export","gates":[{"key":"boolean","value":false},{"key":"percentage_of_actors","value":25}]}"#;

#[test]
fn what_is_seen_later_differs_from_the_claim_and_what_is_claimed_later_makes_it_old() {
    let bench = Bench::imported();
    bench.reach_production();
    let off = "boolean: false\npercentage_of_actors: 0";
    bench.ok(&["observe", "quick", off, "--env", "production"]);
    let production = bench.data(&["show", "quick"])["environments"]["production"].clone();
    assert_eq!(production["claimed"]["percentage_of_actors"], 25);
    assert_eq!(production["observed"]["boolean"], false);
    assert_eq!(production["observed"]["source"], "list of gates");
    assert_eq!(production["drift"][0], "claimed 25% of actors, seen off");
    let later = "2026-01-31T15:00:00Z";
    let set = bench.run_at(later, &["ramp", "set", "quick", "25"]);
    assert_eq!(set.code, 0, "{set:?}");
    let production = bench.data(&["show", "quick"])["environments"]["production"].clone();
    assert_eq!(production["observed"]["older_than_claim"], true);
    assert_eq!(production["drift"], serde_json::json!([]));
}

#[test]
fn the_way_back_begins_with_what_was_seen_on() {
    let bench = Bench::imported();
    let before = bench.data(&["rollback", "plan", "quick"]);
    assert!(before["from"].get("production").is_none(), "{before}");
    bench.ok(&["observe", "quick", API, "--env", "gprd"]);
    let plan = bench.data(&["rollback", "plan", "quick"]);
    assert_eq!(plan["from"]["production"], "25% of actors");
    assert_eq!(plan["steps"][0]["environment"], "production");
    let warnings = plan["warnings"].to_string();
    assert!(warnings.contains("was seen 25% of actors"), "{warnings}");
}

#[test]
fn a_line_of_the_log_is_laid_over_what_was_believed() {
    let bench = Bench::imported();
    let title = "Feature flag 'quick_export' has been set to '10' of actors on gprd";
    let data = bench.data(&["observe", "quick", title]);
    assert_eq!(data["events"][0]["kind"], "flag_observed");
    let show = bench.data(&["show", "quick"]);
    let observed = &show["environments"]["production"]["observed"];
    assert_eq!(observed["percentage_of_actors"], 10);
    assert_eq!(observed["source"], "feature-flag log");
}

#[test]
fn text_that_does_not_show_the_flag_is_refused_with_what_is_understood() {
    let bench = Bench::imported();
    for (text, words) in [
        ("all good", "Feature flag 'quick_export'"),
        (API, "--env"),
        ("Production check failed!", "refusal"),
    ] {
        let (code, document) = bench.json(&["observe", "quick", text]);
        assert_eq!(code, 4, "{document}");
        assert!(document.to_string().contains(words), "{document}");
    }
    assert_eq!(
        bench.run(&["observe", "quick", API, "--env", "moon"]).code,
        2
    );
}

#[test]
fn an_answer_that_refuses_makes_the_run_a_refusal() {
    let bench = Bench::imported();
    let reply = "Production check failed! confirm with @sre-oncall";
    let data = bench.data(&["step", "done", "quick", "1.2.1", "--reply", reply]);
    let text = data["events"][0]["text"].to_string();
    assert!(text.contains("REFUSED"), "{text}");
    let show = bench.data(&["show", "quick"]);
    assert_eq!(
        show["environments"]["staging"]["claimed"]["boolean"],
        serde_json::Value::Null
    );
}

#[test]
fn a_hundred_and_true_are_told_apart_and_the_way_down_begins_with_false() {
    let bench = Bench::imported();
    bench.reach_production();
    let at = |clock: &str, args: &[&str]| bench.run_at(clock, args);
    let all = at(
        "2026-01-31T15:00:00Z",
        &[
            "ramp",
            "set",
            "quick",
            "100",
            "--reason",
            "small",
            "--confirm",
            "100",
        ],
    );
    assert_eq!(all.code, 0, "{all:?}");
    assert!(all.stderr.contains("100"), "{all:?}");
    let down = at("2026-01-31T15:30:00Z", &["ramp", "set", "quick", "50"]);
    assert_eq!(down.code, 4, "{down:?}");
    assert!(down.stderr.contains("set it to false first"), "{down:?}");
    let off = at("2026-01-31T15:30:00Z", &["ramp", "set", "quick", "false"]);
    assert_eq!(off.code, 0, "{off:?}");
    let again = at("2026-01-31T15:31:00Z", &["ramp", "set", "quick", "25"]);
    assert_eq!(again.code, 0, "{again:?}");
}
