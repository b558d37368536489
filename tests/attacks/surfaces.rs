//! Every attack in every field, on every surface of the shell: nothing that acts on a terminal leaves the program raw.

use std::fmt::Write as _;

use crate::corpus::{Bench, acts, assert_whole, attacks};

/// How many attacks one rollout carries in each of its fields.
const TOGETHER: usize = 24;

/// A document in which every part carries the text. A line break ends a part of a document, so none is in it.
fn document(flag: usize, bad: &[String]) -> String {
    let title = bad.concat();
    let mut text = format!(
        "# [Feature flag] Enable `flag_{flag}` {title}\n\n## Owners\n\n- Team: {title}\n- Contact: @{title}\n\n\
         ## Rollout {title}\n\n"
    );
    for one in bad {
        writeln!(text, "- [ ] Do {one} thing").unwrap();
        writeln!(
            text,
            "- [ ] `/chatops run feature set flag_{flag} true {one}`"
        )
        .unwrap();
        writeln!(
            text,
            "- [ ] Read [{one}](https://example.com/{one}) https://example.com/{one}"
        )
        .unwrap();
    }
    text + &format!("\n## Rollback {title}\n\n- [ ] Undo {title}\n")
}

/// Returns a bench with one rollout that carries these attacks everywhere.
fn bench(flag: usize, bad: &[String]) -> Bench {
    let bench = Bench::new();
    let inline: Vec<String> = bad
        .iter()
        .map(|text| text.replace(['\n', '\r'], " "))
        .collect();
    std::fs::write(bench.path("issue.md"), document(flag, &inline)).unwrap();
    bench.ok(&["import", "issue.md", "--yes"]);
    let name = format!("flag_{flag}");
    // An argument of a process cannot hold NUL, and one that begins with a dash is an option.
    let said = format!("x{}", bad.concat().replace('\0', ""));
    bench.ok(&["note", &name, &said]);
    bench.ok(&["hold", &name, "--reason", &said, "--as", &said]);
    bench.ok(&["blocker", "add", &name, &said, "--link", &said]);
    bench
}

const PAGES: &[&[&str]] = &[
    &["list", "--all"],
    &["status"],
    &["show", "FLAG", "--log", "9"],
    &["show", "FLAG", "--stage", "1"],
    &["next", "FLAG"],
    &["next", "FLAG", "--command"],
    &["log"],
    &["log", "FLAG"],
    &["explain", "FLAG"],
    &["check", "FLAG"],
    &["check", "issue.md"],
    &["import", "issue.md", "--dry-run"],
    &["import", "issue.md", "--into", "FLAG", "--dry-run"],
    &["import", "issue.md"],
    &["blocker", "list", "FLAG"],
    &["rollback", "plan", "FLAG"],
    &["ramp", "show", "FLAG"],
    &["timer", "list"],
    &["forecast", "FLAG"],
    &["deadline", "FLAG"],
    &["window"],
    &["advance", "FLAG"],
    &["undo", "FLAG", "--dry-run"],
    &["incident", "list"],
    &["package", "list"],
    &["prompt"],
    &["doctor"],
    &["verify"],
    &["config", "list"],
    &["text", "issue", "FLAG"],
    &["text", "markdown", "FLAG"],
    &["text", "handover", "FLAG"],
    &["export", "FLAG", "--as", "html"],
    &["export", "FLAG", "--as", "csv"],
    &["export", "FLAG", "--as", "csv:log"],
    &["export", "FLAG", "--as", "md"],
    &["export", "FLAG", "--as", "json"],
    &["export", "FLAG", "--as", "svg:strip"],
    &["export", "FLAG", "--as", "svg:stages"],
    &["export", "--all", "--as", "html"],
    &["export", "--all", "--as", "csv"],
    &["show", "BAD"],
    &["import", "BAD"],
    &["BAD"],
    &["note", "FLAG"],
    &["list", "--at", "BAD"],
    &["ramp", "set", "FLAG", "BAD"],
    &["export", "FLAG", "--as", "BAD"],
    &["import", "issue.md", "--BAD"],
    &["config", "set", "BAD", "BAD"],
    &["step", "done", "FLAG", "BAD"],
    &["observe", "FLAG", "BAD"],
    &["change-issue", "FLAG", "BAD"],
];

