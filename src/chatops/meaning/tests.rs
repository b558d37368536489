//! What lines mean, change and are refused for, by the table; the order of the guards; what is suspected.

use super::table::{CONSOLE, LINE, ROWS};
use super::{Meaning, Stands, meaning};
use crate::chatops::parse_line;

fn read(line: &str) -> Meaning {
    meaning(&parse_line(line).unwrap_or_else(|| panic!("{line}")))
}

fn guards(meaning: &Meaning) -> String {
    let said = meaning.guards.iter().map(|guard| {
        let mark = match guard.stands {
            Stands::Passed => "",
            Stands::Refused => "!",
            Stands::Depends => "~",
            Stands::Overridden => "^",
        };
        format!("{}{mark}", guard.id)
    });
    said.collect::<Vec<String>>().join(" ")
}

#[test]
fn every_verb_says_what_it_means_changes_and_is_refused_for() {
    for (line, sentence, changes, expected, note) in ROWS.into_iter().chain(CONSOLE) {
        let meaning = read(line);
        assert!(
            meaning.meaning.contains(sentence),
            "{line}: {}",
            meaning.meaning
        );
        match (changes, meaning.changes.as_deref()) {
            ("?", None) | ("-", Some([])) => {}
            (words, Some(found)) => assert!(
                found.join("; ").contains(words) && !found.is_empty(),
                "{line}: {found:?}"
            ),
            (_, None) => panic!("{line}: nobody knows what it changes"),
        }
        assert_eq!(guards(&meaning), expected.replace("LINE", LINE), "{line}");
        assert!(
            meaning.notes.join(" ").contains(note),
            "{line}: {:?}",
            meaning.notes
        );
    }
}

#[test]
fn guards_stand_in_the_order_of_chatops_and_name_what_passes_them_over() {
    let meaning = read("/chatops run feature set foo 10 --random");
    let orders: Vec<u8> = meaning.guards.iter().map(|guard| guard.order).collect();
    assert_eq!(orders, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let options: Vec<_> = meaning
        .guards
        .iter()
        .filter_map(|guard| guard.overridden_by)
        .collect();
    assert_eq!(
        options,
        [
            "--ignore-random-deprecation-check",
            "--ignore-production-check",
            "--ignore-feature-flag-consistency-check"
        ]
    );
}

#[test]
fn what_is_glued_is_suspected() {
    for (line, parts) in [
        (
            "/chatops run feature set foo true --productionfoo",
            ("--production", "foo"),
        ),
        (
            "/chatops run feature get foo --staging-reftrue",
            ("--staging-ref", "true"),
        ),
        (
            "/chatops run feature set foo --actors10",
            ("--actors", "10"),
        ),
        ("/chatops run feature set foo50 --actors", ("foo", "50")),
        ("/chatops run feature set footrue --dev", ("foo", "true")),
        (
            "/chatops run feature set foo<rollout-percentage> --actors",
            ("foo", "<rollout-percentage>"),
        ),
        ("/chatops run feature delete foo--dev", ("foo", "--dev")),
    ] {
        let found = read(line).suspected.join("; ");
        let (first, second) = (format!("`{}`", parts.0), format!("`{}`", parts.1));
        assert!(
            found.contains(&first) && found.contains(&second),
            "{line}: {found}"
        );
    }
}

#[test]
fn whole_names_and_options_are_not_suspected() {
    for line in [
        "/chatops run feature set foo_v2 --dev",
        "/chatops run feature set foo50 true",
        "/chatops run feature set --project=a foo 5 --actors --staging-ref",
        "/chatops run feature set <feature-flag-name> true",
        "/chatops run feature list --match=foo",
        "Feature.enable(:foo50)",
    ] {
        assert_eq!(read(line).suspected, Vec::<String>::new(), "{line}");
    }
}

#[test]
fn what_is_read_liberally_is_said() {
    for (line, words) in [
        (
            "/chatops run feature set foo true --gprd",
            "`--gprd` is read as `--production`",
        ),
        (
            "/chatops run feature set foo 25% --actors",
            "`25%` is read as `25`",
        ),
        (
            "/chatops run feature set foo true –-staging",
            "`–-staging` begins with a long dash and is read as `--staging`",
        ),
        (
            "/chatops run feature set foo true —dev",
            "`—dev` begins with a long dash and is read as `--dev`",
        ),
        (
            "Feature.enable(:foo_bar",
            "opens a bracket that is never closed",
        ),
    ] {
        let found = read(line).suspected.join("; ");
        assert!(found.contains(words), "{line}: {found}");
    }
}

#[test]
fn an_environment_that_rollback_check_does_not_know_is_said() {
    for (line, words) in [
        (
            "/chatops run rollback check gstg-foo",
            "`gstg-foo` is no environment",
        ),
        ("/chatops run rollback check", "does not say where"),
        (
            "/chatops run rollback check --target 1",
            "does not say where",
        ),
    ] {
        let found = read(line).suspected.join("; ");
        assert!(found.contains(words), "{line}: {found}");
    }
    for place in ["gprd", "gprd-cny", "gstg", "gstg-cny", "<ENV>"] {
        let line = format!("/chatops run rollback check {place} --target 1");
        assert_eq!(read(&line).suspected, Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_name_that_is_not_in_snake_case_is_suspected_unless_it_ends_in_a_class() {
    for name in ["Foo-Bar", "foo-bar", "fooBar"] {
        let line = format!("/chatops run feature set {name} true");
        let found = read(&line).suspected.join("; ");
        assert!(found.contains("not in snake case"), "{line}: {found}");
    }
    for name in [
        "foo_bar2",
        "run_sidekiq_jobs_Foo::BarWorker",
        "drop_sidekiq_jobs_FooWorker",
    ] {
        let line = format!("/chatops run feature set {name} true");
        assert_eq!(read(&line).suspected, Vec::<String>::new(), "{line}");
    }
}
