//! Another version of a document taken into a rollout that is under way, and what a checklist does badly.

use serde_json::Value;

use crate::support::{Bench, DOCUMENT};

/// Makes another version of the document.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = DOCUMENT.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

/// Takes a text for a new version of the document and returns what is told.
fn take(bench: &Bench, text: &str) -> Value {
    let file = bench.write("new.md", text);
    bench.data(&["import", &file, "--into", "quick", "--yes"])
}

fn texts(steps: &Value) -> Vec<&str> {
    let steps = steps.as_array().unwrap().iter();
    steps.map(|step| step["text"].as_str().unwrap()).collect()
}

fn state(rollout: &Value, text: &str) -> String {
    let stages = rollout["stages"].as_array().unwrap();
    let mut waiting: Vec<&Value> = Vec::new();
    for stage in stages {
        waiting.extend(stage["steps"].as_array().unwrap());
    }
    while let Some(step) = waiting.pop() {
        if step["text"].as_str().unwrap().contains(text) {
            return step["state"].as_str().unwrap().to_owned();
        }
        waiting.extend(step["steps"].as_array().into_iter().flatten());
    }
    panic!("{text} is nowhere")
}

#[test]
fn steps_keep_their_state_however_the_document_around_them_changes() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "done", "quick", "2.1"]);
    let text = edited(&[
        (
            "- [ ] Tell #support in advance.",
            "- [ ] Tell #support early in advance.",
        ),
        (
            "### Preparation before global rollout",
            "### Preparation\n\n- [ ] Ask the search team.",
        ),
        ("- [ ] Close this issue.\n", ""),
    ]);
    let data = take(&bench, &text);
    let reimport = &data["reimport"];
    assert_eq!(texts(&reimport["added"]), ["Ask the search team."]);
    assert_eq!(texts(&reimport["removed"]), ["Close this issue."]);
    assert_eq!(state(&data, "Turn the flag on where"), "done");
    assert_eq!(state(&data, "Ask the search team"), "todo");
    let current = data["stages"].as_array().unwrap();
    let doing = current.iter().find(|stage| stage["state"] == "doing");
    assert_eq!(doing.unwrap()["number"], 2);
}

#[test]
fn a_reworded_step_is_the_same_step() {
    let bench = Bench::imported();
    bench.finish_first_stage();
    bench.ok(&["advance", "quick"]);
    bench.ok(&["step", "done", "quick", "2.1"]);
    let once = edited(&[(
        "Tell #support in advance.",
        "Tell #support early in advance.",
    )]);
    let data = take(&bench, &once);
    assert_eq!(
        data["reimport"]["changed"][0]["what"],
        serde_json::json!(["text"])
    );
    assert_eq!(state(&data, "early in advance"), "done");
    let twice = edited(&[(
        "Tell #support in advance.",
        "Tell #support early, in advance.",
    )]);
    let data = take(&bench, &twice);
    assert_eq!(state(&data, "early, in advance"), "done");
    let export = bench.ok(&["export", "quick"]);
    assert!(
        export.contains("- [x] Tell #support early, in advance."),
        "{export}"
    );
}

#[test]
fn a_box_ticked_in_the_document_is_done_and_none_that_is_done_is_opened() {
    let bench = Bench::imported();
    let text = edited(&[
        ("- [ ] Turn the flag on", "- [x] Turn the flag on"),
        ("- [x] Check that", "- [ ] Check that"),
    ]);
    let data = take(&bench, &text);
    assert_eq!(state(&data, "Turn the flag on"), "done");
    assert_eq!(state(&data, "Check that the change"), "done");
    let export = bench.ok(&["export", "quick"]);
    assert!(export.contains("- [x] Check that"), "{export}");
}

#[test]
fn a_new_version_is_taken_back_with_its_text() {
    let bench = Bench::imported();
    take(
        &bench,
        &edited(&[("## Summary", "Said before.\n\n## Summary\n\n- [ ] New.")]),
    );
    bench.ok(&["undo", "quick"]);
    assert_eq!(bench.ok(&["export", "quick"]), DOCUMENT);
    bench.ok(&["redo", "quick"]);
    assert!(bench.ok(&["export", "quick"]).contains("- [ ] New."));
    assert!(bench.ok(&["log", "quick"]).contains("plan revised"));
    assert_eq!(bench.data(&["verify"])["ok"], true);
}

#[test]
fn the_same_text_changes_nothing_and_a_preview_records_nothing() {
    let bench = Bench::imported();
    let before = bench.data(&["log", "quick"]);
    let data = take(&bench, DOCUMENT);
    assert_eq!(data["reimport"]["added"], serde_json::json!([]));
    let file = bench.write(
        "new.md",
        &edited(&[("## Summary", "- [ ] New.\n\n## Summary")]),
    );
    let data = bench.data(&["import", &file, "--into", "quick", "--dry-run"]);
    assert_eq!(texts(&data["reimport"]["added"]), ["New."]);
    assert_eq!(bench.data(&["log", "quick"]), before);
}

