//! Output that nobody takes, or that has no room: quiet where the reader has gone, a word and a code where the disk is full.

use std::process::Command;

use crate::corpus::Bench;

/// Runs lines of a shell in which `$R` is the program; returns what they printed.
fn shell(bench: &Bench, script: &str) -> String {
    let like = bench.command(&[]);
    let mut command = Command::new("sh");
    command
        .args(["-c", script])
        .env_clear()
        .current_dir(bench.0.path());
    for (name, value) in like.get_envs() {
        command.env(name, value.unwrap());
    }
    command.env("R", env!("CARGO_BIN_EXE_rollgate"));
    command.env("PATH", "/usr/bin:/bin");
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    format!("{}{said}", String::from_utf8(output.stdout).unwrap())
}

fn imported() -> Bench {
    let bench = Bench::new();
    let document = include_str!("../fixtures/quick_export.md");
    std::fs::write(bench.path("issue.md"), document).unwrap();
    bench.ok(&["import", "issue.md", "--yes"]);
    let long = "a long note ".repeat(10_000);
    bench.ok(&["note", "quick", &long]);
    bench
}

#[test]
fn t09_a_reader_that_has_gone_is_no_failure_and_no_word_is_said() {
    let bench = imported();
    for args in [
        "log",
        "log --json",
        "show quick",
        "--help",
        "export quick --as html",
    ] {
        let text = shell(
            &bench,
            &format!("{{ $R {args}; echo \"code $?\" >&2; }} | head -c 1 >/dev/null"),
        );
        let is_quiet = text == "code 0\n" || text == "code 141\n";
        assert!(is_quiet, "{args}: {text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn t09_an_output_without_room_is_told_and_is_a_failure() {
    let bench = imported();
    for args in ["list", "log --json", "show quick", "--help", "--version"] {
        let text = shell(&bench, &format!("$R {args} >/dev/full; echo \"code $?\""));
        assert!(text.contains("No space left on device"), "{args}: {text}");
        assert!(
            !text.contains("code 0") && !text.contains("code 101"),
            "{args}: {text}"
        );
        shell(&bench, &format!("$R {args} >/dev/full 2>/dev/full"));
    }
    bench.ok(&["verify"]);
}

#[test]
fn t09_without_a_terminal_the_screen_is_not_drawn() {
    let bench = imported();
    let text = shell(&bench, "$R </dev/null | cat; $R demo </dev/null | cat");
    assert!(text.contains("no terminal to draw on"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}
