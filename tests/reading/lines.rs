//! Where a line to run begins and ends: in prose, in a fence, filled by a person.

use std::collections::BTreeMap;

use rollgate::chatops::{fill, parse_line, scan, shell};
use rollgate::domain::plan::{Dialect, StepKind};

use crate::support::{lines, reading, steps};

#[track_caller]
fn found(text: &str, expected: &[&str]) {
    let found: Vec<String> = scan(text).into_iter().map(|found| found.text).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_call_goes_on_to_the_bracket_that_closes_its_first_one() {
    found(
        "then Feature.enable(:x_y, Project.find(3)) and look (twice)",
        &["Feature.enable(:x_y, Project.find(3))"],
    );
}

#[test]
fn a_plain_word_is_an_argument_only_where_the_name_of_a_flag_stands() {
    found(
        "run /chatops run feature get search and look",
        &["/chatops run feature get search"],
    );
    found(
        "run /chatops run auto_deploy status please",
        &["/chatops run auto_deploy status"],
    );
}

#[test]
fn what_looks_like_an_argument_is_one() {
    for word in ["<sha>", "my_env", "a/b", "25", "abcdef1", "4abc"] {
        let line = format!("/chatops run auto_deploy status {word}");
        found(&format!("say {line} today"), &[&line]);
    }
    for word in ["abcdef", "face", "master"] {
        found(
            &format!("say /chatops run auto_deploy status {word}"),
            &["/chatops run auto_deploy status"],
        );
    }
}

#[test]
fn an_answer_that_breaks_a_call_leaves_it_a_call() {
    let call = parse_line("Feature.enable(:<feature-flag-name>)").unwrap();
    assert_eq!(call.dialect, Dialect::Console);
    let answers = BTreeMap::from([("<feature-flag-name>".to_owned(), ",".to_owned())]);
    let filled = fill(&call, &answers);
    assert_ne!(filled.normalised, call.normalised);
    assert_eq!(filled.dialect, Dialect::Console);
}

#[test]
fn a_variable_of_a_shell_is_no_placeholder_and_one_of_a_comment_is() {
    let script = shell("export FEATURE_NAME=<name-of-flag>");
    assert_eq!(script.blanks, ["<name-of-flag>"]);
    let action = parse_line("/label FEATURE_NAME <name-of-flag>").unwrap();
    assert_eq!(action.dialect, Dialect::QuickAction);
    assert_eq!(action.blanks, ["FEATURE_NAME", "<name-of-flag>"]);
}

fn fenced(info: &str, body: &str) -> Vec<String> {
    lines(&format!(
        "## Prepare\n\n- [ ] Do it:\n\n  ```{info}\n{body}\n  ```\n"
    ))
}

#[test]
fn shell_lines_in_a_fence_are_one_script_without_its_comments_and_gaps() {
    assert_eq!(
        fenced(
            "shell",
            "  # look first\n  oddtool get pods\n\n  kubectl get nodes"
        ),
        ["oddtool get pods\nkubectl get nodes"]
    );
    assert_eq!(
        fenced("", "  kubectl get pods\n    --all\n\n  # more"),
        ["kubectl get pods\n  --all"]
    );
    assert_eq!(fenced("", "  just words\n  in a box"), [""; 0]);
    assert_eq!(fenced("yaml", "  kubectl get pods"), [""; 0]);
}

#[test]
fn chatops_lines_part_the_scripts_around_them() {
    let body = "  kubectl get pods\n  /chatops run feature get x_y\n  kubectl get nodes";
    assert_eq!(
        fenced("", body),
        [
            "kubectl get pods",
            "/chatops run feature get x_y",
            "kubectl get nodes"
        ]
    );
    let action = "  /label ~done\n  kubectl get pods";
    assert_eq!(fenced("", action), ["/label ~done", "kubectl get pods"]);
}

#[test]
fn a_fence_among_boxes_is_a_step_for_what_acts_on_flags_and_for_no_other_line() {
    let fence = |line: &str| format!("## Prepare\n\n- [ ] Look\n\n```\n{line}\n```\n\n- [ ] Go\n");
    let line = "/chatops run feature set x_y true";
    assert_eq!(lines(&fence(line)), [line]);
    assert_eq!(lines(&fence("kubectl get pods")), [""; 0]);
}

#[test]
fn a_step_of_a_fence_stands_on_the_line_of_its_command() {
    let text = "## Prepare\n\n```\n# first\n/chatops run feature set x_y true --dev\n/chatops run feature set x_y true\n```\n";
    let read = reading(text);
    let places: Vec<usize> = steps(&read).iter().map(|step| step.line).collect();
    assert_eq!(places, [5, 6]);
    let indented = "## Prepare\n\n    /chatops run feature set x_y true\n";
    let read = reading(indented);
    let places: Vec<usize> = steps(&read).iter().map(|step| step.line).collect();
    assert_eq!(places, [3]);
}

#[test]
fn a_line_that_runs_is_a_wait_only_where_its_words_begin_with_one() {
    let kind = |item: &str| {
        let read = reading(&format!("## Prepare\n\n- [ ] {item}\n"));
        steps(&read).first().map(|step| step.kind)
    };
    let line = "`/chatops run feature set x_y 25`";
    assert_eq!(
        kind(&format!("Run {line} and wait for 15 minutes")),
        Some(StepKind::Instruction)
    );
    assert_eq!(
        kind(&format!("Wait for 15 minutes, then run {line}")),
        Some(StepKind::Wait)
    );
    assert_eq!(kind("Look, and wait for 15 minutes"), Some(StepKind::Wait));
}
