//! What is refused, with which exit code, and whether the reader learns why and what to do.

use crate::support::{Bench, DOCUMENT, finished};

#[test]
fn a_closed_gate_says_every_reason() {
    let bench = Bench::imported();
    let (code, document) = bench.json(&["advance", "quick"]);
    assert_eq!(code, 4);
    let error = &document["error"];
    assert_eq!(error["code"], "GATE_CLOSED");
    let reasons: Vec<&str> = error["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect();
    for place in ["1.2.1 ", "1.3 "] {
        assert!(
            reasons.iter().any(|reason| reason.starts_with(place)),
            "{place} {reasons:?}"
        );
    }
    let output = bench.run(&["advance", "quick"]);
    assert_eq!(output.code, 4);
    assert!(
        reasons.iter().all(|reason| output.stderr.contains(reason)),
        "{output:?}"
    );
    assert_eq!(output.stdout, "");
}

#[test]
fn an_override_that_would_not_be_enough_is_not_recorded() {
    let bench = Bench::imported();
    let args = [
        "advance",
        "quick",
        "--override",
        "qa",
        "--reason",
        "late",
        "--confirm",
        "quick",
    ];
    let (code, document) = bench.json(&args);
    assert_eq!(code, 4, "{document}");
    assert!(!bench.ok(&["log", "quick"]).contains("OVERRIDE"));
}

#[test]
fn what_is_severe_needs_the_first_word_of_the_flag() {
    let bench = Bench::imported();
    bench.reach_production();
    let severe: [&[&str]; 2] = [
        &["rollback", "start", "quick", "--reason", "slow"],
        &["step", "override", "quick", "3.2", "--reason", "late"],
    ];
    for args in severe {
        let missing = bench.run(args);
        assert_eq!(missing.code, 5, "{missing:?}");
        assert!(missing.stderr.contains("--confirm quick"), "{missing:?}");
        for wrong in [&["--confirm", "slow"][..], &["--yes"], &["--confirm", ""]] {
            let output = bench.run(&[args, wrong].concat());
            assert_eq!(output.code, 5, "{wrong:?} {output:?}");
        }
        let seen = bench.data(&["show", "quick"]);
        assert_eq!(seen["rollback"]["last"], serde_json::Value::Null);
    }
    bench.ok(&[
        "step",
        "override",
        "quick",
        "3.2",
        "--reason",
        "late",
        "--confirm",
        "quick_export",
    ]);
    bench.ok(&[
        "rollback",
        "start",
        "quick",
        "--reason",
        "slow",
        "--confirm",
        "QUICK",
    ]);
}

#[test]
fn where_two_rollouts_share_the_first_word_two_words_confirm() {
    let bench = Bench::imported();
    bench.import(&DOCUMENT.replace("quick_export", "quick_upload"));
    let args = [
        "rollback",
        "start",
        "quick_export",
        "--reason",
        "slow",
        "--confirm",
    ];
    assert_eq!(bench.run(&[&args[..], &["quick"]].concat()).code, 5);
    bench.ok(&[&args[..], &["quick_export"]].concat());
}

#[test]
fn a_name_that_fits_two_or_none_exits_with_3() {
    let bench = Bench::imported();
    bench.import(&DOCUMENT.replace("quick_export", "quick_upload"));
    let (code, document) = bench.json(&["show", "quick"]);
    assert_eq!((code, &document["error"]["code"]), (3, &"AMBIGUOUS".into()));
    let message = document["error"]["message"].as_str().unwrap();
    assert!(
        message.contains("quick_export") && message.contains("quick_upload"),
        "{message}"
    );
    for args in [
        &["show", "nothing"][..],
        &["step", "done", "quick_export", "9.9"],
        &["show", "quick_export", "--stage", "9"],
        &[
            "reopen",
            "quick_export",
            "release the moon",
            "--reason",
            "x",
        ],
        &[
            "step",
            "done",
            "quick_export",
            "3.1.1",
            "--set",
            "nothing=1",
        ],
    ] {
        assert_eq!(bench.run(args).code, 3, "{args:?}");
    }
}

#[test]
fn an_open_blank_is_not_recorded_and_that_of_a_ramp_is_the_next_percentage() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "done", "quick", "2.1", "2.2"]);
    bench.reach_the_ramp();
    let (code, document) = bench.json(&["step", "done", "quick", "3.1.1"]);
    assert_eq!(
        (code, &document["error"]["code"]),
        (4, &"BLANK_OPEN".into()),
        "{document}"
    );
    let hint = document["error"]["hint"].as_str().unwrap();
    assert!(
        hint.contains("step done quick_export 3.1.1 --set 'rollout-percentage=…'"),
        "{hint}"
    );
    // The blank of a ramp is filled with the next percentage of the ladder.
    let next = bench.run(&["next", "quick", "--command"]);
    assert_eq!(
        next.stdout,
        "/chatops run feature set quick_export 1 --actors\n"
    );
}

