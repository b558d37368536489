//! Incidents and blockers from the shell: what scripts read, what is refused, what two rollouts share.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::process::{Command, Stdio};

use serde_json::{Value, json};

const NOW: &str = "2026-01-31T14:32:00Z";

struct Bench(tempfile::TempDir);

impl Bench {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_rollouts(names: &[&str]) -> Self {
        let bench = Self::new();
        for name in names {
            let text = format!(
                "# [Feature flag] Enable `{name}`\n\n## Rollout Steps\n\n### Rollout on non-production environments\n\n\
                 - [ ] `/chatops run feature set {name} true --staging`\n\n### Global rollout on production\n\n\
                 - [ ] `/chatops run feature set {name} true`\n"
            );
            let path = bench.0.path().join(format!("{name}.md"));
            std::fs::write(&path, text).unwrap();
            bench.data(&["import", path.to_str().unwrap(), "--yes"]);
        }
        bench
    }

    fn run_at(&self, clock: &str, args: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_rollgate"))
            .args(args)
            .env_clear()
            .env("ROLLGATE_DB", self.0.path().join("rollgate.db"))
            .env("ROLLGATE_AS", "user")
            .env("ROLLGATE_CLOCK", clock)
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn json(&self, args: &[&str]) -> (i32, Value) {
        let (code, stdout, _) = self.run_at(NOW, &[args, &["--json"]].concat());
        (code, serde_json::from_str(&stdout).unwrap())
    }

    fn data(&self, args: &[&str]) -> Value {
        let (code, document) = self.json(args);
        assert_eq!(code, 0, "{args:?} {document}");
        document["data"].clone()
    }

    fn code(&self, args: &[&str]) -> (i32, String) {
        let (code, document) = self.json(args);
        (
            code,
            document["error"]["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    }
}

#[test]
fn an_incident_without_a_record_says_null_to_scripts_and_none_to_people() {
    let bench = Bench::new();
    bench.data(&["incident", "add", "Queue is slow"]);
    let shown = bench.data(&["incident", "show", "queue"]);
    for key in [
        "status",
        "policy",
        "escalations_started_at",
        "resolved_at",
        "provenance",
        "alert",
    ] {
        assert_eq!(shown[key], Value::Null, "{key}");
        assert!(shown.as_object().unwrap().contains_key(key), "{key}");
    }
    assert_eq!(
        (&shown["id"], &shown["pending"]),
        (&json!("I1"), &json!([]))
    );
    let (_, page, _) = bench.run_at(NOW, &["incident", "list"]);
    assert_eq!(page, "I1   None          Queue is slow\n");
}

#[test]
fn a_policy_triggers_and_says_when_somebody_is_to_be_told() {
    let bench = Bench::new();
    bench.data(&["incident", "add", "Queue is slow"]);
    let set = bench.data(&["incident", "status", "I1", "ignored", "--policy", "quiet"]);
    assert_eq!(set["incident"]["status"], "triggered");
    let pending = json!([{"elapsed_s": 3600, "status": "acknowledged", "at": "2026-01-31T15:32:00Z", "due": false}]);
    assert_eq!(set["incident"]["pending"], pending);
    assert_eq!(bench.data(&["incident", "escalate"])["events"], json!([]));
    let later = "2026-01-31T15:40:00Z";
    let (code, page, _) = bench.run_at(later, &["incident", "escalate", "I1"]);
    assert_eq!(
        (code, page.as_str()),
        (0, "ok I1 escalation due: 1 to tell somebody\n")
    );
    let unset = bench.data(&["incident", "policy", "I1", "--unset"]);
    assert_eq!(unset["incident"]["status"], "triggered");
    assert_eq!(unset["incident"]["escalations_started_at"], Value::Null);
}

#[test]
fn policies_come_from_a_file_where_one_is_named() {
    let bench = Bench::new();
    let file = bench.0.path().join("policies.toml");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollgate"));
        let command = command.args(args).env_clear().stdin(Stdio::null());
        let command = command.env("ROLLGATE_DB", bench.0.path().join("rollgate.db"));
        let command = command.env("ROLLGATE_AS", "user");
        let output = command.env("ROLLGATE_POLICIES", &file).output().unwrap();
        let texts = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(texts).unwrap(),
        )
    };
    let (code, text) = run(&["incident", "policies"]);
    assert_eq!(code, 2, "a file that is named has to be there: {text}");
    std::fs::write(&file, "[[policy]]\nname = \"day\"\nrules = []\n").unwrap();
    let (code, text) = run(&["incident", "policies"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("line 1: day has no rule"), "{text}");
    let rule = "rules = [{ elapsed_s = 60, status = \"resolved\" }]";
    std::fs::write(&file, format!("[[policy]]\nname = \"day\"\n{rule}\n")).unwrap();
    let page = run(&["incident", "policies"]);
    assert_eq!(page, (0, "day\n  after 1m, unless resolved\n".to_owned()));
    assert_eq!(run(&["incident", "add", "Queue is slow"]).0, 0);
    assert_eq!(run(&["incident", "policy", "I1", "day"]).0, 0);
    assert_eq!(run(&["incident", "policy", "I1", "quiet"]).0, 3);
}

#[test]
fn what_is_wrong_about_an_incident_has_its_exit_code() {
    let bench = Bench::new();
    bench.data(&["incident", "add", "Queue is slow"]);
    bench.data(&["incident", "add", "Queue is full"]);
    for (args, expected) in [
        (&["incident", "show", "I9"][..], (3, "INCIDENT_NOT_FOUND")),
        (&["incident", "show", "queue"], (3, "AMBIGUOUS")),
        (&["incident", "policy", "I1", "week"], (3, "NOT_FOUND")),
        (&["incident", "policy", "I1"], (2, "USAGE")),
        (&["incident", "status", "I1", "gone"], (2, "USAGE")),
        (&["incident", "add", " "], (4, "REASON_MISSING")),
        (&["incident", "backfill", "--undo"], (4, "WRONG_STATE")),
    ] {
        let (code, word) = bench.code(args);
        assert_eq!((code, word.as_str()), expected, "{args:?}");
    }
}

#[test]
fn closing_an_incident_resolves_its_alert_and_leaves_none_as_it_is() {
    let bench = Bench::new();
    bench.data(&[
        "incident",
        "add",
        "Disk is full",
        "--alert-status",
        "triggered",
    ]);
    let closed = bench.data(&["incident", "close", "I1", "--reason", "cleaned"]);
    assert_eq!(closed["incident"]["alert"]["status"], "resolved");
    assert_eq!(closed["incident"]["status"], Value::Null);
    assert_eq!(
        bench.data(&["incident", "close", "I1"])["events"],
        json!([])
    );
}

#[test]
fn a_soft_blocker_warns_beside_the_data_and_lets_through() {
    let bench = Bench::with_rollouts(&["quick_export"]);
    bench.data(&["blocker", "add", "quick", "Docs are thin", "--soft"]);
    bench.data(&["step", "done", "quick", "1.1"]);
    let (code, document) = bench.json(&["advance", "quick"]);
    assert_eq!(code, 0, "{document}");
    assert_eq!(
        document["warnings"],
        json!(["B1 is open, it does not hold: Docs are thin"])
    );
}

#[test]
fn the_board_shows_what_holds_first_and_what_is_overdue() {
    let bench = Bench::with_rollouts(&["quick_export", "ticket_owners"]);
    bench.data(&["blocker", "add", "quick", "Docs are thin", "--soft"]);
    let due = [
        "--due",
        "2026-01-31T12:32:00Z",
        "--severity",
        "s1",
        "--owner",
        "grace",
    ];
    bench.data(
        &[
            &["blocker", "add", "ticket", "No rows", "--step", "fill"][..],
            &due,
        ]
        .concat(),
    );
    let board = bench.data(&["blocker", "list"]);
    let order: Vec<&str> = board
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["rollout"].as_str().unwrap())
        .collect();
    assert_eq!(order, ["ticket_owners", "quick_export"]);
    let (_, page, _) = bench.run_at(NOW, &["blocker", "list"]);
    assert!(
        page.contains("S1, owner grace, OVERDUE by 2h, plan 0 of 1"),
        "{page}"
    );
    let (_, text, _) = bench.run_at(NOW, &["blocker", "text", "ticket", "B1"]);
    assert!(
        text.starts_with("# No rows\n") && text.ends_with("- [ ] fill\n"),
        "{text}"
    );
}

#[test]
fn one_blocker_on_two_rollouts_is_closed_on_both() {
    let bench = Bench::with_rollouts(&["quick_export", "ticket_owners"]);
    bench.data(&["blocker", "add", "quick", "Own trouble"]);
    let raised = bench.data(&["blocker", "add", "quick", "No rows", "--also", "ticket"]);
    assert_eq!(raised["events"].as_array().unwrap().len(), 2);
    let close = [
        "blocker",
        "close",
        "quick",
        "B2",
        "--reason",
        "filled",
        "--everywhere",
    ];
    assert_eq!(bench.data(&close)["events"].as_array().unwrap().len(), 2);
    let left = bench.data(&["blocker", "list"]);
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["title"], "Own trouble");
}

#[test]
fn only_a_backfill_has_a_link_and_an_end() {
    let bench = Bench::with_rollouts(&["quick_export"]);
    assert_eq!(
        bench.code(&["writes", "quick", "always", "--done"]),
        (2, "USAGE".to_owned())
    );
    assert_eq!(bench.data(&["writes", "quick"])["answer"], Value::Null);
    let said = bench.data(&["writes", "quick", "lazily"]);
    assert_eq!(said["events"][0]["kind"], "writes_said");
    assert_eq!(said["rollout"]["writes"]["answer"], "lazily");
}

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
        bench.data(&["advance", name]);
        assert_eq!(reasons_against(&bench, name), Vec::<String>::new());
    }
    bench
}

