//! The commands about packages as a script sees them: exit codes, documents, notes that read back.

use crate::support::{Bench, texts};

const ONE: &str = "15.1.202206010001-0a1b2c3d4e5.5e4d3c2b1a0";
const TWO: &str = "15.1.202206010002-0a1b2c3d4e6.5e4d3c2b1a0";
const THREE: &str = "15.1.202206010003-0a1b2c3d4e7.5e4d3c2b1a0";
const POST: &str = "db/post_migrate/20220601000001_drop_it.rb";
const MORE: &str = "ee/db/geo/post_migrate/20220602000001_drop_more.rb";

fn three() -> Bench {
    let bench = Bench::new();
    bench.ok(&["package", "add", ONE, "--migration", POST]);
    bench.ok(&[
        "package",
        "add",
        TWO,
        "--migration",
        &format!("{MORE}db/migrate/20220602000002_add.rb"),
    ]);
    bench.ok(&["package", "add", THREE]);
    bench
}

#[test]
fn what_somebody_lists_is_listed() {
    let bench = three();
    let rows = bench.data(&["package", "list"]);
    let counts: Vec<(&str, Option<u64>, Option<u64>)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let name = row["package"].as_str().unwrap();
            (name, row["post"].as_u64(), row["regular"].as_u64())
        })
        .collect();
    assert_eq!(
        counts,
        [
            (THREE, None, None),
            (TWO, Some(1), Some(1)),
            (ONE, Some(1), Some(0))
        ]
    );
    let again = bench.data(&["package", "add", ONE, "--migration", POST]);
    assert!(again["events"].as_array().unwrap().is_empty());
    assert!(bench.ok(&["verify"]).contains("every hash fits"));
}

#[test]
fn a_migration_is_found_by_name_part_and_timestamp() {
    let bench = three();
    for (query, found) in [
        ("20220601000001", &[POST][..]),
        (POST, &[POST]),
        ("20220601000001_drop_it.rb", &[POST]),
        ("drop", &[POST, MORE]),
        ("GEO", &[MORE]),
    ] {
        let data = bench.data(&["package", "which", query]);
        let paths: Vec<&str> = data
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["migration"].as_str().unwrap())
            .collect();
        assert_eq!(paths, found, "{query}");
    }
    for query in ["nothing", "", " "] {
        assert_eq!(bench.run(&["package", "which", query]).0, 3, "{query:?}");
    }
}

#[test]
fn a_run_and_a_deployment_draw_the_line() {
    let bench = three();
    bench.ok(&[
        "package",
        "executed",
        "gprd",
        ONE,
        "--at",
        "2026-01-30 13:02",
    ]);
    bench.ok(&["package", "deployed", "production", "15.1.202206010003"]);
    let horizon = bench.data(&["package", "horizon", "gprd"]);
    assert_eq!(horizon["running"], THREE);
    assert_eq!(horizon["point_of_no_return"], ONE);
    assert_eq!(texts(&horizon["safe"]), [TWO]);
    assert_eq!(texts(&horizon["unsafe"]), [ONE]);
    assert_eq!(texts(&horizon["pending_migrations"]), [MORE]);
    assert_eq!(horizon["copyable"], true);
    assert_eq!(horizon["executed_at"], "2026-01-30T13:02:00Z");
    let which = bench.data(&["package", "which", "drop_it"]);
    assert_eq!(which[0]["introduced_in"], ONE);
    assert_eq!(which[0]["executed"][0]["environment"], "gprd");
    assert_eq!(which[0]["executed"][0]["at"], "2026-01-30T13:02:00Z");
    let page = bench.ok(&["package", "horizon", "gprd"]);
    let first = page.lines().next().unwrap();
    assert!(first.contains("20220601000001_drop_it.rb"), "{page}");
    let line = bench.ok(&["package", "horizon", "gprd", "--command"]);
    assert_eq!(
        line,
        format!("/chatops run rollback check gprd --target {TWO}\n")
    );
}

#[test]
fn nothing_can_be_copied_while_the_target_is_in_doubt() {
    let bench = three();
    bench.ok(&["package", "executed", "gprd", ONE]);
    bench.ok(&["package", "deployed", "gprd", THREE]);
    for status in ["paused", "failed", "running"] {
        bench.ok(&["package", "deployed", "gprd", THREE, "--status", status]);
        let (code, stdout, stderr) = bench.run(&["package", "horizon", "gprd", "--command"]);
        assert_eq!((code, stdout.as_str()), (4, ""), "{status}");
        assert!(stderr.contains("deployment of"), "{stderr}");
        let page = bench.ok(&["package", "horizon", "gprd"]);
        assert!(!page.contains("/chatops"), "{page}");
        let data = bench.data(&["package", "horizon", "gprd"]);
        assert_eq!(
            (&data["copyable"], &data["instruction"]),
            (&false.into(), &serde_json::Value::Null)
        );
    }
}

