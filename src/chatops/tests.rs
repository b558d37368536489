//! What chatops lines mean, as tables.

use std::collections::BTreeMap;

use super::*;
use crate::domain::flag::Environment;
use crate::domain::plan::{Dialect, Instruction};

fn parse(line: &str) -> Instruction {
    parse_line(line).unwrap_or_else(|| panic!("no instruction: {line}"))
}

/// One line, what it is printed as, and the codes of its problems.
fn check_line(line: &str, normalised: &str, problems: &[&str]) {
    let instruction = parse(line);
    assert_eq!(instruction.normalised, normalised, "{line}");
    let codes: Vec<&str> = instruction
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    assert_eq!(codes, problems, "{line}");
    assert_eq!(instruction.raw, line.trim());
    let again = parse(&instruction.normalised);
    assert_eq!(
        again.normalised, instruction.normalised,
        "printing is stable"
    );
}

#[test]
fn options_stand_in_any_order_and_are_printed_in_one() {
    check_line(
        "/chatops run feature set x true --dev",
        "/chatops run feature set x true --dev",
        &[],
    );
    check_line(
        "`/chatops run feature set --staging --dev x true`",
        "/chatops run feature set x true --dev --staging",
        &[],
    );
    check_line(
        "/chatops run feature set `x` true --production",
        "/chatops run feature set x true",
        &[],
    );
    check_line(
        "/chatops run feature delete x --production --dev",
        "/chatops run feature delete x --dev --production",
        &[],
    );
    check_line(
        "/chatops gitlab run feature set --actors x 25",
        "/chatops gitlab run feature set x 25 --actors",
        &[],
    );
    check_line(
        "/chatops run feature set --project=a/b, c x true",
        "/chatops run feature set --project=a/b,c x true",
        &[],
    );
    check_line(
        "/chatops run feature set --user somebody x true",
        "/chatops run feature set --user=somebody x true",
        &[],
    );
    check_line(
        "/chatops run feature list —dev --match new",
        "/chatops run feature list --match=new --dev",
        &[],
    );
}

#[test]
fn old_forms_are_read() {
    check_line(
        "!feature-set x true",
        "/chatops run feature set x true",
        &[],
    );
    check_line(
        "/chatops feature set x true --dev",
        "/chatops run feature set x true --dev",
        &[],
    );
    check_line(
        "chatops run feature get x",
        "/chatops run feature get x",
        &[],
    );
}

#[test]
fn a_comment_is_no_part_of_the_line() {
    check_line(
        "/chatops run feature set x false    # production",
        "/chatops run feature set x false",
        &[],
    );
    assert_eq!(
        comment("/chatops run feature set x false    # production"),
        Some("production")
    );
}

#[test]
fn refusals_come_in_the_order_of_chatops() {
    check_line(
        "/chatops run feature set",
        "/chatops run feature set",
        &["name_missing"],
    );
    check_line(
        "/chatops run feature set x",
        "/chatops run feature set x",
        &["value_missing"],
    );
    check_line(
        "/chatops run feature set --project=a x",
        "/chatops run feature set --project=a x",
        &["value_missing"],
    );
    check_line(
        "/chatops run feature set x 101",
        "/chatops run feature set x 101",
        &["value_invalid"],
    );
    check_line(
        "/chatops run feature set false x",
        "/chatops run feature set x false",
        &["value_before_name"],
    );
    check_line(
        "/chatops run feature set x 10",
        "/chatops run feature set x 10",
        &["percentage_without_actors"],
    );
    check_line(
        "/chatops run feature set x <rollout-percentage>",
        "/chatops run feature set x <rollout-percentage>",
        &["percentage_without_actors"],
    );
    check_line(
        "/chatops run feature set --group=g x 10 --random",
        "/chatops run feature set --group=g x 10 --random",
        &["percentage_with_scope", "random_deprecated"],
    );
    check_line(
        "/chatops run feature set x 10 --random --ignore-random-deprecation-check",
        "/chatops run feature set x 10 --random --ignore-random-deprecation-check",
        &[],
    );
}

#[test]
fn every_percentage_but_none_needs_a_basis() {
    for (value, problems) in [
        ("0", [].as_slice()),
        ("99.5", &["percentage_without_actors"]),
        ("100", &["percentage_without_actors"]),
    ] {
        let line = format!("/chatops run feature set x {value}");
        check_line(&line, &line, problems);
    }
}

#[test]
fn options_are_read_before_any_rule_runs() {
    check_line(
        "/chatops run feature set x true --evrywhere",
        "/chatops run feature set x true --evrywhere",
        &["unknown_option"],
    );
    check_line(
        "/chatops run feature set x true --project",
        "/chatops run feature set x true --project",
        &["option_without_value"],
    );
    check_line(
        "/chatops run feature enable x",
        "/chatops run feature enable x",
        &["unknown_subcommand"],
    );
    check_line(
        "/chatops run feature delete",
        "/chatops run feature delete",
        &["name_missing"],
    );
    check_line(
        "/chatops run feature set --<actor-type>=<actor> x true",
        "/chatops run feature set --<actor-type>=<actor> x true",
        &[],
    );
}

