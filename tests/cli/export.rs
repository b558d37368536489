//! Writing back: the document comes out byte for byte, but for the boxes that changed.

use crate::support::{Bench, DOCUMENT};

#[test]
fn a_document_that_nobody_touched_comes_back_byte_for_byte() {
    for text in [
        DOCUMENT.to_owned(),
        DOCUMENT.replace('\n', "\r\n"),
        DOCUMENT.trim_end().to_owned(),
        format!("\u{feff}{DOCUMENT}"),
        DOCUMENT.replace("* Wait", "\t* Wait").replace("[x]", "[X]"),
    ] {
        let bench = Bench::new();
        bench.import(&text);
        assert_eq!(bench.ok(&["export", "quick", "--as", "md"]), text);
    }
}

#[test]
fn only_the_marks_of_boxes_change() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "na", "quick", "2.1", "--reason", "nobody to tell"]);
    let text = bench.ok(&["export", "quick", "--as", "md"]);
    assert_eq!(text.len(), DOCUMENT.len());
    let changed: Vec<(usize, u8)> = text
        .bytes()
        .zip(DOCUMENT.bytes())
        .enumerate()
        .filter(|(_, (after, before))| after != before)
        .map(|(place, (after, _))| (place, after))
        .collect();
    let marks: Vec<u8> = changed.iter().map(|(_, mark)| *mark).collect();
    assert_eq!(marks, b"xxx~");
    for (place, _) in changed {
        assert_eq!(DOCUMENT.get(place - 1..place + 2), Some("[ ]"));
    }
}

#[test]
fn a_file_is_written_whole_and_for_its_owner_only() {
    let bench = Bench::imported();
    let path = bench.path("out.md");
    let word = bench.ok(&["export", "quick", "-o", path.to_str().unwrap()]);
    assert!(word.starts_with("ok wrote"), "{word}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), DOCUMENT);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let nowhere = bench.path("missing/out.md");
    assert_eq!(
        bench
            .run(&["export", "quick", "-o", nowhere.to_str().unwrap()])
            .code,
        1
    );
}

#[test]
fn an_export_as_json_is_the_rollout_in_its_envelope() {
    let bench = Bench::imported();
    let plain: serde_json::Value =
        serde_json::from_str(&bench.ok(&["export", "quick", "--as", "json"])).unwrap();
    assert_eq!(plain["data"], bench.data(&["show", "quick"]));
    assert_eq!(plain, bench.json(&["export", "quick", "--as", "json"]).1);
}

#[test]
fn a_copied_page_is_written_out_as_a_clean_checklist_that_is_read_again() {
    let bench = Bench::new();
    bench.import(include_str!("../fixtures/road.txt"));
    bench.ok(&["step", "done", "calm_inbox_sorting", "1.1.1"]);
    let clean = bench.ok(&["export", "calm_inbox_sorting", "--as", "checklist"]);
    assert!(clean.starts_with("# "), "{clean}");
    assert!(
        clean.contains("- [x] `/chatops run auto_deploy status"),
        "{clean}"
    );
    let again = bench.write("clean.md", &clean);
    let read = bench.data(&["import", &again, "--dry-run"]);
    let before = bench.data(&["show", "calm_inbox_sorting"]);
    let titles = |data: &serde_json::Value| {
        let stages = data["stages"].as_array().unwrap().iter();
        stages
            .map(|stage| stage["title"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(&read), titles(&before));
}

#[test]
fn a_state_that_no_box_can_hold_is_told_and_not_lost() {
    let bench = Bench::new();
    bench.import("# Release\n\n## Prepare\n\n- <input type=\"checkbox\"> Tell support\n- <input type=\"checkbox\"> Write it up\n");
    bench.ok(&["step", "done", "release", "1.1"]);
    bench.ok(&[
        "step",
        "na",
        "release",
        "1.2",
        "--reason",
        "nothing to write",
    ]);
    let run = bench.run(&["export", "release", "--as", "md"]);
    assert!(
        run.stdout
            .contains("<input checked type=\"checkbox\"> Tell support"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("<input type=\"checkbox\"> Write it up"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("step 1.2"), "{}", run.stderr);
    let clean = bench.ok(&["export", "release", "--as", "checklist"]);
    assert!(
        clean.contains("- [x] Tell support\n- [~] Write it up"),
        "{clean}"
    );
}
