//! The process's surroundings, poor or broken: limits, folders that are none, settings that are wrong, stores that mean harm.

use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;

use crate::corpus::{Bench, assert_whole};

const DOCUMENT: &str = include_str!("../fixtures/quick_export.md");

fn imported() -> Bench {
    let bench = Bench::new();
    std::fs::write(bench.path("issue.md"), DOCUMENT).unwrap();
    bench.ok(&["import", "issue.md", "--yes"]);
    bench
}

/// Runs the program from a shell that first does something to its surroundings.
fn after(bench: &Bench, first: &str, args: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_rollgate");
    let like = bench.command(&[]);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{first}\nexec {program} {args}"));
    command.env_clear().current_dir(bench.0.path());
    for (name, value) in like.get_envs() {
        command.env(name, value.unwrap());
    }
    command.output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn t15_under_every_limit_it_works_or_says_in_a_line_why_not() {
    let bench = imported();
    for limit in [
        "ulimit -v 131072",
        "ulimit -v 32768",
        "ulimit -n 16",
        "ulimit -n 4",
        "ulimit -s 1024",
        "ulimit -f 0",
        "ulimit -t 10",
    ] {
        for args in [
            "list",
            "show quick --json",
            "note quick seen",
            "import issue.md --dry-run",
        ] {
            let output = after(&bench, limit, args);
            if limit == "ulimit -v 32768" {
                // So little that the system may not even load it.
                continue;
            }
            assert_whole(&output, &format!("{limit}; {args}"));
            let said = String::from_utf8(output.stderr).unwrap();
            let told = String::from_utf8(output.stdout)
                .unwrap()
                .contains("\"error\"");
            assert!(
                output.status.success() || told || said.starts_with("error: "),
                "{limit}; {args}: {said}"
            );
        }
    }
    bench.ok(&["verify"]);
}

#[test]
fn t09_streams_that_are_closed_end_no_command_in_a_break() {
    let bench = imported();
    for closed in [
        "exec <&-",
        "exec >&-",
        "exec 2>&-",
        "exec <&- >&-",
        "exec <&- >&- 2>&-",
    ] {
        for args in [
            "",
            "list",
            "demo",
            "note quick -",
            "log --json",
            "import -",
            "show nobody",
        ] {
            assert_whole(&after(&bench, closed, args), &format!("{closed} {args}"));
        }
    }
    bench.ok(&["verify"]);
}

#[test]
fn t16_homes_that_are_none_are_told_and_nothing_is_written_elsewhere() {
    let bench = imported();
    let file = bench.path("issue.md");
    let file = file.to_str().unwrap();
    for first in [
        "unset ROLLGATE_DB HOME".to_owned(),
        format!("unset ROLLGATE_DB; export HOME={file}"),
        format!("unset ROLLGATE_DB; export XDG_DATA_HOME={file}"),
        format!("export XDG_CONFIG_HOME={file}"),
        format!("export ROLLGATE_DB={file}"),
        format!("export ROLLGATE_DB={file}/x/y.db"),
        "export ROLLGATE_DB=/dev/null".to_owned(),
        "export ROLLGATE_DB=.".to_owned(),
    ] {
        let before = names(bench.0.path());
        let output = after(&bench, &first, "note quick seen");
        assert_whole(&output, &first);
        let said = String::from_utf8(output.stderr).unwrap();
        // With no home in the environment the system's own answer may still be one, and then there is no such rollout.
        assert!(
            !output.status.success() && said.starts_with("error: "),
            "{first}: {said}"
        );
        assert_eq!(names(bench.0.path()), before, "{first}");
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), DOCUMENT);
    let output = after(&bench, "mkdir gone; cd gone; rmdir ../gone", "list");
    assert!(output.status.success(), "{output:?}");
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn t16_a_broken_settings_file_is_named_and_its_lines_are_cut() {
    let bench = Bench::new();
    let folder = bench.path(".config/rollgate");
    std::fs::create_dir_all(&folder).unwrap();
    for text in [
        "color = [".to_owned(),
        "no_such_setting = 1\n".to_owned(),
        "color = 5\n".to_owned(),
        "\u{1b}]0;owned\u{7} = 1\n".to_owned(),
        format!("color = {}", "[".repeat(100_000)),
        "color = \"never\"\ncolor = \"never\"\n".to_owned(),
    ] {
        std::fs::write(folder.join("config.toml"), &text).unwrap();
        let output = bench.run(&["list"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("config.toml"), "{said}");
        assert!(said.len() < 2_000, "{} bytes", said.len());
    }
    std::fs::write(folder.join("config.toml"), "\u{feff}color = \"never\"\r\n").unwrap();
    bench.ok(&["list"]);
}

/// Opens a store of a person who means harm, and reads and writes through it.
fn with_store(harm: &str) -> (Bench, Vec<Output>) {
    let bench = imported();
    let store = Connection::open(bench.path("rollgate.db")).unwrap();
    store.execute_batch(harm).unwrap();
    drop(store);
    let calls = [
        &["list"][..],
        &["show", "quick"],
        &["note", "quick", "seen"],
        &["verify"],
        &["list", "--json"],
    ];
    let outputs = calls.iter().map(|args| bench.run(args)).collect();
    (bench, outputs)
}

#[test]
fn u13_nothing_that_a_strange_store_brings_along_is_run() {
    for harm in [
        "create table stolen (text); create trigger t after insert on event begin insert into stolen values ('ran'); end;",
        "create table stolen (text); create trigger t before insert on event begin insert into stolen values ('ran'); end;",
        "create table stolen (text); create trigger t after insert on fleet begin insert into stolen values ('ran'); end;",
    ] {
        let (bench, outputs) = with_store(harm);
        for output in outputs {
            assert_whole(&output, harm);
        }
        let store = Connection::open(bench.path("rollgate.db")).unwrap();
        let ran: i64 = store
            .query_row("select count(*) from stolen", [], |row| row.get(0))
            .unwrap();
        assert_eq!(ran, 0, "{harm}");
    }
}

#[test]
fn u13_a_store_of_another_shape_is_refused_and_left_alone() {
    for harm in [
        "alter table event rename to real; create view event as select * from real;",
        "drop table event;",
        "pragma user_version = 999999;",
        "pragma application_id = 1;",
        "pragma writable_schema = 1; delete from sqlite_schema where name = 'fleet';",
    ] {
        let bench = imported();
        let path = bench.path("rollgate.db");
        let store = Connection::open(&path).unwrap();
        if store.execute_batch(harm).is_err() {
            // The store's own guard refused it already.
            continue;
        }
        drop(store);
        for args in [&["list"][..], &["note", "quick", "seen"]] {
            let output = bench.run(args);
            assert_whole(&output, harm);
        }
        let output = bench.run(&["note", "quick", "seen"]);
        assert!(!output.status.success(), "{harm}: {output:?}");
    }
}