/// Runs one command in one form and asserts that what it says acts on nothing.
fn try_page(bench: &Bench, args: &[String], form: &[&str]) {
    let args: Vec<&str> = args
        .iter()
        .map(String::as_str)
        .chain(form.iter().copied())
        .collect();
    let output = bench.run(&args);
    assert_whole(&output, &format!("{args:?}"));
    for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = String::from_utf8(bytes.clone());
        let text = text.unwrap_or_else(|error| panic!("{args:?} {stream} is no UTF-8: {error}"));
        // Lines of CSV end as its RFC 4180 says.
        let is_csv = args.iter().any(|word| word.starts_with("csv"));
        let text = if is_csv {
            text.replace("\r\n", "\n")
        } else {
            text
        };
        let raw = text.find(acts).map(|at| {
            let (before, after) = text.split_at(at);
            let before: String = before.chars().rev().take(60).collect();
            let before: String = before.chars().rev().collect();
            let after: String = after.chars().take(60).collect();
            before + &after
        });
        assert!(raw.is_none(), "{args:?} {stream}: {raw:?}");
    }
}

fn filled(args: &[&str], flag: usize, bad: &str) -> Vec<String> {
    let words = args.iter();
    words
        .map(|word| {
            word.replace("FLAG", &format!("flag_{flag}"))
                .replace("BAD", bad)
        })
        .collect()
}

/// Every page in every form for every attack is thousands of processes: each group of attacks takes its turn of the forms.
#[test]
fn u01_no_attack_leaves_any_command_raw() {
    let is_long = crate::long::is_long();
    let all: Vec<String> = attacks().into_iter().map(|(_, text)| text).collect();
    let forms: [&[&str]; 4] = [&[], &["--json"], &["--format", "jsonl"], &["--ascii"]];
    for (flag, bad) in all.chunks(TOGETHER).enumerate() {
        let bench = bench(flag, bad);
        let said = format!("x{}", bad.concat().replace('\0', ""));
        for (place, args) in PAGES.iter().enumerate() {
            let is_document = args.ends_with(&["--as", "md"]);
            let args = filled(args, flag, &said);
            if is_document {
                // The document as it was goes into a file byte for byte; only a terminal gets it cleaned.
                try_page(&bench, &args, &["--json"]);
            } else if is_long {
                for form in forms {
                    try_page(&bench, &args, form);
                }
            } else if (flag + place) % 3 == 0 {
                try_page(&bench, &args, forms[(flag / 3 + place) % forms.len()]);
            }
        }
    }
}

#[test]
fn u01_no_attack_in_a_settings_file_or_a_variable_acts() {
    let files = ["config.toml", "keys.toml", "calendar.toml", "policies.toml"];
    let all: Vec<String> = attacks().into_iter().map(|(_, text)| text).collect();
    for bad in all.chunks(TOGETHER * 4) {
        let bad = bad.concat();
        for file in files {
            let bench = Bench::new();
            let folder = bench.path(".config/rollgate");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(file), format!("{bad} = \"{bad}\"\n")).unwrap();
            for args in [
                &["list"][..],
                &["config", "list"],
                &["keys"],
                &["doctor"],
                &["window"],
            ] {
                let args: Vec<String> = args.iter().map(|word| (*word).to_owned()).collect();
                try_page(&bench, &args, &[]);
            }
        }
        let bench = Bench::new();
        let bad = bad.replace('\0', "");
        for name in [
            "ROLLGATE_AS",
            "ROLLGATE_DB",
            "ROLLGATE_CLOCK",
            "TERM",
            "EDITOR",
            "LC_ALL",
            "HOME",
        ] {
            for args in [&["doctor"][..], &["note", "x", "y"], &["list"]] {
                let output = bench.command(args).env(name, &bad).output().unwrap();
                assert_whole(&output, name);
                for bytes in [output.stdout, output.stderr] {
                    let text = String::from_utf8(bytes).unwrap();
                    assert!(!text.contains(acts), "{name} {args:?}: {text:?}");
                }
            }
        }
    }
}