#[test]
fn other_verbs_keep_their_words() {
    for (line, verb) in [
        (
            "/chatops run auto_deploy status a6ddfcf7",
            "auto_deploy status",
        ),
        (
            "/chatops run release check <merge-request-url> <milestone>",
            "release check",
        ),
        (
            "/chatops run rollback check gprd --target 15.1",
            "rollback check",
        ),
        (
            "/chatops run post_deploy_migrations execute",
            "post_deploy_migrations execute",
        ),
        ("/chatops run deploy 15.1 --production", "deploy"),
        ("/chatops run canary --drain", "canary"),
        ("/chatops gitlab run oncall production", "oncall"),
    ] {
        check_line(line, line, &[]);
        assert_eq!(parse(line).verb.to_string(), verb);
    }
    let environments = parse("/chatops run rollback check gprd").environments;
    assert_eq!(environments, [Environment::Production]);
}

#[test]
fn no_environment_means_production_in_chatops_and_nothing_in_a_console() {
    assert_eq!(
        parse("/chatops run feature set x true").environments,
        [Environment::Production]
    );
    assert_eq!(parse("Feature.enable(:x)").environments, []);
}

#[test]
fn other_languages_are_told_apart_and_prose_is_none() {
    for (line, dialect) in [
        ("/label ~\"feature flag\"", Dialect::QuickAction),
        (
            "/copy_metadata <this-rollout-issue-link>",
            Dialect::QuickAction,
        ),
        ("/prepare-pull release", Dialect::QuickAction),
        ("$ anything at all", Dialect::Shell),
        ("git push origin main", Dialect::Shell),
        ("./hack/release.sh", Dialect::Shell),
    ] {
        assert_eq!(parse(line).dialect, dialect, "{line}");
    }
    for prose in [
        "",
        "Verify that it works",
        "/chatops",
        "/etc/hosts",
        "go",
        "#production",
        "/tmp",
        "Feature.yml",
        "chatops is slow",
    ] {
        assert_eq!(parse_line(prose), None, "{prose}");
    }
}

#[test]
fn blanks_are_listed_once_and_filled_everywhere() {
    let line = parse("/chatops run feature set --<actor-type>=<actor> <feature-flag-name> true");
    assert_eq!(
        line.blanks,
        ["<actor-type>", "<actor>", "<feature-flag-name>"]
    );
    let answers = BTreeMap::from([
        ("<actor-type>".to_owned(), "project".to_owned()),
        ("<actor>".to_owned(), "a/b".to_owned()),
        ("<feature-flag-name>".to_owned(), "x".to_owned()),
    ]);
    let filled = fill(&line, &answers);
    assert_eq!(
        filled.normalised,
        "/chatops run feature set --project=a/b x true"
    );
    assert_eq!(filled.raw, line.raw);
    assert_eq!(filled.flag.as_deref(), Some("x"));
    assert!(filled.is_copyable());
}

#[test]
fn an_answer_that_would_change_the_line_fills_nothing() {
    let line = parse("/chatops run feature set <feature-flag-name> true --dev");
    for answer in ["", "x true --production", "x\ny", "<y>"] {
        let answers = BTreeMap::from([("<feature-flag-name>".to_owned(), answer.to_owned())]);
        assert_eq!(fill(&line, &answers), line, "{answer:?}");
    }
}

#[test]
fn a_profile_changes_the_first_words_only() {
    for (line, new) in [
        (
            "/chatops run feature set x true --dev",
            "/chatops gitlab run feature set x true --dev",
        ),
        (
            "/chatops run auto_deploy status abc",
            "/chatops gitlab run auto_deploy status abc",
        ),
        ("Feature.enable(:x)", "Feature.enable(:x)"),
    ] {
        assert_eq!(print(&parse(line), Profile::New), new);
        assert_eq!(print(&parse(new), Profile::Old), line);
    }
}

#[test]
fn a_stray_quote_swallows_no_words() {
    let line = "/chatops run feature set a_flag' -- more=25'";
    let read = parse_line(line).unwrap();
    assert_eq!(read.flag.as_deref(), Some("a_flag"));
    let printed = print(&read, Profile::Old);
    let again = parse_line(&printed).unwrap();
    assert_eq!(print(&again, Profile::Old), printed);
}

#[test]
fn an_old_command_has_a_verb() {
    for line in [
        "!feature- a_flag true",
        "!feature-# a_flag",
        "!feature-set- x",
    ] {
        assert_eq!(parse_line(line), None, "{line}");
    }
}

#[test]
fn a_lone_hash_ends_the_line_and_is_never_printed_into_one() {
    for line in [
        "/chatops run feature set a_flag 25 --actors -- #",
        "/chatops run feature set a_flag 25 --odd `#` --actors",
    ] {
        let printed = print(&parse(line), Profile::Old);
        assert!(!printed.contains('#'), "{printed}");
        assert_eq!(print(&parse(&printed), Profile::Old), printed);
    }
}
