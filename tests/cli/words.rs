//! The words of the shell: names where ids are kept, hints that lead somewhere, nothing said twice or about something else.

use crate::support::Bench;

#[test]
fn what_was_seen_and_not_claimed_is_in_the_list() {
    let bench = Bench::imported();
    bench.reach_production();
    assert_eq!(bench.data(&["list"])[0]["drift"], serde_json::json!([]));
    let off = "boolean: false\npercentage_of_actors: 0";
    bench.ok(&["observe", "quick", off, "--env", "production"]);
    let words = "production: claimed 25% of actors, seen off";
    assert_eq!(bench.data(&["list"])[0]["drift"][0], words);
    assert!(bench.ok(&["list"]).contains(words));
}

#[test]
fn a_failed_test_names_its_stage_and_offers_a_blocker_with_its_own_words() {
    let bench = Bench::imported();
    bench.ok(&["blocker", "add", "quick", "Something else"]);
    let fail = [
        "qa",
        "fail",
        "quick",
        "--stage",
        "1",
        "--note",
        "It's slow",
        "--cohort",
        "before",
    ];
    let output = bench.run_at("2026-01-31T14:35:00Z", &fail);
    assert!(
        output.stdout.contains("**QA FAIL**: stage 1 "),
        "{output:?}"
    );
    assert!(
        output.stdout.contains("- data: made before the flag"),
        "{output:?}"
    );
    assert!(!output.stdout.contains("Something else"), "{output:?}");
    let offer = r"rollgate blocker add quick_export 'It'\''s slow'";
    assert!(output.stderr.contains(offer), "{output:?}");
    let with = bench.run_at(
        "2026-01-31T14:40:00Z",
        &[
            "qa",
            "fail",
            "quick",
            "--stage",
            "1",
            "--note",
            "It's slow",
            "--blocker",
            "Too slow",
        ],
    );
    assert!(with.stdout.contains("Too slow"), "{with:?}");
    assert!(!with.stderr.contains("blocker add"), "{with:?}");
}

#[test]
fn results_of_cohorts_differ_in_the_log_and_in_the_text() {
    let bench = Bench::imported();
    bench.ok(&[
        "qa",
        "pass",
        "quick",
        "--stage",
        "1",
        "--cohort",
        "while-off",
    ]);
    for args in [["log", "quick", "--utc"], ["text", "markdown", "quick"]] {
        let said = bench.ok(&args);
        assert!(said.contains("data made while the flag was off"), "{said}");
    }
}

#[test]
fn a_moment_before_the_import_is_said_with_the_name_that_was_typed() {
    let bench = Bench::imported();
    let output = bench.run(&["show", "quick", "--at", "2025-12-01"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(
        output.stderr.contains("quick was not known then"),
        "{output:?}"
    );
}

#[test]
fn an_incident_is_about_a_rollout_by_its_name() {
    let bench = Bench::imported();
    bench.ok(&["incident", "add", "Queue is slow"]);
    let linked = bench.ok(&["incident", "link", "I1", "quick"]);
    let shown = bench.ok(&["incident", "show", "I1"]);
    for said in [linked, shown] {
        assert!(said.contains("is about rollout quick_export"), "{said}");
    }
}

#[test]
fn a_record_from_an_alert_says_that_it_tells_nobody() {
    let bench = Bench::new();
    let add = [
        "incident",
        "add",
        "Queue is slow",
        "--alert-status",
        "triggered",
        "--alert-policy",
        "default",
        "--record",
        "alert",
    ];
    bench.ok(&add);
    let shown = bench.ok(&["incident", "show", "I1"]);
    assert!(shown.contains("plans no escalation"), "{shown}");
    bench.ok(&["incident", "add", "Another"]);
    bench.ok(&["incident", "policy", "I2", "default"]);
    let shown = bench.ok(&["incident", "show", "I2"]);
    assert!(!shown.contains("plans no escalation"), "{shown}");
}

#[test]
fn a_step_of_the_way_back_in_the_wrong_order_says_the_right_one() {
    let bench = Bench::imported();
    let output = bench.run(&["rollback", "step", "done", "quick", "2"]);
    assert_eq!(output.code, 2, "{output:?}");
    assert!(
        output.stderr.contains("rollback step FLAG N STATE"),
        "{output:?}"
    );
}

#[test]
fn what_names_no_stream_is_told_which_there_are() {
    let bench = Bench::imported();
    let output = bench.run(&["log", "--stream", "nonsense"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(
        output
            .stderr
            .contains("no stream and no rollout is called nonsense"),
        "{output:?}"
    );
    assert!(output.stderr.contains("ledger"), "{output:?}");
}

#[test]
fn an_empty_list_tells_nothing_yet_from_nothing_like_that() {
    let bench = Bench::new();
    assert!(bench.ok(&["list"]).contains("rollgate import"));
    bench.import(crate::support::DOCUMENT);
    let said = bench.ok(&["list", "--state", "failed"]);
    assert!(
        said.contains("list --all") && !said.contains("rollgate import"),
        "{said}"
    );
}

#[test]
fn the_sum_for_the_first_percentage_is_text_in_lines() {
    let bench = Bench::imported();
    let said = bench.ok(&[
        "ramp",
        "show",
        "quick",
        "--requests",
        "20000",
        "--tolerable",
        "20",
    ]);
    assert!(
        said.contains("\n  3. 20 / 20000 = 0.1%: begin at 0.1%.\n"),
        "{said}"
    );
    let said = bench.ok(&[
        "ramp",
        "show",
        "quick",
        "--requests",
        "0",
        "--tolerable",
        "20",
    ]);
    assert!(
        said.contains("begin at 1%") && !said.contains("20 / 0"),
        "{said}"
    );
}

#[test]
fn a_type_that_is_none_is_told_which_there_are() {
    let bench = Bench::imported();
    let output = bench.run(&["vouch", "quick", "type"]);
    assert_eq!(output.code, 4, "{output:?}");
    assert!(output.stderr.contains("gitlab_com_derisk"), "{output:?}");
}

#[test]
fn a_way_back_that_begins_asks_whether_users_saw_it() {
    let start = [
        "rollback",
        "start",
        "quick",
        "--reason",
        "slow",
        "--confirm",
        "quick",
    ];
    for seen in [false, true] {
        let bench = Bench::imported();
        bench.reach_production();
        let mut args = start.to_vec();
        args.extend(seen.then_some("--seen-by-users"));
        let output = bench.run(&args);
        assert_eq!(output.code, 0, "{output:?}");
        assert_eq!(
            output.stderr.contains("--seen-by-users"),
            !seen,
            "{output:?}"
        );
    }
}
