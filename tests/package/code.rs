//! The package that brought the code of a flag, found in real histories by the commit that merged it.

use serde_json::{Value, json};

use crate::support::{Bench, Script, git};

const FLAG: &str = "new_search";

fn name(number: u32) -> String {
    format!("15.1.2022060100{number:02}")
}

fn tag(number: u32) -> String {
    format!("{}+0a1b2c3d4e5.5e4d3c2b1a0", name(number))
}

/// Packages 1 to 4; the code of the flag is written on a branch and merged between 2 and 3. Returns the marks of both commits.
fn merged() -> (Bench, String, String) {
    let mut script = Script::default();
    let first = script.commit(&["a"]);
    script.tag(&tag(1), first);
    let written = script.commit_on("feature", Some(first), &["search.rb"]);
    let second = script.commit(&["b"]);
    script.tag(&tag(2), second);
    let merge = script.merge(written, &["search.rb"]);
    let third = script.commit(&["c"]);
    script.annotated(&tag(3), third);
    let fourth = script.commit(&["d"]);
    script.tag(&tag(4), fourth);
    let bench = Bench::of(&script);
    let (written, merge) = (bench.sha(written), bench.sha(merge));
    (bench, written, merge)
}

/// Imports a rollout whose flag is on in production.
fn live(bench: &Bench) {
    let text = format!(
        "# [Feature flag] Rollout of `{FLAG}`\n\n## Global rollout on production\n\n- [ ] Enable it: `/chatops run feature set {FLAG} true --production`\n"
    );
    std::fs::write(bench.path("issue.md"), text).unwrap();
    bench.ok(&["import", "issue.md", "--yes"]);
    bench.ok(&["step", "done", FLAG, "1.1"]);
}

fn beginning(text: &str, letters: usize) -> &str {
    text.get(..letters).unwrap()
}

fn package_of(bench: &Bench) -> Value {
    bench.data(&["package", "code", FLAG])["package"].clone()
}

#[test]
fn the_first_package_with_the_merge_commit_brought_the_code() {
    let (bench, written, merge) = merged();
    live(&bench);
    bench.ok(&["package", "scan", "--repo", "rails"]);
    let code = ["package", "code", FLAG, "--repo", "rails", "--merge"];
    for commit in [merge.as_str(), beginning(&merge, 9), written.as_str()] {
        bench.ok(&[&code[..], &[commit]].concat());
        assert!(package_of(&bench).as_str().unwrap().starts_with(&name(3)));
    }
    let shown = bench.data(&["show", FLAG]);
    assert_eq!(shown["code"]["merge"], json!(written));
    assert!(
        shown["code"]["package"]
            .as_str()
            .unwrap()
            .starts_with(&name(3))
    );
    let page = bench.ok(&["show", FLAG]);
    assert!(page.contains("Code came with 15.1.202206010003"), "{page}");
}

#[test]
fn earlier_packages_name_the_flags_that_they_have_no_code_for() {
    let (bench, _, merge) = merged();
    live(&bench);
    bench.ok(&["package", "scan", "--repo", "rails"]);
    bench.ok(&[
        "package", "code", FLAG, "--merge", &merge, "--repo", "rails",
    ]);
    bench.ok(&[
        "package",
        "executed",
        "gprd",
        &name(1),
        "--at",
        "2026-01-30",
    ]);
    bench.ok(&["package", "deployed", "gprd", &name(4)]);
    let horizon = bench.data(&["package", "horizon", "gprd"]);
    assert_eq!(horizon["flags_at_risk"][0]["merge"], json!(merge));
    let lost = horizon["flags_lost"].as_array().unwrap();
    let lost: Vec<(&str, &Value)> = lost
        .iter()
        .map(|lost| {
            (
                beginning(lost["package"].as_str().unwrap(), 17),
                &lost["flags"],
            )
        })
        .collect();
    let flags = json!([FLAG]);
    assert_eq!(
        lost,
        [(name(2).as_str(), &flags), (name(1).as_str(), &flags)]
    );
    let page = bench.ok(&["package", "horizon", "gprd"]);
    assert_eq!(page.matches("no code for new_search").count(), 2, "{page}");
}

#[test]
fn a_commit_that_is_named_first_is_found_by_the_next_scan_and_an_earlier_package_by_a_later_one() {
    let (bench, _, merge) = merged();
    live(&bench);
    let said = bench.data(&["package", "code", FLAG, "--merge", beginning(&merge, 12)]);
    assert_eq!(said["events"][0]["kind"], "package_merge_named");
    assert_eq!(package_of(&bench), Value::Null);
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    let events = scanned["events"].as_array().unwrap();
    assert_eq!(events.last().unwrap()["kind"], "package_code_named");
    assert!(package_of(&bench).as_str().unwrap().starts_with(&name(3)));
    // A package between the second and the third turns up, at the merge itself.
    let late = "15.1.202206010002+0a1b2c3d4e5.5e4d3c2b1a9";
    git(&bench.repository(), &["tag", late, &merge], b"");
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    let events = scanned["events"].as_array().unwrap();
    assert_eq!(events.last().unwrap()["kind"], "package_code_named");
    assert_eq!(package_of(&bench), json!(late.replacen('+', "-", 1)));
    let again = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(again["events"], json!([]));
}

