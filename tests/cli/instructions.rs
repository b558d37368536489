//! Instructions, actors, deadlines, settings and completions as a script sees them.

use serde_json::json;

use crate::support::{Bench, finished};

const LINE: &str = "/chatops run feature set quick_export 25 --actors";

#[test]
fn actors_are_kept_with_the_rollout_and_the_ramp_shows_who_turns_on_when() {
    let bench = Bench::imported();
    let turns = bench.data(&["actor", "quick", "Project:1", "User:2", "--keep"]);
    assert_eq!(turns[0]["actor"], "Project:1");
    let kept = bench.data(&["actor", "quick"]);
    assert_eq!(kept.as_array().unwrap().len(), 2);
    assert!(kept[0]["turns_on_at"].is_number(), "{kept}");
    let ramp = bench.data(&["ramp", "show", "quick"]);
    assert_eq!(ramp["actors"].as_array().unwrap().len(), 2);
    let page = bench.ok(&["ramp", "plan", "quick"]);
    assert!(page.contains("Project:1"), "{page}");
    bench.ok(&["actor", "quick", "User:2", "--forget", "--quiet"]);
    assert_eq!(bench.data(&["actor", "quick"]).as_array().unwrap().len(), 1);
}

#[test]
fn actors_asked_about_in_one_call_turn_on_as_one() {
    let bench = Bench::new();
    let one = [
        "actor",
        "fuzzy_file_search",
        "User:42",
        "Project:1",
        "--together",
    ];
    let turns = bench.data(&one);
    assert_eq!(turns[0]["actor"], "Project:1+User:42");
    assert_eq!(turns[0]["bucket"], 74_926);
    assert_eq!(turns.as_array().unwrap().len(), 1);
    let (code, document) = bench.json(&["actor", "fuzzy_file_search"]);
    assert_eq!(code, 2, "{document}");
}

#[test]
fn a_line_is_explained_with_what_it_changes_and_every_guard_of_chatops() {
    let bench = Bench::new();
    let line = "/chatops run feature set foo 100 --actors";
    let said = bench.data(&["explain", line])[0].clone();
    assert_eq!(said["verb"], "feature set");
    let meaning = "Sets foo to 100% of actors in production, which the server takes for `true`.";
    assert_eq!(said["meaning"], meaning);
    assert_eq!(said["changes"].as_array().unwrap().len(), 1);
    assert!(said["notes"].to_string().contains("not the same as `true`"));
    let guards = said["guards"].as_array().unwrap();
    let ids: Vec<&str> = guards
        .iter()
        .filter_map(|guard| guard["id"].as_str())
        .collect();
    assert_eq!(
        ids.last_chunk(),
        Some(&["channel", "production_check", "consistency"])
    );
    assert_eq!(guards[7]["overridden_by"], "--ignore-production-check");
    assert_eq!(guards[7]["stands"], "depends");
    let page = bench.ok(&["explain", "/chatops run auto_deploy status abc", "prose"]);
    assert!(page.contains("changes       nothing"), "{page}");
    assert!(page.contains("is no instruction"), "{page}");
    let glued = bench.data(&["explain", "/chatops run feature set foo50 --actors"]);
    assert!(
        glued[0]["suspected"][0].as_str().unwrap().contains("`50`"),
        "{glued}"
    );
}

#[test]
fn the_dialect_is_an_option_a_setting_and_else_the_document() {
    let bench = Bench::imported();
    let said = bench.data(&["explain", LINE, "--dialect", "new"]);
    let new = "/chatops gitlab run feature set quick_export 25 --actors";
    assert_eq!(said[0]["normalised"], new);
    assert_eq!(bench.data(&["explain", LINE])[0]["normalised"], LINE);
    let mut command = bench.command(&["ramp", "show", "quick", "--json"]);
    let output = finished(command.env("ROLLGATE_DIALECT", "new"));
    let begins = "\"instruction\":\"/chatops gitlab run feature set quick_export";
    assert!(output.stdout.contains(begins), "{output:?}");
    let mut command = bench.command(&["list"]);
    let output = finished(command.env("ROLLGATE_DIALECT", "klingon"));
    assert_eq!(output.code, 2, "{output:?}");
}

