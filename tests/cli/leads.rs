//! Where words lead: a hint names the command that opens the gate, a way back shows its lines, a state is called what it is.

use serde_json::Value;

use crate::support::Bench;

/// Its way back is a sentence with the command beneath it.
const APART: &str = "# [Feature flag] Enable `slow_sync`

### Global rollout on production

- [ ] `/chatops run feature set slow_sync true`

## Rollback Steps

- [ ] This can be taken back by running the following command:

```
/chatops run feature set slow_sync false
```
";

/// One of two branches does not apply, and what it runs is wrong.
const BRANCH: &str = "# [Feature flag] Enable `slow_sync`

## Rollout Steps

### Rollout on non-production environments

- [-] `/chatops run feature set slow_sync <share> --random --staging`
- [ ] `/chatops run feature set slow_sync true --staging`

## Rollback Steps

- [ ] `/chatops run feature set slow_sync false`
";

/// Starts the way back.
const START: [&str; 7] = [
    "rollback",
    "start",
    "quick",
    "--reason",
    "slow",
    "--confirm",
    "quick",
];

#[test]
fn the_command_of_a_sentence_of_the_document_stands_below_it() {
    let bench = Bench::new();
    bench.import(APART);
    let line = "/chatops run feature set slow_sync false";
    let plan = bench.ok(&["rollback", "plan", "slow"]);
    assert_eq!(plan.matches(line).count(), 2, "step and document: {plan}");
    let drill = bench.ok(&["rollback", "drill", "slow"]);
    assert!(drill.contains(line), "{drill}");
    let start = [
        "rollback",
        "start",
        "slow",
        "--reason",
        "slow",
        "--confirm",
        "slow",
    ];
    let said = bench.ok(&start);
    assert!(said.contains(line), "{said}");
    let show = bench.ok(&["rollback", "show", "slow"]);
    assert!(show.contains(line), "{show}");
    let next = bench.data(&["next", "slow"]);
    assert_eq!(next["instruction"], line);
    assert_eq!(
        (&next["step"], &next["copyable"]),
        (&"1".into(), &true.into())
    );
    assert_eq!(bench.ok(&["next", "slow", "--command"]).trim(), line);
}

#[test]
fn a_way_back_that_has_only_begun_is_not_called_over() {
    let bench = Bench::imported();
    bench.reach_production();
    bench.ok(&START);
    for args in [&["show", "quick"][..], &["list"], &["status"]] {
        let said = bench.ok(args);
        assert!(said.contains("ROLLING BACK"), "{said}");
        assert!(!said.contains("ROLLED BACK"), "{said}");
    }
    assert!(bench.ok(&["prompt"]).contains("ROLLBACK"));
    let row = &bench.data(&["list"])[0];
    assert_eq!(row["state"], "rolled_back");
    assert_eq!(row["phase"], "rolling_back");
    let said = bench.ok(&["show", "quick"]);
    assert!(said.contains("Next: rollback step 1: "), "{said}");
    assert!(
        said.contains("rollgate rollback step quick_export 1 done"),
        "{said}"
    );
    let mut order = 1;
    while bench.data(&["next", "quick"])["kind"] == "rollback" {
        bench.ok(&["rollback", "step", "quick", &order.to_string(), "done"]);
        order += 1;
    }
    bench.ok(&["rollback", "finish", "quick"]);
    let said = bench.ok(&["show", "quick"]);
    assert!(said.contains("ROLLED BACK"), "{said}");
}

#[test]
fn an_off_before_the_record_is_no_measured_time() {
    let bench = Bench::imported();
    bench.reach_production();
    let mut start = START.to_vec();
    start.extend(["--already-at", "2026-01-31T14:32:00Z"]);
    let begun = bench.run_at("2026-01-31T14:40:00Z", &start);
    assert_eq!(begun.code, 0, "{begun:?}");
    let run = bench.data(&["rollback", "show", "quick"]);
    assert_eq!(run["safe_after_s"], Value::Null);
    let said = bench.ok(&["rollback", "show", "quick", "--utc"]);
    assert!(said.contains("before it was recorded"), "{said}");
    let log = bench.ok(&["log", "quick", "--utc"]);
    assert!(log.contains("off since 31 Jan 14:32 UTC"), "{log}");
}

#[test]
fn the_next_thing_behind_a_closed_gate_is_what_opens_it() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "done", "quick", "2.1", "2.2"]);
    let next = |bench: &Bench| bench.ok(&["next", "quick"]);
    let said = next(&bench);
    assert!(said.contains("rollgate writes quick_export "), "{said}");
    bench.ok(&["writes", "quick", "always"]);
    let said = next(&bench);
    assert!(
        said.contains("rollgate qa pass quick_export --cohort before"),
        "{said}"
    );
    bench.ok(&["qa", "pass", "quick", "--cohort", "before"]);
    let said = next(&bench);
    assert!(said.contains("--cohort after-on"), "{said}");
}

