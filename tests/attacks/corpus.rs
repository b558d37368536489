//! The attacks, read from their escaped table, and the program to try them on. Nothing raw stands in the repository.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// When every test happens.
const NOW: &str = "2026-01-31T14:32:00Z";

/// Returns every attack with its name.
pub(crate) fn attacks() -> Vec<(&'static str, String)> {
    let table = include_str!("../fixtures/attacks.txt").lines().skip(1);
    table
        .map(|line| {
            let (name, text) = line.split_once(" | ").unwrap();
            (name, unescaped(text))
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let text = text.replace("\\\\", "\u{f8ff}");
    let mut parts = text.split("\\u{");
    let mut raw = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        raw.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        raw.push_str(rest);
    }
    raw.replace('\u{f8ff}', "\\")
}

/// Tells whether a character acts on a terminal, hides or reorders; a line break does not.
pub(crate) fn acts(letter: char) -> bool {
    letter != '\n'
        && (letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'))
}

/// A folder to run the program in.
pub(crate) struct Bench(pub(crate) tempfile::TempDir);

impl Bench {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Returns the program, not yet run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollgate"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("ROLLGATE_DB", self.path("rollgate.db"))
            .env("ROLLGATE_AS", "tester")
            .env("ROLLGATE_CLOCK", NOW)
            .current_dir(self.0.path())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs something that must work, and returns its standard output.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?} {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Asserts that a process ended by itself, and in words of its own.
pub(crate) fn assert_whole(output: &Output, what: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(code.is_some_and(|code| code != 101), "{what}: {output:?}");
    let broke = said.contains("panicked") || said.contains("broke at");
    assert!(!broke, "{what}: {said}");
}

#[test]
fn there_are_two_hundred_attacks_and_each_is_another() {
    let all = attacks();
    assert!(all.len() >= 200, "{}", all.len());
    let texts: std::collections::BTreeSet<&String> = all.iter().map(|(_, text)| text).collect();
    assert!(
        texts.len() + 8 > all.len(),
        "{} of {}",
        texts.len(),
        all.len()
    );
    assert!(all.iter().filter(|(_, text)| text.contains(acts)).count() >= 200);
}
