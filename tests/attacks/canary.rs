//! A secret in the environment, in an argument that is refused and in the settings' comments: no file of ours and no word said holds it.

use std::path::Path;

use crate::corpus::Bench;

const CANARY: &str = "canary-5e1f7a90c4d2";

/// Returns the files under a folder that hold the canary, the settings file left out.
fn holders(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holders(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let is_there = bytes
            .windows(CANARY.len())
            .any(|part| part == CANARY.as_bytes());
        if is_there && !path.ends_with("config.toml") {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn s01_a_secret_of_the_surroundings_is_in_no_file_and_in_no_word() {
    let bench = Bench::new();
    let document = include_str!("../fixtures/quick_export.md");
    std::fs::write(bench.path("issue.md"), document).unwrap();
    let settings = bench.path(".config/rollgate");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(
        settings.join("config.toml"),
        format!("# token = \"{CANARY}\"\n"),
    )
    .unwrap();
    let mut said = String::new();
    for args in [
        &["import", "issue.md", "--yes"][..],
        &["note", "quick", "seen"],
        &["list", "--json"],
        &["show", "quick", "--json"],
        &["log", "quick", "--json"],
        &["config"],
        &["doctor", "--json"],
        &["verify"],
        &["backup", "copy.db"],
        &["export", "quick", "--as", "html", "--out", "page.html"],
        &["export", "quick", "--as", "json", "--out", "page.json"],
        &["text", "issue", "quick"],
        &["show", "nobody"],
        &["no-such-command"],
    ] {
        let mut command = bench.command(args);
        for name in [
            "GITLAB_TOKEN",
            "GITHUB_TOKEN",
            "PRIVATE_TOKEN",
            "GITLAB_PRIVATE_TOKEN",
            "AWS_SECRET_ACCESS_KEY",
        ] {
            command.env(name, CANARY);
        }
        let output = command.output().unwrap();
        said.push_str(&String::from_utf8(output.stdout).unwrap());
        said.push_str(&String::from_utf8(output.stderr).unwrap());
    }
    let found = holders(bench.0.path());
    assert!(found.is_empty(), "{found:?}");
    assert!(!said.contains(CANARY), "{said}");
    assert!(
        bench.path("copy.db").exists() && said.contains("quick_export"),
        "{said}"
    );
    // What is typed as an argument that is none is repeated to the person who typed it, and kept nowhere.
    let refused = bench.run(&["list", "--token", CANARY]);
    assert!(!refused.status.success());
    let found = holders(bench.0.path());
    assert!(found.is_empty(), "{found:?}");
}