#[test]
fn a_version_needs_a_yes_and_the_same_flag() {
    let bench = Bench::imported();
    let file = bench.write("new.md", DOCUMENT);
    assert_eq!(bench.run(&["import", &file, "--into", "quick"]).code, 5);
    let other = bench.write("other.md", &DOCUMENT.replace("quick_export", "slow_export"));
    let (code, document) = bench.json(&["import", &other, "--into", "quick", "--yes"]);
    assert_eq!(code, 4, "{document}");
    let message = document["error"]["reasons"].to_string();
    assert!(
        message.contains("slow_export") && message.contains("quick_export"),
        "{document}"
    );
}

#[test]
fn a_plain_import_of_a_flag_under_way_is_refused_and_names_the_other_way() {
    let bench = Bench::imported();
    let file = bench.write("new.md", DOCUMENT);
    let (code, document) = bench.json(&["import", &file, "--yes"]);
    assert_eq!(
        (code, document["error"]["code"].as_str()),
        (4, Some("ALREADY_IMPORTED"))
    );
    let hint = document["error"]["hint"].as_str().unwrap();
    assert!(hint.contains("--into quick_export"), "{hint}");
}

#[test]
fn a_checklist_is_checked_from_a_file_by_its_flag_and_with_all_the_others() {
    let bench = Bench::imported();
    let file = bench.write(
        "bad.md",
        "# Enable `x_y`\n\n## Rollout\n\n- [ ] `/chatops run feature set x_y 25`\n",
    );
    let (code, document) = bench.json(&["check", &file]);
    assert_eq!(code, 10);
    let finding = &document["data"][0];
    for key in ["code", "severity", "flag", "line", "message", "hint"] {
        assert!(finding.get(key).is_some(), "{key} is missing in {finding}");
    }
    assert!(
        document["data"]
            .to_string()
            .contains("percentage_without_actors")
    );
    let (code, of_flag) = bench.json(&["check", "quick"]);
    assert_eq!(
        (code, of_flag["data"][0]["flag"].as_str()),
        (10, Some("quick_export"))
    );
    assert_eq!(bench.json(&["check"]).1["data"], of_flag["data"]);
    assert_eq!(bench.run(&["check", "nothing_of_the_kind"]).code, 3);
}

#[test]
fn a_blank_that_was_filled_is_no_finding() {
    let bench = Bench::imported();
    bench.reach_production();
    assert_eq!(bench.data(&["check", "quick"]), serde_json::json!([]));
    let clean = bench.write("clean.md", "# List\n\n- [ ] Buy bread\n");
    let output = bench.run(&["check", &clean]);
    assert_eq!(output.code, 0, "{output:?}");
}

#[test]
fn repairs_are_made_as_far_as_they_are_wanted() {
    let bench = Bench::new();
    let text = include_str!("../fixtures/copied_torn.txt");
    let file = bench.write("torn.txt", text);
    let count = |which: &str| {
        let data = bench.data(&["import", &file, "--dry-run", "--repairs", which]);
        let repairs = data["repairs"].as_array().unwrap().clone();
        let made = repairs.iter().filter(|repair| repair["accepted"] == true);
        assert_eq!(data["counts"]["repairs"], made.clone().count());
        made.count()
    };
    assert_eq!(count("none"), 0);
    assert!(count("safe") > 0 && count("safe") < count("all"));
    assert_eq!(
        bench.run(&["import", &file, "--dry-run", "--strict"]).code,
        10
    );
}

#[test]
fn ticks_that_switch_the_flag_are_said_before_they_are_taken() {
    let bench = Bench::new();
    let todo = "# [Feature flag] Enable `late_rows`\n\n## Global rollout on production\n\n- [ ] `/chatops run feature set late_rows true`\n";
    bench.import(todo);
    let file = bench.write("ticked.md", &todo.replace("[ ]", "[x]"));
    let page = bench.ok(&["import", &file, "--into", "late_rows", "--dry-run"]);
    let told = "production: not set -> on, by ticks of the text; nobody recorded when";
    assert!(page.contains(told), "{page}");
    let data = bench.data(&["import", &file, "--into", "late_rows", "--dry-run"]);
    assert_eq!(data["reimport"]["switched"][0]["to"], "on", "{data}");
    bench.ok(&["import", &file, "--into", "late_rows", "--yes"]);
    let again = bench.data(&["import", &file, "--into", "late_rows", "--dry-run"]);
    assert_eq!(again["reimport"]["switched"], serde_json::json!([]));
}