#[test]
fn the_past_is_shown_as_it_was_known_then() {
    let bench = three();
    let mut command = bench.program(&["package", "executed", "gprd", ONE]);
    let output = command
        .env("ROLLGATE_CLOCK", "2026-02-02T10:00:00Z")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let then = ["package", "horizon", "gprd", "--at", "2026-02-01", "--json"];
    let later = bench
        .program(&then)
        .env("ROLLGATE_CLOCK", "2026-02-02T10:00:00Z")
        .output()
        .unwrap();
    let horizon: serde_json::Value = serde_json::from_slice(&later.stdout).unwrap();
    assert_eq!(
        horizon["data"]["point_of_no_return"],
        serde_json::Value::Null
    );
    assert_eq!(horizon["data"]["environment"], "gprd", "{horizon}");
}

#[test]
fn a_note_is_ready_markdown_and_reads_back() {
    let bench = three();
    let note = bench.ok(&["package", "note", "--release", "15.1"]);
    assert!(note.starts_with("## Release 15.1\n"), "{note}");
    assert!(note.contains(&format!("- `{POST}`")), "{note}");
    assert!(
        !note.contains("db/migrate/"),
        "only post-deploy migrations are noted: {note}"
    );
    let other = Bench::new();
    let (code, _, stderr) = other.run_with(&["package", "add", "-"], &note);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(other.ok(&["package", "note", "--release", "15.1"]), note);
    // What lost its line breaks on the way reads the same.
    let glued = note
        .replace(['\n', '`', '-'], "")
        .replace(&ONE.replace('-', ""), ONE);
    let (code, _, stderr) = Bench::new().run_with(&["package", "add", "-", "-n"], &glued);
    assert_eq!(code, 0, "{stderr}");
    let one = bench.ok(&["package", "note", "15.1.202206010001"]);
    assert!(one.starts_with(&format!("### `{ONE}`\n")), "{one}");
}

#[test]
fn a_refusal_says_what_to_do() {
    let bench = three();
    for (args, code, word) in [
        (&["package", "add", "15.1"][..], 2, "USAGE"),
        (&["package", "add", ONE, "--migration", "x"], 2, "USAGE"),
        (&["package", "executed", "moon", ONE], 2, "USAGE"),
        (&["package", "horizon", "moon"], 2, "USAGE"),
        (
            &["package", "executed", "gprd", "15.1.202206010009"],
            3,
            "PACKAGE_NOT_FOUND",
        ),
        (&["package", "deployed", "gprd", "15.1"], 3, "AMBIGUOUS"),
        (
            &["package", "note", "--release", "9.9"],
            3,
            "RELEASE_NOT_FOUND",
        ),
        (
            &["package", "list", "--release", "9.9"],
            3,
            "RELEASE_NOT_FOUND",
        ),
        (&["package", "which", "x"], 3, "MIGRATION_NOT_FOUND"),
        (&["package", "code", "no_such_flag", ONE], 3, "NOT_FOUND"),
        (
            &["package", "executed", "gprd", ONE, "--at", "2027-01-01"],
            2,
            "USAGE",
        ),
        (&["package", "note"], 2, "USAGE"),
    ] {
        let (found, document) = bench.json(args);
        assert_eq!(found, code, "{args:?} {document}");
        assert_eq!(document["error"]["code"], word, "{args:?} {document}");
    }
}

#[test]
fn a_dry_run_records_nothing() {
    let bench = three();
    let before = bench.data(&["package", "list"]);
    let tried = bench.data(&["package", "executed", "gprd", ONE, "-n"]);
    assert_eq!(tried["dry_run"], true);
    assert_eq!(bench.data(&["package", "list"]), before);
}

#[test]
fn every_command_prints_one_document_wherever_json_stands() {
    let bench = three();
    for args in [
        &["package", "scan", "--repo", "rails", "-n"][..],
        &["package", "add", ONE, "-n"],
        &["package", "list"],
        &["package", "which", "drop"],
        &["package", "executed", "gprd", ONE, "-n"],
        &[
            "package", "deployed", "gprd", ONE, "--status", "paused", "-n",
        ],
        &["package", "horizon", "gprd"],
        &["package", "horizon", "gprd", "--command"],
        &["package", "note", ONE],
        &["package", "code", "x", ONE, "-n"],
    ] {
        let before = bench.run(&[&["--json"], args].concat());
        let after = bench.run(&[args, &["--json"]].concat());
        assert_eq!(before, after, "{args:?}");
        assert_eq!(after.1.lines().count(), 1, "{args:?}");
        let document: serde_json::Value = serde_json::from_str(&after.1).unwrap();
        assert_eq!(document["schema"], 1, "{args:?}");
        assert_eq!(document.get("data").is_some(), after.0 == 0, "{args:?}");
    }
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let bench = three();
    let children: Vec<_> = (10..16)
        .map(|minute| {
            let name = format!("15.1.2022060100{minute}-0a1b2c3d4e5.5e4d3c2b1a0");
            let mut command = bench.program(&["package", "add", &name, "--quiet"]);
            command.spawn().unwrap()
        })
        .collect();
    let told: Vec<_> = children
        .into_iter()
        .map(|mut child| child.wait().unwrap().code())
        .collect();
    let kept = bench.data(&["package", "list"]).as_array().unwrap().len();
    let worked = told.iter().filter(|code| **code == Some(0)).count();
    assert!(
        told.iter().all(|code| matches!(code, Some(0 | 6 | 7))),
        "{told:?}"
    );
    assert_eq!(kept, 3 + worked, "{told:?}");
    assert!(bench.ok(&["verify"]).contains("every hash fits"));
}
