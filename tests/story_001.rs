//! The story of the release managers' request: which package brought this migration, and how far back can we go?

#[path = "package/support.rs"]
#[cfg(test)]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod support;

use support::{Bench, Script, texts};

const MORNING: &str = "14.8.202202080920-97d6e07c2a1.4ce763dbce1";
const AFTERNOON: &str = "14.8.202202081520-749786570ad.ee932958e0c";
const EVENING: &str = "14.8.202202081820-0c11e8d5b3f.7d0b2e4cc90";
const NIGHT: &str = "14.8.202202071220-5a0db3f10c7.b11c0a5d2aa";
const INDEX: &str = "db/post_migrate/20220201173212_add_user_details_provisioning_index.rb";
const CLEANUP: &str =
    "db/post_migrate/20220201141705_cleanup_background_migration_populate_test_reports_issue_id.rb";

/// The repository as it may have been: the night's package, and the two of the request, tagged in both forms.
fn release_14_8() -> Bench {
    let mut script = Script::default();
    let night = script.commit(&[
        "db/structure.sql",
        "db/post_migrate/20211201000000_long_ago.rb",
    ]);
    script.tag(&NIGHT.replacen('-', "+", 1), night);
    script.commit(&[INDEX]);
    let morning = script.commit(&[CLEANUP, "db/migrate/20220202000000_add_a_column.rb"]);
    script.tag(&MORNING.replacen('-', "+", 1), morning);
    let afternoon = script.commit(&["app/models/user.rb"]);
    script.tag(AFTERNOON, afternoon);
    Bench::of(&script)
}

#[test]
fn release_managers_learn_which_package_brought_a_migration_and_how_far_back_they_can_go() {
    let bench = release_14_8();
    let scanned = bench.data(&["package", "scan", "--repo", "rails"]);
    assert_eq!(scanned["found"], 3);

    // Which package introduced it?
    let which = bench.data(&["package", "which", "20220201173212"]);
    assert_eq!(which.as_array().unwrap().len(), 1);
    assert_eq!(which[0]["migration"], INDEX);
    assert_eq!(which[0]["introduced_in"], MORNING);
    assert_eq!(which[0]["or_earlier"], false);
    assert_eq!(which[0]["executed"].as_array().unwrap().len(), 0);

    // Before it ran, nothing is known to be safe; after it ran, only what is newer.
    bench.ok(&[
        "package",
        "deployed",
        "gprd",
        AFTERNOON,
        "--at",
        "2022-02-08 16:00",
    ]);
    let before = bench.data(&["package", "horizon", "gprd"]);
    assert_eq!(texts(&before["pending_migrations"]), [CLEANUP, INDEX]);
    assert_eq!(texts(&before["safe"]), [""; 0]);
    bench.ok(&[
        "package",
        "executed",
        "gprd",
        MORNING,
        "--at",
        "2022-02-08 13:02",
    ]);
    let after = bench.data(&["package", "horizon", "gprd"]);
    assert_eq!(after["point_of_no_return"], MORNING);
    assert_eq!(texts(&after["unsafe"]), [MORNING, NIGHT]);
    assert_eq!(texts(&after["pending_migrations"]), [""; 0]);
    let page = bench.ok(&["package", "horizon", "gprd"]);
    let first = page.lines().next().unwrap();
    assert!(first.contains("no earlier package is safe"), "{page}");
    assert!(first.contains("20220201173212_add_user_details"), "{page}");

    // The next package comes, and with it a way back to the one before it.
    let mut next = Script::default();
    let evening = next.commit_on("later", None, &["db/post_migrate/20220208000000_next.rb"]);
    next.tag(EVENING, evening);
    bench.add(&next);
    bench.ok(&["package", "scan", "--repo", "rails"]);
    bench.ok(&[
        "package",
        "deployed",
        "gprd",
        EVENING,
        "--at",
        "2022-02-08 19:00",
    ]);
    let then = bench.data(&["package", "horizon", "gprd"]);
    assert_eq!(texts(&then["safe"]), [AFTERNOON]);
    assert_eq!(
        then["instruction"],
        format!("/chatops run rollback check gprd --target {AFTERNOON}")
    );
    let executed = bench.data(&["package", "which", "provisioning"]);
    assert_eq!(executed[0]["executed"][0]["environment"], "gprd");
    assert_eq!(executed[0]["executed"][0]["package"], MORNING);
}

#[test]
fn the_note_of_the_example_is_written_and_read() {
    let bench = release_14_8();
    bench.ok(&["package", "scan", "--repo", "rails"]);
    let note = bench.ok(&["package", "note", "14.8.202202080920"]);
    for line in [
        format!("### `{MORNING}`"),
        format!("- `{INDEX}`"),
        format!("- `{CLEANUP}`"),
    ] {
        assert!(note.lines().any(|written| written == line), "{note}");
    }
    assert!(!note.contains("db/migrate/"), "{note}");
    // The list as it stood in the request, after a browser had eaten its line breaks.
    let eaten = format!("Release 14.8\n{MORNING}\n{INDEX}{CLEANUP}\n\n{AFTERNOON}\nOption D");
    let other = Bench::new();
    let (code, _, stderr) = other.run_with(&["package", "add", "-"], &eaten);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(
        other.data(&["package", "which", "20220201141705"])[0]["introduced_in"],
        MORNING
    );
    assert_eq!(
        other.data(&["package", "which", "20220201173212"])[0]["introduced_in"],
        MORNING
    );
    let rows = other.data(&["package", "list"]);
    assert_eq!(
        rows[0]["post"],
        serde_json::Value::Null,
        "nothing is said of the second package"
    );
}

#[test]
fn the_example_in_the_request_itself_is_read() {
    let Some(corpus) = corpus() else {
        println!("passed without the request: ROLLGATE_CORPUS is not set");
        return;
    };
    let seeds = std::fs::read_dir(corpus.join("seeds")).unwrap();
    let seed = seeds
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("001")
        });
    let text = std::fs::read_to_string(seed.unwrap()).unwrap();
    let bench = Bench::new();
    let (code, _, stderr) = bench.run_with(&["package", "add", "-"], &text);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(
        bench.data(&["package", "list"]).as_array().unwrap().len(),
        2
    );
    assert_eq!(
        bench.data(&["package", "which", "20220201173212"])[0]["introduced_in"],
        MORNING
    );
    assert_eq!(
        bench.data(&["package", "which", "20220201141705"])[0]["introduced_in"],
        MORNING
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test finds the documents through the environment"
)]
fn corpus() -> Option<std::path::PathBuf> {
    std::env::var_os("ROLLGATE_CORPUS").map(Into::into)
}
