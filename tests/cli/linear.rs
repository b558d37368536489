//! The conversation in lines: what is typed, what is said, what is recorded, and that nothing acts on a terminal.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{Bench, Output};

/// Types lines into a conversation and returns what was said.
fn talk(bench: &Bench, args: &[&str], typed: &str) -> Output {
    let mut command = bench.command(args);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    Output {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Returns the lines that announce something.
fn announced(output: &Output) -> Vec<&str> {
    let starts = ["ok: ", "warn: ", "error: "];
    let lines = output.stdout.lines();
    lines
        .filter(|line| starts.iter().any(|start| line.starts_with(start)))
        .collect()
}

#[test]
fn the_first_thing_said_is_the_bar_of_truth_as_a_sentence() {
    let bench = Bench::imported();
    let output = talk(&bench, &["--linear", "quick"], "");
    assert_eq!(output.code, 0, "{output:?}");
    let first = output.stdout.lines().next().unwrap();
    assert_eq!(
        first,
        "quick_export: production not set, doing, 0 blockers, 1 of 12 steps done."
    );
    let choice = output.stdout.lines().nth(2).unwrap();
    assert!(choice.starts_with("1. next: step 1.2.1 "), "{choice}");
}

#[test]
fn a_day_in_lines_is_recorded_as_by_the_commands() {
    let bench = Bench::new();
    let file = bench.write("issue.md", crate::support::DOCUMENT);
    let typed = format!(
        "import\n{file}\ny\nquick_export\nnext\ndone\nnext\npass\ntypos found\nrollout\nnext\nquit\n"
    );
    let output = talk(&bench, &["--linear"], &typed);
    assert_eq!(output.code, 0, "{output:?}");
    let said = announced(&output);
    let (done, other): (Vec<&str>, Vec<&str>) =
        said.into_iter().partition(|line| line.starts_with("ok: "));
    assert_eq!(done.len(), 4, "{output:?}");
    assert!(
        other.iter().all(|line| line.starts_with("warn: ")),
        "{other:?}"
    );
    let view = bench.data(&["show", "quick"]);
    assert_eq!(view["stages"][0]["state"], "done", "{view}");
    assert_eq!(view["stages"][1]["current"], true, "{view}");
    assert_eq!(view["qa"][0]["note"], "typos found", "{}", view["qa"]);
}

#[test]
fn a_danger_asks_for_the_typed_word_and_a_wrong_one_records_nothing() {
    let bench = Bench::imported();
    bench.reach_production();
    let wrong = talk(
        &bench,
        &["--linear", "quick"],
        "rollback\nstart\nslow\nno\n",
    );
    let said = announced(&wrong);
    assert_eq!(said.len(), 1, "{wrong:?}");
    assert!(
        said[0].starts_with("error: no does not confirm"),
        "{said:?}"
    );
    assert_eq!(bench.data(&["show", "quick"])["phase"], "active");
    let right = talk(
        &bench,
        &["--linear", "quick"],
        "rollback\nstart\nslow\nquick\n",
    );
    assert!(announced(&right)[0].starts_with("ok: "), "{right:?}");
    assert_eq!(bench.data(&["show", "quick"])["phase"], "rolling_back");
}

#[test]
fn a_text_is_pasted_line_by_line_and_kept_after_a_yes() {
    let bench = Bench::new();
    let typed = |answer: &str| format!("paste\n{}\n.\n{answer}\n", crate::support::DOCUMENT);
    let no = talk(&bench, &["--linear"], &typed("no"));
    assert_eq!(announced(&no), ["warn: not kept: nothing was recorded"]);
    let yes = talk(&bench, &["--linear"], &typed("yes"));
    let said = announced(&yes);
    assert!(said[0].starts_with("ok: quick_export imported"), "{yes:?}");
}

#[test]
fn input_that_ends_before_an_answer_records_nothing() {
    let bench = Bench::imported();
    let output = talk(&bench, &["--linear", "quick"], "hold\n");
    assert_eq!(output.code, 5, "{output:?}");
    let expected = "warn: the input ended before the answer: nothing was recorded";
    assert_eq!(announced(&output), [expected]);
    assert!(bench.data(&["show", "quick"])["hold"].is_null());
}

#[test]
fn what_cannot_be_meant_is_one_line_that_begins_with_error() {
    let bench = Bench::imported();
    let lines = [
        "99",
        "nonsense",
        "step done",
        "demo",
        "log --follow",
        "it's",
        "ramp set quick x",
    ];
    for typed in lines {
        let output = talk(&bench, &["--linear", "quick"], &format!("{typed}\n"));
        let said = announced(&output);
        assert_eq!(said.len(), 1, "{typed}: {output:?}");
        assert!(said[0].starts_with("error: "), "{typed}: {said:?}");
    }
}

#[test]
fn the_variable_asks_for_lines_as_the_option_does() {
    let bench = Bench::imported();
    let mut command = bench.command(&["quick"]);
    let output = crate::support::finished(command.env("ROLLGATE_LINEAR", "1"));
    let first = output.stdout.lines().next().unwrap_or_default();
    assert!(first.starts_with("quick_export: production"), "{output:?}");
}

#[test]
fn no_escape_and_no_mark_is_ever_said() {
    let bench = Bench::new();
    let text = crate::support::DOCUMENT;
    bench.import(&text.replace("Tell #support", "\u{1b}[31mTell\u{7} #support"));
    let typed = "quick\nshow\nlist\n4\n1\nback\nramp\nrollback\ntimers\nblockers\nlog\nhelp\nrollback plan quick\n";
    let output = talk(&bench, &["--linear", "--color", "always"], typed);
    let is_bad =
        |letter: char| (letter.is_control() && letter != '\n') || "✓☐▸◷✗⊘".contains(letter);
    let mut lines = output.stdout.lines();
    let bad = lines.find(|line| line.contains(is_bad));
    assert_eq!(bad, None);
    assert_eq!(output.stderr, "");
}

#[test]
fn the_demo_is_talked_about_from_the_first_line_to_the_last_and_nothing_of_it_is_kept() {
    for args in [["demo", "--linear"], ["--linear", "demo"]] {
        let bench = Bench::new();
        let typed = "1\nnote\nseen in the demo\nlog\nbackup x.db\nquit\n";
        let output = talk(&bench, &args, typed);
        assert_eq!(output.code, 0, "{output:?}");
        let mut lines = output.stdout.lines();
        let first = lines.next().unwrap();
        assert!(first.starts_with("Demo: nothing here is real"), "{first}");
        let fleet = lines.next().unwrap();
        assert!(fleet.starts_with("Fleet: 5 under way"), "{fleet}");
        let said = announced(&output);
        assert_eq!(said.first(), Some(&"ok: note: seen in the demo"));
        let last = said.last().unwrap();
        assert!(
            last.starts_with("error: the demo has no data file"),
            "{last}"
        );
        // What was recorded is read by the next command of the same conversation.
        let told = |line: &&str| line.contains("note: seen in the demo") && line.contains(" UTC ");
        assert_eq!(output.stdout.lines().filter(told).count(), 1, "{output:?}");
        let own = bench.data(&["list", "--all"]);
        assert!(!own.to_string().contains("fuzzy_file_search"), "{own}");
    }
}

#[test]
fn a_dry_run_in_the_demo_changes_nothing_of_it() {
    let bench = Bench::new();
    let output = talk(
        &bench,
        &["demo", "--linear", "--dry-run"],
        "1\nnote\nnot kept\nlog\n",
    );
    assert_eq!(output.code, 0, "{output:?}");
    assert_eq!(output.stdout.matches("not kept").count(), 1, "{output:?}");
}

#[test]
fn with_nothing_there_every_template_and_the_demo_are_offered() {
    let bench = Bench::new();
    let output = talk(&bench, &["--linear"], "demo\n");
    let said = &output.stdout;
    for name in ["feature flag", "change", "release", "experiment"] {
        let line = format!("begin from a template: {name}, ");
        assert!(said.contains(&line), "{name}: {said}");
    }
    assert!(said.contains("look round in the demo"), "{said}");
    assert!(said.contains("Demo: nothing here is real"), "{said}");
    let after = said.split("Demo: ").nth(1).unwrap();
    assert!(after.contains("fuzzy_file_search"), "{after}");
    assert!(!after.contains("look round in the demo"), "{after}");
    let again = talk(&bench, &["--linear"], "");
    assert!(again.stdout.contains("Fleet: 0 under way"), "{again:?}");
}
