//! The JSON contract: one document for every command, wherever `--json` stands, with the keys that scripts read.

use serde_json::Value;

use crate::support::{Bench, DOCUMENT, NOW};

/// Every command, in words that work on the imported document without changing it.
const COMMANDS: [&[&str]; 40] = [
    &[],
    &["quick"],
    &["import", "issue.md", "-n"],
    &["list", "--all"],
    &["show", "quick", "--log", "3"],
    &["next", "quick"],
    &["next", "quick", "--command"],
    &["step", "na", "quick", "1.2", "--reason", "x", "-n"],
    &["step", "override", "quick", "1.2", "--reason", "x", "-n"],
    &[
        "qa",
        "inconclusive",
        "quick",
        "--note",
        "x",
        "--accept",
        "y",
        "-n",
    ],
    &["advance", "quick", "-n"],
    &["reopen", "quick", "1", "--reason", "x", "-n"],
    &["hold", "quick", "--reason", "x", "-n"],
    &["resume", "quick", "-n"],
    &["decide", "quick", "actor", "yes", "-n"],
    &["note", "quick", "x", "-n"],
    &["ramp", "show", "quick"],
    &["ramp", "set", "quick", "25", "-n"],
    &["timer", "list", "quick"],
    &[
        "timer",
        "start",
        "quick",
        "3.3",
        "15m",
        "--reason",
        "a short one",
        "-n",
    ],
    &["actor", "quick", "Project:1"],
    &["wait", "quick", "--for", "timer"],
    &["backup", "copy.db", "-n"],
    &["undo", "quick", "-n"],
    &["redo", "quick", "-n"],
    &["attempt", "quick", "-n"],
    &["close", "quick", "-n"],
    &["abandon", "quick", "--reason", "x", "-n"],
    &["blocker", "add", "quick", "x", "-n"],
    &["blocker", "list", "quick"],
    &["blocker", "close", "quick", "B1", "--reason", "x", "-n"],
    &["rollback", "plan", "quick"],
    &["rollback", "start", "quick", "--reason", "x", "-n"],
    &["rollback", "step", "quick", "1", "done", "-n"],
    &["rollback", "show", "quick"],
    &["rollback", "finish", "quick", "-n"],
    &["log"],
    &["verify"],
    &["export", "quick", "--as", "md"],
    &["text", "issue", "quick"],
];

/// The commands that say something about the program.
const ABOUT: [&[&str]; 6] = [
    &["explain", "/chatops run feature set x 25", "prose"],
    &["status"],
    &["completion", "bash"],
    &["man"],
    &["--help"],
    &["--version"],
];

#[test]
fn every_command_prints_one_document_wherever_json_stands() {
    let bench = Bench::imported();
    for args in COMMANDS.iter().chain(&ABOUT) {
        let before = bench.run(&[&["--json"], *args].concat());
        let after = bench.run(&[args, &["--json"][..]].concat());
        assert_eq!(before.stdout, after.stdout, "{args:?}");
        assert_eq!(before.code, after.code, "{args:?}");
        assert_eq!(after.stdout.lines().count(), 1, "{args:?}");
        let document: Value = serde_json::from_str(&after.stdout).unwrap();
        assert_eq!(document["schema"], 1, "{args:?}");
        let is_data = document.get("data").is_some();
        assert_eq!(is_data, matches!(after.code, 0 | 10), "{args:?} {document}");
        assert_ne!(
            is_data,
            document["error"]["code"].is_string(),
            "{args:?} {document}"
        );
        assert_eq!(document["now"], NOW, "{args:?}");
    }
}

#[test]
fn the_demo_prints_one_document_too() {
    let bench = Bench::new();
    for args in [["--json", "demo"], ["demo", "--json"]] {
        let output = bench.run(&args);
        assert_eq!(
            (output.code, output.stdout.lines().count()),
            (0, 1),
            "{output:?}"
        );
        let document: Value = serde_json::from_str(&output.stdout).unwrap();
        assert_eq!(document["schema"], 1);
    }
}

fn has_keys(value: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(value.get(key).is_some(), "{key} is missing in {value}");
    }
}

