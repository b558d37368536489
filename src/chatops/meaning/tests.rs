//! A table of lines: what each means, what it changes, which guards it meets and how, what is suspected.

use super::{Meaning, Stands, meaning};
use crate::chatops::parse_line;

/// A line; words of its sentence; what it changes (`-` nothing, `?` unknown, else words of it); its guards; words of its notes.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Guards of a `set` whose line is in order, up to the fifth.
const LINE: &str = "options name_and_value value basis scope random";

const ROWS: [Row; 31] = [
    (
        "/chatops run feature set foo true",
        "Turns foo on for everybody in production.",
        "production: foo is on for everybody, whatever",
        "LINE channel~ production_check~ consistency~",
        "feature-flag-log",
    ),
    (
        "/chatops gitlab run feature set foo true --dev --staging",
        "in dev and staging",
        "staging: foo is on for everybody",
        "LINE",
        "feature-flag-log",
    ),
    (
        "/chatops run feature set foo false",
        "Turns foo off for everybody in production.",
        "percentages and named actors are cleared",
        "LINE channel~ production_check~",
        "default of `true`",
    ),
    (
        "/chatops run feature set foo false --staging",
        "Turns foo off for everybody in staging.",
        "staging: foo is off",
        "LINE consistency~",
        "",
    ),
    (
        "/chatops run feature set foo 25 --actors",
        "Sets foo to 25% of actors in production.",
        "production: foo is on for 25% of actors",
        "LINE channel~ production_check~ consistency~",
        "keeps it while the percentage rises",
    ),
    (
        "/chatops run feature set foo 100 --actors",
        "Sets foo to 100% of actors in production.",
        "on for 100% of actors",
        "LINE channel~ production_check~ consistency~",
        "100% is not the same as `true`",
    ),
    (
        "/chatops run feature set foo 0 --actors",
        "Turns foo off for everybody",
        "off for everybody",
        "LINE channel~ production_check~",
        "",
    ),
    (
        "/chatops run feature set foo 10 --random",
        "Sets foo to 10% of time in production.",
        "10% of time",
        "options name_and_value value basis scope random! channel~ production_check~ consistency~",
        "discouraged",
    ),
    (
        "/chatops run feature set foo 10 --random --ignore-random-deprecation-check",
        "10% of time",
        "10% of time",
        "options name_and_value value basis scope random^ channel~ production_check~ consistency~",
        "discouraged",
    ),
    (
        "/chatops run feature set foo 10",
        "Sets foo to 10% in production.",
        "10%",
        "options name_and_value value basis! scope random channel~ production_check~ consistency~",
        "",
    ),
    (
        "/chatops run feature set foo 10 --actors --user=me",
        "Sets foo to 10% of actors",
        "10% of actors",
        "options name_and_value value basis scope! random channel~ production_check~ consistency~",
        "",
    ),
    (
        "/chatops run feature set foo maybe",
        "does not say to what",
        "-",
        "options name_and_value value! basis scope random channel~ production_check~ consistency~",
        "",
    ),
    (
        "/chatops run feature set --project=a/b,c/d foo true",
        "Turns foo on for the project a/b, c/d in production.",
        "for whom it was on before",
        "LINE channel~ production_check~ consistency~",
        "",
    ),
    (
        "/chatops run feature set --user=me foo false",
        "Takes foo back from the user me in production.",
        "no longer on for the user me",
        "LINE channel~ production_check~",
        "excludes nobody",
    ),
    (
        "/chatops run feature set foo true --ignore-production-check",
        "Turns foo on",
        "on for everybody",
        "LINE channel~ production_check^ consistency~",
        "",
    ),
    (
        "/chatops run feature set foo true --ignore-feature-flag-consistency-check",
        "Turns foo on",
        "on for everybody",
        "LINE channel~ production_check~ consistency^",
        "",
    ),
    (
        "/chatops run feature set foo <rollout-percentage> --actors",
        "Sets foo to <rollout-percentage> percent of actors",
        "percent of actors",
        "LINE channel~ production_check~ consistency~",
        "",
    ),
    (
        "/chatops run feature delete foo --dev --production",
        "Removes every stored gate of foo in dev and production.",
        "the default in the code counts",
        "options name channel~",
        "no mistake",
    ),
    (
        "/chatops run feature get foo",
        "Shows the state and the gates of foo in production.",
        "-",
        "options name",
        "Trust the gates",
    ),
    (
        "/chatops run feature list --match=foo --staging",
        "Lists the flags whose name contains foo in staging.",
        "-",
        "options",
        "",
    ),
    (
        "/chatops run feature sett foo true",
        "not known here",
        "?",
        "options!",
        "",
    ),
    (
        "/chatops run auto_deploy status abc1234",
        "in which environments",
        "-",
        "",
        "before the flag is turned on",
    ),
    (
        "/chatops run auto_deploy pause",
        "Stops auto-deploy",
        "stands still",
        "",
        "Tell the release managers",
    ),
    (
        "/chatops run auto_deploy unpause",
        "go on after a pause",
        "made and promoted again",
        "",
        "",
    ),
    (
        "/chatops run rollback check gprd --target 1",
        "whether going back",
        "-",
        "",
        "paused, failed or running",
    ),
    (
        "/chatops run release check https://example.com/1 15.1",
        "in which release",
        "-",
        "",
        "",
    ),
    (
        "/chatops run post_deploy_migrations execute",
        "Runs every pending post-deploy migration",
        "databases of staging and production",
        "production_check~",
        "cannot be taken back",
    ),
    (
        "/chatops run post_deploy_migrations execute --dry-run",
        "runs none",
        "-",
        "",
        "",
    ),
    (
        "/chatops run post_deploy_migrations status",
        "that are pending",
        "-",
        "",
        "",
    ),
    (
        "/chatops run mirror status",
        "not known here",
        "?",
        "",
        "--help",
    ),
    ("/label ~x", "quick action", "the issue", "", ""),
];

const CONSOLE: [Row; 8] = [
    (
        "Feature.enable(:foo)",
        "Turns foo on for everybody, where the console is open.",
        "foo is on for everybody",
        "",
        "none of chatops' guards",
    ),
    (
        "Feature.enable(:foo, Project.find(1))",
        "on for the project Project.find(1)",
        "for whom it was on before",
        "",
        "",
    ),
    (
        "Feature.disable(:foo)",
        "Turns foo off for everybody",
        "off for everybody",
        "",
        "",
    ),
    (
        "Feature.remove(:foo)",
        "Removes every stored gate of foo",
        "console is open: no gate is stored",
        "",
        "",
    ),
    (
        "Feature.enable_percentage_of_actors(:foo, 10)",
        "Sets foo to 10% of actors",
        "10% of actors",
        "",
        "",
    ),
    (
        "Feature.enable_percentage_of_time(:foo, 10)",
        "Sets foo to 10% of time",
        "10% of time",
        "",
        "chatops refuses the same (`--random`) without --ignore-random-deprecation-check",
    ),
    (
        "Feature.enabled?(:foo)",
        "Asks whether foo is on, where the console is open.",
        "-",
        "",
        "",
    ),
    (
        "Feature.enabled?(:foo, user) && go",
        "Asks whether foo is on for user",
        "-",
        "",
        "",
    ),
];

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