#[test]
fn a_command_that_its_gates_refuse_is_not_printed_for_copying() {
    let bench = Bench::imported();
    bench.reach_production();
    let (code, document) = bench.json(&["next", "quick", "--command"]);
    assert_eq!(
        (code, &document["error"]["code"]),
        (4, &"GATE_CLOSED".into()),
        "{document}"
    );
    let reasons = document["error"]["reasons"].to_string();
    assert!(reasons.contains("15:00 left"), "{reasons}");
    let stop = ["timer", "stop", "quick", "3.1.1", "--reason", "seen enough"];
    let (code, document) = bench.json(&stop);
    assert_eq!(code, 4, "{document}");
    let reasons = document["error"]["reasons"].to_string();
    assert!(reasons.contains("least stay at 25%"), "{reasons}");
    bench.ok(&["step", "done", "quick", "3.1.1", "3.1"]);
    let later = bench.run_at("2026-01-31T14:47:00Z", &["next", "quick", "--command"]);
    assert_eq!(later.code, 0, "{later:?}");
    assert_eq!(later.stdout, "/chatops run feature set quick_export true\n");
    assert!(later.stderr.contains("asks for a reason"), "{later:?}");
}

#[test]
fn an_import_needs_a_yes_and_a_rollout() {
    let bench = Bench::new();
    let file = bench.write("issue.md", DOCUMENT);
    let unasked = bench.run(&["import", &file]);
    assert_eq!(unasked.code, 5, "{unasked:?}");
    assert!(
        unasked.stderr.contains("1.2.1") && unasked.stderr.contains("--yes"),
        "{unasked:?}"
    );
    assert!(!bench.path("rollgate.db").exists());
    let prose = bench.write("prose.md", "Dear all,\n\nthe meeting is at four.\n");
    assert_eq!(bench.run(&["import", &prose, "--yes"]).code, 4);
    assert_eq!(
        bench.data(&["import", &prose, "--dry-run"])["is_rollout"],
        false
    );
    assert_eq!(bench.run(&["import", "missing.md", "--yes"]).code, 1);
    bench.import(DOCUMENT);
    assert_eq!(bench.run(&["import", &file, "--yes"]).code, 4);
}

#[test]
fn a_strict_import_tells_findings_by_its_exit_code() {
    let bench = Bench::new();
    let bare = bench.write("bare.md", "# Enable a feature flag\n\n- [ ] First\n");
    let torn = bench.write("torn.txt", include_str!("../fixtures/copied_torn.txt"));
    let good = bench.write("good.md", DOCUMENT);
    for (file, code) in [(bare, 10), (torn, 10), (good, 0)] {
        let strict = bench.json(&["import", &file, "--dry-run", "--strict"]);
        assert_eq!(strict.0, code, "{file}");
        assert_eq!(bench.json(&["import", &file, "--dry-run"]).0, 0);
    }
}

#[test]
fn a_damaged_data_file_exits_with_7_and_is_left_as_it_is() {
    let garbage: [&[u8]; 3] = [b"", b"<html>login</html>", &[0x5a; 9000]];
    for bytes in garbage {
        let bench = Bench::new();
        std::fs::write(bench.path("rollgate.db"), bytes).unwrap();
        for args in [
            &["list"][..],
            &["hold", "quick", "--reason", "x"],
            &["verify"],
            &["status"],
        ] {
            let (code, document) = bench.json(args);
            assert_eq!(code, 7, "{args:?} {document}");
            assert!(
                document["error"]["message"]
                    .as_str()
                    .unwrap()
                    .contains("rollgate.db")
            );
        }
        assert_eq!(std::fs::read(bench.path("rollgate.db")).unwrap(), bytes);
    }
}

#[test]
fn wrong_use_exits_with_2_and_is_a_document_too() {
    let bench = Bench::imported();
    for args in [
        &["frobnicate", "list"][..],
        &["list", "--nonsense"],
        &["step", "done"],
        &["step", "perhaps", "quick", "1.1"],
        &["hold", "quick"],
        &["list", "--state", "sleeping"],
        &["list", "--at", "yesterday"],
        &["note", "quick", "x", "--at", "2031-01-01"],
        &["advance", "quick", "--override", "moon", "--reason", "x"],
        &["blocker"],
        &["export", "quick", "--as", "pdf"],
    ] {
        let (code, document) = bench.json(args);
        assert_eq!(
            (code, &document["error"]["code"]),
            (2, &"USAGE".into()),
            "{args:?} {document}"
        );
        let output = bench.run(args);
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{args:?}");
        assert!(output.stderr.starts_with("error: "), "{args:?} {output:?}");
    }
}

#[test]
fn without_a_home_the_way_out_is_named_and_every_record_has_a_name() {
    let bench = Bench::imported();
    let homeless = finished(bench.command(&["list"]).env_remove("ROLLGATE_DB"));
    assert_eq!(homeless.code, 1, "{homeless:?}");
    assert!(
        homeless.stderr.contains("HOME") && homeless.stderr.contains("--db"),
        "{homeless:?}"
    );
    let nameless = finished(
        bench
            .command(&["note", "quick", "seen"])
            .env_remove("ROLLGATE_AS"),
    );
    assert_eq!(nameless.code, 0, "{nameless:?}");
    let log = bench.data(&["log", "quick"]);
    let last = log.as_array().unwrap().last().unwrap();
    assert!(
        last["actor"].as_str().unwrap().starts_with("uid-"),
        "{last}"
    );
    let timeless = finished(bench.command(&["list"]).env("ROLLGATE_CLOCK", "noon"));
    assert_eq!(timeless.code, 2, "{timeless:?}");
}
