//! The pages that people read, as they are printed.

use crate::support::Bench;

fn bench() -> Bench {
    let bench = Bench::imported();
    bench.reach_production();
    bench.ok(&["hold", "quick", "--reason", "change freeze"]);
    bench.ok(&[
        "blocker",
        "add",
        "quick",
        "rows are missing",
        "--link",
        "https://example.com/1",
    ]);
    bench
}

#[test]
fn the_fleet() {
    insta::assert_snapshot!(bench().ok(&["list"]));
}

#[test]
fn the_fleet_in_lines() {
    insta::assert_snapshot!(bench().ok(&["status"]));
}

#[test]
fn an_empty_fleet() {
    insta::assert_snapshot!(Bench::new().ok(&["list"]));
}

#[test]
fn one_rollout() {
    insta::assert_snapshot!(bench().ok(&["show", "quick", "--log", "3"]));
}

#[test]
fn one_rollout_in_ascii() {
    insta::assert_snapshot!(bench().ok(&["show", "quick", "--stage", "1", "--ascii"]));
}

#[test]
fn the_next_thing() {
    insta::assert_snapshot!(Bench::imported().ok(&["next", "quick"]));
}

#[test]
fn a_preview_before_the_import() {
    let bench = Bench::imported();
    insta::assert_snapshot!(bench.ok(&["import", "issue.md", "--dry-run"]));
}

#[test]
fn a_change_and_what_comes_next() {
    let bench = Bench::imported();
    insta::assert_snapshot!(bench.ok(&["step", "done", "quick", "1.2.1", "1.2"]));
}

#[test]
fn a_refusal() {
    let bench = bench();
    insta::assert_snapshot!(bench.run(&["advance", "quick"]).stderr);
}

#[test]
fn the_way_back_before_and_under_way() {
    let bench = bench();
    let plan = bench.ok(&["rollback", "plan", "quick"]);
    bench.ok(&[
        "rollback",
        "start",
        "quick",
        "--reason",
        "slow",
        "--confirm",
        "quick",
    ]);
    bench.ok(&[
        "rollback", "step", "quick", "1", "done", "--note", "seen off",
    ]);
    let run = bench.ok(&["rollback", "show", "quick"]);
    insta::assert_snapshot!(format!("{plan}\n{run}"));
}

#[test]
fn a_log() {
    insta::assert_snapshot!(bench().ok(&["log", "quick"]));
}

#[test]
fn a_comment_for_the_issue() {
    let bench = bench();
    insta::assert_snapshot!(bench.ok(&["text", "issue", "quick"]));
}

#[test]
fn the_help() {
    insta::assert_snapshot!(Bench::new().ok(&["--help"]));
}

#[test]
fn the_program_describes_itself() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            bench.ok(&["completion", shell]).contains("rollgate"),
            "{shell}"
        );
    }
    let page = bench.ok(&["man"]);
    assert!(page.contains(".TH") && page.contains("rollback"), "{page}");
    assert!(bench.ok(&["--version"]).starts_with("rollgate "));
}
