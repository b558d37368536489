//! The grammar against real documents: every line that looks like one to run is read, or stands in one table with its reason.
//!
//! They are found through `ROLLGATE_CORPUS`, a folder that holds `seeds/` and `corpus/`. Without it these tests say so and pass.
//! What looks like a line is decided here by its first letters alone, and not by the code that is tested.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

use rollgate::chatops::{Profile, parse_line, print};
use rollgate::domain::plan::{Dialect, Instruction, Verb};

/// What a line that is not read is instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reason {
    /// It names the program and asks it for nothing: `/chatops`.
    OnlyTheName,
    /// It is a sentence about such lines.
    Prose,
}

/// How such lines begin, and why they are not read.
const NOT_READ: [(&str, Reason); 2] = [
    ("/chatops commands that target production", Reason::Prose),
    ("/chatops", Reason::OnlyTheName),
];

/// The first letters that make a line look like one to run.
const MARKS: [&str; 5] = [
    "/chatops",
    "!feature-",
    "Feature.enable",
    "Feature.disable",
    "Feature.remove",
];

#[expect(
    clippy::disallowed_methods,
    reason = "a test finds the documents through the environment"
)]
fn files() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("ROLLGATE_CORPUS").map(PathBuf::from) else {
        println!("ROLLGATE_CORPUS is unset: the real documents are not read");
        return Vec::new();
    };
    let mut files = Vec::new();
    for name in ["seeds", "corpus"] {
        collect(&folder.join(name), &mut files);
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_none_or(|ending| ending != "tsv") {
            files.push(path);
        }
    }
}

/// Cuts out what stands from a mark to the end of its code span or line.
fn candidates(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(at) = MARKS.iter().filter_map(|mark| rest.find(mark)).min() {
            let tail = rest.get(at..).unwrap();
            let end = tail.find('`').unwrap_or(tail.len());
            found.push(tail.get(..end).unwrap().trim().to_owned());
            rest = tail.get(end..).unwrap();
        }
    }
    found
}

fn lines() -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for path in files() {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        lines.extend(
            candidates(&text)
                .into_iter()
                .map(|line| (name.clone(), line)),
        );
    }
    lines
}

fn reason(line: &str) -> Option<Reason> {
    let mut known = NOT_READ.into_iter();
    known
        .find(|(words, reason)| match reason {
            Reason::OnlyTheName => line == *words,
            Reason::Prose => line.starts_with(words),
        })
        .map(|(_, reason)| reason)
}

#[test]
fn every_line_of_real_documents_is_read_or_has_a_reason() {
    let mut seen = 0;
    let mut unread = Vec::new();
    let mut needless = Vec::new();
    for (name, line) in lines() {
        seen += 1;
        match (parse_line(&line), reason(&line)) {
            (None, None) => unread.push(format!("{name}: {line}")),
            (Some(_), Some(reason)) => needless.push(format!("{name}: {line}: {reason:?}")),
            (Some(_), None) | (None, Some(_)) => {}
        }
    }
    println!("{seen} lines");
    assert!(unread.is_empty(), "{}", unread.join("\n"));
    assert!(needless.is_empty(), "{}", needless.join("\n"));
}

/// Says why what was read of a line is not the whole of it, as far as that can be seen from outside.
fn lost(line: &str, instruction: &Instruction) -> Option<String> {
    let command = line.split(" # ").next().unwrap_or(line);
    let kept = &instruction.normalised;
    let missing = command
        .split(|c: char| c.is_whitespace() || c == '`')
        .map(|word| {
            word.trim_start_matches(':')
                .trim_end_matches([',', '.', ')'])
        })
        .filter(|word| !matches!(*word, "" | "gitlab" | "run" | "--production"))
        .find(|word| !kept.contains(*word));
    missing.map(|word| format!("`{word}` is lost in `{kept}`"))
}

#[test]
fn no_word_of_a_line_of_real_documents_is_lost() {
    for (name, line) in lines() {
        let Some(instruction) = parse_line(&line) else {
            continue;
        };
        assert_eq!(lost(&line, &instruction), None, "{name}: {line}");
    }
}

#[test]
fn real_lines_mean_the_same_in_both_dialects() {
    for (name, line) in lines() {
        let Some(instruction) = parse_line(&line).filter(|read| read.dialect == Dialect::Chatops)
        else {
            continue;
        };
        for profile in [Profile::Old, Profile::New] {
            let printed = print(&instruction, profile);
            let again = parse_line(&printed).unwrap();
            let same = Instruction {
                raw: instruction.raw.clone(),
                normalised: instruction.normalised.clone(),
                ..again.clone()
            };
            assert_eq!(same, instruction, "{name}: {printed}");
            assert_eq!(print(&again, profile), printed, "{name}");
        }
    }
}

#[test]
fn real_lines_about_a_flag_name_it() {
    for (name, line) in lines() {
        let Some(instruction) = parse_line(&line) else {
            continue;
        };
        let is_about_a_flag = matches!(
            instruction.verb,
            Verb::FeatureSet | Verb::FeatureGet | Verb::FeatureDelete
        );
        let says_so = instruction
            .problems
            .iter()
            .any(|problem| problem.code == "name_missing");
        assert!(
            !is_about_a_flag || instruction.flag.is_some() || says_so,
            "{name}: {line}"
        );
    }
}
