//! What stands for a heading: bold words, italic words, HTML; and where a part of a text is a document of its own.

use crate::support::{outline, reading, titles};

fn below(paragraph: &str, next: &str) -> Vec<String> {
    let text = format!("## Prepare\n\n- [ ] a\n\n{paragraph}\n\n{next}\n\n- [ ] b\n");
    titles(&text)
}

const NONE: [&str; 1] = ["Prepare"];

#[test]
fn bold_words_alone_are_a_heading_and_so_are_those_before_a_list() {
    let turn_on = ["Prepare", "Turn it on"];
    assert_eq!(below("**Turn it on**", "Some words."), turn_on);
    assert_eq!(below("_Turn it on_", "Some words."), turn_on);
    assert_eq!(below("**Turn it on** as we said:", ""), turn_on);
    assert_eq!(below("**Turn it on** as we said:", "Some words."), NONE);
    assert_eq!(below("_Turn it on_ as we said:", ""), NONE);
    let long = "Turn it on for everybody who is in the group";
    assert_eq!(
        below(&format!("**{long}**"), "Some words."),
        ["Prepare", long]
    );
    assert_eq!(below(&format!("_{long}_"), "Some words."), NONE);
}

#[test]
fn twelve_words_are_the_most_that_a_bold_heading_has() {
    let words = |count: usize| vec!["on"; count].join(" ");
    let bold = |count| below(&format!("**{}**", words(count)), "");
    assert_eq!(bold(12), ["Prepare".to_owned(), words(12)]);
    assert_eq!(bold(13), NONE);
}

#[test]
fn an_aside_and_a_long_paragraph_are_no_heading() {
    for word in ["Note", "WARNING:", "Tip"] {
        assert_eq!(below(&format!("**{word}**"), ""), NONE, "{word}");
    }
    let paragraph = |length: usize| {
        let lead = "**Go on** ";
        let rest = "a".repeat(length - "Go on ".len() - 1);
        below(&format!("{lead}{rest}:"), "")
    };
    assert_eq!(paragraph(200), ["Prepare", "Go on"]);
    assert_eq!(paragraph(201), NONE);
    assert_eq!(paragraph(240), NONE);
}

#[test]
fn a_heading_in_html_may_stand_lines_below_the_beginning_of_its_block() {
    let text = "<details>\n<summary>\n<h2>Global rollout on production</h2>\n</summary>\n\n- [ ] a\n\n</details>\n";
    assert_eq!(titles(text), ["Global rollout on production"]);
}

#[test]
fn a_list_that_looks_like_a_form_without_a_body_is_a_list() {
    let text = "## Prepare\n\n- type: textarea\n- value: |\n    - [ ] a\n\n- [ ] b\n";
    let read = reading(text);
    assert_eq!(read.counts.tasks, 2, "{:?}", outline(text));
    let bodied = "name: Rollout\nbody:\nvalue: |\n  - [ ] a\n";
    let without_type = reading(bodied);
    assert_eq!(without_type.counts.tasks, 1, "{:?}", outline(bodied));
}

#[test]
fn a_live_fence_whose_lines_are_not_those_of_the_document_has_no_boxes() {
    let fence = |line: &str| format!("- [ ] a\n\n  ```[tasklist]\n{line}\n  ```\n");
    assert_eq!(outline(&fence("  - [x] b")), ["1.1 a", "1.1.1 b"]);
    // Half of the tab is indentation of the item, the other half is what the fence says: no end of the line.
    assert_eq!(outline(&fence("\t- [x] b")), ["1.1 a"]);
}

#[test]
fn a_bold_heading_says_what_the_same_heading_with_marks_says_and_words_behind_it_say_more() {
    let wait = |heading: &str| {
        let text = format!(
            "## Prepare\n\n- [ ] a\n\n{heading}\n\n- [ ] `/chatops run feature set x_y 25`\n"
        );
        let read = reading(&text);
        read.plan.steps().last().and_then(|step| step.wait_s)
    };
    assert_eq!(wait("## Go up for 15 minutes"), None);
    assert_eq!(wait("**Go up for 15 minutes**"), None);
    assert_eq!(wait("**Go up** for 15 minutes:"), Some(15 * 60));
}

#[test]
fn signs_of_chinese_are_words_wherever_they_stand() {
    for title in ["回滚", "v2回滚", "v2 回滚", "功能回滚", "回滚v2"] {
        let text = format!("## Prepare\n\n- [ ] a\n\n## {title}\n\n- [ ] b\n");
        assert_eq!(reading(&text).plan.rollback.len(), 1, "{title}");
    }
    let text = "## Prepare\n\n- [ ] a\n\n## 滚回\n\n- [ ] b\n";
    assert_eq!(reading(text).plan.rollback.len(), 0);
}
