//! The conversation in lines in a real terminal: Ctrl-C and the end of input leave it, the terminal is as before, nothing is half recorded.

use crate::driver::Driver;

const PROGRAM: &str = env!("CARGO_BIN_EXE_rollgate");
const DOCUMENT: (&str, &str) = (
    "issue.md",
    "# Rollout of `early_bird`\n\n## Stage\n\n- [ ] one\n- [ ] two\n",
);

/// Begins a conversation about a rollout that was just imported.
fn begun() -> Driver {
    let script = format!(
        "'{PROGRAM}' import issue.md --yes > said.txt && exec '{PROGRAM}' --linear early_bird"
    );
    let driver = Driver::start_script(&script, &[], &[DOCUMENT]);
    driver.wait_for("early_bird: ");
    driver.wait_for("> ");
    driver
}

#[test]
fn ctrl_c_ends_a_conversation_in_the_middle_of_a_question_and_records_nothing() {
    let mut driver = begun();
    driver.type_in("hold\r");
    driver.wait_until("the question", |screen| {
        screen.contents().trim_end().ends_with(':')
    });
    driver.type_in("half a rea\x03");
    assert_eq!(driver.end(), "Interrupt");
    driver.assert_terminal_is_as_before();
    assert!(!driver.bytes().contains(&0x1b), "no escape is ever said");
    let shown = std::process::Command::new(PROGRAM)
        .args(["show", "early_bird", "--json"])
        .env("ROLLGATE_DB", driver.path("data/rollgate/rollgate.db"))
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("\"hold\":null"), "{shown}");
}

#[test]
fn the_end_of_input_ends_a_conversation_well_and_one_with_an_open_question_with_a_word() {
    for (typed, code, said) in [
        ("\x04", "0", "> "),
        ("hold\r\x04", "5", "warn: the input ended before the answer"),
    ] {
        let mut driver = begun();
        driver.type_in(typed);
        driver.wait_for(said);
        assert_eq!(driver.end(), code);
        driver.assert_terminal_is_as_before();
    }
}
