//! A way back that chatops cannot go: the line for the console, who runs it, the document's steps, the look at the end. And what cannot be undone.

use serde_json::Value;

use crate::support::Bench;

const PLAN: &str = "\
# [Feature flag] Enable `shared_name`

## Owners

- Team: ~\"group::names\"

## Rollout Steps

### Global rollout on production

- [ ] Turn it on for all: `/chatops run feature set shared_name true`

## Rollback Steps

- [ ] The name is the same as that of a licensed feature, so ask an SRE to run `Feature.disable(:shared_name)`
- [ ] Tell #support that it is off.
";

#[test]
fn the_way_back_by_console_names_the_line_and_who_runs_it_and_is_not_impossible() {
    let bench = Bench::new();
    bench.import(PLAN);
    bench.ok(&["step", "done", "shared_name", "1.1"]);
    let plan = bench.data(&["rollback", "plan", "shared_name"]);
    assert_eq!(plan["impossible"], Value::Array(vec![]));
    let steps = plan["steps"].as_array().unwrap();
    assert!(steps[0]["text"].as_str().unwrap().contains("has confirmed"));
    assert_eq!(steps[1]["environment"], "production");
    assert_eq!(steps[1]["instruction"], "Feature.disable(:shared_name)");
    assert!(steps[1]["who"].as_str().unwrap().contains("an SRE"));
    assert_eq!(steps[2]["text"], "Tell #support that it is off.");
    assert_eq!(steps[3]["text"], "see that it is off in production");
    let page = bench.ok(&["rollback", "plan", "shared_name"]);
    assert!(!page.contains("impossible"), "{page}");
    let (way, document) = page.split_once("The document says:").unwrap();
    assert!(way.trim_end().ends_with("a claim is not a sight"), "{page}");
    assert!(document.contains("Tell #support"), "{page}");
}

#[test]
fn what_cannot_be_undone_says_why_and_what_to_do_instead() {
    let bench = Bench::new();
    bench.import(PLAN);
    bench.ok(&["step", "done", "shared_name", "1.1"]);
    let refused = |words: &str| {
        let (code, document) = bench.json(&["undo", "shared_name", "--yes"]);
        assert_eq!(code, 4, "{document}");
        assert!(
            document["error"]["message"]
                .as_str()
                .unwrap()
                .contains(words),
            "{document}"
        );
    };
    let args = [
        "rollback",
        "start",
        "shared_name",
        "--reason",
        "slow",
        "--confirm",
        "shared",
        "--confirmed-by",
        "lee",
    ];
    bench.ok(&args);
    refused("`rollback finish`");
    for order in ["2", "3", "4"] {
        bench.ok(&["rollback", "step", "shared_name", order, "done"]);
    }
    bench.ok(&["rollback", "finish", "shared_name"]);
    refused("`attempt` begins anew");
    bench.ok(&["attempt", "shared_name"]);
    refused("attempt 2 has begun");
}
