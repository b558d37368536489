//! Words that say a time, a ladder, another kind of text, a bug; and the words next to them that say nothing.

use rollgate::checklist::{bug_report, lint};

use crate::support::{reading, steps};

fn wait(item: &str) -> Option<u64> {
    let read = reading(&format!("## Prepare\n\n- [ ] {item}\n"));
    steps(&read).first().and_then(|step| step.wait_s)
}

#[test]
fn a_wait_of_a_hundred_thousand_is_no_time() {
    assert_eq!(wait("Wait for 99999 seconds"), Some(99_999));
    assert_eq!(wait("Wait for 100000 seconds"), None);
    assert_eq!(wait("Wait for 99999s"), Some(99_999));
    assert_eq!(wait("Wait for 100000s"), None);
}

#[track_caller]
fn ladder(item: &str, expected: &str) {
    let text = format!("## Global rollout on production\n\n- [ ] {item}\n");
    let plan = reading(&text).plan;
    let rungs: Vec<String> = plan
        .stages
        .iter()
        .flat_map(|stage| stage.ladder.iter().map(ToString::to_string))
        .collect();
    assert_eq!(rungs.join(" "), expected, "{item}");
}

#[test]
fn small_words_between_percentages_do_not_part_them() {
    for small in ["up", "at", "by", "to", "and", "up to"] {
        ladder(&format!("Go 10%, {small} 50%, {small} 100%"), "10 50 100");
    }
    ladder("Go 10%, look 50%, look 100%", "");
}

#[test]
fn a_percentage_of_something_is_not_tied_to_the_next_one() {
    ladder(
        "Give 10% of users and 50% of groups and 90% of projects",
        "",
    );
    ladder("Give 10% and 50% and 90%", "10 50 90");
}

#[test]
fn then_reaches_over_eight_words_and_no_further() {
    let over = |words: usize| {
        let between = vec!["still"; words - 1].join(" ");
        format!("Go to 10% then {between} 50%")
    };
    ladder(&over(8), "10 50");
    ladder(&over(9), "");
}

fn codes(lines: &[&str]) -> Vec<String> {
    let items: Vec<String> = lines
        .iter()
        .map(|line| format!("- [ ] `/chatops run feature {line}`"))
        .collect();
    let items = items.join("\n");
    let found = lint(&reading(&format!("# Rollout\n\n## Rollout\n\n{items}")));
    let codes = found.into_iter().map(|finding| finding.code);
    codes.filter(|code| code == "production_first").collect()
}

#[test]
fn production_is_first_only_where_it_is_turned_on_before_staging() {
    let first = ["production_first"];
    assert_eq!(
        codes(&["set x_y true --production", "set x_y true --staging"]),
        first
    );
    for fine in [
        &["set x_y true --staging", "set x_y true --production"][..],
        &["set x_y true --staging --production"],
        &["set x_y false --production", "set x_y true --staging"],
        &["delete x_y --production", "set x_y true --staging"],
        &["get x_y --production", "set x_y true --staging"],
        &["set x_y true --dev", "set x_y true --staging"],
    ] {
        assert_eq!(codes(fine), [""; 0], "{fine:?}");
    }
}

fn said_of(text: &str) -> (String, String) {
    let found = reading(text).diagnostics.into_iter();
    let mut found = found.filter(|found| found.code == "not_a_rollout");
    let found = found.next().unwrap();
    (found.message, found.hint.unwrap_or_default())
}

#[test]
fn items_of_a_text_that_is_no_rollout_are_counted_where_a_sentence_begins() {
    let (message, _) = said_of("  - Bread\nsalt - pepper\nmilk - Eggs\n");
    assert!(message.contains("2 list items"), "{message}");
}

#[test]
fn a_title_that_is_put_into_a_command_cannot_leave_its_quotes() {
    let text =
        "A \"bug\" was `seen` in $HOME\\bin!\u{7} today\n\nSteps to reproduce\n\n- Open it\n";
    let (_, hint) = said_of(text);
    assert!(
        hint.contains("\"A bug was seen in HOMEbin today\""),
        "{hint}"
    );
}

#[test]
fn a_noun_is_taken_off_a_name_with_an_underscore_and_off_no_other_word() {
    let text = "Bug\n\nPlan\n\n- Backfill\nissue_statusrows now\n- Look at what it\nborrows from\n- Keep the\nissue_status_rows table\n";
    assert_eq!(
        bug_report(text).plan,
        [
            "Backfill issue_status rows now",
            "Look at what it borrows from",
            "Keep the issue_status_rows table",
        ]
    );
}
