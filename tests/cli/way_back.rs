//! The way back from the shell: how far it reaches, its incident, who has confirmed it, and a past that a later record contradicts.

use serde_json::Value;

use crate::support::Bench;

const START: [&str; 5] = ["rollback", "start", "quick", "--reason", "errors"];

fn in_production() -> Bench {
    let bench = Bench::imported();
    bench.reach_production();
    bench
}

fn started(bench: &Bench, more: &[&str]) -> (i32, Value) {
    bench.json(&[&START[..], &["--confirm", "quick"], more].concat())
}

#[test]
fn a_way_back_for_production_alone_leaves_staging_on_and_says_so() {
    let bench = in_production();
    let plan = bench.data(&["rollback", "plan", "quick", "--scope", "production"]);
    let places: Vec<&Value> = plan["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["environment"])
        .filter(|place| !place.is_null())
        .collect();
    assert_eq!(places, ["production"], "{plan}");
    let page = bench.ok(&["rollback", "plan", "quick", "--scope", "production"]);
    assert!(page.contains("(not chosen, stays)"), "{page}");
    let (code, refused) = started(&bench, &["--scope", "staging"]);
    assert_eq!(code, 4, "{refused}");
    assert!(refused.to_string().contains("begins with production"));
    let (code, done) = started(&bench, &["--scope", "production"]);
    assert_eq!(code, 0, "{done}");
    let show = bench.data(&["rollback", "show", "quick"]);
    assert_eq!(show["scope"], serde_json::json!(["production"]));
    let page = bench.ok(&["rollback", "show", "quick"]);
    assert!(page.contains("only in production"), "{page}");
}

#[test]
fn an_incident_is_named_or_raised_and_is_then_about_the_rollout() {
    let bench = in_production();
    let (code, missing) = started(&bench, &["--incident", "I7"]);
    assert_eq!(code, 3, "{missing}");
    let (code, done) = started(&bench, &["--incident", "new"]);
    assert_eq!(code, 0, "{done}");
    let show = bench.data(&["rollback", "show", "quick"]);
    assert_eq!(show["incident"], "I1", "{show}");
    let incident = bench.data(&["incident", "show", "I1"]);
    let text = incident.to_string();
    assert!(text.contains("Rollback of quick"), "{text}");
    let page = bench.ok(&["rollback", "show", "quick"]);
    assert!(page.contains("incident I1"), "{page}");
}

#[test]
fn a_refused_way_back_raises_no_incident() {
    let bench = in_production();
    let (code, refused) = started(&bench, &["--incident", "new", "--scope", "ops"]);
    assert_eq!(code, 4, "{refused}");
    assert!(refused.to_string().contains("on in ops"));
    let (code, _) = bench.json(&["incident", "show", "I1"]);
    assert_eq!(code, 3);
}

#[test]
fn the_past_is_what_was_known_then_and_says_what_a_later_record_claims() {
    let bench = in_production();
    let (earlier, between, late) = (
        "2026-03-09T17:50:00Z",
        "2026-03-09T17:55:00Z",
        "2026-03-09T18:00:00Z",
    );
    let start = [&START[..], &["--confirm", "quick", "--already-at", earlier]].concat();
    let output = bench.run_at(late, &start);
    assert_eq!(output.code, 0, "{output:?}");
    let then = bench.run_at("2026-03-09T18:05:00Z", &["show", "quick", "--at", between]);
    let first = then.stdout.lines().next().unwrap_or_default();
    assert!(first.contains("As it was known then"), "{first}");
    assert!(
        first.contains("17:50") && first.contains("18:00"),
        "{first}"
    );
    assert!(!then.stdout.contains("ROLLBACK R1"), "{then:?}");
    let before = "2026-03-09T17:45:00Z";
    let page = bench.run_at("2026-03-09T18:05:00Z", &["show", "quick", "--at", before]);
    assert!(!page.stdout.contains("As it was known then"), "{page:?}");
}
