//! Incidents that hold rollouts: by a link, by a label, until they are over.

use serde_json::json;

use crate::support::Bench;

/// Takes the first rollout to where only the ramp is left, and returns why the flag cannot be switched on.
fn reasons_against(bench: &Bench, flag: &str) -> Vec<String> {
    let (code, document) = bench.json(&["step", "done", flag, "2.1", "--dry-run"]);
    if code == 0 {
        return vec![];
    }
    serde_json::from_value(document["error"]["reasons"].clone()).unwrap()
}

fn at_the_ramp(names: &[&str]) -> Bench {
    let bench = Bench::with_rollouts(names);
    for name in names {
        bench.data(&["step", "done", name, "1.1"]);
        bench.go_on(name);
        assert_eq!(reasons_against(&bench, name), Vec::<String>::new());
    }
    bench
}

#[test]
fn an_s1_or_s2_incident_closes_every_ramp_until_it_is_over() {
    let bench = at_the_ramp(&["search", "export"]);
    bench.data(&["incident", "add", "Queue is slow", "--about", "search"]);
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
    let shown = bench.data(&["show", "search"]);
    assert_eq!(shown["blockers"][0]["hard"], false, "it only warns");
    assert_eq!(shown["incidents"][0]["id"], "I1");
    let rated = bench.data(&["incident", "severity", "I1", "s2"]);
    let kinds = rated["events"].as_array().unwrap().iter();
    let kinds: Vec<&str> = kinds.filter_map(|told| told["kind"].as_str()).collect();
    assert!(kinds.contains(&"blocker_edited"), "{kinds:?}");
    assert!(kinds.contains(&"blocker_raised"), "{kinds:?}");
    assert_eq!(
        reasons_against(&bench, "search"),
        ["B1 is open: I1 Queue is slow"]
    );
    assert_eq!(
        reasons_against(&bench, "export"),
        ["B1 is open: I1 Queue is slow"],
        "it stops every flag"
    );
    let shown = bench.data(&["incident", "show", "I1"]);
    assert_eq!(
        (&shown["severity"], &shown["rollouts"][0]["name"]),
        (&json!("s2"), &json!("search"))
    );
    let list = bench.data(&["list"]);
    let row = list
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["flag"] == "search");
    assert_eq!(row.unwrap()["incidents"], json!(["I1"]));
    bench.data(&["incident", "status", "I1", "resolved"]);
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
    let closed = bench.data(&["blocker", "show", "search", "B1"]);
    assert_eq!(closed["closed"], "I1 is resolved");
    bench.data(&["incident", "undo", "I1"]);
    assert_eq!(
        reasons_against(&bench, "search"),
        ["B2 is open: I1 Queue is slow"]
    );
    bench.data(&["incident", "close", "I1"]);
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
    assert_eq!(bench.data(&["verify"])["ok"], true);
}

#[test]
fn an_incident_that_blocks_feature_flags_closes_every_ramp_and_those_of_rollouts_to_come() {
    let bench = at_the_ramp(&["search", "export"]);
    let add = ["incident", "add", "Database is down", "--severity", "s3"];
    bench.data(&add);
    assert_eq!(
        reasons_against(&bench, "search"),
        Vec::<String>::new(),
        "it is about none"
    );
    bench.data(&["incident", "label", "I1", "blocks feature-flags"]);
    for flag in ["search", "export"] {
        assert_eq!(
            reasons_against(&bench, flag),
            ["B1 is open: I1 Database is down"]
        );
    }
    let text = "# [Feature flag] Enable `later`\n\n## Global rollout on production\n\n- [ ] `/chatops run feature set later true`\n";
    std::fs::write(bench.0.path().join("later.md"), text).unwrap();
    let file = bench.0.path().join("later.md");
    bench.data(&["import", file.to_str().unwrap(), "--yes"]);
    let later = bench.data(&["show", "later"]);
    assert_eq!(
        (
            &later["blockers"][0]["incident"],
            &later["blockers"][0]["hard"]
        ),
        (&json!("I1"), &json!(true))
    );
    let off = bench.data(&["incident", "label", "I1", "blocks feature-flags", "--off"]);
    assert_eq!(
        off["events"].as_array().unwrap().len(),
        4,
        "the incident and three rollouts"
    );
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
}

#[test]
fn the_blocker_of_an_incident_that_stops_flags_is_not_closed_and_that_of_another_stays_closed() {
    let bench = at_the_ramp(&["search"]);
    let about = ["incident", "add", "Queue is slow", "--about", "search"];
    bench.data(&about);
    bench.data(&["incident", "severity", "I1", "s1"]);
    let close = [
        "blocker",
        "close",
        "search",
        "B1",
        "--reason",
        "another queue",
    ];
    let (code, document) = bench.json(&close);
    assert_eq!(code, 4, "{document}");
    let message = document["error"]["message"].as_str().unwrap();
    assert!(
        message.contains("B1 stands for I1, which is open"),
        "{message}"
    );
    bench.data(&["incident", "severity", "I1", "s3"]);
    bench.data(&close);
    bench.data(&["incident", "status", "I1", "acknowledged"]);
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
}
