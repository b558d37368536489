//! Hostile text: nothing that a document or a person says acts on a terminal.

use crate::support::{Bench, finished};

/// A document whose every part carries what would act on a terminal.
fn hostile() -> String {
    let bad = "\u{1b}]0;pwned\u{7}\u{1b}[31m\u{9b}2J\u{202e}\u{200b}\u{8}";
    format!(
        "# [Feature flag] Enable {bad} it\n\n## Owners\n\n- Team: {bad}\n\n## Rollout {bad}\n\n- [ ] First {bad} thing\n\
         - [ ] `/chatops run feature set quick_export true {bad}`\n- [ ] Verify {bad} that it works\n\n\
         ## Rollback {bad}\n\n- [ ] Undo {bad}\n"
    )
}

fn acts(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || matches!(letter, '\u{202e}' | '\u{200b}')
}

#[test]
fn no_text_of_a_document_or_a_person_acts_on_a_terminal() {
    let bench = Bench::new();
    bench.import(&hostile());
    let bad = "\u{1b}]52;c;eA==\u{7}\u{9d}x\u{202e}";
    let id = bench.data(&["list", "--all"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    bench.ok(&["note", &id, bad]);
    bench.ok(&["hold", &id, "--reason", bad, "--as", bad]);
    bench.ok(&["blocker", "add", &id, bad, "--link", bad]);
    let calls: [&[&str]; 16] = [
        &["import", "issue.md", "-n"],
        &["list"],
        &["status"],
        &["show", &id, "--log", "9"],
        &["next", &id],
        &["log"],
        &["log", &id],
        &["blocker", "list", &id],
        &["rollback", "plan", &id],
        &["text", "issue", &id],
        &["text", "issue", &id, "1.1"],
        &["advance", &id],
        &["undo", &id, "-n"],
        &["show", bad],
        &["import", bad],
        &["show", &id, "--stage", "1"],
    ];
    for args in calls {
        for extra in [&[][..], &["--json"]] {
            let output = bench.run(&[args, extra].concat());
            let text = output.stdout + &output.stderr;
            assert!(!text.is_empty(), "{args:?}");
            assert!(!text.contains(acts), "{args:?} {text:?}");
        }
    }
    assert!(bench.ok(&["show", &id]).contains("‹U+001B›"));
}

#[test]
fn json_gives_the_text_back_as_it_was() {
    let bench = Bench::imported();
    let bad = "a\u{1b}[31m\u{9b}\u{202e}\u{e0041}\u{7f}b";
    bench.ok(&["note", "quick", bad]);
    assert_eq!(bench.data(&["show", "quick"])["notes"][0]["text"], bad);
}

#[test]
fn without_a_terminal_there_is_no_colour_unless_it_is_asked_for() {
    let bench = Bench::imported();
    assert!(!bench.ok(&["list"]).contains('\u{1b}'));
    assert!(bench.ok(&["list", "--color", "always"]).contains('\u{1b}'));
    assert!(
        !bench
            .ok(&["list", "--color", "always", "--no-color"])
            .contains('\u{1b}')
    );
    assert!(!bench.ok(&["--help"]).contains('\u{1b}'));
}

#[test]
fn in_the_c_locale_and_with_ascii_every_byte_is_ascii() {
    let bench = Bench::imported();
    bench.ok(&["note", "quick", "grüße ✓"]);
    for args in [
        &["list"][..],
        &["show", "quick"],
        &["log", "--json"],
        &["show", "nö"],
    ] {
        let mut command = bench.command(args);
        let by_locale = finished(command.env("LC_ALL", "C"));
        let by_option = bench.run(&[args, &["--ascii"]].concat());
        for output in [by_locale, by_option] {
            assert!(
                output.stdout.is_ascii() && output.stderr.is_ascii(),
                "{output:?}"
            );
        }
    }
    let log: serde_json::Value =
        serde_json::from_str(&bench.ok(&["log", "quick", "--json", "--ascii"])).unwrap();
    assert!(log.to_string().contains("grüße ✓"));
}
