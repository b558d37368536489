//! One case for each way in which real checklists write what they mean: marks, nesting, commands, headings, what is hidden. Texts of our own.

use super::tests::outline;
use super::*;

/// A text and the plan that a careful reader sees in it.
type Case = (&'static str, &'static str, &'static str);

#[track_caller]
fn check(cases: &[Case]) {
    let mut wrong: Vec<String> = Vec::new();
    for (what, text, expected) in cases {
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        let found = outline(&read(text).plan);
        if found != expected.join("\n") {
            wrong.push(format!("{what}\n{text}\n--- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn marks() {
    check(&[
        (
            "plus",
            "+ [ ] a\n+ [X] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action done [X] b",
        ),
        (
            "numbers",
            "1. [ ] a\n1. [x] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action done [x] b",
        ),
        (
            "a space before",
            " - [ ] a\n - [x] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action done [x] b",
        ),
        (
            "a wide gap",
            "-   [ ] a\n-   [ ]   b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action todo [ ] b",
        ),
        (
            "a local mark",
            "- [S] a\n",
            "1 other: Steps\n1.1 action unknown [S] a",
        ),
        (
            "a ticked emoji",
            "- [ ] ✅ a\n",
            "1 other: Steps\n1.1 action todo [ ] ✅ a",
        ),
        (
            "nothing to say",
            "- [ ] a\n- [ ] ...\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action todo [ ] ...",
        ),
        (
            "no box",
            "- [ ] a\n- [] b\n- [x](u) c\n- [x]: u\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 note todo [] b\n1.3 note todo x c\n1.4 note todo (empty)",
        ),
        (
            "struck, with the reason behind",
            "- [ ] ~~a~~ Could not\n- [x] ~~b~~\n",
            "1 other: Steps\n1.1 action na [ ] a Could not\n1.2 action na [x] b",
        ),
    ]);
}

#[test]
fn nesting() {
    check(&[
        (
            "by two",
            "- [ ] a\n  - [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.1.1 action todo [ ] b",
        ),
        (
            "by three",
            "1. [ ] a\n   - [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.1.1 action todo [ ] b",
        ),
        (
            "by four, then two",
            "- [ ] a\n    - [ ] b\n- [ ] c\n  - [ ] d\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.1.1 action todo [ ] b\n1.2 action todo [ ] c\n1.2.1 action todo [ ] d",
        ),
        (
            "by a tab",
            "- [ ] a\n\t- [ ] b\n\t\t- [ ] c\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.1.1 action todo [ ] b\n1.1.1.1 action todo [ ] c",
        ),
        (
            "below a plain item",
            "- Mock\n  - [x] Stage\n",
            "1 other: Steps\n1.1 group todo Mock\n1.1.1 action done [x] Stage",
        ),
        (
            "plain items below a task",
            "- [ ] a\n  - why\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.1.1 note todo why",
        ),
        (
            "ticked above open, open above ticked",
            "- [x] a\n  - [ ] b\n- [ ] c\n  - [x] d\n",
            "1 other: Steps\n1.1 action done [x] a\n1.1.1 action todo [ ] b\n1.2 action todo [ ] c\n1.2.1 action done [x] d",
        ),
        (
            "a paragraph goes on",
            "- [ ] a\n      and more\n\n  and still\n- [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] a and more\n1.2 action todo [ ] b",
        ),
        (
            "lazily",
            "* [ ] a\nand more\n* [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] a and more\n1.2 action todo [ ] b",
        ),
    ]);
}

#[test]
fn commands() {
    check(&[
        (
            "two in one item",
            "- [ ] `/chatops run feature get a_b`, then `/chatops run feature set a_b true`\n",
            "1 other: Steps\n1.1 instruction todo [ ] /chatops run feature get a_b, then /chatops run feature set a_b true $ /chatops run feature get a_b $ /chatops run feature set a_b true",
        ),
        (
            "in brackets",
            "- [ ] Turn it on (`/chatops run feature set a_b true --dev`)\n",
            "1 other: Steps\n1.1 instruction todo [ ] Turn it on (/chatops run feature set a_b true --dev) $ /chatops run feature set a_b true --dev",
        ),
        (
            "a fence inside",
            "- [ ] Go\n\n  ```\n  /chatops run feature set a_b true\n  ```\n",
            "1 other: Steps\n1.1 instruction todo [ ] Go $ /chatops run feature set a_b true",
        ),
        (
            "a fence behind, at the margin",
            "- [ ] Go:\n\n```\n/chatops run feature set a_b true\n```\n\n- [ ] b\n",
            "1 other: Steps\n1.1 instruction todo [ ] Go: $ /chatops run feature set a_b true\n1.2 action todo [ ] b",
        ),
        (
            "a fence on the line of its bullet",
            "- [ ] a\n  - ```\n    /chatops run feature set a_b true\n    ```\n- [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.1.1 instruction todo $ /chatops run feature set a_b true\n1.2 action todo [ ] b",
        ),
        (
            "boxes in code are none",
            "- [ ] a\n\n```\n- [ ] b\n```\n\n        - [ ] c\n",
            "1 other: Steps\n1.1 action todo [ ] a",
        ),
        (
            "a span that nobody closed",
            "- [ ] Run `/chatops run feature set a_b true --dev\n- [ ] b\n",
            "1 other: Steps\n1.1 instruction todo [ ] Run `/chatops run feature set a_b true --dev $ /chatops run feature set a_b true --dev\n1.2 action todo [ ] b",
        ),
        (
            "a comment first",
            "- [ ] Go\n\n  ```\n  # In Slack:\n  /chatops run feature set a_b true\n  ```\n",
            "1 other: Steps\n1.1 instruction todo [ ] Go $ /chatops run feature set a_b true",
        ),
        (
            "the oldest form",
            "- [ ] `!feature-set a_b true`\n",
            "1 other: Steps\n1.1 instruction todo [ ] !feature-set a_b true $ /chatops run feature set a_b true",
        ),
        (
            "without run",
            "- [ ] `/chatops feature set a_b true --dev`\n",
            "1 other: Steps\n1.1 instruction todo [ ] /chatops feature set a_b true --dev $ /chatops run feature set a_b true --dev",
        ),
    ]);
}

#[test]
fn headings() {
    check(&[
        (
            "closed",
            "## Overview ##\n- [ ] a\n",
            "1 plan: Overview\n1.1 action todo [ ] a",
        ),
        (
            "emphasis",
            "*Preparation Phase*\n- [ ] a\n\n**Cleanup**\n- [ ] b\n",
            "1 prepare: Preparation Phase\n1.1 action todo [ ] a\n2 cleanup: Cleanup\n2.1 action todo [ ] b",
        ),
        (
            "a lead with words behind",
            "**Production** — a share at a time:\n\n```\n/chatops run feature set a_b 10 --actors\n```\n",
            "1 ramp: Production\n1.1 instruction todo $ /chatops run feature set a_b 10 --actors",
        ),
        (
            "a link",
            "### [Preparation](https://example.com/p)\n- [ ] a\n",
            "1 prepare: Preparation\n1.1 action todo [ ] a",
        ),
        (
            "an emoji",
            "## 🚀 Release\n- [ ] a\n",
            "1 release: 🚀 Release\n1.1 action todo [ ] a",
        ),
        (
            "Chinese",
            "## 回滚预案\n- [ ] 退\n",
            "1 rollback: 回滚预案\n1.1 action todo [ ] 退",
        ),
        (
            "a date",
            "## Cut Release (day before release - [Mar 17](https://example.com))\n- [ ] a\n",
            "1 cut: Cut Release (day before release - Mar 17)\n1.1 action todo [ ] a",
        ),
        (
            "template logic",
            "## <%= ordinal_date(7) %>: last day\n- [ ] a\n",
            "1 other: <%= ordinal_date(7) %>: last day\n1.1 action todo [ ] a",
        ),
    ]);
}

#[test]
fn headings_among_others() {
    check(&[
        (
            "the same twice",
            "## A\n#### Monitor\n- [ ] a\n## B\n#### Monitor\n- [ ] a\n",
            "1 verify: Monitor\n1.1 action todo [ ] a\n2 verify: Monitor\n2.1 action todo [ ] a",
        ),
        (
            "empty, and again",
            "## Tasks\n## Tasks\n- [ ] a\n",
            "1 other: Tasks\n1.1 action todo [ ] a",
        ),
        (
            "by the one above",
            "## 3. Post-Release\n### Technical tasks\n- [ ] a\n",
            "1 cleanup: Technical tasks\n1.1 action todo [ ] a",
        ),
        (
            "folded away",
            "<details>\n<summary><h2>Cleanup</h2></summary>\n\n- [ ] a\n\n</details>\n",
            "1 cleanup: Cleanup\n1.1 action todo [ ] a",
        ),
        (
            "rules",
            "## Release\n- [ ] a\n\n---\n\n- [ ] b\n",
            "1 release: Release\n1.1 action todo [ ] a\n1.2 action todo [ ] b",
        ),
    ]);
}

#[test]
fn what_is_hidden_kept_or_meant() {
    check(&[
        (
            "comments",
            "<!--\n- [ ] hidden\n-->\n- [ ] a <!-- ANCHOR -->\n<!-- Delete if not relevant -->\n- [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action todo [ ] b",
        ),
        (
            "comments as definitions",
            "[//]: # (- [ ] hidden)\n\n- [ ] a\n",
            "1 other: Steps\n1.1 action todo [ ] a",
        ),
        (
            "details",
            "<details>\n<summary>More</summary>\n\n- [ ] a\n\n</details>\n",
            "1 other: Steps\n1.1 action todo [ ] a",
        ),
        (
            "details in code",
            "- [ ] Paste `<details>` there\n- [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] Paste <details> there\n1.2 action todo [ ] b",
        ),
        (
            "front matter",
            "---\nname: N\nlabels: x\n---\n\n- [ ] a\n",
            "1 other: Steps\n1.1 action todo [ ] a",
        ),
        (
            "both branches of a template",
            "<% if critical? -%>\n- [ ] a\n<% else -%>\n- [ ] b\n<% end -%>\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action todo [ ] b",
        ),
        (
            "quoted",
            "> - [ ] a\n> - [x] b\n",
            "1 other: Steps\n1.1 action todo [ ] a\n1.2 action done [x] b",
        ),
        (
            "an alert",
            "> [!note]\n> Words.\n\n- [ ] a\n",
            "1 other: Steps\n1.1 action todo [ ] a",
        ),
        (
            "definitions between tasks",
            "- [ ] see [it][i]\n\n[i]: https://example.com\n\n- [ ] b\n",
            "1 other: Steps\n1.1 action todo [ ] see it\n1.2 action todo [ ] b",
        ),
        (
            "a definition that is none",
            "- [ ] see [the feature issue][<feature-issue-link>]\n",
            "1 other: Steps\n1.1 action todo [ ] see [the feature issue][<feature-issue-link>]",
        ),
        (
            "line ends of Windows, none at the end",
            "## Release\r\n- [ ] a\r\n- [x] b",
            "1 release: Release\n1.1 action todo [ ] a\n1.2 action done [x] b",
        ),
    ]);
}

#[test]
fn what_prose_means() {
    check(&[
        (
            "waits",
            "- [ ] Wait at least 12 hours\n- [ ] Wait for at least 1 week\n- [ ] Wait ≥15 min\n",
            "1 other: Steps\n1.1 wait todo [ ] Wait at least 12 hours (43200 s)\n1.2 wait todo [ ] Wait for at least 1 week (604800 s)\n1.3 wait todo [ ] Wait ≥15 min (900 s)",
        ),
        (
            "optional",
            "- [ ] (Optional) a\n- [ ] Optional: b\n- [ ] If needed, c\n- [ ] Only if the version changed: d\n",
            "1 other: Steps\n1.1 action? todo [ ] (Optional) a\n1.2 action? todo [ ] Optional: b\n1.3 action? todo [ ] If needed, c\n1.4 action? todo [ ] Only if the version changed: d",
        ),
        (
            "an optional section",
            "## OPTIONAL Step 3: do more\n- [ ] a\n",
            "1 other?: OPTIONAL Step 3: do more\n1.1 action todo [ ] a",
        ),
        (
            "who does it",
            "- [ ] ***(Ops)*** look\n- [ ] tell them @ada\n",
            "1 other: Steps\n1.1 action todo [ ] (Ops) look\n1.2 announce todo [ ] tell them @ada",
        ),
    ]);
}
