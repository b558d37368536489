//! The page about the command line is made from the command line: whatever `--help` says stands in it, word for word.

use std::fmt::Write as _;

use crate::support::Bench;

/// The page in the folder of documents.
const PAGE: &str = include_str!("../../docs/cli.md");

/// Where the generated part begins.
const MARK: &str = "<!-- Everything below is made from --help by tests/cli/reference.rs. -->\n";

/// Returns the names of the commands under `path`, as their help lists them.
fn commands(help: &str) -> Vec<String> {
    let list = help.split("\nCommands:\n").nth(1).unwrap_or_default();
    let rows = list.lines().take_while(|line| !line.trim().is_empty());
    let names = rows
        .filter(|row| row.starts_with("  ") && !row.starts_with("   "))
        .filter_map(|row| row.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// Takes the options of every command away; they are said once.
fn own(help: &str) -> &str {
    help.split("\nOptions of every command:").next().unwrap()
}

fn write(bench: &Bench, path: &[String], page: &mut String) {
    let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
    args.push("--help");
    let help = bench.ok(&args);
    let depth = "#".repeat(path.len() + 2);
    let name = path.join(" ");
    writeln!(page, "\n{depth} rollgate {name}\n\n```text").unwrap();
    writeln!(page, "{}\n```", own(&help).trim_end()).unwrap();
    for name in commands(&help) {
        write(bench, &[path, &[name]].concat(), page);
    }
}

#[test]
fn the_page_about_the_command_line_says_what_help_says() {
    let bench = Bench::new();
    let help = bench.ok(&["--help"]);
    let (head, made) = PAGE.split_once(MARK).unwrap();
    let mut page = String::from("\n## Options of every command\n\n```text\n");
    let options = help.split("\nOptions of every command:\n").nth(1).unwrap();
    let options = options.split("\nFLAG is").next().unwrap();
    writeln!(page, "{}\n```\n\n## Commands", options.trim_end()).unwrap();
    for name in commands(&help) {
        write(&bench, &[name], &mut page);
    }
    if made != page {
        let new = concat!(env!("CARGO_TARGET_TMPDIR"), "/cli.md");
        std::fs::write(new, format!("{head}{MARK}{page}")).unwrap();
        panic!("docs/cli.md is not what --help says; the right one is {new}");
    }
}

#[test]
fn every_exit_code_of_the_page_is_one_that_help_names() {
    let help = Bench::new().ok(&["--help"]);
    let words: String = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for row in PAGE.lines().filter(|line| line.starts_with("| ")) {
        let code = row.split('|').nth(1).unwrap().trim();
        if code.parse::<u8>().is_ok_and(|code| code < 100) {
            assert!(words.contains(&format!(" {code} ")), "{code}");
        }
    }
}
