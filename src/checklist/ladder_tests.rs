//! Ladders in words: what is one, what only looks like one, and where it belongs.

use crate::checklist::read;
use crate::domain::plan::StageKind;

/// Returns each stage with a ladder as `kind: rungs`.
fn ladders(text: &str) -> Vec<String> {
    let plan = read(text).plan;
    let stages = plan.stages.iter().filter(|stage| !stage.ladder.is_empty());
    stages
        .map(|stage| {
            let rungs: Vec<String> = stage.ladder.iter().map(ToString::to_string).collect();
            let title = &stage.title;
            format!("{title}: {}", rungs.join(" "))
        })
        .collect()
}

#[track_caller]
fn check(item: &str, expected: &str) {
    let text = format!("## Global rollout on production\n\n- [ ] {item}\n");
    let found = ladders(&text).concat();
    let found = found.strip_prefix("Global rollout on production: ");
    assert_eq!(found.unwrap_or_default(), expected, "{item}");
}

#[test]
fn a_ladder_in_a_sentence_is_read() {
    for (item, expected) in [
        ("Go up 10%, then 50%, then 100%", "10 50 100"),
        (
            "Roll out in increments 10/50/100, with a look between",
            "10 50 100",
        ),
        ("Increase it from 25% to 50%.", "25 50"),
        (
            "Proposed increments are: `10%`, `50%`, `100%`. Wait 15 minutes.",
            "10 50 100",
        ),
        ("The team bumps it (5%, 25%, 100%)", "5 25 100"),
        ("1% → 10% → 50% → everyone", "1 10 50 100"),
        ("0.1% -> 1% -> 10%", "0.1 1 10"),
        (
            "Raise to 10% for a day, then to 50% for two days, finally 100%",
            "10 50 100",
        ),
        ("Roll out to 10%. Then go to 50%. Then 100%.", "10 50 100"),
        ("Ladder: 1, 10, 25, 50, 75 and 100", "1 10 25 50 75 100"),
        ("5/25/100%", "5 25 100"),
    ] {
        check(item, expected);
    }
}

#[test]
fn percentages_that_measure_or_choose_are_no_ladder() {
    for item in [
        "Keep the error rate between 1% and 5%",
        "Rollout percentage: typically 10-25%",
        "Latency must rise by < 5%, errors by < 10%",
        "CPU goes from 25% to 50%",
        "Go down: 100%, 50%, 10%",
        "Released on 10/11/2026 at 10:30",
        "Take version 10, 50 or 100",
        "Look at /a/10/50/100",
        "Did you set it to both `100%` and `true`",
        "Are 100% of requests fine? Then 50% of work is done.",
    ] {
        check(item, "");
    }
}

#[test]
fn steps_and_headings_that_go_up_to_one_percentage_each_are_a_ladder() {
    assert_eq!(
        ladders(
            "## Rollout\n\n- [ ] Enable it for 1% of users.\n- [ ] Check errors\n- [ ] Roll out to 50%\n- [ ] `/chatops run feature set a_b 75 --actors`\n"
        ),
        ["Rollout: 1 50"]
    );
    assert_eq!(
        ladders(
            "## 25% rollout\n- [ ] Set it to 10%\n\n## 50% rollout\n- [ ] Go\n\n## Cleanup\n- [ ] Go\n"
        ),
        ["25% rollout: 25", "50% rollout: 50"]
    );
}

#[test]
fn a_ladder_above_the_stages_belongs_to_the_ramp() {
    let text = "# Feature flag a_b\n\n## Expectations\n\nRoll out at 5%, 20%, then 100%.\n\n## Staging\n- [ ] Go\n\n## Global rollout\n- [ ] Go\n";
    let plan = read(text).plan;
    let ramp = plan
        .stages
        .iter()
        .find(|stage| stage.kind == StageKind::Ramp);
    assert_eq!(ladders(text), ["Global rollout: 5 20 100"]);
    let rungs = crate::domain::rollout::ladder(&plan);
    assert_eq!(Some(&rungs), ramp.map(|stage| &stage.ladder));
}

#[test]
fn lines_to_run_say_the_ladder_before_words_do() {
    let set = "/chatops run feature set a_b";
    let text = format!(
        "## Global rollout\n- [ ] Go up 10%, 50%, 100%\n- [ ] `{set} 20 --actors`\n- [ ] `{set} 40 --actors`\n"
    );
    let rungs = crate::domain::rollout::ladder(&read(&text).plan);
    let rungs: Vec<String> = rungs.iter().map(ToString::to_string).collect();
    assert_eq!(rungs, ["20", "40"]);
}

#[test]
fn a_single_line_for_the_first_of_the_percentages_in_words_stands_for_all_of_them() {
    let lines = |line: &str| {
        let text = format!(
            "# [Feature flag] Enable `a_b`\n\n## Global rollout\n- [ ] Go up in steps of 10%, 50%, 100%\n  - `/chatops run feature set a_b {line}`\n"
        );
        let plan = read(&text).plan;
        let lines = plan.steps().flat_map(|step| step.instructions.clone());
        lines.map(|line| line.is_open_ramp()).collect::<Vec<bool>>()
    };
    assert_eq!(lines("10 --actors"), [true]);
    assert_eq!(lines("10 --actors --staging"), [false]);
    assert_eq!(lines("100 --actors"), [false]);
    assert_eq!(lines("20 --actors"), [false]);
    let both = "10 --actors`\n  - `/chatops run feature set a_b 50 --actors";
    assert_eq!(lines(both), [false, false]);
}
