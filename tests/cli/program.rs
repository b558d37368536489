//! What the program says about itself and its surroundings: calendar, file, settings, prompt, a log that goes on.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::support::{Bench, finished};

#[test]
fn a_lock_says_until_when() {
    let bench = Bench::new();
    let (code, open) = bench.json(&["window", "--at", "2026-03-10T09:00:00Z"]);
    assert_eq!(
        (code, &open["data"]["now_allowed"]),
        (0, &Value::from(true))
    );
    let (_, locked) = bench.json(&["window", "--at", "2026-12-24T09:00:00Z"]);
    assert_eq!(locked["data"]["now_allowed"], false);
    assert_eq!(locked["data"]["next_allowed_at"], "2027-01-05T09:00:00Z");
}

#[test]
fn a_line_for_production_is_neither_printed_nor_recorded_under_a_hard_lock() {
    let bench = Bench::imported();
    bench.reach_production();
    let locked = "2026-12-24T09:00:00Z";
    let next = bench.run_at(locked, &["next", "quick", "--command"]);
    assert_eq!(next.code, 4, "{next:?}");
    assert!(next.stderr.contains("hard lock"), "{next:?}");
    let set = bench.run_at(locked, &["ramp", "set", "quick", "50"]);
    assert_eq!(set.code, 4, "{set:?}");
    let free = bench.run_at("2026-02-02T09:00:00Z", &["next", "quick"]);
    assert!(
        free.stdout.contains("rollgate ramp set quick_export 50"),
        "{free:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_calendar_of_ones_own_is_laid_over_and_a_mistake_names_file_and_line() {
    let bench = Bench::new();
    let folder = bench.path("config/rollgate");
    std::fs::create_dir_all(&folder).unwrap();
    let run = |text: &str, args: &[&str]| {
        std::fs::write(folder.join("calendar.toml"), text).unwrap();
        let mut command = bench.command(args);
        command.env("HOME", bench.path("."));
        finished(command.env("XDG_CONFIG_HOME", bench.path("config")))
    };
    let free = "without = [\"End of year\"]\n";
    let window = ["window", "--at", "2026-12-24T09:00:00Z", "--json"];
    let output = run(free, &window);
    assert!(output.stdout.contains("\"now_allowed\":true"), "{output:?}");
    let output = run("\nwithout = 3\n", &window);
    assert_eq!(output.code, 2, "{output:?}");
    assert!(
        output.stdout.contains("calendar.toml, line 2"),
        "{output:?}"
    );
    let output = run("\nwithout = 3\n", &["list"]);
    assert_eq!(output.code, 0, "{output:?}");
}

#[test]
fn a_doctor_says_what_is_wrong_with_the_settings_where_every_other_command_refuses() {
    let bench = Bench::imported();
    let file = bench.write("config.toml", "ascii = false\nnobody = 1\n");
    let run = |words: &[&str]| {
        let mut command = bench.command(words);
        finished(command.env("ROLLGATE_CONFIG", &file))
    };
    let refused = run(&["list"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    let told = run(&["doctor"]);
    assert_eq!(told.code, 10, "{told:?}");
    let named = "line 2: no setting is called nobody";
    assert!(told.stdout.contains(named), "{told:?}");
    assert!(told.stdout.contains("sqlite        3."), "{told:?}");
    assert!(told.stdout.contains("events"), "{told:?}");
}

#[test]
fn a_doctor_finds_nothing_in_a_sound_file_and_says_what_is_wrong_with_another() {
    let bench = Bench::imported();
    let data = bench.data(&["doctor"]);
    assert_eq!(data["file"]["pragmas"]["journal_mode"], "wal");
    assert_eq!(data["problems"], serde_json::json!([]));
    assert_eq!(bench.data(&["doctor", "--rebuild"])["rebuilt"], true);
    assert_eq!(bench.data(&["list"])[0]["flag"], "quick_export");
    std::fs::write(bench.path("rollgate.db"), "no data").unwrap();
    assert_eq!(bench.run(&["doctor"]).code, 7);
}

#[test]
fn settings_are_listed_and_a_prompt_is_one_line() {
    let bench = Bench::imported();
    assert_eq!(bench.data(&["config", "list"])["actor"], "user");
    assert!(bench.ok(&["config", "path"]).contains("rollgate.db"));
    bench.reach_production();
    assert_eq!(bench.ok(&["prompt"]), "QE 25% w15:00\n");
    assert_eq!(Bench::new().ok(&["prompt"]), "");
}

#[test]
fn every_form_of_text_names_the_flag() {
    let bench = Bench::imported();
    for form in ["issue", "slack", "markdown", "handover", "crosspost"] {
        let text = bench.data(&["text", form, "quick"])["text"].to_string();
        assert!(text.contains("quick_export"), "{form} {text}");
    }
}

#[test]
fn a_fleet_is_asked_by_its_owner() {
    let bench = Bench::imported();
    let all = bench.data(&["list"]);
    assert_eq!(all[0]["age_days"], 0);
    assert_eq!(
        bench.data(&["list", "--owner", "nobody"]),
        serde_json::json!([])
    );
}

#[test]
fn a_log_goes_on_until_nobody_reads_it() {
    let bench = Bench::imported();
    let follow = ["log", "quick", "--follow", "--format", "jsonl"];
    let mut child = bench
        .command(&follow)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(first["kind"], "rollout_imported");
    bench.ok(&["note", "quick", "seen"]);
    let noted = lines
        .map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap())
        .find(|entry| entry["kind"] == "note_added");
    assert!(noted.is_some());
    bench.ok(&["note", "quick", "nobody reads this"]);
    assert_eq!(child.wait().unwrap().code(), Some(141));
    assert_eq!(bench.run(&["log", "--follow", "--json"]).code, 2);
}
