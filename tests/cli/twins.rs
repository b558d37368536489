//! What the screen can record, the shell can too: every recording command of the key map has its twin, and every twin is there.

use rollgate::tui::keymap::{Action, KeyMap};

use crate::support::Bench;

/// The commands of the screen that record something, and what is typed for the same in a shell.
const TWINS: &[(&str, &[&str])] = &[
    ("tick", &["step", "done"]),
    ("done", &["step", "done"]),
    ("todo", &["step", "todo"]),
    ("doing", &["timer", "start"]),
    ("not-applicable", &["step", "na"]),
    ("skip", &["step", "skip"]),
    ("block", &["step", "block"]),
    ("override", &["advance", "--override"]),
    ("advance", &["advance"]),
    ("qa", &["qa"]),
    ("note", &["note"]),
    ("raise-blocker", &["blocker", "add"]),
    ("close-blocker", &["blocker", "close"]),
    ("vouch", &["vouch"]),
    ("writes", &["writes"]),
    ("close-selected", &["blocker", "close"]),
    ("blocker-step", &["blocker", "step"]),
    ("edit-selected", &["blocker", "edit"]),
    ("add-incident", &["incident", "add"]),
    ("incident-status", &["incident", "status"]),
    ("backfill", &["incident", "backfill"]),
    ("undo-backfill", &["incident", "backfill", "--undo"]),
    ("scan-packages", &["package", "scan"]),
    ("escalate", &["incident", "escalate"]),
    ("undo-incident", &["incident", "undo"]),
    ("redo-incident", &["incident", "redo"]),
    ("undo-packages", &["package", "undo"]),
    ("redo-packages", &["package", "redo"]),
    ("add-package", &["package", "add"]),
    ("add-migration", &["package", "add"]),
    ("deployed", &["package", "deployed"]),
    ("executed", &["package", "executed"]),
    ("name-code", &["package", "code"]),
    ("watch-hand-over", &["timer", "handover"]),
    ("watch-actors", &["actor", "--keep"]),
    ("watch-flag-type", &["deadline"]),
    ("watch-target", &["ramp", "set", "--project"]),
    ("decide", &["decide"]),
    ("hold", &["hold"]),
    ("abandon", &["abandon"]),
    ("undo", &["undo"]),
    ("redo", &["redo"]),
    ("rollback-tick", &["rollback", "step"]),
    ("rollback-failed", &["rollback", "step"]),
    ("rollback-skipped", &["rollback", "step"]),
    ("rollback-note", &["rollback", "step", "--note"]),
    ("rollback", &["rollback", "start"]),
    ("percentage", &["ramp", "set"]),
    ("timer-start", &["timer", "start"]),
    ("timer-extend", &["timer", "extend"]),
    ("drill", &["rollback", "drill"]),
    ("timer-pause", &["timer", "pause"]),
    ("timer-stop", &["timer", "stop"]),
];

#[test]
fn every_recording_command_of_the_screen_has_a_twin_in_the_shell() {
    let bench = Bench::new();
    let map = KeyMap::default();
    for binding in map.all() {
        if !matches!(binding.action, Action::Record(_)) {
            continue;
        }
        let name = binding.action.name();
        let twin = TWINS.iter().find(|(command, _)| *command == name);
        let Some((_, words)) = twin else {
            panic!("{name} has no twin in the table");
        };
        let told = binding.action.twin().unwrap();
        for word in *words {
            assert!(told.contains(word), "{name}: {told} lacks {word}");
        }
        let (verbs, options): (Vec<&str>, Vec<&str>) =
            words.iter().partition(|word| !word.starts_with("--"));
        let help = [verbs.as_slice(), &["--help"]].concat();
        let text = bench.ok(&help);
        let usage = text.lines().find(|line| line.starts_with("Usage"));
        let usage = usage.unwrap_or_default();
        assert!(usage.contains(verbs[0]), "{name}: {usage}");
        assert!(
            verbs.iter().all(|verb| text.contains(verb)),
            "{name}: {text}"
        );
        for option in options {
            assert!(text.contains(option), "{name} {option}: {text}");
        }
    }
}

#[test]
fn every_twin_that_the_screen_tells_is_a_command_of_the_shell() {
    let bench = Bench::new();
    let map = KeyMap::default();
    let twins: std::collections::BTreeSet<&str> = map
        .all()
        .filter_map(|binding| binding.action.twin())
        .collect();
    for twin in twins {
        let words: Vec<&str> = twin.split_whitespace().skip(1).collect();
        let is_verb = |word: &&&str| word.chars().all(|letter| letter.is_ascii_lowercase());
        let verbs: Vec<&str> = words.iter().take_while(is_verb).copied().collect();
        let mut help = bench.run(&[verbs.as_slice(), &["--help"]].concat());
        if help.code != 0 {
            // The last word is a value, as `pass` is of `qa`.
            help = bench.run(&[&verbs[..verbs.len() - 1], &["--help"]].concat());
        }
        assert_eq!(help.code, 0, "{twin} {help:?}");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.stdout.contains(option), "{twin}: no {option}");
        }
    }
}

#[test]
fn every_command_takes_json_before_and_after_its_name() {
    let bench = Bench::imported();
    for words in [
        &["list"][..],
        &["show", "quick"],
        &["next", "quick"],
        &["keys"],
        &["status"],
        &["log", "quick"],
        &["note", "quick", "seen"],
        &["undo", "quick", "--yes"],
    ] {
        let before = [&["--json"], words].concat();
        let output = bench.run(&before);
        assert!(output.stdout.starts_with("{\"schema\":1"), "{output:?}");
        assert_eq!(output.code, 0, "{output:?}");
        bench.data(words);
    }
}
