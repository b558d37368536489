//! A page copied as text: how it is told from Markdown, which lines are headings, where torn lines join.

use rollgate::checklist::Form;

use crate::support::{outline, reading, titles};

const HEADINGS: &str = "Rollout on non-production environments\n\nLook\n\nGlobal rollout on production\n\nLook again\n";

#[test]
fn a_text_with_one_mark_of_markdown_has_not_lost_its_marks() {
    assert_eq!(reading(HEADINGS).form, Form::Rendered);
    for mark in [
        "# Rollout",
        "## Rollout",
        "### Rollout",
        "```\ncode\n```",
        "- [ ] box",
        "- [x] box",
    ] {
        let text = format!("{HEADINGS}\n{mark}\n");
        assert_eq!(reading(&text).form, Form::Raw, "{mark}");
    }
    let with_dash = format!("{HEADINGS}\n- [-] box\n");
    assert_eq!(reading(&with_dash).form, Form::Rendered);
}

#[test]
fn two_headings_or_two_dots_tell_a_page_and_one_of_each_does_not() {
    for (text, form) in [
        ("• Look\n• Go\n", Form::Rendered),
        ("Global rollout on production\n\n• Look\n", Form::Raw),
        ("Global rollout on production\n\nCleanup\n", Form::Rendered),
    ] {
        assert_eq!(reading(text).form, form, "{text}");
    }
}

fn page(line: &str) -> Vec<String> {
    titles(&page_with(line))
}

fn page_with(line: &str) -> String {
    format!(
        "[Feature flag] Enable quiet_search\nRollout on non-production environments\n-\nLook\n{line}\n-\nTell everybody\nCleanup\n-\n/chatops run feature delete\nquiet_search\n"
    )
}

#[test]
fn a_line_of_a_page_is_a_heading_by_its_words_its_length_and_its_signs() {
    let around = ["Rollout on non-production environments", "Cleanup"];
    for heading in [
        "Global rollout on production",
        "(Optional) Release the feature with the feature flag",
        "Preparation before global rollout",
        "Rollout Steps",
    ] {
        let found = page(heading);
        assert!(
            found.iter().any(|title| title == heading),
            "{heading}: {found:?}"
        );
    }
    for line in [
        "Global rollout on production.",
        "Global rollout on production,",
        "*Global rollout on production",
        "/Global rollout on production",
        "global rollout is what comes now",
        "Global rollout on production is what we do when all of us are here",
    ] {
        assert_eq!(page(line), around, "{line}");
    }
}

#[test]
fn torn_lines_join_without_a_blank_before_a_sign_and_behind_a_bracket() {
    let text = "[Feature flag] Enable quiet_search\nRollout on non-production environments\n-\nEnable the\nquiet_search\n, then look (\nhere\n) and go\nCleanup\n-\n/chatops run feature delete\nquiet_search\n";
    let found = outline(text);
    assert!(
        found
            .iter()
            .any(|step| step.contains("Enable the quiet_search, then look (here) and go")),
        "{found:?}"
    );
}

#[test]
fn a_box_behind_a_sentence_of_a_copied_page_is_written_where_it_stands() {
    let text = "[Feature flag] Enable quiet_search\nRollout on non-production environments\n-\n  Look at it. - [-] Skip this. - [~] And that.\nCleanup\n-\n/chatops run feature delete\nquiet_search\n";
    let read = reading(text);
    let marked = read.plan.steps().filter(|step| step.mark.is_some());
    assert_eq!(marked.count(), 2, "{:?}", outline(text));
}

#[test]
fn a_panel_of_a_page_begins_at_its_heading_and_none_at_a_sentence_of_more_than_twelve_words() {
    let tells = |line: &str| {
        let text = page_with(line);
        outline(&text)
            .iter()
            .any(|step| step.contains("Tell everybody"))
    };
    let words = |count: usize| format!("What might happen {}", vec!["on"; count - 3].join(" "));
    for panel in ["Owners", &words(12)] {
        assert!(!tells(panel), "{panel}");
    }
    assert!(tells(&words(13)));
}

#[test]
fn a_level_that_ended_began_below_the_first_item_behind_what_is_nested_already() {
    let text = "[Feature flag] Enable quiet_search\nRollout on non-production environments\n-\nLook\n-\nDo both:\n-\nThis\n-\n-\nPrepare that\n-\nThat\n-\n-\nTell everybody\nCleanup\n-\n/chatops run feature delete\nquiet_search\n";
    let found = outline(text);
    assert_eq!(
        found,
        [
            "1.1 Look",
            "1.2 Do both:",
            "1.2.1 This",
            "1.3 Prepare that",
            "1.3.1 That",
            "1.4 Tell everybody",
            "2.1 /chatops run feature delete quiet_search",
        ]
    );
}
