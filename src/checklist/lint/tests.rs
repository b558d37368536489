//! Each finding with a document that has it and one that has not.

use super::{LINT_CODES, lint};
use crate::checklist::read;

fn codes(text: &str) -> Vec<(String, usize)> {
    let findings = lint(&read(text));
    findings
        .into_iter()
        .map(|found| (found.code, found.line))
        .collect()
}

const PAGE: &str = include_str!("../../../docs/lints.md");

/// One finding as the page explains it.
struct Explained<'p> {
    code: &'p str,
    severity: &'p str,
    bad: &'p str,
    good: &'p str,
}

fn explained() -> Vec<Explained<'static>> {
    let parts = PAGE.split("\n### ").skip(1);
    parts
        .map(|part| {
            let mut blocks = part.split("````");
            let words = blocks.next().unwrap();
            let mut lines = words.lines();
            let code = lines.next().unwrap();
            let severity = lines.nth(1).unwrap().split('.').next().unwrap();
            let bad = blocks.next().unwrap().strip_prefix("markdown\n").unwrap();
            let good = blocks.nth(1).unwrap().strip_prefix("markdown\n").unwrap();
            Explained {
                code,
                severity,
                bad,
                good,
            }
        })
        .collect()
}

#[test]
fn the_page_explains_every_code_and_no_other() {
    let codes: Vec<&str> = explained().iter().map(|entry| entry.code).collect();
    assert_eq!(codes, LINT_CODES);
}

#[test]
fn every_bad_example_has_its_finding_and_no_good_one_has() {
    for entry in explained() {
        let found = lint(&read(entry.bad));
        let finding = found.iter().find(|finding| finding.code == entry.code);
        let finding = finding.unwrap_or_else(|| panic!("{} is missing: {found:?}", entry.code));
        let severity = format!("{:?}", finding.severity);
        assert_eq!(severity, entry.severity, "{}", entry.code);
        assert!(finding.line <= entry.bad.lines().count());
        let found = lint(&read(entry.good));
        let is_clean = found.iter().all(|finding| finding.code != entry.code);
        assert!(is_clean, "{}: {found:?}", entry.code);
    }
}

/// The names of findings are written where they are made: each must be one that the page explains.
#[test]
fn every_code_that_is_written_is_in_the_list() {
    let sources = [
        include_str!("line.rs"),
        include_str!("shape.rs"),
        include_str!("../read.rs"),
        include_str!("../marks.rs"),
        include_str!("../looks.rs"),
        include_str!("../../chatops/check.rs"),
    ];
    for source in sources {
        for start in ["Diagnostic::new(", "finding(", "problem("] {
            for rest in source.split(start).skip(1) {
                let argument = rest.trim_start();
                let Some(code) = argument.strip_prefix('"') else {
                    continue;
                };
                let code = code.split('"').next().unwrap();
                assert!(LINT_CODES.contains(&code), "{code} is not explained");
            }
        }
    }
    for code in LINT_CODES {
        let written = format!("\"{code}\"");
        let is_made = sources.iter().any(|source| source.contains(&written));
        assert!(is_made, "{code} is never made");
    }
}

#[track_caller]
fn check(code: &str, bad: (&str, usize), good: &str) {
    let found = codes(bad.0);
    assert!(
        found.contains(&(code.to_owned(), bad.1)),
        "{code} is missing: {found:?}"
    );
    let found = codes(good);
    assert!(
        !found.iter().any(|(other, _)| other == code),
        "{code} is wrong: {found:?}"
    );
}

#[test]
fn lines_that_chatops_refuses_or_that_mean_something_else() {
    let set = |rest: &str| format!("- [ ] `/chatops run feature set a_b {rest}`\n");
    check(
        "percentage_without_actors",
        (&set("10"), 1),
        &set("10 --actors"),
    );
    check(
        "random_deprecated",
        (&set("10 --random"), 1),
        &set("10 --actors"),
    );
    check(
        "random_used",
        (&set("10 --random --ignore-random-deprecation-check"), 1),
        &set("10 --actors"),
    );
    check("hundred_percent", (&set("100 --actors"), 1), &set("true"));
    check(
        "open_blank",
        (&set("<percentage> --actors"), 1),
        &set("10 --actors"),
    );
}

#[test]
fn a_ladder_that_jumps() {
    let line = |share: u32| format!("- [ ] `/chatops run feature set a_b {share} --actors`\n");
    let steep = format!("{}{}", line(10), line(50));
    let flat = format!("{}{}{}", line(10), line(25), line(50));
    check("ladder_jump", (&steep, 2), &flat);
}

#[test]
fn production_before_staging() {
    let production = "- [ ] `/chatops run feature set a_b true`\n";
    let staging = "- [ ] `/chatops run feature set a_b true --staging`\n";
    check(
        "production_first",
        (&format!("{production}{staging}"), 1),
        &format!("{staging}{production}"),
    );
}

#[test]
fn what_is_missing() {
    let whole = "# [Feature flag] Enable `a_b`\n\n## Owners\n\n- DRI: @maya\n- Channel: `#g_finders`\n\n## Rollout\n\n- [ ] Verify that the feature works.\n\n## Rollback\n\n- [ ] `/chatops run feature set a_b false`\n";
    let bare = "# [Feature flag] Enable `a_b`\n\n## Rollout\n\n- [ ] `/chatops run feature set a_b true`\n";
    for code in ["no_rollback", "no_qa", "no_owner", "no_channel"] {
        check(code, (bare, 0), whole);
    }
}

#[test]
fn what_stands_twice_or_in_the_wrong_place() {
    check(
        "duplicate_step",
        ("- [ ] Same\n- [ ] same\n", 2),
        "- [ ] One\n- [ ] Other\n",
    );
    check(
        "wait_after_close",
        (
            "- [ ] Close this rollout issue.\n- [ ] Wait for at least one day.\n",
            2,
        ),
        "- [ ] Wait for at least one day.\n- [ ] Close this rollout issue.\n",
    );
    check(
        "contradiction",
        ("## 25% rollout\n\n- [ ] Roll out to 10%.\n", 3),
        "## 25% rollout\n\n- [ ] Roll out to 25%.\n",
    );
}

#[test]
fn names_and_marks() {
    let flag = |name: &str| format!("# [Feature flag] Enable `{name}`\n\n- [ ] a\n");
    check("licensed_name", (&flag("epics"), 0), &flag("new_epics"));
    check("unknown_mark", ("- [S] a\n", 1), "- [x] a\n");
    check(
        "box_without_space",
        ("- [ ]`git push now`\n- [ ] b\n", 1),
        "- [ ] `git push now`\n",
    );
    check("not_a_rollout", ("Words.\n", 0), "- [ ] a\n");
}