#[test]
fn a_reading_has_the_keys_of_the_contract() {
    let bench = Bench::new();
    bench.write("issue.md", DOCUMENT);
    let data = bench.data(&["import", "issue.md", "--dry-run"]);
    has_keys(
        &data,
        "is_rollout kind generation title flag owners stages rollback counts repairs questions diagnostics",
    );
    has_keys(&data["stages"][0], "id number title kind optional steps");
    let step = &data["stages"][0]["steps"][1]["steps"][0];
    has_keys(
        step,
        "id number text kind state optional line box instructions blanks wait_s steps",
    );
    has_keys(
        &step["instructions"][0],
        "raw normalised dialect verb flag value environments scopes modifiers blanks problems",
    );
    has_keys(
        &data["counts"],
        "stages steps tasks boxes_done boxes_na instructions decisions waits watches qa repairs blanks",
    );
    assert_eq!(data["flag"], "quick_export");
    assert_eq!(data["kind"], "feature_flag");
    assert_eq!(data["counts"]["tasks"], 13);
    assert_eq!(data["stages"][0]["steps"][0]["box"], "x");
    assert_eq!(data["stages"][0]["steps"][0]["state"], "done");
    assert_eq!(step["box"], " ");
    assert_eq!(step["line"], 18);
    assert_eq!(step["instructions"][0]["dialect"], "chatops");
    assert_eq!(step["instructions"][0]["verb"], "feature set");
    assert_eq!(step["instructions"][0]["value"], true);
    assert_eq!(data["stages"][2]["steps"][2]["wait_s"], 86_400);
}

#[test]
fn a_rollout_has_the_keys_of_the_contract() {
    let bench = Bench::imported();
    let data = bench.data(&["show", "quick"]);
    has_keys(
        &data,
        "id flag title state attempt hold stages environments decisions gates blockers timers qa rollback next progress",
    );
    has_keys(&data["progress"], "done total");
    has_keys(
        &data["stages"][0],
        "id number title kind optional steps state gates",
    );
    has_keys(&data["stages"][0]["gates"][0], "id text open hard reasons");
    let production = &data["environments"]["production"];
    has_keys(production, "claimed observed drift");
    has_keys(
        &production["claimed"],
        "boolean percentage_of_actors percentage_of_time actors groups",
    );
    assert_eq!(production["observed"], Value::Null);
    has_keys(&data["next"], "step instruction copyable reasons");
    assert_eq!(bench.data(&["next", "quick"]), data["next"]);
}

#[test]
fn a_list_has_the_keys_of_the_contract() {
    let bench = Bench::imported();
    let rows = bench.data(&["list"]);
    has_keys(
        &rows[0],
        "id flag title state stage stages_strip production done total next blockers timers needs_me updated_at",
    );
    assert_eq!(rows[0]["updated_at"], NOW);
    assert_eq!(rows[0]["stage"]["number"], 1);
}

#[test]
fn a_log_is_chained_and_a_change_says_what_it_recorded() {
    let bench = Bench::imported();
    let change = bench.data(&["hold", "quick", "--reason", "freeze"]);
    has_keys(&change["events"][0], "seq kind text");
    assert_eq!(change["rollout"]["hold"]["text"], "freeze");
    let log = bench.data(&["log", "quick"]);
    let entries = log.as_array().unwrap();
    for pair in entries.windows(2) {
        assert_eq!(pair[0]["hash"], pair[1]["prev_hash"]);
    }
    let last = entries.last().unwrap();
    has_keys(last, "seq stream at actor kind text reason hash prev_hash");
    assert_eq!(last["actor"], "user");
    assert_eq!(last["reason"], "freeze");
    assert_eq!(last["seq"], change["events"][0]["seq"]);
    assert_eq!(
        bench.data(&["log", "quick", "--who", "sam"]),
        serde_json::json!([])
    );
    assert_eq!(bench.data(&["log", "--since", "2h"]), log);
    assert_eq!(
        bench.data(&["log", "--since", "2031-01-01"]),
        serde_json::json!([])
    );
}

#[test]
fn the_rest_has_the_keys_of_the_contract() {
    let bench = Bench::imported();
    bench.reach_production();
    let plan = bench.data(&["rollback", "plan", "quick"]);
    has_keys(&plan, "from steps document_steps impossible warnings");
    has_keys(&plan["steps"][0], "order environment instruction why");
    let explained = bench.data(&["explain", "/chatops run feature set x 25", "just prose"]);
    has_keys(
        &explained[0],
        "raw normalised verb value environments problems",
    );
    assert_eq!(explained[0]["value"], 25);
    assert_eq!(explained[1], Value::Null);
    let actors = bench.data(&["actor", "quick", "Project:278964"]);
    has_keys(&actors[0], "actor bucket turns_on_at on_at_current");
    assert!(actors[0]["on_at_current"].is_boolean());
    let unknown = bench.data(&["actor", "zentao_issues_integration", "Project:278964"]);
    assert_eq!(unknown[0]["bucket"], 7139);
    assert_eq!(unknown[0]["on_at_current"], Value::Null);
    let verified = bench.data(&["verify"]);
    has_keys(&verified, "streams events ok broken");
    assert_eq!(verified["ok"], true);
    let (code, document) = bench.json(&["advance", "quick"]);
    assert_eq!(code, 4);
    has_keys(&document["error"], "code message hint reasons step");
}
