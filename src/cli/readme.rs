//! The README's commands, each read as the command line reads it: a renamed option or command cannot stay behind there. None of them is run.

use clap::Parser as _;

use super::args::Cli;
use super::linear::words;

const README: &str = include_str!("../../README.md");

/// Returns the commands of the shell blocks, and those between backticks that name more than the program.
fn commands() -> Vec<String> {
    let mut found = Vec::new();
    let mut is_shell = false;
    for line in README.lines() {
        if line.starts_with("```") {
            is_shell = line == "```sh";
        } else if is_shell {
            found.push(line.to_owned());
        } else {
            let inline = line.split('`').skip(1).step_by(2);
            found.extend(inline.map(str::to_owned));
        }
    }
    found.retain(|line| line.starts_with("rollgate "));
    found
}

/// Takes away what the shell keeps for itself: the comment, and where input comes from.
fn of_the_program(line: &str) -> &str {
    let line = line.split(" #").next().unwrap_or_default();
    line.split(" <").next().unwrap_or_default().trim()
}

#[test]
fn every_command_of_the_readme_is_one_that_the_program_reads() {
    let commands = commands();
    assert!(commands.len() > 50, "{commands:?}");
    for line in commands {
        let words = words(of_the_program(&line)).unwrap();
        if let Err(misuse) = Cli::try_parse_from(words) {
            panic!("{line}\n{misuse}");
        }
    }
}

#[test]
fn a_comment_and_a_redirection_are_no_words_of_the_program() {
    for (line, expected) in [
        ("rollgate list    # the fleet", "rollgate list"),
        ("rollgate observe a - < x.txt", "rollgate observe a -"),
    ] {
        assert_eq!(of_the_program(line), expected);
    }
}