#[test]
fn a_refused_run_says_what_opens_the_gate_and_how_it_is_passed() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "done", "quick", "2.1", "2.2"]);
    bench.reach_the_ramp();
    bench.ok(&["vouch", "quick", "change", "yes"]);
    let run = [
        "step",
        "done",
        "quick",
        "3.1.1",
        "--set",
        "rollout-percentage=10",
    ];
    let refused = bench.run(&run);
    assert_eq!(refused.code, 4, "{refused:?}");
    let hint = refused.stderr;
    assert!(
        hint.contains("rollgate change-issue quick_export LINK"),
        "{hint}"
    );
    assert!(
        hint.contains("--override lock --override change_issue --reason TEXT --confirm quick"),
        "{hint}"
    );
    let next = bench.ok(&["next", "quick"]);
    assert!(
        next.contains("rollgate change-issue quick_export LINK"),
        "{next}"
    );
}

#[test]
fn a_hold_is_said_while_a_stay_runs() {
    let bench = Bench::imported();
    bench.reach_production();
    bench.ok(&["hold", "quick", "--reason", "lunch"]);
    let next = bench.data(&["next", "quick"]);
    assert_eq!(next["kind"], "wait");
    assert_eq!(next["reasons"][1], "held: lunch");
}

#[test]
fn what_is_no_actor_gets_no_answer() {
    let bench = Bench::imported();
    for (actor, hint) in [
        ("project:1", "did you mean Project:1?"),
        ("Project:x", "write CLASS:ID"),
        ("foo:1", "write CLASS:ID"),
    ] {
        let output = bench.run(&["actor", "quick", actor]);
        assert_eq!(output.code, 2, "{output:?}");
        assert!(output.stderr.contains(hint), "{output:?}");
    }
    let output = bench.run(&["actor", "quick", "Widget:1"]);
    assert_eq!(output.code, 0, "{output:?}");
    assert!(
        output.stderr.contains("no class of this name"),
        "{output:?}"
    );
    let output = bench.run(&["actor", "quick", "Project:1"]);
    assert_eq!(output.stderr, "", "{output:?}");
}

#[test]
fn a_rehearsal_is_seen_where_the_way_back_is() {
    let bench = Bench::imported();
    assert!(!bench.ok(&["show", "quick"]).contains("rehearsed"));
    bench.ok(&["rollback", "drill", "quick", "--took", "7m30s"]);
    let refused = bench.run(&["rollback", "show", "quick"]);
    assert_eq!(refused.code, 3, "{refused:?}");
    for said in [bench.ok(&["show", "quick"]), refused.stderr] {
        assert!(
            said.contains("the way back was rehearsed in 7m 30s, user"),
            "{said}"
        );
    }
}

#[test]
fn what_was_recorded_later_says_so_in_the_log() {
    let bench = Bench::imported();
    bench.ok(&["note", "quick", "now"]);
    assert!(!bench.ok(&["log", "quick"]).contains("(recorded"));
    bench.run_at(
        "2026-02-01T10:00:00Z",
        &["note", "quick", "then", "--at", "2026-01-31T15:00:00Z"],
    );
    let log = bench.run_at("2026-02-01T10:00:00Z", &["log", "quick", "--utc"]);
    let lines: Vec<&str> = log
        .stdout
        .lines()
        .filter(|line| line.contains("(recorded"))
        .collect();
    assert_eq!(lines.len(), 1, "{log:?}");
    assert!(lines[0].contains("note: then"), "{log:?}");
}

#[test]
fn one_gate_can_be_waited_for() {
    let bench = Bench::imported();
    let wait = |gate: &str| bench.run(&["wait", "quick", "--for", gate, "--timeout", "0s"]);
    assert_eq!(wait("gate:steps").code, 8);
    assert_eq!(wait("gate:blockers").code, 0);
    let unknown = wait("gate:nonsense");
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.stderr.contains("verification"), "{unknown:?}");
}

#[test]
fn nobody_is_warned_of_lines_that_do_not_apply() {
    let bench = Bench::new();
    bench.import(BRANCH);
    let found = bench.run(&["check", "slow", "--json"]).stdout;
    for code in ["random_deprecated", "random_used", "open_blank"] {
        assert!(!found.contains(code), "{found}");
    }
}

#[test]
fn zero_percent_is_said_to_be_off_and_the_same_percentage_to_change_nothing() {
    let bench = Bench::imported();
    bench.reach_production();
    let same = bench.run_at("2026-01-31T15:00:00Z", &["ramp", "set", "quick", "25"]);
    assert!(same.stderr.contains("nobody gets or loses it"), "{same:?}");
    let zero = bench.run_at("2026-01-31T15:00:00Z", &["ramp", "set", "quick", "0"]);
    assert!(zero.stderr.contains("off for everybody"), "{zero:?}");
}

#[test]
fn the_place_of_policies_of_ones_own_is_said() {
    let bench = Bench::new();
    let mut command = bench.command(&["config", "path", "--json"]);
    let output = crate::support::finished(command.env("ROLLGATE_POLICIES", "own.toml"));
    assert!(output.stdout.contains("own.toml"), "{output:?}");
    assert!(
        bench
            .ok(&["incident", "policies", "--help"])
            .contains("policies.toml")
    );
}
