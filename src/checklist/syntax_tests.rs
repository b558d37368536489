//! The rarer forms in which tasks and words are written: forms, live fences, boxes without bullets, template logic.

use super::tests::outline;
use super::*;

#[track_caller]
fn check(text: &str, tasks: usize, expected: &str) {
    let reading = read(text);
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(outline(&reading.plan), expected.join("\n"), "{text}");
    assert_eq!(reading.counts.tasks, tasks, "{text}");
    for step in reading.plan.steps() {
        let Some(mark) = step.mark.clone() else {
            continue;
        };
        assert_eq!(
            lines::Lines::of(text).line_at(mark.start),
            step.line,
            "{text}"
        );
        let symbol = "~".to_owned();
        let toggled = write_back(text, &[Toggle { mark, symbol }]).unwrap();
        assert_eq!(toggled.len(), text.len());
    }
}

#[test]
fn a_task_list_fence_is_live() {
    check(
        "## Prepare\n\n```[tasklist]\n### Inner\n- [ ] a\n- [x] b\n```\n\n- [ ] c\n",
        3,
        "1 other: Inner
        1.1 action todo [ ] a
        1.2 action done [x] b
        1.3 action todo [ ] c",
    );
}

#[test]
fn a_live_fence_inside_an_item_keeps_its_places() {
    check(
        "- [ ] a\n\n  ```[tasklist]\n  - [ ] b\n  ```\n",
        2,
        "1 other: Steps
        1.1 action todo [ ] a
        1.1.1 action todo [ ] b",
    );
}

#[test]
fn boxes_without_bullets_are_steps_and_no_rendered_tasks() {
    check(
        "## Prepare\n\n[ ] first\n[x] second\n    goes on\n\n> [ ] quoted\n",
        0,
        "1 prepare: Prepare
        1.1 action todo [ ] first
        1.2 action done [x] second goes on
        1.3 action todo [ ] quoted",
    );
}

#[test]
fn boxes_in_tables_are_steps() {
    check(
        "## Prepare\n\n| Done | Who | What |\n|---|---|---|\n| [ ] | Ops | look |\n| [x] | Dev | build |\n",
        2,
        "1 prepare: Prepare
        1.1 action todo [ ] Ops · look
        1.2 action done [x] Dev · build",
    );
}

#[test]
fn a_ramp_in_a_table_is_instructions() {
    check(
        "## Ramp up\n\n- [ ] go\n\n| Step | Share | Line |\n|---|---|---|\n| 1 | `10` | `/chatops run feature set a_b 10 --actors` |\n",
        1,
        "1 other: Ramp up
        1.1 action todo [ ] go
        1.2 instruction todo 1 · 10 · /chatops run feature set a_b 10 --actors $ /chatops run feature set a_b 10 --actors",
    );
}

#[test]
fn an_issue_form_holds_markdown() {
    check(
        "name: Release\ndescription: d\nbody:\n  - type: textarea\n    attributes:\n      label: Prepare it\n      value: |\n        - [ ] a\n          - [x] b\n  - type: markdown\n    attributes:\n      value: |\n        ## Publish\n        1. [ ] c\n",
        3,
        "1 prepare: Prepare it
        1.1 action todo [ ] a
        1.1.1 action done [x] b
        2 release: Publish
        2.1 action todo [ ] c",
    );
}

#[test]
fn template_logic_and_quick_actions_are_no_words() {
    check(
        "## Prepare\n\n- [ ] a <%= version %>\n<% if critical? -%>\n- [ ] b {{if .RC}}rc{{end}}\n<% end -%>\n- [ ] c\n/label ~x\n/due in 2 weeks\n",
        3,
        "1 prepare: Prepare
        1.1 action todo [ ] a <%= version %>
        1.2 action todo [ ] b rc
        1.3 action todo [ ] c",
    );
}

#[test]
fn what_a_page_adds_to_references_is_no_words() {
    check(
        "- [ ] see #12 (closed) and !34 (merged). Done (closed)\n",
        1,
        "1 other: Steps\n1.1 action todo [ ] see #12 and !34 Done (closed)",
    );
}

#[test]
fn front_matter_and_byte_order_marks_move_nothing() {
    check(
        "\u{feff}- [ ] a\r\n- [x] b",
        2,
        "1 other: Steps\n1.1 action todo [ ] a\n1.2 action done [x] b",
    );
    check(
        "---\nname: N\n---\n\n## Prepare\n\n- [ ] a\n",
        1,
        "1 prepare: Prepare\n1.1 action todo [ ] a",
    );
}