#[test]
fn a_setting_is_set_in_its_file_and_holds_from_then_on() {
    let bench = Bench::imported();
    let file = bench.write(
        "config.toml",
        "# mine\n[chatops]\ndialect = \"old\" # old\n",
    );
    let run = |args: &[&str]| finished(bench.command(args).env("ROLLGATE_CONFIG", &file));
    let got = run(&["config", "get", "chatops.dialect"]);
    assert_eq!(got.stdout, "old\n", "{got:?}");
    let set = run(&["config", "set", "chatops.dialect", "new"]);
    assert_eq!(set.code, 0, "{set:?}");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "# mine\n[chatops]\ndialect = \"new\" # old\n");
    let said = run(&["explain", LINE]);
    assert!(said.stdout.starts_with("/chatops gitlab run"), "{said:?}");
    for (args, code) in [
        (["config", "set", "nobody", "x"], 2),
        (["config", "set", "slow", "yes"], 2),
        (["config", "set", "color", "blue"], 2),
    ] {
        assert_eq!(run(&args).code, code, "{args:?}");
    }
}

#[test]
fn a_watch_is_handed_over_with_the_pack_that_is_needed() {
    let bench = Bench::imported();
    let (code, document) = bench.json(&["timer", "handover", "quick", "bo"]);
    assert_eq!(code, 4, "{document}");
    bench.reach_production();
    let data = bench.data(&["timer", "handover", "quick", "bo"]);
    assert_eq!(data["events"][0]["kind"], "watch_handed_over");
    let text = data["text"].as_str().unwrap();
    assert!(text.contains("watched by bo"), "{text}");
    let timers = bench.data(&["timer", "list", "quick"]);
    assert_eq!(timers[0]["watcher"], "bo");
    bench.ok(&["undo", "quick", "--yes"]);
    let timers = bench.data(&["timer", "list", "quick"]);
    assert_eq!(timers[0]["watcher"], json!(null));
}

#[test]
fn a_flag_that_outlives_its_type_is_found() {
    let bench = Bench::imported();
    assert_eq!(bench.data(&["deadline", "quick"]), json!(null));
    let since = ["deadline", "quick", "wip", "--since", "2025-08-01"];
    bench.ok(&since);
    let row = bench.data(&["list"])[0].clone();
    assert_eq!(row["deadline"]["at"], "2025-12-01T00:00:00Z");
    assert_eq!(
        (&row["overdue"], &row["days_left"]),
        (&json!(true), &json!(-62))
    );
    let (code, document) = bench.json(&["check", "quick"]);
    assert_eq!(code, 10);
    assert!(document.to_string().contains("flag_overdue"), "{document}");
    assert!(!document.to_string().contains("stale"), "{document}");
    let late = bench.run_at(
        "2026-03-01T00:00:00Z",
        &["check", "quick", "--max-age", "2w"],
    );
    assert!(
        late.stdout.contains("nothing was recorded for 28 days"),
        "{late:?}"
    );
}

#[test]
fn completions_offer_commands_flags_and_open_steps() {
    let bench = Bench::imported();
    let offered = |words: &[&str]| {
        let args = [&["complete", "--"], words].concat();
        bench.ok(&args)
    };
    assert_eq!(offered(&["show", "qu"]), "quick_export\n");
    assert!(offered(&["step", "done", "quick_export", ""]).contains("next\n"));
    assert_eq!(offered(&["timer", "hand"]), "handover\n");
    for shell in ["bash", "zsh", "fish"] {
        let script = bench.ok(&["completion", shell]);
        assert!(script.contains("complete --"), "{shell}");
    }
}

#[test]
fn every_list_can_be_one_document_a_line_with_the_option_before_or_after() {
    let bench = Bench::imported();
    for args in [["--format", "jsonl", "list"], ["list", "--format", "jsonl"]] {
        let lines = bench.ok(&args);
        let row: serde_json::Value = serde_json::from_str(lines.trim_end()).unwrap();
        assert_eq!(row["flag"], "quick_export");
    }
    let (code, _) = bench.json(&["list", "--watch"]);
    assert_eq!(code, 2);
}

#[test]
fn a_card_of_slack_names_the_scopes_that_drift() {
    let bench = Bench::imported();
    let card = "Name\nquick_export\nState\nEnabled\nEnabled Globally\n`false`\nScoped to\n`[\"User:7\"]`\nHost: gitlab.com";
    let data = bench.data(&["observe", "quick", card]);
    assert_eq!(data["events"][0]["kind"], "flag_observed");
    let observed = &data["rollout"]["environments"]["production"]["observed"];
    assert_eq!(observed["source"], "feature get");
    assert_eq!(observed["actors"], json!(["User:7"]));
}
