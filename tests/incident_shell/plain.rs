//! Incidents and blockers from the shell: what scripts read, what is refused, what two rollouts share.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{Bench, NOW};

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
        (
            0,
            "ok I1 escalation due by policy quiet: 1 to tell somebody (1h 00m without acknowledged)\n"
        )
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
    let page = format!(
        "day\n  after 1m, unless resolved\n\nfrom {}\n",
        file.display()
    );
    assert_eq!(run(&["incident", "policies"]), (0, page));
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
    let (code, refused) = bench.json(&["advance", "quick"]);
    let unsaid = "nobody has said what is written while the flag is off";
    assert_eq!((code, &refused["error"]["reasons"]), (4, &json!([unsaid])));
    let past = ["--override", "writes", "--reason", "it writes nothing"];
    let (code, document) =
        bench.json(&[&["advance", "quick", "--confirm", "quick"][..], &past].concat());
    assert_eq!(code, 0, "{document}");
    assert_eq!(
        document["warnings"],
        json!([
            "B1 is open, it does not hold: Docs are thin",
            "nobody has said what is written while the flag is off: old data may not work",
            "nobody has said so, the document neither: the documentation is ready, breaking changes are announced, support knows, somebody is there for 2 hours after a change; vouch for docs, breaking, support, watch, yes or na",
        ])
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
fn the_board_can_begin_with_what_is_due_first() {
    let bench = Bench::with_rollouts(&["quick_export", "ticket_owners"]);
    bench.data(&["blocker", "add", "quick", "Bad", "--severity", "s1"]);
    bench.data(&["blocker", "add", "ticket", "Soon", "--due", "2h"]);
    let titles = |args: &[&str]| -> Vec<String> {
        let data = bench.data(args);
        let rows = data.as_array().unwrap().iter();
        rows.map(|row| row["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles(&["blocker", "list"]), ["Bad", "Soon"]);
    assert_eq!(titles(&["blocker", "list", "--by", "due"]), ["Soon", "Bad"]);
    bench.data(&["incident", "add", "Mild", "--severity", "s4"]);
    bench.data(&["incident", "add", "Wild", "--severity", "s1"]);
    assert_eq!(titles(&["incident", "list"]), ["Mild", "Wild"]);
    assert_eq!(
        titles(&["incident", "list", "--by", "severity"]),
        ["Wild", "Mild"]
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
fn a_shared_blocker_is_added_in_one_line_and_its_plan_is_one_plan() {
    let bench = Bench::with_rollouts(&["quick_export", "ticket_owners"]);
    bench.data(&["blocker", "add", "quick", "Own trouble"]);
    let add = ["blocker", "add", "quick", "No rows", "--also", "ticket"];
    let steps = ["--step", "Fill the rows", "--step", "Look at them"];
    let (code, said, _) = bench.run_at(NOW, &[&add[..], &steps].concat());
    assert_eq!(code, 0);
    let raised = said.lines().filter(|line| line.contains("No rows"));
    let raised: Vec<&str> = raised.collect();
    assert_eq!(
        raised,
        ["ok blocker raised: No rows, on quick_export as B2, on ticket_owners as B1"]
    );
    let done = |name: &str, blocker: &str| {
        let shown = bench.data(&["blocker", "show", name, blocker]);
        let plan = shown["plan"].as_array().unwrap().clone();
        plan.iter()
            .map(|step| step["done"].as_bool().unwrap())
            .collect::<Vec<bool>>()
    };
    let marked = bench.data(&["blocker", "step", "quick", "B2", "1", "done"]);
    assert_eq!(marked["events"].as_array().unwrap().len(), 2);
    assert_eq!(done("quick", "B2"), [true, false]);
    assert_eq!(done("ticket", "B1"), [true, false]);
    bench.data(&["undo", "quick", "--yes"]);
    assert_eq!(done("ticket", "B1"), [false, false]);
    bench.data(&["redo", "quick"]);
    bench.data(&["blocker", "step", "ticket", "B1", "2", "done"]);
    assert_eq!(done("quick", "B2"), [true, true]);
    bench.data(&["blocker", "close", "quick", "B2"]);
    assert_eq!(bench.data(&["verify"])["ok"], true);
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
