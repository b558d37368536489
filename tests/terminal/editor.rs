//! Editors that end badly: killed, or with the terminal in modes of their own. What was typed is there, and the terminal is the program's again.

use vt100::MouseProtocolMode;

use crate::drafts::{on_a_rollout, type_a_note};

const CLOCK: (&str, &str) = ("ROLLGATE_CLOCK", "2026-03-09T14:32:00Z");
const EDITOR: (&str, &str) = ("EDITOR", "/bin/sh ./editor.sh");

#[test]
fn t13_an_editor_that_is_killed_costs_no_text() {
    let body = "stty raw -echo\nprintf '\\033[?1049h\\033[?25l'\nkill -9 $$\n";
    let mut driver = on_a_rollout(&[CLOCK, EDITOR], &[("editor.sh", body)]);
    type_a_note(&mut driver, "half a thought");
    driver.type_in("\x05");
    let screen = driver.wait_for("the text is as before");
    assert!(screen.contains("half a thought"), "{screen}");
    driver.type_in("\x1b");
    driver.wait_for("the text is kept");
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
}

#[test]
fn t13_an_editor_that_leaves_its_modes_behind_leaves_none_to_the_shell() {
    let body = "printf ' and more' >> \"$1\"\nstty raw -echo\nprintf '\\033[?1003h\\033[?1h\\033=\\033[?25l\\033[31;1m'\n";
    let mut driver = on_a_rollout(&[CLOCK, EDITOR], &[("editor.sh", body)]);
    type_a_note(&mut driver, "half a thought");
    driver.type_in("\x05");
    driver.wait_for("half a thought and more");
    driver.wait_until("no mode of the editor", |screen| {
        !screen.application_cursor()
            && !screen.application_keypad()
            && screen.mouse_protocol_mode() != MouseProtocolMode::AnyMotion
    });
    driver.type_in("\x1b");
    driver.wait_for("the text is kept");
    driver.leave();
    assert_eq!(driver.end(), "0");
    driver.assert_terminal_is_as_before();
    driver.wait_until("no mouse", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::None
    });
}
