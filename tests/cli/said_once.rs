//! What is said once: a blank fills every line, a time keeps why it was touched, a way back shows what the document says.

use crate::support::Bench;

const LOOKED: &str = "\
# [Feature flag] Enable `quiet_rows`

## Rollout Steps

### Rollout on non-production environments

- [ ] Look where the code is: `/chatops run auto_deploy status <merge-commit-of-your-feature>`
- [ ] Look once more: `/chatops run auto_deploy status <merge-commit-of-your-feature>`

### Global rollout on production

- [ ] `/chatops run feature set quiet_rows <rollout-percentage> --actors`
";

const SPARED: &str = "\
# [Feature flag] Enable `spare_rows`

## Rollout Steps

### Global rollout on production

- [ ] `/chatops run feature set spare_rows true`
- [ ] Spare the seeds: `/chatops run feature set --project=garden/seeds spare_rows false`
";

#[test]
fn a_blank_that_a_run_filled_is_filled_everywhere_else() {
    let bench = Bench::new();
    bench.import(LOOKED);
    let named = "merge-commit-of-your-feature=0a1b2c3d4e5";
    bench.ok(&["step", "done", "quiet_rows", "1.1", "--set", named]);
    let second = bench.run(&["step", "done", "quiet_rows", "1.2"]);
    assert_eq!(second.code, 0, "{second:?}");
}

#[test]
fn a_time_that_is_touched_keeps_why() {
    let bench = Bench::imported();
    bench.ok(&["timer", "start", "quick", "1.3", "15m"]);
    for (verb, why) in [("pause", "lunch"), ("resume", "back"), ("extend", "slow")] {
        let mut args = vec!["timer", verb, "quick", "1.3"];
        if verb == "extend" {
            args.push("15m");
        }
        args.extend(["--reason", why]);
        let output = bench.run(&args);
        assert_eq!(output.code, 0, "{output:?}");
        assert!(bench.data(&["log", "quick"]).to_string().contains(why));
    }
}

#[test]
fn the_plan_of_the_way_back_shows_the_steps_of_the_document() {
    let bench = Bench::imported();
    let plan = bench.ok(&["rollback", "plan", "quick"]);
    assert!(plan.contains("The document says:"), "{plan}");
    assert!(plan.contains("Turn the feature off"), "{plan}");
}

#[test]
fn switching_off_for_one_where_it_is_on_for_everybody_says_that_it_excludes_nobody() {
    let bench = Bench::new();
    bench.import(SPARED);
    let on = bench.run(&[
        "ramp",
        "set",
        "spare_rows",
        "true",
        "--reason",
        "all at once",
        "--confirm",
        "true",
    ]);
    assert_eq!(on.code, 0, "{on:?}");
    let off = bench.run(&[
        "ramp",
        "set",
        "spare_rows",
        "false",
        "--project=garden/seeds",
    ]);
    assert_eq!(off.code, 0, "{off:?}");
    let said = format!("{}{}", off.stdout, off.stderr);
    assert!(said.contains("it excludes nobody"), "{said}");
}

#[test]
fn an_answer_that_shows_another_value_than_the_line_is_told_at_once() {
    let bench = Bench::imported();
    bench.reach_production();
    let title = "Feature flag 'quick_export' has been set to '5' of actors on gprd";
    let args = [
        "step",
        "done",
        "quick",
        "3.1.1",
        "--set",
        "rollout-percentage=50",
        "--reply",
        title,
    ];
    let done = bench.run_at("2026-01-31T15:00:00Z", &args);
    assert_eq!(done.code, 0, "{done:?}");
    let said = format!("{}{}", done.stdout, done.stderr);
    assert!(said.contains("claimed 50% of actors, seen 5%"), "{said}");
}