#[test]
fn what_is_not_there_is_said_and_nothing_is_guessed() {
    let (bench, _, merge) = merged();
    live(&bench);
    let mut script = Script::default();
    script.commit_on("aside", None, &["z"]);
    bench.add(&script);
    let aside = bench.sha(1);
    bench.ok(&["package", "scan", "--repo", "rails"]);
    let code = ["package", "code", FLAG, "--repo", "rails", "--merge"];
    let warned = |commit: &str| {
        let (exit, document) = bench.json(&[&code[..], &[commit]].concat());
        assert_eq!(exit, 0, "{document}");
        document["warnings"][0]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let text = warned(&aside);
    assert!(
        text.starts_with("no package has the code of new_search yet"),
        "{text}"
    );
    let text = warned("0123456789abcdef");
    assert!(
        text.contains("no commit 0123456789abcdef in the repository"),
        "{text}"
    );
    // A branch that is called like a commit is none.
    git(&bench.repository(), &["branch", "abcdef0", &merge], b"");
    assert!(warned("abcdef0").contains("no commit abcdef0"));
    assert_eq!(package_of(&bench), Value::Null);
    let (exit, document) = bench.json(&[&code[..], &["main"]].concat());
    assert_eq!((exit, &document["error"]["code"]), (2, &json!("USAGE")));
    let (exit, document) =
        bench.json(&["package", "code", FLAG, "--merge", &merge, "--repo", "no"]);
    assert_eq!(
        (exit, &document["error"]["code"]),
        (3, &json!("NO_REPOSITORY"))
    );
}

#[test]
fn a_shallow_clone_gives_no_answer_about_commits_and_a_clone_without_files_does() {
    let (bench, _, merge) = merged();
    live(&bench);
    let from = format!("file://{}", bench.repository().display());
    let folder = bench.path("");
    git(
        &bench.repository(),
        &["config", "uploadpack.allowFilter", "true"],
        b"",
    );
    git(
        &folder,
        &["clone", "-q", "--bare", "--depth=1", &from, "shallow"],
        b"",
    );
    git(
        &folder,
        &[
            "clone",
            "-q",
            "--bare",
            "--filter=blob:none",
            &from,
            "partial",
        ],
        b"",
    );
    bench.ok(&["package", "scan", "--repo", "partial"]);
    let code = ["package", "code", FLAG, "--merge", &merge, "--repo"];
    let (exit, document) = bench.json(&[&code[..], &["shallow"]].concat());
    assert_eq!(
        (exit, &document["error"]["code"]),
        (1, &json!("MISSING_OBJECT"))
    );
    assert_eq!(package_of(&bench), Value::Null);
    bench.ok(&[&code[..], &["partial"]].concat());
    assert!(package_of(&bench).as_str().unwrap().starts_with(&name(3)));
}

#[test]
fn what_was_said_of_packages_is_taken_back_by_name() {
    let (bench, _, merge) = merged();
    live(&bench);
    bench.ok(&["package", "scan", "--repo", "rails"]);
    bench.ok(&["package", "code", FLAG, &name(2)]);
    let undone = bench.ok(&["package", "undo"]);
    assert!(
        undone.contains("undo: the code of new_search came with 15.1.202206010002"),
        "{undone}"
    );
    assert_eq!(package_of(&bench), Value::Null);
    bench.ok(&["package", "redo"]);
    assert!(package_of(&bench).as_str().unwrap().starts_with(&name(2)));
    let (exit, document) = bench.json(&["package", "undo", "--as", "grace"]);
    assert_eq!(
        (exit, &document["error"]["code"]),
        (5, &json!("NEEDS_CONFIRMATION"))
    );
    bench.ok(&["package", "undo", "--as", "grace", "--yes"]);
    let (exit, document) = bench.json(&["package", "undo"]);
    assert_eq!(
        (exit, &document["error"]["code"]),
        (4, &json!("WRONG_STATE"))
    );
    bench.ok(&[
        "package", "code", FLAG, "--merge", &merge, "--repo", "rails",
    ]);
    let log = bench.data(&["log", "--stream", "ledger"]);
    let log = log.as_array().unwrap();
    assert!(log.iter().all(|entry| entry["stream"] == "ledger"));
    let undone = log.iter().filter(|entry| entry["undone"] == true);
    assert_eq!(undone.count(), 1, "{log:?}");
}