#[test]
fn an_s1_or_s2_incident_that_is_about_a_rollout_closes_its_ramp_until_it_is_over() {
    let bench = at_the_ramp(&["search", "export"]);
    bench.data(&["incident", "add", "Queue is slow", "--about", "search"]);
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
    let shown = bench.data(&["show", "search"]);
    assert_eq!(shown["blockers"][0]["hard"], false, "it only warns");
    assert_eq!(shown["incidents"][0]["id"], "I1");
    let rated = bench.data(&["incident", "severity", "I1", "s2"]);
    assert_eq!(rated["events"][1]["kind"], "blocker_edited");
    assert_eq!(
        reasons_against(&bench, "search"),
        ["B1 is open: I1 Queue is slow"]
    );
    assert_eq!(reasons_against(&bench, "export"), Vec::<String>::new());
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
    let add = ["incident", "add", "Database is down", "--severity", "s1"];
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
fn a_blocker_that_was_closed_against_an_open_incident_stays_closed() {
    let bench = at_the_ramp(&["search"]);
    bench.data(&[
        "incident",
        "add",
        "Queue is slow",
        "--about",
        "search",
        "--severity",
        "s1",
    ]);
    bench.data(&[
        "blocker",
        "close",
        "search",
        "B1",
        "--reason",
        "another queue",
    ]);
    bench.data(&["incident", "status", "I1", "acknowledged"]);
    assert_eq!(reasons_against(&bench, "search"), Vec::<String>::new());
}

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
