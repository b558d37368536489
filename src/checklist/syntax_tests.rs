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
        if !holds(&mark, '~') {
            continue;
        }
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
        "1 prepare: Inner
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
        "1 ramp: Ramp up
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

#[test]
fn boxes_in_html_are_steps_and_no_tasks_of_markdown() {
    check(
        "## Prepare\n\n- <input type=\"checkbox\" checked> in a list\n\n<input type=\"checkbox\"> bare\n<input type=\"checkbox\" checked=\"\"> bare too\n\n| Done | Step |\n|---|---|\n| <input type=\"checkbox\"> | in a cell |\n\n<ul>\n<li><input type=\"checkbox\" checked/> in <b>a</b> block</li>\n</ul>\n\n<!--\n<input type=\"checkbox\"> hidden\n-->\n",
        0,
        "1 prepare: Prepare
        1.1 action done [ checked] in a list
        1.2 action todo [] bare
        1.3 action done [ checked=\"\"] bare too
        1.4 action todo [] in a cell
        1.5 action done [ checked] in a block",
    );
}

/// Changes each box of a text and changes it back; returns how many there were.
#[track_caller]
fn there_and_back(text: &str) -> usize {
    let marks: Vec<_> = read(text)
        .plan
        .steps()
        .filter_map(|step| step.mark.clone())
        .collect();
    for mark in &marks {
        let symbol = if mark.symbol.trim().is_empty() {
            "x"
        } else {
            " "
        };
        let there = Toggle {
            mark: mark.clone(),
            symbol: symbol.to_owned(),
        };
        let toggled = write_back(text, &[there]).unwrap();
        let index = marks.iter().position(|other| other == mark).unwrap();
        let after = read(&toggled).plan;
        let after: Vec<_> = after.steps().filter_map(|step| step.mark.clone()).collect();
        assert_eq!(after.len(), marks.len(), "{toggled}");
        assert_ne!(after[index].symbol, mark.symbol, "{toggled}");
        let changed = after
            .iter()
            .zip(&marks)
            .filter(|(a, b)| a.symbol != b.symbol);
        assert_eq!(changed.count(), 1, "{toggled}");
        let back = Toggle {
            mark: after[index].clone(),
            symbol: mark.symbol.clone(),
        };
        let restored = write_back(&toggled, &[back]).unwrap();
        if mark.symbol.is_empty() || restored.len() == text.len() && !text.contains("<input") {
            assert_eq!(restored, text);
        }
        assert_eq!(
            read(&restored).plan.steps().count(),
            read(text).plan.steps().count()
        );
    }
    marks.len()
}

#[test]
fn boxes_in_html_are_ticked_by_one_edit() {
    let text = "## Prepare\r\n\r\n- <input type=\"checkbox\" checked> in a list\r\n  - deep <INPUT TYPE=checkbox> é\r\n\r\n<input type=\"checkbox\"> bare\r\n\r\n| Done | What |\r\n|---|---|\r\n| <input type=\"checkbox\"/> | in \\| a cell |\r\n\r\n> <ul>\r\n> <li><input type='checkbox' checked='x'> quoted</li>\r\n> </ul>\r\n";
    assert_eq!(there_and_back(text), 5);
    let marks: Vec<_> = read(text)
        .plan
        .steps()
        .filter_map(|step| step.mark.clone())
        .collect();
    let toggles: Vec<Toggle> = marks
        .iter()
        .map(|mark| Toggle {
            mark: mark.clone(),
            symbol: if mark.symbol.is_empty() { "x" } else { " " }.to_owned(),
        })
        .collect();
    let written = write_back(text, &toggles).unwrap();
    let expected = text
        .replace("<INPUT TYPE", "<INPUT checked TYPE")
        .replace(
            "<input type=\"checkbox\"> bare",
            "<input checked type=\"checkbox\"> bare",
        )
        .replace(
            "<input type=\"checkbox\"/>",
            "<input checked type=\"checkbox\"/>",
        )
        .replace("\"checkbox\" checked>", "\"checkbox\">")
        .replace("'checkbox' checked='x'>", "'checkbox'>");
    assert_eq!(written, expected);
}

#[test]
fn a_box_in_html_refuses_what_it_cannot_hold() {
    let text = "- <input type=\"checkbox\"> a\n";
    let mark = read(text)
        .plan
        .steps()
        .next()
        .unwrap()
        .mark
        .clone()
        .unwrap();
    for symbol in ["~", "-", " onclick=x", " checked><b>"] {
        let toggle = Toggle {
            mark: mark.clone(),
            symbol: symbol.to_owned(),
        };
        let symbol = symbol.to_owned();
        assert_eq!(
            write_back(text, &[toggle]),
            Err(WriteBackError::BadSymbol { line: 1, symbol })
        );
    }
    let gone = text.replace("checkbox", "radio");
    let toggle = Toggle {
        mark,
        symbol: "x".to_owned(),
    };
    assert!(matches!(
        write_back(&gone, &[toggle]),
        Err(WriteBackError::Moved { .. })
    ));
}

#[test]
fn boxes_that_no_text_can_tick_are_pointed_out() {
    let text = "name: Release\nbody:\n  - type: checkboxes\n    attributes:\n      options:\n        - label: a\n        - label: b\n";
    let found = read(text).diagnostics;
    let fixed: Vec<_> = found
        .iter()
        .filter(|found| found.code == "fixed_box")
        .collect();
    assert_eq!(fixed.len(), 1);
    assert_eq!(fixed[0].line, 6);
    assert!(fixed[0].message.contains("(2)"), "{}", fixed[0].message);
}

#[test]
fn a_form_offers_boxes_and_markdown() {
    check(
        "name: Release\nbody:\n  - type: checkboxes\n    attributes:\n      label: Preparation\n      options:\n        - label: Tell support\n          required: true\n        - label: \"Write it up\"\n  - type: textarea\n    attributes:\n      label: Release\n      value: |\n        - [ ] Cut\n        - [x] Ship\n",
        2,
        "1 prepare: Preparation
        1.1 announce todo Tell support
        1.2 action todo Write it up
        2 release: Release
        2.1 action todo [ ] Cut
        2.2 action done [x] Ship",
    );
}

#[test]
fn lines_run_together_are_written_back_where_they_stand() {
    let text = "# Go ## Prepare - [ ] a - [x] b ### Release the feature - [ ] c";
    let plan = read(text).plan;
    let mark = plan.steps().last().unwrap().mark.clone().unwrap();
    let symbol = "x".to_owned();
    let written = write_back(text, &[Toggle { mark, symbol }]).unwrap();
    assert_eq!(written, text.replace("- [ ] c", "- [x] c"));
}

#[test]
fn no_finding_stands_behind_the_end_of_the_text() {
    let text = "> - [ ] > - [ ] quoted\n> -\"[x] done\n\n    - [ ] \"quoted\n>\0\0\0. - [x]";
    let lines = text.lines().count();
    let found = lint(&read(text));
    assert!(!found.is_empty());
    assert!(found.iter().all(|found| found.line <= lines), "{found:?}");
}
