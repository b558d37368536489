//! What was known then, what is taken back, and what is written beside a blocker.

use serde_json::{Value, json};

use crate::support::{Bench, NOW};

#[test]
fn an_incident_is_shown_as_it_was_known_then_and_its_last_record_is_taken_back() {
    let bench = Bench::new();
    bench.data(&["incident", "add", "Queue is slow"]);
    let later = |args: &[&str]| bench.run_at("2026-01-31T15:00:00Z", args);
    later(&["incident", "status", "I1", "acknowledged"]);
    let (_, then, _) = later(&[
        "incident",
        "show",
        "I1",
        "--at",
        "2026-01-31T14:40:00Z",
        "--json",
    ]);
    let then: Value = serde_json::from_str(&then).unwrap();
    assert_eq!(then["data"]["status"], Value::Null);
    let (code, _, _) = later(&["incident", "show", "I1", "--at", "2026-01-30"]);
    assert_eq!(code, 3, "it was not known then");
    let (_, page, _) = later(&["incident", "undo", "I1"]);
    assert_eq!(page, "ok I1 undo: record made: acknowledged, no policy\n");
    assert_eq!(
        bench.data(&["incident", "show", "I1"])["status"],
        Value::Null
    );
    assert_eq!(
        bench.code(&["incident", "undo", "I1"]),
        (4, "WRONG_STATE".to_owned())
    );
    bench.data(&["incident", "redo", "I1"]);
    assert_eq!(
        bench.data(&["incident", "show", "I1"])["status"],
        "acknowledged"
    );
    assert_eq!(
        bench.code(&["incident", "undo", "I1", "--as", "grace"]),
        (5, "NEEDS_CONFIRMATION".to_owned())
    );
}

#[test]
fn one_log_holds_every_stream_and_can_be_filtered() {
    let bench = Bench::with_rollouts(&["search"]);
    bench.data(&["incident", "add", "Queue is slow", "--about", "search"]);
    bench.data(&["package", "add", "15.1.202206010001"]);
    let streams = |args: &[&str]| {
        let log = bench.data(&[&["log"], args].concat());
        let mut streams: Vec<String> = Vec::new();
        for entry in log.as_array().unwrap() {
            let stream = entry["stream"].as_str().unwrap();
            let kind = stream.split('/').next().unwrap();
            if !streams.iter().any(|known| known == kind) {
                streams.push(kind.to_owned());
            }
        }
        streams.sort();
        streams
    };
    assert_eq!(streams(&[]), ["incident", "ledger", "rollout"]);
    assert_eq!(streams(&["--stream", "incident"]), ["incident"]);
    assert_eq!(streams(&["--stream", "incident/I1"]), ["incident"]);
    assert_eq!(streams(&["--stream", "ledger"]), ["ledger"]);
    assert_eq!(streams(&["--stream", "rollout/search"]), ["rollout"]);
    assert_eq!(streams(&["search"]), ["rollout"]);
    let (_, page, _) = bench.run_at(NOW, &["log"]);
    assert!(
        page.contains("I1: added: Queue is slow, no record"),
        "{page}"
    );
    assert!(
        page.contains("packages: 15.1.202206010001: migrations not known"),
        "{page}"
    );
    assert_eq!(bench.code(&["log", "--stream", "incident/I9"]).0, 3);
}

#[test]
fn what_is_known_of_a_blocker_is_changed_and_noted() {
    let bench = Bench::with_rollouts(&["search", "export"]);
    bench.data(&[
        "blocker",
        "add",
        "search",
        "No rows",
        "--also",
        "export",
        "--expect",
        "old rows are there",
    ]);
    let edit = [
        "blocker",
        "edit",
        "search",
        "B1",
        "--everywhere",
        "--owner",
        "grace",
        "--due",
        "2d",
    ];
    let changed = bench.data(&edit);
    assert_eq!(changed["events"].as_array().unwrap().len(), 2);
    bench.data(&["blocker", "note", "search", "B1", "tried on staging first"]);
    let shown = bench.data(&["blocker", "show", "search", "B1"]);
    assert_eq!(shown["owner"], "grace");
    assert_eq!(shown["due"], "2026-02-02T14:32:00Z");
    assert_eq!(shown["expected"], json!(["old rows are there"]));
    assert_eq!(shown["notes"][0]["text"], "tried on staging first");
    assert_eq!(shown["notes"][0]["by"], "user");
    assert_eq!(
        bench.data(&["blocker", "show", "export", "B1"])["owner"],
        "grace"
    );
    bench.data(&[
        "blocker", "edit", "search", "B1", "--due", "none", "--owner", "",
    ]);
    let shown = bench.data(&["blocker", "show", "search", "B1"]);
    assert_eq!(
        (&shown["due"], &shown["owner"]),
        (&Value::Null, &Value::Null)
    );
    let text = bench.data(&["blocker", "text", "search", "B1"]);
    assert!(
        text["text"]
            .as_str()
            .unwrap()
            .contains("## Expected when done\n\n- old rows are there")
    );
    assert_eq!(
        bench.code(&["blocker", "edit", "search", "B1"]),
        (2, "USAGE".to_owned())
    );
}
