//! Standard streams that are closed, full or empty: quiet where nobody listens, a word where something was lost.

use std::process::Stdio;

use crate::support::{Bench, DOCUMENT, finished};

#[test]
fn a_reader_that_went_away_is_no_error() {
    let bench = Bench::imported();
    for args in [
        &["list"][..],
        &["log", "--json"],
        &["man"],
        &["completion", "zsh"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = bench
            .command(args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(141), "{args:?}");
        assert_eq!(output.stderr, b"", "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_told_and_a_record_is_not_doubted() {
    let bench = Bench::imported();
    let full = || {
        std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let run = |args: &[&str]| {
        let child = bench
            .command(args)
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, stderr) = run(&["list"]);
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("standard output cannot be written"),
        "{stderr}"
    );
    let (code, stderr) = run(&["note", "quick", "seen"]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("has been recorded"), "{stderr}");
    assert!(bench.ok(&["log", "quick"]).contains("note: seen"));
}

#[test]
fn a_document_and_a_note_can_come_from_standard_input() {
    let bench = Bench::new();
    let file = bench.write("issue.md", DOCUMENT);
    let input = |name: &str| std::fs::File::open(name).unwrap();
    let imported = finished(bench.command(&["import", "-", "--yes"]).stdin(input(&file)));
    assert_eq!(imported.code, 0, "{imported:?}");
    let words = bench.write("note.txt", "two\nlines\n");
    let noted = finished(bench.command(&["note", "quick", "-"]).stdin(input(&words)));
    assert_eq!(noted.code, 0, "{noted:?}");
    assert_eq!(
        bench.data(&["show", "quick"])["notes"][0]["text"],
        "two\nlines"
    );
    assert_eq!(bench.run(&["import", "-", "--yes"]).code, 4);
}

#[test]
fn bytes_that_are_no_text_are_read_with_a_mark_in_their_place() {
    let bench = Bench::new();
    let mut bytes = DOCUMENT.as_bytes().to_vec();
    bytes.extend(b"\n- [ ] last \xff thing\n");
    std::fs::write(bench.path("bytes.md"), bytes).unwrap();
    let data = bench.data(&["import", "bytes.md", "--dry-run"]);
    assert!(data.to_string().contains("last \u{fffd} thing"));
}

#[test]
fn quiet_leaves_out_the_word_but_not_the_data() {
    let bench = Bench::imported();
    assert_eq!(bench.ok(&["hold", "quick", "--reason", "x", "--quiet"]), "");
    assert!(bench.ok(&["list", "--quiet"]).contains("quick_export"));
    let refused = bench.run(&["advance", "quick", "--quiet"]);
    assert!(
        refused.stderr.contains("not held") || refused.stderr.contains("held"),
        "{refused:?}"
    );
}
