//! `keys`: the map that holds, a file to start from, and a file that is wrong.

use serde_json::Value;

use crate::support::{Bench, Output, finished};

/// Runs the program with a home.
fn run(bench: &Bench, args: &[&str]) -> Output {
    let home = bench.path("home");
    finished(bench.command(args).env("HOME", home))
}

fn data(bench: &Bench) -> Value {
    let output = run(bench, &["keys", "--json"]);
    let document: Value = serde_json::from_str(&output.stdout).unwrap();
    document["data"].clone()
}

/// Writes `keys.toml` where the program looks for it, and returns its path.
fn write(bench: &Bench, text: &str) -> String {
    let file = data(bench)["file"].as_str().unwrap().to_owned();
    std::fs::create_dir_all(std::path::Path::new(&file).parent().unwrap()).unwrap();
    std::fs::write(&file, text).unwrap();
    file
}

fn keys_of(bench: &Bench, command: &str) -> Vec<String> {
    let data = data(bench);
    let rows = data["keys"].as_array().unwrap().iter();
    let own = rows.filter(|row| row["command"] == command && row["context"] == "checklist");
    own.map(|row| row["keys"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_map_that_holds_is_printed_and_follows_the_file() {
    let bench = Bench::new();
    assert_eq!(keys_of(&bench, "skip"), ["ss"]);
    let file = write(&bench, "[checklist]\nskip = [\"sx\", \"F7\"]\n");
    assert_eq!(keys_of(&bench, "skip"), ["sx", "F7"]);
    let output = run(&bench, &["keys"]);
    assert_eq!(output.code, 0);
    assert!(output.stdout.contains(&file), "{}", output.stdout);
    assert!(output.stdout.contains("  sx"), "{}", output.stdout);
}

#[test]
fn the_file_to_start_from_changes_nothing() {
    let bench = Bench::new();
    let before = data(&bench)["keys"].clone();
    let text = run(&bench, &["keys", "--default"]).stdout;
    write(&bench, &text);
    let after = data(&bench);
    assert_eq!(after["keys"], before);
    assert_eq!(after["problem"], Value::Null);
}

#[test]
fn a_mistake_in_the_file_is_told_with_its_place_and_the_keys_are_as_before() {
    let bench = Bench::new();
    let file = write(&bench, "[checklist]\nskip = \"x\"\n");
    let output = run(&bench, &["keys"]);
    assert_eq!(output.code, 10);
    let told = format!("{file}:2:1: x for skip is taken on checklist: x is tick");
    assert!(output.stderr.contains(&told), "{}", output.stderr);
    assert_eq!(keys_of(&bench, "skip"), ["ss"]);
}

#[test]
fn a_doctor_tells_every_mistake_of_the_keys_and_the_keys_tell_how_many() {
    let bench = Bench::new();
    write(&bench, "[checklist]\nskpi = \"S\"\ntick = \"Alt-x\"\n");
    let output = run(&bench, &["keys"]);
    assert!(output.stderr.contains("and 1 more"), "{}", output.stderr);
    let told = run(&bench, &["doctor"]);
    assert_eq!(told.code, 10);
    for words in ["keys.toml:2:1", "keys.toml:3:8"] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
}

#[test]
fn a_theme_that_is_not_there_is_refused_with_those_that_are_and_found_by_the_doctor() {
    let bench = Bench::new();
    let refused = run(&bench, &["config", "set", "theme", "nosuch"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    for words in ["nosuch", "high-contrast", "neutral"] {
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    assert_eq!(run(&bench, &["doctor"]).code, 0);
    assert_eq!(run(&bench, &["config", "set", "theme", "light"]).code, 0);
    let file = run(&bench, &["config", "path", "--json"]).stdout;
    let file: Value = serde_json::from_str(&file).unwrap();
    let file = file["data"]["config"].as_str().unwrap().to_owned();
    std::fs::write(&file, "theme = \"nosuch\"\n").unwrap();
    let told = run(&bench, &["doctor"]);
    assert_eq!(told.code, 10, "{}", told.stdout);
    assert!(
        told.stdout.contains("no theme is called nosuch"),
        "{}",
        told.stdout
    );
}
