//! What documents mean: each rule as a small text and the outline that it gives.

use super::*;
use crate::domain::flag::FlagName;
use crate::domain::plan::{Outline, Plan, Step};

/// Draws a plan as one line per stage and step: number, kind, state, box, words, lines to run.
pub(super) fn outline(plan: &Plan) -> String {
    let mut lines = Vec::new();
    for stage in &plan.stages {
        let kind = word(&stage.kind);
        let optional = if stage.optional { "?" } else { "" };
        lines.push(format!(
            "{} {kind}{optional}: {}",
            stage.number, stage.title
        ));
        lines.extend(Outline::of(&stage.steps).map(step_line));
    }
    lines.extend(Outline::of(&plan.rollback).map(step_line));
    lines.join("\n")
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn step_line(step: &Step) -> String {
    let mark = step
        .mark
        .as_ref()
        .map_or(String::new(), |mark| format!(" [{}]", mark.symbol));
    let optional = if step.optional { "?" } else { "" };
    let wait = step
        .wait_s
        .map_or(String::new(), |seconds| format!(" ({seconds} s)"));
    let branch = step.branch.as_ref();
    let branch = branch.map_or(String::new(), |branch| {
        format!(" <{}={}>", branch.decision, branch.option)
    });
    let lines: Vec<&str> = step
        .instructions
        .iter()
        .map(|line| line.normalised.as_str())
        .collect();
    let lines = if lines.is_empty() {
        String::new()
    } else {
        format!(" $ {}", lines.join(" $ "))
    };
    let (number, kind, state, text) = (&step.number, word(&step.kind), step.initial, &step.text);
    let words = if lines.contains(text.as_str()) {
        ""
    } else {
        text
    };
    format!("{number} {kind}{optional} {state}{mark} {words}{wait}{branch}{lines}")
        .replace("  ", " ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(outline(&read(text).plan), expected.join("\n"), "{text}");
}

#[test]
fn every_kind_of_bullet_and_mark_is_a_task() {
    check(
        "# T\n## Prepare\n- [ ] a\n* [x] b\n+ [X] c\n1. [~] d\n2) [-] e\n - [S] f\n",
        "1 prepare: Prepare
        1.1 action todo [ ] a
        1.2 action done [x] b
        1.3 action done [X] c
        1.4 action na [~] d
        1.5 action na [-] e
        1.6 action unknown [S] f",
    );
}

#[test]
fn what_only_looks_like_a_task_is_none() {
    let text = "- [ ] a\n\n<!--\n- [ ] b\n-->\n\n```\n- [ ] c\n```\n\n- [] d\n- [x](https://example.com) e\n- \\[ ] f\n\n        - [ ] g\n";
    let reading = read(text);
    assert_eq!(reading.counts.tasks, 1);
    assert_eq!(
        outline(&reading.plan),
        "1 other: Steps\n1.1 action todo [ ] a"
    );
}

#[test]
fn struck_through_is_not_applicable_ticked_or_not() {
    check(
        "## Prepare\n- [x] ~~gone~~\n- [ ] ~~gone too~~ no need\n",
        "1 prepare: Prepare
        1.1 action na [x] gone
        1.2 action na [ ] gone too no need",
    );
}

#[test]
fn plain_items_above_tasks_are_groups_and_below_them_notes() {
    check(
        "## Prepare\n- Above:\n    - [ ] task\n      - note\n      - run `/chatops run feature set a_b true`\n",
        "1 prepare: Prepare
        1.1 group todo Above:
        1.1.1 action todo [ ] task
        1.1.1.1 note todo note
        1.1.1.2 instruction todo run /chatops run feature set a_b true $ /chatops run feature set a_b true",
    );
}

#[test]
fn a_parent_takes_nothing_from_its_children() {
    check(
        "## Prepare\n- [x] done\n  - [ ] open\n- [ ] open\n  - [x] done\n",
        "1 prepare: Prepare
        1.1 action done [x] done
        1.1.1 action todo [ ] open
        1.2 action todo [ ] open
        1.2.1 action done [x] done",
    );
}

#[test]
fn commands_are_found_in_spans_fences_and_sentences() {
    check(
        "## Prepare\n- [ ] `/chatops run feature get a_b` and `/chatops run feature set a_b true`\n- [ ] in a fence\n\n  ```\n  /chatops run feature set a_b true --dev\n  ```\n- [ ] below:\n\n```\n/chatops run feature delete a_b\n```\n",
        "1 prepare: Prepare
        1.1 instruction todo [ ] /chatops run feature get a_b and /chatops run feature set a_b true $ /chatops run feature get a_b $ /chatops run feature set a_b true
        1.2 instruction todo [ ] in a fence $ /chatops run feature set a_b true --dev
        1.3 instruction todo [ ] below: $ /chatops run feature delete a_b",
    );
}

#[test]
fn emphasis_can_stand_for_a_heading() {
    check(
        "# T\n**Initial rollout**\n\n*Preparation phase*\n- [ ] a\n\n**Cleanup** (later)\n\n- [ ] b\n\n**Note:** this\n\n- [ ] c\n",
        "1 prepare: Preparation phase
        1.1 action todo [ ] a
        2 cleanup: Cleanup
        2.1 action todo [ ] b
        2.2 action todo [ ] c",
    );
}

#[test]
fn waits_watches_tests_and_news_are_told_apart() {
    check(
        "## Verify\n- [ ] Wait for at least one day.\n- [ ] Be available for at least 2 hours.\n- [ ] Verify that the feature works.\n- [ ] Notify support.\n- [ ] (Optional) Rest.\n",
        "1 verify: Verify
        1.1 wait todo [ ] Wait for at least one day. (86400 s)
        1.2 watch todo [ ] Be available for at least 2 hours. (7200 s)
        1.3 qa todo [ ] Verify that the feature works.
        1.4 announce todo [ ] Notify support.
        1.5 action? todo [ ] (Optional) Rest.",
    );
}

#[test]
fn a_ramp_says_in_its_sentence_how_long_to_stay_between_its_percentages() {
    let text = "# Rollout\n\n## Global rollout on production\n\n- [ ] Go up by 2%, 20%, 100%; wait at least 2 hours between every step\n- [ ] Look at the dashboards between 25% and 50%\n";
    let plan = read(text).plan;
    let steps = &plan.stages[0].steps;
    let told: Vec<_> = steps
        .iter()
        .map(|step| step.wait_s.or(step.stay_s))
        .collect();
    assert_eq!(told, [Some(7200), None]);
}

#[test]
fn a_line_to_run_that_names_a_time_to_wait_is_counted_as_a_wait() {
    let reading = read(
        "## Global rollout on production\n\n**Production**: percentage rollout (wait ≥15 min between steps):\n\n```\n/chatops run feature set <feature-flag-name> <percentage> --actors\n```\n\n- [ ] Wait for at least one day.\n- [ ] Be available for at least 2 hours.\n",
    );
    let waiting: Vec<_> = reading
        .plan
        .steps()
        .filter_map(|step| step.wait_s)
        .collect();
    assert_eq!(waiting, [900, 86_400, 7200]);
    assert_eq!((reading.counts.waits, reading.counts.watches), (2, 1));
}

#[test]
fn alternatives_become_a_question_and_a_second_one_gets_its_own_key() {
    let branches = "- If it has an actor:\n  - [ ] a\n- If it does NOT have an actor:\n  - [ ] b\n";
    check(
        &format!("## Canary\n{branches}\n## Ramp\n{branches}"),
        "1 canary: Canary
        1.1 decision todo Does the feature flag in the code have an actor?
        1.2 group todo If it has an actor: <actor=yes>
        1.2.1 action todo [ ] a
        1.3 group todo If it does NOT have an actor: <actor=no>
        1.3.1 action todo [ ] b
        2 ramp: Ramp
        2.1 decision todo Does the feature flag in the code have an actor?
        2.2 group todo If it has an actor: <actor-2=yes>
        2.2.1 action todo [ ] a
        2.3 group todo If it does NOT have an actor: <actor-2=no>
        2.3.1 action todo [ ] b",
    );
}

#[test]
fn one_answer_alone_is_no_question_and_heads_are_linked() {
    check(
        "## Canary\n- [ ] If it has an actor, go.\n",
        "1 canary: Canary\n1.1 action? todo [ ] If it has an actor, go.",
    );
    let reading =
        read("## Canary\n- [ ] If you use project-actor:\n- [ ] If you use user-actor:\n");
    let (_, decision) = reading.plan.decisions().next().unwrap();
    for option in &decision.options {
        let head = reading.plan.step(&option.head).unwrap();
        assert_eq!(head.branch.as_ref().unwrap().option, option.key);
    }
    assert_eq!(reading.questions.len(), 1);
}

#[test]
fn a_step_keeps_its_name_when_the_document_changes_elsewhere() {
    let before = read("## Prepare\n- [ ] a\n- [ ] b\n- [ ] b\n");
    let after =
        read("Words.\n\n## Canary\n- [ ] a\n\n## Prepare\n- [x] new\n- [x] a\n- [ ] b\n- [ ] b\n");
    let names = |reading: &Reading, title: &str| -> Vec<String> {
        let stage = reading
            .plan
            .stages
            .iter()
            .find(|stage| stage.title == title)
            .unwrap();
        stage.steps.iter().map(|step| step.id.to_string()).collect()
    };
    assert_eq!(names(&before, "Prepare"), names(&after, "Prepare")[1..]);
    assert_ne!(names(&after, "Canary")[0], names(&after, "Prepare")[1]);
}

#[test]
fn titles_and_flags_are_found_where_they_stand() {
    for (text, title, flag) in [
        (
            "# [Feature flag] Enable `a_b`\n- [ ] x\n",
            "[Feature flag] Enable a_b",
            Some("a_b"),
        ),
        (
            "[FF] `a_b` -- words\n\n- [ ] x\n",
            "[FF] a_b -- words",
            Some("a_b"),
        ),
        (
            "# Feature flag rollout: shiny\n- [ ] x\n",
            "Feature flag rollout: shiny",
            Some("shiny"),
        ),
        (
            "<!-- Title suggestion: [FF] `<feature-flag-name>` -->\n\n- [ ] x\n",
            "[FF] <feature-flag-name>",
            None,
        ),
        (
            "## What\n\nIt is behind the `a_b` feature flag.\n\n- [ ] x\n",
            "What",
            Some("a_b"),
        ),
        (
            "- [ ] `/chatops run feature set a_b true`\n",
            "Untitled checklist",
            Some("a_b"),
        ),
        (
            "- [ ] `/chatops run feature set a_b true`\n- [ ] `/chatops run feature set c_d true`\n",
            "Untitled checklist",
            None,
        ),
        ("---\nname: Ship it\n---\n\n- [ ] x\n", "Ship it", None),
    ] {
        let plan = read(text).plan;
        assert_eq!(plan.title, title, "{text}");
        assert_eq!(plan.flag.as_ref().map(FlagName::as_str), flag, "{text}");
    }
}

#[test]
fn the_known_flag_fills_its_placeholder_and_says_so() {
    let reading = read(
        "# [Feature flag] Enable `a_b`\n\n## Prepare\n- [ ] `/chatops run feature set <feature-flag-name> <percentage> --actors`\n",
    );
    let step = reading.plan.steps().next().unwrap();
    assert_eq!(step.instructions[0].flag.as_deref(), Some("a_b"));
    assert!(step.instructions[0].raw.contains("<feature-flag-name>"));
    assert_eq!(step.blanks, ["<percentage>"]);
    assert!(
        reading
            .repairs
            .iter()
            .all(|repair| repair.kind == RepairKind::Placeholder)
    );
    assert_eq!(
        (reading.counts.repairs, reading.counts.blanks),
        (reading.repairs.len(), 1)
    );
}

#[test]
fn a_text_without_anything_to_do_is_no_rollout() {
    for text in [
        "",
        "Words.\n",
        "# Title\n\n- a\n- b\n",
        "Steps to reproduce\n\n```\ngit push\n```\n",
        "- [] not a box\n",
    ] {
        let reading = read(text);
        assert!(!reading.is_rollout, "{text}");
        assert_eq!(reading.diagnostics.last().unwrap().code, "not_a_rollout");
        assert!(reading.plan.stages.is_empty());
    }
}

#[test]
fn headings_without_their_lists_are_told_from_other_texts() {
    let reading = read(
        "Summary\nRollout on non-production environments\nGlobal rollout on production\nRollback Steps\n",
    );
    assert!(!reading.is_rollout);
    assert_eq!(reading.diagnostics.last().unwrap().code, "lists_lost");
}

#[test]
fn marks_without_meaning_and_open_fences_are_pointed_out() {
    let reading = read("- [S] a\n\n```\n- [ ] b\n");
    let codes: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|found| (found.code, found.line))
        .collect();
    assert_eq!(codes, [("unclosed_fence", 3), ("unknown_mark", 1)]);
}
